"""The last guard of every generator: whatever a model said, what leaves is in the constraint's form.

It does not know which model spoke, nor whether a sentence is true. A draft that is in the form passes unchanged. Of anything else,
sentences with evidence marks that exist are kept without their markup, a sentence without marks takes those of the next that has some,
and the rest is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from index.sentences import sentences
from rag.generators.grammar import MAX_MARKS, regex
from rag.generators.thoughts import aloud
from rag.types import Constraint

MAX_SENTENCE = 600  # characters; what is longer was not written for a reader
_MAX_UNMARKED = 2 * MAX_SENTENCE  # characters without a mark, thoughts aside, after which a model is not waited for

END = "\x1e"  # what an adapter that knows where a sentence ends says behind it, so that it need not wait for the next

_MARK = r"\[\s*\d{1,4}(?:\s*[,;–-]\s*\d{1,4})*\s*\]"
# Text, its marks, and the full stop that some models put behind them; complete when something else follows.
_CLAIM = re.compile(rf"(?P<text>.+?)(?P<marks>(?:\s*{_MARK})+)(?:\s*\.(?!\w))?(?=(?P<next>\s*[^\s\[.]|\n|{END})|\s*\Z)", re.DOTALL)
_LIST_ITEM = re.compile(r"(?:^|\n)\s*[-*•–+]\s+|\n\s*\d{1,2}[.)]\s+")
_MARKUP = re.compile(_MARK + r"|[*#`<>|\\^{}\[\]\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_STOP_INSIDE = re.compile(r"[.!]([)“”«»’\"']+)$")


def conform(pieces: Iterable[str], constraint: Constraint) -> Iterator[str]:
    """Each sentence of the draft as soon as it is complete, the second and later ones with a space before them."""
    said = 0
    for claim in _claims(pieces):
        for sentence in _sentences(claim["text"], claim["marks"], constraint):
            yield f" {sentence}" if said else sentence
            said += 1
            if said == constraint.sentences:
                return


def plain(text: str) -> str:
    """The text without markup, invisible characters, line breaks and other spaces than the plain one."""
    return " ".join(_MARKUP.sub("", text).split())


def _claims(pieces: Iterable[str]) -> Iterator[re.Match[str]]:
    buffer = ""
    for piece in aloud(pieces):
        buffer += piece
        while "]" in buffer and (claim := _CLAIM.match(buffer)) and claim["next"]:
            yield claim
            buffer = buffer[claim.end() :]
        if len(buffer) > _MAX_UNMARKED:
            return
    while claim := _CLAIM.match(buffer):
        yield claim
        buffer = buffer[claim.end() :]


def _sentences(text: str, marks: str, constraint: Constraint) -> Iterator[str]:
    numbers = dict.fromkeys(int(number) for number in re.findall(r"\d+", marks))
    cited = "".join(f"[{number}]" for number in [n for n in numbers if 1 <= n <= constraint.evidence][:MAX_MARKS])
    form = re.compile(regex(constraint, "text"))
    text = _LIST_ITEM.sub(" ", text).strip()
    for sentence in [text] if form.fullmatch(text) else _split(plain(text)):
        if cited and len(sentence) <= MAX_SENTENCE and form.fullmatch(sentence):
            yield f"{sentence} {cited}"


def _split(text: str) -> Iterator[str]:
    """The sentences of a text that is not in the form, each with a full stop at its very end where it is no question."""
    for span in sentences(text):
        sentence = _STOP_INSIDE.sub(r"\1.", span.of(text)).removesuffix("!")
        yield sentence if sentence.endswith((".", "?")) else f"{sentence}."
