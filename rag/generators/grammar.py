"""The form of a draft as a grammar: as GBNF for llama.cpp, and the same grammar as a regular expression for everything else.

It does not know any model. A draft is one or more sentences, each `Text. [1]` or `Text. [2][3]`, one space between two. The hard part
is the full stop: a sentence ends at its first one, or a small model pads ("... umgesetzt werden. domestica [1]"), yet "20. Juni", "z.
B.", "Abs. 2" and "1.234,56" hold dots as well. So a word inside a sentence may end in a dot only when it is an ordinal, an initial, a
Roman numeral or a known abbreviation; a dot that no space follows is part of its word.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from index.abbreviations import CLOSING_ABBREVIATIONS, LISTING_ABBREVIATIONS, OPEN_ABBREVIATIONS
from rag.types import Constraint

MAX_WORDS = 60  # of a sentence, so that it always ends
MAX_RUN = 60  # characters without a stop: longer than any German compound
MAX_STOPS = 6  # inside a word: "1.234.567,89", "www.regierung-mv.de/a.pdf"; a small model that may go on writes 2029.0.0.0.0
MAX_MARKS = 3  # of a sentence: one that cites everything proves nothing

# Words in front of a name or a number that only English text has; initials ("z. B.", "S. 4", "u.a.") need no entry.
_ENGLISH = {"Mr", "Mrs", "Ms", "No", "approx", "para", "sec", "vol"}
# These are words as well, or days that nobody abbreviates in a sentence: a model that may go on behind "... so." does.
_WORDS_TOO = {"Co", "Di", "Do", "Mag", "Mi", "Mo", "Nebst", "Sa", "So", "al", "bes", "gut", "int", "jun", "lit", "tel"}

_LETTERS = "A-Za-zªºµÀ-ÖØ-öø-\u024f\u0370-\u03ff\u0400-\u04ff\u1e00-\u1eff"
_OPENERS = "(„“”«»‚‘"
_CLOSERS = ")“”«»‘’\"'"
# Left out: brackets (they are the marks), * # ` < > | \ ^ (markup), controls, bidi controls, every space but the plain one, other scripts.
_SIGNS = "§%‰€$£&@+=/_~°²³¹¼½¾·×÷ƒ\u2070-\u209f\u20a0-\u20bf\u2100-\u214f\u2150-\u218f\u2200-\u22ff†‡"
_INSIDE = ",;:–—‐‑‒―…′″-"  # the hyphen last: there it is no range

_START = f"[{_LETTERS}0-9§{_OPENERS}\"'€$+]"
_INNER = f"[{_LETTERS}0-9{_SIGNS}(„‚{_CLOSERS}{_INSIDE}]"  # of a word, but for the stops


def gbnf(constraint: Constraint) -> str:
    """The grammar of a draft, for llama.cpp. It has no recursion, so every draft ends."""
    return "\n".join(f"{name} ::= {body}" for name, body in _rules(constraint).items())


def lark(constraint: Constraint) -> str:
    """The same grammar for llguidance, as its one terminal."""
    terminal = regex(constraint).replace("/", r"\/")
    return f"start: /{terminal}/\n"


@lru_cache(maxsize=64)
def regex(constraint: Constraint, rule: str = "root") -> str:
    """The same grammar as a regular expression that Python and Rust read alike: every rule written out where it is named."""
    rules = _rules(constraint)

    def write_out(body: str) -> str:
        return _TOKEN.sub(lambda token: _translated(token, lambda name: write_out(rules[name])), body)

    return write_out(rules[rule])


def _rules(constraint: Constraint) -> dict[str, str]:
    return {
        "root": f'sentence (" " sentence){{0,{constraint.sentences - 1}}}',
        "sentence": 'text " " marks',
        "marks": f"mark{{1,{MAX_MARKS}}}",
        "mark": '"[" number "]"',
        "number": " | ".join(f'"{number}"' for number in range(1, constraint.evidence + 1)),
        "text": f'opening "{constraint.ends}" | (dotted | opening) " " (word " "){{0,{MAX_WORDS - 2}}} plain "{constraint.ends}"',
        "opening": f"{_START} {_INNER}{{0,{MAX_RUN - 1}}} more",
        "word": "dotted | plain",
        "plain": "run more",
        "more": f"([.!?] run){{0,{MAX_STOPS}}}",
        "run": f"{_INNER}{{1,{MAX_RUN}}}",
        "dotted": f'[{_OPENERS}"\']{{0,2}} (ordinal | initials | roman | abbreviation ".")',
        "ordinal": '([0-9]{1,3} "."){1,3}',
        "initials": f'([{_LETTERS}] "."){{1,4}}',
        "roman": '[IVX]{2,5} "."',
        "abbreviation": " | ".join(f'"{word}"' for word in _abbreviations()),
    }


def _abbreviations() -> list[str]:
    listed = OPEN_ABBREVIATIONS | CLOSING_ABBREVIATIONS | LISTING_ABBREVIATIONS | _ENGLISH
    return sorted(word for word in listed - _WORDS_TOO if len(word) > 1 and "." not in word)


_TOKEN = re.compile(r'"(?P<literal>[^"]+)"|(?P<class>\[[^\]]+\])|(?P<name>[a-z]+)|(?P<count>\{[\d,]+\})|(?P<group>\()|(?P<space> +)')


def _translated(token: re.Match[str], rule: Callable[[str], str]) -> str:
    match token.lastgroup:
        case "literal":
            return re.escape(token["literal"]).replace(r"\ ", " ")
        case "name":
            return f"(?:{rule(token['name'])})"
        case "group":
            return "(?:"
        case "space":
            return ""
    return token[0]
