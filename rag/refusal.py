"""How probable it is that the evidence answers the question, from features that a person can check.

It does not know the threshold below which nothing is answered (a setting), nor what the evidence says. The weights are those of a logistic
regression and lie in `refusal.json`; `python -m tests.eval.fit_refusal` fits them. A question in another language than its evidence has
weights of its own: words tell nothing there, so that only vectors, numbers, dates and short forms do.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from index.finding import Finding
from rag.crosslingual import SAME_CODE, with_german_numbers
from rag.evidence import nearness
from rag.naming_somebody import asks_who, can_name
from rag.question import Term, gives, language_of, share_carried, terms, wanted
from rag.types import Evidence
from rag.verify import dates, names, numbers

NAMES = ("passage", "sentence", "words", "rival", "rival_words", "agreement", "covered", "nouns", "facts", "kind")
NAMES_ACROSS = ("sentence", "rival", "agreement", "facts")  # what tells where question and evidence are in two languages
WITHOUT_KIND = 0.3  # of 270 questions that evidence answered, in two bodies of documents, two lacked the number or date they asked for
WITHOUT_TOPIC = 0.3  # a question with the title of a paper that is not there is seldom answered by others
# Of the nouns before a colon that one document must say: a title that lacks one is that of a paper about another Land, ministry or year.
LEAST_OF_TOPIC = 0.9
UNKNOWN = 0.25  # that a government does not know the number is an answer too, if a poorer one
# About the means over the questions that the weights were fitted on: a library of one paper tells neither way.
RIVAL_UNKNOWN, RIVAL_WORDS_UNKNOWN = 1 / 3, 1 / 4
AHEAD = 0.05  # a cosine that much above the best of another paper is far above
# By that much multilingual-e5 is colder to an answer in another language: .06 over 30 German questions and their translations, where the
# smaller step refused more of what nothing answers and let through as much of the rest.
FARTHER = 0.05
AHEAD_WORDS = 1 / 3  # ... and BM25, as a share of all that the question could reach

_ANNOUNCED = re.compile(r"\s*(?P<topic>[^?!]{3,300}?):\s+(?=[A-ZÄÖÜ„])[^?]*\?")
_SHORT_FORM = re.compile(rf"\b(?:{'|'.join(SAME_CODE)})\b")
_KNOWS_NOTHING = re.compile(
    r"\b(?:keine|keinerlei)\s(?:\w+\s){0,3}(?:Erkenntnisse|Kenntnisse?|Angaben|Informationen|Daten|Zahlen|Statistik(?:en)?|Aussagen?)\b"
    r"|\bnicht\s(?:\w+\s){0,2}(?:bekannt|erfasst|erhoben|beziffer\w+)\b"
    r"|\b(?:Erkenntnisse|Kenntnisse|Angaben|Informationen|Daten|Zahlen|Statistiken|Auswertungen)\b[^.]*\bliegen\b[^.,;]*\bnicht\svor\b"
)


def features(question: str, evidence: Sequence[Evidence], contexts: Sequence[str], finding: Finding) -> dict[str, float]:
    """Each from 0 to 1; 1 speaks for an answer. contexts: for each evidence the title and heading above it.

    passage, sentence: `nearness` of the nearest passage and sentence. words: BM25 of the best passage, as a share of all that the question
    could reach. rival, rival_words: how far the cosine and BM25 of the best passages are ahead of other papers, which are no rivals of a
    paper that the question names. agreement: of what words and vectors find.
    covered: weighted share of the question's content words in the evidence sentence that holds most of them, with its headings.
    nouns: share of the question's nouns and names in the evidence sentences and headings of one single document.
    facts: share of the question's numbers, dates and codes that are there.
    kind: whether a number or a date stands in an evidence sentence, where only that can answer; more if the question's words do too. A
    sentence that says that nothing is known of it counts a little: the weights decide then, not the missing number.
    somebody: 0 where somebody is asked for and no evidence can say who it is. Only in a library of one paper: among several papers the
    others tell more surely what is beside the point.
    across: 1 where the question is in another language than the evidence; what compares words says nothing then.
    topic: share of the nouns of what the question announces before a colon ("Wohngeld 2024: Wie viele …?") that one document says.
    """
    asked = terms(question)
    texts = [item.text for item in evidence]
    whole = [f"{context}\n{text}" for context, text in zip(contexts, texts, strict=True)]
    across = language_of(question) != language_of(" ".join(texts))
    nouns, documents = [term for term in asked if term.weight >= 1], _by_document(evidence, whole)
    return _found(finding, across) | {
        "covered": max(share_carried(asked, text) for text in whole),
        "nouns": max(share_carried(nouns, text) for text in documents),
        "somebody": float(finding.rival is not None or not asks_who(question) or can_name(question, texts)),
        "topic": 1.0 if across else max(share_carried(_announced(question), text) for text in documents),
        "facts": _facts(_as_in_german(question) if across else question, whole),
        "kind": max(_kind(question, text, context, across) for text, context in zip(texts, contexts, strict=True)),
        "across": float(across),
    }


def probability(values: Mapping[str, float], fitted: Mapping[str, float] | None = None) -> float:
    """The logistic function of the weighted features; at most `WITHOUT_KIND` where only a number, a date or somebody answers and there is
    none, and `WITHOUT_TOPIC` where no document is about what the question announces.

    0.0 without features, which is without evidence. fitted: other weights than `refusal.json`'s; a feature without one does not count.
    """
    if not values:
        return 0.0
    fitted = fitted or weights(across=bool(values.get("across")))
    fitting = 1 / (1 + math.exp(-(fitted["intercept"] + sum(fitted.get(name, 0.0) * values[name] for name in NAMES))))
    fitting = fitting if values["kind"] and values.get("somebody", 1.0) else min(fitting, WITHOUT_KIND)
    return fitting if values.get("topic", 1.0) >= LEAST_OF_TOPIC else min(fitting, WITHOUT_TOPIC)


@cache
def weights(across: bool = False) -> dict[str, float]:
    """The fitted weights. across: those for a question in another language than its evidence."""
    fitted: dict[str, dict[str, float]] = json.loads(Path(__file__).with_name("refusal.json").read_text("utf-8"))
    return fitted["across" if across else "same"]


def _found(finding: Finding, across: bool) -> dict[str, float]:
    nearest, wordiest = max(hit.dense for hit in finding.hits), max(hit.lexical for hit in finding.hits)
    reach, rival, farther = max(finding.ceiling, 1e-9), finding.rival, FARTHER if across else 0.0
    ahead = (nearest - rival.dense) / AHEAD if rival else RIVAL_UNKNOWN
    ahead_words = (wordiest - rival.lexical) / reach / AHEAD_WORDS if rival else RIVAL_WORDS_UNKNOWN
    return {
        "passage": nearness(nearest + farther),
        "sentence": nearness(max(hit.sentence for hit in finding.hits) + farther),
        "words": _share(wordiest / reach),
        "rival": 1.0 if finding.named else _share(ahead),
        "rival_words": 1.0 if finding.named else _share(ahead_words),
        "agreement": finding.agreement,
    }


def _share(value: float) -> float:
    return min(max(value, 0.0), 1.0)


def _as_in_german(question: str) -> str:
    """An English question with its numbers and short forms as a German text has them; a German one stays as it is."""
    return _SHORT_FORM.sub(lambda found: SAME_CODE[found[0]], with_german_numbers(question)) if language_of(question) == "en" else question


def _kind(question: str, text: str, context: str, across: bool) -> float:
    if not gives(text, wanted(question)):
        return UNKNOWN if _KNOWS_NOTHING.search(text) else 0.0
    if across:
        return 1.0
    return 0.5 + share_carried(terms(question), f"{context}\n{text}") / 2 if wanted(question) else 1.0


def _announced(question: str) -> list[Term]:
    """What stands before the colon, nouns only; [] where the question announces nothing, or nothing by a noun."""
    found = _ANNOUNCED.match(question)
    return [term for term in terms(found["topic"]) if term.weight >= 1] if found else []


def _by_document(evidence: Sequence[Evidence], whole: Sequence[str]) -> list[str]:
    texts: dict[int, str] = {}
    for item, text in zip(evidence, whole, strict=True):
        texts[item.document_id] = f"{texts.get(item.document_id, '')}\n{text}"
    return list(texts.values())


def _facts(question: str, texts: Sequence[str]) -> float:
    """1.0 when the question names no number, date or code."""
    days = [date.text for date in dates.dates(question)]
    others = [number.text for number in numbers.quantities(question)] + names.codes(question)
    text = "\n".join(texts)
    held = sum(dates.unproved(day, [text]) is None for day in days) + sum(_holds(text, fact) for fact in others)
    return held / (len(days) + len(others)) if days or others else 1.0


def _holds(text: str, fact: str) -> bool:
    return dates.unproved(fact, [text]) is None and numbers.unproved(fact, [text]) is None and not names.missing(fact, [text])
