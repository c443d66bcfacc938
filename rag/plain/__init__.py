"""A finished answer once more in plain German, sentence by sentence bound to the same evidence.

It does not know how the answer was found or proved. First rules, which shorten and use everyday words; then, for what is still long, a
language model; each result is checked against the sentence that it stands for, and where a check fails the version before it stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing

from index.sentences import sentences
from rag import draft
from rag.harmless import harmless
from rag.plain.checks import checked
from rag.plain.glossary import explained, nominative, short_forms
from rag.plain.sentence import PlainSentence, Way
from rag.plain.splitting import split
from rag.plain.wording import everyday
from rag.question import language_of
from rag.types import Claim, Constraint, Generator, Message, Verifier

LONG = 15  # words; what is longer is hard to read
MOST = 3  # sentences that the language model may make of one
WITHIN = 60  # words: what is longer is a table or a list, which no sentence of plain language replaces

_INSTRUCTION = (
    "Sie schreiben einen Satz aus einem amtlichen Dokument in Einfacher Sprache: zwei oder drei kurze Sätze, die zusammen dasselbe sagen. "
    "Behalten Sie alle Zahlen, Daten, Namen und die Wörter „nicht“, „kein“, „soll“, „kann“, „muss“ bei. Verwenden Sie die Wörter des "
    "Satzes und fügen Sie nichts hinzu. Hinter jedem Satz steht [1]."
)
_LONG_EXAMPLE = (
    "Das Landesamt, das die Messstellen an der Küste betreibt, hat im Jahr 2022 vierzehn Messstellen erneuert und plant für 2023 neun "
    "weitere."
)
_SHORT_EXAMPLE = (
    "Das Landesamt betreibt die Messstellen an der Küste. [1] Das Landesamt hat im Jahr 2022 vierzehn Messstellen erneuert. [1] "
    "Das Landesamt plant für 2023 neun weitere. [1]"
)
_BRACKETS = str.maketrans("[]", "()")


def plain_sentences(
    claims: Sequence[Claim], verifier: Verifier, generator: Generator | None = None, long_form: Callable[[str], str] = lambda _: ""
) -> Iterator[PlainSentence]:
    """The claims' sentences in plain German, each as soon as it is checked, then what their terms mean.

    long_form: what the documents themselves say for a short form, "" for nothing.
    """
    said = list[str]()
    for claim in claims:
        if language_of(claim.text) == "en":
            yield PlainSentence(claim.text, claim.evidence, "unchanged")
            continue
        for span in sentences(claim.text) or []:
            for text, way in _simplified(span.of(claim.text), verifier, generator):
                said.append(text)
                yield PlainSentence(text, claim.evidence, way)
    yield from _explanations(" ".join(said), long_form)


def _simplified(original: str, verifier: Verifier, generator: Generator | None) -> list[tuple[str, Way]]:
    parts = [everyday(part) for part in split(original)]
    by_rule = parts if checked(parts, original, verifier).supported else [everyday(original)]
    if not checked(by_rule, original, verifier).supported:
        by_rule = [original]
    if generator is not None and any(LONG < len(part.split()) <= WITHIN for part in by_rule):
        written = _rewritten(" ".join(by_rule), generator)
        if written and _shorter(written, by_rule) and checked(written, original, verifier).supported:
            return [(text, "model") for text in written]
    return [(text, "unchanged" if text == original else "rules") for text in by_rule]


def _shorter(written: Sequence[str], before: Sequence[str]) -> bool:
    return max(len(text.split()) for text in written) < max(len(text.split()) for text in before)


def _rewritten(sentence: str, generator: Generator) -> list[str]:
    """What the language model makes of a sentence; [] where it says nothing in the form."""
    messages = [
        Message("system", _INSTRUCTION),
        Message("user", f"Satz: {_LONG_EXAMPLE}"),
        Message("assistant", _SHORT_EXAMPLE),
        Message("user", f"Satz: {harmless(sentence).translate(_BRACKETS)}"),
    ]
    with closing(generator.stream(messages, Constraint(evidence=1, sentences=MOST))) as pieces:  # type: ignore[type-var]
        return [each.text for each in draft.sentences(pieces)]


def _explanations(text: str, long_form: Callable[[str], str]) -> Iterator[PlainSentence]:
    for short in short_forms(text):
        long = nominative(long_form(short))
        if long and long not in text:
            yield PlainSentence(f"{short} heißt: {long}.", (), "explanation")
    for term, meaning in explained(text):
        yield PlainSentence(f"{term}: {meaning}", (), "explanation")
