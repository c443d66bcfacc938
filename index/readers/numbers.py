"""Numbers as office programs print them before items: 3, c, C, iii, III.

It does not know lists or files.
"""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def numeral(number: int, form: str) -> str:
    """`number` in the form "lowerLetter", "upperLetter", "lowerRoman" or "upperRoman", else in decimal digits."""
    if form in ("lowerLetter", "upperLetter"):
        text = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 % 10 + 1)  # after z comes aa, bb, cc
    elif form in ("lowerRoman", "upperRoman"):
        text = _roman(number % 4000)
    else:
        return str(number)
    return text.upper() if form.startswith("upper") else text


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text
