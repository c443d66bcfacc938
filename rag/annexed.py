"""Where a quote stands in an annex, the answer of the paper that names the annex becomes evidence before it, and both are cited.

A table alone does not say which question it answers; the answer that leaves its figures to "Anlage 2" does. It does not know how an annex
is named (`rag.references`) nor where annexes begin (`index.annexes`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from index.library import Library
from index.questions import QuestionNumber, fits
from index.types import Passage, Span
from rag.evidence import LONGEST, speaks_to_people
from rag.figures import LAENDER
from rag.question import terms
from rag.quoting import quotes
from rag.references import annexes as annexes_of
from rag.referring import Asked, Followed, key, within
from rag.stems import all_stems, carries
from rag.types import Evidence
from rag.units import text_at

MOST_PASSAGES = 40  # that may name an annex; of more it is not known which is meant
LEAST_IN_COMMON = 1.0  # weight of the words that what names an annex has in common with what stands there: a noun or two other words
CLEARLY = 2.0  # times as much: two annexes of a paper are often about much the same
TITLE = 160  # characters right above a table in which its title may stand: two or three lines
# Any annex has them.
_GENERIC = LAENDER | {"Anlage", "Anlagen", "Anhang", "Tabelle", "Tabellen", "Übersicht", "Jahr", "Jahre", "Jahren"}


def with_naming(library: Library, asked: Asked, followed: Followed, limit: int) -> Followed:
    """The evidence, at most `limit` sentences, with what names the annexes that its quotes stand in; no quote is lost to it."""
    leading = {item.number for item in followed.evidence if key(item) in followed.led.values()}
    numbers = {number for claim in quotes(asked.question, followed.evidence, leading) for number in claim.evidence}
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
    """The sentence that leaves something to the annex that evidence stands in.

    Of an annex that says for which questions it is, that of their answer. Of several that it may stand in, that of the one whose best
    sentence has clearly more in common with what stands there than any of the others.
    """
    annexes = library.annexes(item.passage_id, item.span.start)
    if annexes is None or len(annexes.named_in) > MOST_PASSAGES:
        return None
    passages = asked.allowed(library, library.passages(annexes.named_in))
    naming = list(_naming_one_of(passages, annexes.names))
    if answering := _answering(library, item, annexes.numbers):
        return next(((passage, span) for _, passage, span in naming if passage.id in answering), None)
    there = _said_there(library, item, annexes.above)
    best: dict[str, tuple[float, Passage, Span]] = {}
    for name, passage, span in naming:
        weighed = _weighed(passage, span, there)
        best[name] = max(best.get(name, weighed), weighed, key=lambda each: each[0])
    ranking = sorted(best.values(), key=lambda each: -each[0])
    if not ranking or ranking[0][0] < max([LEAST_IN_COMMON, *(CLEARLY * weight for weight, *_ in ranking[1:])]):
        return None
    return ranking[0][1:]


def _said_there(library: Library, item: Evidence, above: Sequence[int]) -> frozenset[str]:
    """The words of the passage that evidence stands in, of its heading, and of the end of the passage above it, which may be its title."""
    passages = library.passages([item.passage_id, *above])
    own, before = passages[:1], passages[1:2]
    return all_stems("\n".join([*(passage.text[-TITLE:] for passage in before), *(f"{each.heading}\n{each.text}" for each in own)]))


def _naming_one_of(passages: Sequence[Passage], names: Sequence[str]) -> Iterator[tuple[str, Passage, Span]]:
    """The sentences that leave something to one of these annexes, with its name."""
    for passage in passages:
        for span in passage.sentences:
            named = [name for name in annexes_of(text_at(passage, span)) if name in names]
            if named and speaks_to_people(passage, span):
                yield from ((name, passage, span) for name in named)


def _answering(library: Library, item: Evidence, numbers: Set[QuestionNumber]) -> set[int]:
    """The passages of the paper that answer one of these questions; none where there are no questions."""
    answered = library.answered(item.document_id, {number.main for number in numbers}) if numbers else []
    return {each.passage_id for each in answered if any(fits(number, each.numbers) for number in numbers)}


def _weighed(passage: Passage, span: Span, there: frozenset[str]) -> tuple[float, Passage, Span]:
    """What a sentence, below the question that it answers, has in common with what is said there; with the sentence before it, where that
    has more ("Die Werte sind …")."""
    at = passage.sentences.index(span)
    longer = Span(passage.sentences[max(at - 1, 0)].start, span.end)
    alone, both = (_in_common(f"{passage.heading}\n{text_at(passage, each)}", there) for each in (span, longer))
    takes = both > alone and len(longer) <= LONGEST and speaks_to_people(passage, longer)
    return (both, passage, longer) if takes else (alone, passage, span)


def _in_common(text: str, there: frozenset[str]) -> float:
    return sum(term.weight for term in terms(text) if term.text not in _GENERIC and carries(there, term.text))


def _holds(item: Evidence, passage: Passage, span: Span) -> bool:
    return item.document_id == passage.document_id and item.span.start <= span.start and span.end <= item.span.end
