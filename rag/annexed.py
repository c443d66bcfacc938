"""Where a quote stands in an annex, the answer of the paper that names the annex becomes evidence before it, and both are cited.

A table alone does not say which question it answers; the answer that leaves its figures to "Anlage 2" does. It does not know how an annex
is named (`rag.references`) nor where annexes begin (`index.annexes`).
"""

from __future__ import annotations

from collections.abc import Sequence

from index.annexes import Annex
from index.library import Library
from index.questions import fits
from index.types import Passage, Span
from rag.evidence import speaks_to_people
from rag.quoting import quotes
from rag.references import annexes
from rag.referring import Asked, Followed, key, within
from rag.types import Evidence
from rag.units import text_at

MOST_PASSAGES = 40  # that may name an annex; of more it is not known which is meant


def with_naming(library: Library, asked: Asked, followed: Followed, limit: int) -> Followed:
    """The evidence, at most `limit` sentences, with what names the annexes that its quotes stand in; no quote is lost to it."""
    numbers = {number for claim in quotes(asked.question, followed.evidence) for number in claim.evidence}
    quoted = [item for item in followed.evidence if item.number in numbers]
    found, led, passages = followed.evidence, dict(followed.led), dict(followed.passages)
    for item in quoted:
        named = _naming(library, asked, item) if key(item) not in led else None
        if named is None:
            continue
        passage, span = named
        naming = next((other for other in found if _holds(other, passage, span)), None)
        naming = naming or Evidence(0, passage.document_id, passage.id, span, text_at(passage, span), item.score)
        longer = within(_before(found, naming, item), limit)
        if {*map(key, quoted)} <= {*map(key, longer)}:
            found, led, passages = longer, led | {key(item): key(naming)}, passages | {passage.id: passage}
    there = {*map(key, found)}
    return Followed(found, passages, {target: source for target, source in led.items() if {target, source} <= there})


def _before(found: Sequence[Evidence], naming: Evidence, item: Evidence) -> list[Evidence]:
    """The evidence with what names an annex before what stands in it, unless it stands before it already."""
    places = [key(each) for each in found]
    if key(naming) in places[: places.index(key(item))]:
        return list(found)
    rest = [each for each in found if key(each) != key(naming)]
    at = [key(each) for each in rest].index(key(item))
    return [*rest[:at], naming, *rest[at:]]


def _naming(library: Library, asked: Asked, item: Evidence) -> tuple[Passage, Span] | None:
    """The sentence that leaves something to the annex that evidence stands in; of several answers that do, in the one that the annex says
    it is for, else in the one that is nearest to the question."""
    annex = library.annex(item.passage_id, item.span.start)
    if annex is None or len(annex.named_in) > MOST_PASSAGES:
        return None
    ids = _for_its_questions(library, item, annex) or annex.named_in
    near = library.sentences(ids, asked.vector)
    named = list[tuple[float, Passage, Span]]()
    for passage in asked.allowed(library, library.passages(ids)):
        for span in passage.sentences:
            if annex.name in annexes(text_at(passage, span)) and speaks_to_people(passage, span):
                named.append((max(near.get(passage.id, {}).values(), default=0.0), passage, span))
                break
    return max(named, key=lambda each: each[0])[1:] if named else None


def _for_its_questions(library: Library, item: Evidence, annex: Annex) -> list[int]:
    if not annex.numbers:
        return []
    answered = library.answered(item.document_id, {number.main for number in annex.numbers})
    fitting = {each.passage_id for each in answered if any(fits(number, each.numbers) for number in annex.numbers)}
    return [number for number in annex.named_in if number in fitting]


def _holds(item: Evidence, passage: Passage, span: Span) -> bool:
    return item.document_id == passage.document_id and item.span.start <= span.start and span.end <= item.span.end
