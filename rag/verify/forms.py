"""One form for what is written in several: "z. B." and "beispielsweise", "Abs. 2" and "Absatz 2", "seitens" and "von".

It does not know claims or evidence, nor which forms say the same: `rag.synonyms` holds them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from index.types import Span
from rag.synonyms import TABLE

_BEFORE_A_NUMBER = frozenset({"über", "unter", "rund", "ungefähr", "bis zu", "minimal", "maximal"})  # elsewhere they say something else
_ABOUT = re.compile(
    r"\b(?:verfüg\w*|bericht\w*|informier\w*|entscheid\w*|entschied\w*|erstreck\w*|berat\w*|verhandel\w*|verteil\w*)\b[^.;:]{0,60}$",
    re.IGNORECASE,
)
_CANONICAL = {variant: same.form for same in TABLE for variant in same.written}


def _written(variant: str) -> str:
    """The variant as a regular expression: in one word, its first letter of either size, before a number if it must be."""
    first = f"[{variant[0]}{variant[0].upper()}]" if variant[0].islower() else re.escape(variant[0])
    before = r"(?<![\w-])" if variant[0].isalpha() else ""
    after = "" if variant[-1] == "." else r"(?![\w-])" if variant[-1].isalpha() else ""
    counts = r"(?=\s(?:\d|[Ee]ine[rn]?\s(?:Million|Milliarde)|(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn)))"
    return before + first + re.escape(variant[1:]).replace(r"\ ", r"\s") + after + (counts if variant in _BEFORE_A_NUMBER else "")


_VARIANTS = re.compile("|".join(_written(variant) for variant in sorted(_CANONICAL, key=len, reverse=True)))


@lru_cache(10_000)
def canonical(text: str) -> str:
    """The text with one form for each of its variants; a sign such as "%" behind a number gets a space before it."""
    return _VARIANTS.sub(_form, text)


def original(text: str, span: Span) -> Span:
    """Where a stretch of `canonical(text)` stands in the text itself; of a form that was exchanged, all of it."""
    start, end, moved = -1, -1, 0
    for match in _VARIANTS.finditer(text):
        form = Span(match.start() + moved, match.start() + moved + len(_form(match)))
        if start < 0 and span.start < form.end:
            start = match.start() if span.start >= form.start else span.start - moved
        if end < 0 and span.end <= form.end:
            end = match.end() if span.end > form.start else span.end - moved
        moved += len(form) - (match.end() - match.start())
    return Span(start if start >= 0 else span.start - moved, end if end >= 0 else span.end - moved)


def no_bound(before: str) -> bool:
    """Whether an "über" behind such words belongs to their verb: "verfügt über 12 Stellen" has no more and no fewer."""
    return _ABOUT.search(before) is not None


def _form(match: re.Match[str]) -> str:
    variant = " ".join(match[0].split())
    if variant == "über" and no_bound(match.string[: match.start()]):
        return match[0]
    form = _CANONICAL.get(variant) or _CANONICAL[variant[0].lower() + variant[1:]]
    if not variant[0].isalpha():
        return form if match.string[: match.start()].endswith((" ", "(", "\u202f", "\u00a0")) or not match.start() else f" {form}"
    if variant.endswith(".") and not match.string[match.end() :].strip():
        form += "."  # the stop was that of the sentence, too
    return form[0].upper() + form[1:] if variant[0].isupper() and variant not in _CANONICAL else form
