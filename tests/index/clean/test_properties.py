"""What holds for every document: nothing is lost but what a rule names, nothing but white space is invented."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from index.clean import Cleaned, clean
from index.clean.characters import LIGATURES
from index.clean.measures import goes_on
from index.prepare import to_document
from index.types import RawDocument, RawPage, Source, Span
from tests.index.clean.making import plain, set_page, text_document

WORDS = st.sampled_from(
    """Die der Landesregierung Mecklenburg-Vorpommern
    Bund- und KI-gestützt § 5 §§ 433 1.234,56 € Drs. 8/2625 z. B. Förde- rung Trans-
    prozesse 2023 (vgl. Anlage) Frage? Antwort: V o r b e m e r k u n g x 1. a) – • ﬁnanziell Grund|stück Verfu\u0308gung ½ m² ^ \u200b -
    ...
    www.bund.de/a- Ende.""".replace("|", "\u00ad")
    .replace("^", "\x02")
    .split()
)
BREAKS = st.sampled_from(
    [" ", " ", " ", "  ", "\n", "\n", "\n", " \n\n", "\n \n\n", "\t", "\u00a0", "\x02\n", "\u00ad\n", "-\n", "\f", "\r\n"]
)
TEXTS = st.lists(st.tuples(WORDS, BREAKS), max_size=80).map(lambda parts: "".join(word + gap for word, gap in parts))
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)

LINE = re.compile(r"[^\n\r\f\x0b\x85\u2028\u2029]+")
HYPHENS = "-¬\u2010\u2011"
PAGE_NUMBER = re.compile(r"[-–—|\s]*(?:Seite\s)?(?:\d{1,5}|[ivxlc]{1,6})(?:\s?(?:von|/|of)\s?\d{1,5})?[-–—|\s]*", re.IGNORECASE)

NOUNS = st.sampled_from(["land", "kreis", "gemeinde", "verwaltung", "antrag", "frist", "behörde", "richtlinie", "vorhaben"])
SENTENCE = st.lists(NOUNS, min_size=6, max_size=25).map(lambda words: " ".join(words).capitalize() + ".")
PARAGRAPHS = st.lists(SENTENCE, min_size=1, max_size=5).map(" ".join)
LISTS = st.lists(SENTENCE, min_size=2, max_size=5).map(lambda items: "\n".join(f"– {item}" for item in items))
ANSWERED = st.tuples(st.integers(1, 40), SENTENCE, PARAGRAPHS).map(lambda parts: f"{parts[0]}. {parts[1][:-1]}?\n\n{parts[2]}")
CHAPTERS = st.tuples(st.sampled_from(["Vorbemerkung", "Lehre und Studium", "§ 3 Fristen", "2.1 Verfahren"]), PARAGRAPHS).map("\n\n".join)


def pages_of(text: str, boxes: bool) -> tuple[RawPage, ...]:
    if not boxes:
        return text_document(*text.split("\f")).pages
    return tuple(set_page(number, *(page.split("\n"))) for number, page in enumerate(text.split("\f"), 1))


def check(raw: RawDocument) -> Cleaned:
    """The cleaned document, after every property was checked."""
    result = clean(raw)
    before, after, origin = raw.text, result.text.text, result.text.origin.tolist()
    assert len(after) == len(origin)
    for character, at in zip(after, origin, strict=True):
        assert character.isspace() or _stands_for(character, before, at), (character, at)
    ink = [at for character, at in zip(after, origin, strict=True) if not character.isspace()]
    assert all(ink.count(at) == 1 for at in set(ink) if before[at] not in LIGATURES)
    _check_lost(raw, set(ink))
    _check_blocks(result)
    return result


def _stands_for(character: str, before: str, at: int) -> bool:
    """Whether the character is the raw one or what a rule writes for it."""
    found = before[at]
    composed = unicodedata.normalize("NFC", before[at : at + 2])[0]
    hyphen = character == "-" and found in "\x02\u00ad\ufffe¬"
    return hyphen or character in (found, composed, unicodedata.normalize("NFKC", found)) or character in LIGATURES.get(found, "")


def _check_lost(raw: RawDocument, ink: set[int]) -> None:
    """Every character that is gone has no ink or is a hyphen at a line end, or its whole line is a page's number or said elsewhere.

    What the cleaner takes for a margin is not asked: this is what it may take for one.
    """
    said = letters(clean(raw).text.text)
    for line in LINE.finditer(raw.text):
        printed = [at for at in range(line.start(), line.end()) if not (raw.text[at].isspace() or _has_no_ink(raw.text[at]))]
        gone = [at for at in printed if at not in ink]
        if gone and not (gone == printed[-1:] and raw.text[gone[0]] in HYPHENS):
            assert gone == printed, (line.group(), "lost in part")
            assert PAGE_NUMBER.fullmatch(line.group()) or letters(line.group()) in said, (line.group(), "lost")


def _has_no_ink(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Cn", "Mn")


def letters(text: str) -> str:
    """Letters and digits, however they are encoded."""
    return "".join(
        filter(str.isalnum, unicodedata.normalize("NFKC", re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFD", text))).casefold())
    )


def _check_blocks(result: Cleaned) -> None:
    text, at = result.text.text, 0
    for block in result.blocks:
        assert block.span.start >= at
        assert not text[at : block.span.start].strip()
        assert block.span.of(text) == block.span.of(text).strip() != ""
        at = block.span.end
    assert not text[at:].strip()


@settings(deadline=None, max_examples=80)
@given(TEXTS, st.booleans())
def test_documents_keep_every_character(text: str, boxes: bool) -> None:
    check(RawDocument("", pages_of(text, boxes)))


@settings(deadline=None, max_examples=80)
@given(ANYTHING, st.booleans())
def test_any_text_keeps_every_character(text: str, boxes: bool) -> None:
    check(RawDocument("", pages_of(text, boxes)))


@settings(deadline=None, max_examples=40)
@given(TEXTS, st.data())
def test_every_quote_of_a_set_page_has_its_boxes(text: str, data: st.DataObject) -> None:
    raw = RawDocument("", pages_of(text, boxes=True))
    document = to_document(Source(1, "a.pdf", "application/pdf", ""), raw)
    if not document.text:
        return
    start = data.draw(st.integers(0, len(document.text) - 1))
    end = data.draw(st.integers(start + 1, len(document.text)))
    quote = document.quote(Span(start, end))
    start, end = start + len(quote) - len(quote.lstrip()), end - len(quote) + len(quote.rstrip())
    if start < end:
        places = document.locate(Span(start, end))
        assert places
        assert all(place.boxes for place in places)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.one_of(PARAGRAPHS, LISTS, ANSWERED, CHAPTERS), min_size=1, max_size=5))
def test_clean_text_stays_as_it_is(parts: list[str]) -> None:
    text = "\n\n".join(parts)
    assert plain(text).replace("\n\n", "\n") == text.replace("\n\n", "\n")  # two lists become one


@settings(deadline=None, max_examples=40)
@given(st.lists(PARAGRAPHS, min_size=1, max_size=6), st.integers(45, 100), st.sampled_from(["\n", "\n\n", " \n \n"]))
def test_wrapped_paragraphs_come_back(paragraphs: list[str], width: int, line_end: str) -> None:
    wrapped = [textwrap.wrap(paragraph, width) for paragraph in paragraphs]
    broken = [goes_on(above, below) for lines in wrapped for above, below in pairwise(lines)]
    assume(sum(broken) > 0.3 * sum(len(lines) for lines in wrapped))  # else nothing tells that it is wrapped
    text = f"{line_end}{line_end}".join(line_end.join(lines) for lines in wrapped)
    assert plain(text) == "\n\n".join(paragraphs)
