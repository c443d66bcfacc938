"""From ranked passages to the few numbered sentences that an answer is written from.

It does not know how passages are found, nor whether the sentences answer the question (`rag.refusal` judges that).
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise

from index.types import Passage, Span
from rag.addressing import addresses_program, in_a_turn
from rag.figures import broken_down, unit_fits
from rag.prompt import recites
from rag.question import Term, gives, share_carried, terms, wanted
from rag.references import only_refers
from rag.sentences_alone import LAYS_OUT, REFERS_BACK, WORD, goes_on, is_torn, say_the_same
from rag.stems import all_stems, carries
from rag.types import Evidence
from rag.units import GAP, Unit, text_at, units

LONGEST = 900  # characters of a sentence that is read; what is longer is a table that nobody took apart
WEIGHTS = (0.7, 0.15, 0.15)  # of the passage's score, the sentence's cosine, and the share of the question's words in it
UNSAID = 0.8  # of its passage's nearness counts for a sentence that says nothing alone, such as "Nein."
COSINES = (0.78, 0.92)  # what multilingual-e5 gives strangers and near paraphrases: all its cosines lie between
GIVES = 0.3  # what a number or a date adds where one is asked for
BROKEN_DOWN = 0.5  # what figures add that are broken down as the question wants them: such tables have few words
ASKERS = 0.8  # what the people who ask say of the matter themselves is not what they were answered
SHORT, BREVITY = 160, 0.05  # a sentence of so many characters with the question's words answers it; a long one mentions them
FROM_NEIGHBOUR = 0.15  # an answer goes on: a sentence beside a good one gains so much of its score
ASKED_ABOVE = 0.8  # what the paper's own question above an answer adds, if it asks the same: the answer need not repeat its words
TOGETHER = 0.8  # of a sentence's score has the next one, if both are listed as one because the next one points back
LEAST_OF_BEST = 0.65  # sentences below this share of the best score only cost the writer time
MOST_READ = 8  # candidates for each evidence sentence that may be chosen
MOST_CHARACTERS = 1600  # of all evidence: about 400 tokens, which a small model reads in a few seconds


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage with its fused score, 0 to 1, and its cosine to the question; by position those of its sentences that have one. day: of the
    paper."""

    passage: Passage
    score: float
    cosine: float
    sentences: Mapping[int, float] = field(default_factory=dict)
    day: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    passage: Passage
    unit: Unit
    text: str
    passage_score: float
    near: float
    overlap: float
    day: datetime.date
    score: float = 0.0


def select(question: str, ranked: Sequence[Ranked], limit: int = 6) -> list[Evidence]:
    """The best sentences of the passages, best first, numbered from 1; [] when there are no passages."""
    scored = [replace(candidate, score=_score(candidate)) for candidate in _candidates(question, ranked)]
    ranking = sorted(_with_neighbours(scored), key=lambda candidate: -candidate.score)
    to_people = (candidate for candidate in ranking if speaks_to_people(candidate.passage, candidate.unit.span))
    best = _unlike(list(islice(to_people, MOST_READ * limit)))
    spans = _without_repeats([(candidate, _understandable(candidate)) for candidate in _enough(best, limit)])
    return [_evidence(number, candidate, span) for number, (candidate, span) in enumerate(spans, 1)]


def with_leads(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The evidence as it is read: behind the header or opening line that stands further above in the document."""
    return tuple(replace(item, text=f"{item.lead}{GAP}{item.text}") if item.lead else item for item in evidence)


def speaks_to_people(passage: Passage, span: Span) -> bool:
    """Only such a stretch of a document can be evidence: what it says to the program that reads it answers nobody."""
    text = text_at(passage, span)
    return not (in_a_turn(passage.text, span.start - passage.span.start) or addresses_program(text) or recites(text))


def nearness(cosine: float) -> float:
    """A cosine on the scale of `COSINES`: 0.0 for a stranger, 1.0 for a paraphrase."""
    low, high = COSINES
    return min(max((cosine - low) / (high - low), 0.0), 1.0)


def _candidates(question: str, ranked: Sequence[Ranked]) -> list[_Candidate]:
    asked, kind = _by_rarity(terms(question), ranked), wanted(question)
    found: dict[tuple[int, str], _Candidate] = {}
    for item in ranked:
        passage = item.passage
        day = item.day or datetime.date.min
        asked_above = share_carried(asked, passage.heading) if passage.part == "answer" else 0.0
        left = _left_by(asked, passage.title)
        for unit in units(passage):
            text = text_at(passage, unit.span)
            if len(text) > LONGEST or not WORD.search(f"{unit.lead} {text}") or is_torn(text):
                continue
            whole = f"{unit.lead}\n{text}" if unit.lead else text
            overlap = share_carried(left, whole) + (GIVES * unit_fits(question, whole) if kind and gives(text, kind) else 0.0)
            overlap += BROKEN_DOWN if broken_down(question, whole) else 0.0
            overlap += ASKED_ABOVE * asked_above
            overlap -= 0.5 if unit.is_alone and (only_refers(text) or LAYS_OUT.search(text)) else 0.0
            cosines = [item.sentences[position] for position in range(unit.first, unit.last + 1) if position in item.sentences]
            near = nearness(max(cosines)) if cosines else UNSAID * nearness(item.cosine)
            found.setdefault((passage.document_id, " ".join(text.split())), _Candidate(passage, unit, text, item.score, near, overlap, day))
    return list(found.values())


def _by_rarity(asked: Sequence[Term], ranked: Sequence[Ranked]) -> Sequence[Term]:
    """The terms, those that many of the sentences have counting less: what all papers here speak of tells none of them apart."""
    stems = [all_stems(text_at(item.passage, span)) for item in ranked for span in item.passage.sentences]
    return [replace(term, weight=term.weight * _rarity(term, stems)) for term in asked]


def _rarity(term: Term, sentences: Sequence[Set[str]]) -> float:
    return math.log(1 + len(sentences) / (0.5 + sum(carries(stems, term.text) for stems in sentences)))


def _left_by(asked: Sequence[Term], title: str) -> Sequence[Term]:
    """What a sentence must say of the question: its paper's title has said the rest for all of them. All of it where nothing is left."""
    known = all_stems(title)
    return [term for term in asked if not carries(known, term.text)] or asked


def _score(candidate: _Candidate) -> float:
    passage, sentence, words = WEIGHTS
    to_the_point = min(1.0, SHORT / len(candidate.text)) * candidate.overlap
    score = passage * candidate.passage_score + sentence * candidate.near + words * candidate.overlap + BREVITY * to_the_point
    return score * ASKERS if candidate.passage.part == "preliminary" else score


def _with_neighbours(scored: Sequence[_Candidate]) -> list[_Candidate]:
    gains = [0.0] * len(scored)
    order = sorted(range(len(scored)), key=lambda i: (scored[i].passage.id, scored[i].unit.first))
    for left, right in pairwise(order):
        if scored[left].passage.id == scored[right].passage.id and scored[right].unit.first - scored[left].unit.last == 1:
            gains[left] = max(gains[left], scored[right].score)
            gains[right] = max(gains[right], scored[left].score)
    return [
        replace(candidate, score=candidate.score + FROM_NEIGHBOUR * max(gain - candidate.score, 0.0))
        for candidate, gain in zip(scored, gains, strict=True)
    ]


def _unlike(best: Sequence[_Candidate]) -> list[_Candidate]:
    """The candidates; of those that say the same in other papers only the newest, in the place of the best."""
    kept = list[_Candidate]()
    for candidate in best:
        twin = next((at for at, other in enumerate(kept) if _say_the_same(candidate, other)), None)
        if twin is None:
            kept.append(candidate)
        elif candidate.day > kept[twin].day:
            kept[twin] = replace(candidate, score=kept[twin].score)
    return kept


def _say_the_same(one: _Candidate, other: _Candidate) -> bool:
    return one.passage.document_id != other.passage.document_id and say_the_same(one.text, other.text)


def _enough(best: Sequence[_Candidate], limit: int) -> list[_Candidate]:
    kept, characters = list[_Candidate](), 0
    for candidate in best[:limit]:
        characters += len(candidate.text) + len(candidate.unit.lead)
        if kept and (candidate.score < LEAST_OF_BEST * best[0].score or characters > MOST_CHARACTERS):
            break
        kept.append(candidate)
    return kept


def _without_repeats(chosen: Sequence[tuple[_Candidate, Span]]) -> list[tuple[_Candidate, Span]]:
    """A sentence that was taken along by the one behind it is not listed a second time: both stand where the better of them stood."""
    kept: dict[tuple[int, Span], tuple[_Candidate, Span]] = {}
    chosen = [pair for pair in chosen if not _adds_little(*pair, chosen)]
    for candidate, span in chosen:
        document = candidate.passage.document_id
        around = [(other, wide) for other, wide in chosen if other.passage.document_id == document and _inside(span, wide)]
        widest, wide = max(around, key=lambda pair: len(pair[1]))
        kept.setdefault((document, wide), (replace(widest, score=candidate.score), wide))
    return list(kept.values())


def _adds_little(candidate: _Candidate, span: Span, chosen: Sequence[tuple[_Candidate, Span]]) -> bool:
    """Whether it takes a much better sentence along, which answers without it: "Danach ist Ruhe." behind the hour that was asked for."""
    return any(
        other.passage.document_id == candidate.passage.document_id
        and alone != span
        and _inside(alone, span)
        and candidate.score < TOGETHER * other.score
        for other, alone in chosen
    )


def _inside(span: Span, wide: Span) -> bool:
    return wide.start <= span.start and span.end <= wide.end


def _evidence(number: int, candidate: _Candidate, span: Span) -> Evidence:
    passage = candidate.passage
    return Evidence(number, passage.document_id, passage.id, span, text_at(passage, span), round(candidate.score, 4), _lead(candidate.unit))


def _lead(unit: Unit) -> str:
    return "" if addresses_program(unit.lead) or recites(unit.lead) else unit.lead


def _understandable(candidate: _Candidate) -> Span:
    """What is cited, with the sentence before it where it points back, and with what it was cut from."""
    unit, passage = candidate.unit, candidate.passage
    start, end = unit.span.start, unit.span.end
    if unit.first and not unit.lead:
        before = passage.sentences[unit.first - 1]
        if REFERS_BACK.match(candidate.text) or goes_on(text_at(passage, before)):
            start = before.start
    if goes_on(candidate.text) and unit.last + 1 < len(passage.sentences):
        end = passage.sentences[unit.last + 1].end
    whole = Span(start, end)
    return whole if len(whole) <= LONGEST and speaks_to_people(passage, whole) else unit.span
