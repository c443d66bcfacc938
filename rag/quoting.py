"""The answer in the words of the documents themselves, for when nothing composed can be proved.

It does not know why nothing could be composed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from rag.figures import unit_fits
from rag.harmless import harmless
from rag.question import answers
from rag.types import Claim, Evidence
from rag.verify import SUPPORTED

MOST = 3
LEAST_OF_BEST = 0.85  # a second and third quote must be nearly as good as the first
NEAR_BEST = 0.9  # a sentence with the number that is asked for goes before a better one without it only where it is about as good

ROWS = 8  # numbers of rows one below the other

# A bare number at the beginning may count something ("12 Schulen fehlen"): it stays.
_LEADING = re.compile(r"^(?:[-–—•*·▪]\s+|\(?(?:\d{1,2}|[a-z])\)\s+)")
_FOOTNOTE_MARK = re.compile(r"(?<=[a-zäöüß]{3}[.“\"])\d{1,2}(?=\s|$)|(?<=[a-zäöüß])(?<!\b[mckd]m)(?<!\bm)[¹²³⁴⁵⁶⁷⁸⁹]+")  # "m²" has none

# Its note at the end, where a table stands before it: "April 3 207 * Von einer Drucklegung der Anlage wird abgesehen."
_FOOTNOTE = re.compile(r"(?<=[\w)])\s\*{1,3}\s(?=[A-ZÄÖÜ])[^*]{10,200}$|(?<=\w)\*{1,3}(?=[\s.,;:]|$)")

_NOT_PRINTED = re.compile(
    r"\W*Von einer Drucklegung der Anlagen?\swird\sabgesehen\.(?:\s*Diese (?:ist|sind) auf [^.]*(?:\.\w[^.]*)*\.)?\s*$"
)
_ROW_NUMBERS = re.compile(r"(?<!\S)" + r"\s*\n\s*".join(map(str, range(1, ROWS + 1))) + r"(?!\S)")


def quotes(question: str, evidence: Sequence[Evidence], leading: Set[int] = frozenset()) -> tuple[Claim, ...]:
    """The best evidence sentences, best first, each a claim that cites itself; of those that are about as good, the ones with the date or
    number that is asked for first. The best of all is among them in any case: it may say where the number stands, or that there is none.

    leading: numbers of evidence that only leads to other evidence and comes along with it (`rag.referring.with_references`).
    """
    evidence = [item for item in evidence if item.number not in leading] or list(evidence)
    evidence = [item for item in evidence if not _says_nothing(item.text)] or list(evidence)
    fitting = [item for item in evidence if answers(question, item.text)] or list(evidence)
    chosen = [item for item in fitting[:MOST] if _as_good(question, item, fitting[0])]
    if chosen and evidence[0] not in chosen:
        behind = fitting[0].score >= NEAR_BEST * evidence[0].score
        chosen = [*chosen[: MOST - 1], evidence[0]] if behind else [evidence[0], *chosen][:MOST]
    return tuple(Claim(tidy(item.text), (item.number,), SUPPORTED) for item in chosen)


def _as_good(question: str, item: Evidence, best: Evidence) -> bool:
    """Whether it may stand behind the best: nearly as near to the question, and in the unit that is asked for if the best one is."""
    return item.score >= LEAST_OF_BEST * best.score and unit_fits(question, item.text) >= unit_fits(question, best.text)


def tidy(text: str) -> str:
    """The sentence as people see it, on one line, without the bullet or number before it and footnote marks in it."""
    line = _FOOTNOTE.sub("", _FOOTNOTE_MARK.sub("", harmless(text)))
    return _LEADING.sub("", line) or line


def _says_nothing(text: str) -> bool:
    """A question, which answers none, the note that an annex is not printed, or the numbers of a table's rows apart from them (1 to 8 one
    below the other; in a line they are columns').
    """
    return text.rstrip().endswith("?") or bool(_NOT_PRINTED.match(text) or _ROW_NUMBERS.search(text))
