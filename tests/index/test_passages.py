"""Passages: what they hold, where they end, what they carry; and that splitting loses nothing, whatever the blocks."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.alignment import Aligned, Alignment
from index.cuts import TOLERANCE
from index.document import Document
from index.passages import LONGEST_SENTENCE, embedding_text, split
from index.prepare import to_document
from index.readers import read
from index.sections import one_line
from index.types import Block, BlockKind, Embedder, Metadata, Passage, Source, Span

SEED = next((Path(__file__).parents[2] / "seeds").glob("*.txt"))


def words(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def document(*blocks: tuple[BlockKind, int, str], title: str = "", separator: str = "\n\n") -> Document:
    text, found = "", []
    for kind, level, content in blocks:
        text += separator if text else ""
        found.append(Block(Span(len(text), len(text) + len(content)), kind, level))
        text += content
    return Document(
        Source(1, "x.txt", "text/plain", ""), "", text, tuple(found), (), Alignment.of(Aligned.of(text)), Metadata(title=title), id=7
    )


def paragraphs(*texts: str) -> Document:
    return document(*[("paragraph", 0, text) for text in texts])


def outline(passages: Sequence[Passage]) -> list[tuple[str, str, str]]:
    return [(passage.part, passage.heading, one_line(passage.text)) for passage in passages]


def test_a_kleine_anfrage_becomes_questions_and_answers() -> None:
    anfrage = document(
        ("title", 0, "KI-Strategie des Landes"),
        ("paragraph", 0, "Antwort der Landesregierung"),
        ("heading", 1, "Vorbemerkung"),
        ("paragraph", 0, "KI ist wichtig. Sie kostet Geld."),
        ("question", 1, "1. Wer ist zuständig? Seit wann?"),
        ("paragraph", 0, "Jedes Ministerium für sich."),
        ("heading", 2, "Verwaltung"),
        ("paragraph", 0, "Hier gibt es viele Komponenten."),
        ("question", 1, "2. Gibt es eine Strategie?"),
        ("paragraph", 0, "Nein."),
    )
    assert outline(split(anfrage, words)) == [
        ("text", "", "KI-Strategie des Landes Antwort der Landesregierung"),
        ("text", "Vorbemerkung", "KI ist wichtig. Sie kostet Geld."),
        ("question", "", "1. Wer ist zuständig? Seit wann?"),
        ("answer", "1. Wer ist zuständig? Seit wann?", "Jedes Ministerium für sich."),
        ("answer", "1. Wer ist zuständig? Seit wann? > Verwaltung", "Hier gibt es viele Komponenten."),
        ("question", "", "2. Gibt es eine Strategie?"),
        ("answer", "2. Gibt es eine Strategie?", "Nein."),
    ]


def test_questions_answered_together_are_all_carried_by_the_answer() -> None:
    joint = document(
        ("question", 1, "3. Wer zahlt?"), ("question", 1, "4. Wie viel?"), ("paragraph", 0, "Die Fragen werden gemeinsam beantwortet.")
    )
    assert outline(split(joint, words)) == [
        ("question", "", "3. Wer zahlt?"),
        ("question", "", "4. Wie viel?"),
        ("answer", "3. Wer zahlt?\n4. Wie viel?", "Die Fragen werden gemeinsam beantwortet."),
    ]


def test_the_parts_of_a_question_stay_with_it_and_keep_it_behind_an_answer() -> None:
    parts = document(
        ("question", 1, "2. Gibt es Strategien?"),
        ("item", 1, "a) Wenn ja, wie viele?"),
        ("paragraph", 0, "Ja, drei."),
        ("question", 2, "b) Wenn nein, warum?"),
        ("paragraph", 0, "Entfällt."),
    )
    assert outline(split(parts, words)) == [
        ("question", "", "2. Gibt es Strategien? a) Wenn ja, wie viele?"),
        ("answer", "2. Gibt es Strategien? a) Wenn ja, wie viele?", "Ja, drei."),
        ("question", "2. Gibt es Strategien?", "b) Wenn nein, warum?"),
        ("answer", "2. Gibt es Strategien? > b) Wenn nein, warum?", "Entfällt."),
    ]


def test_a_heading_over_further_questions_is_no_part_of_the_answer_before() -> None:
    grouped = document(
        ("question", 1, "1. Wer?"),
        ("paragraph", 0, "Alle."),
        ("heading", 1, "Schule"),
        ("question", 1, "2. Wo?"),
        ("paragraph", 0, "Im Land."),
        ("heading", 1, "Anlage"),
        ("paragraph", 0, "Zahlen."),
    )
    assert outline(split(grouped, words)) == [
        ("question", "", "1. Wer?"),
        ("answer", "1. Wer?", "Alle."),
        ("question", "Schule", "2. Wo?"),
        ("answer", "2. Wo?", "Im Land."),
        ("text", "Anlage", "Zahlen."),
    ]


def test_headings_form_a_path_and_headings_without_text_are_text() -> None:
    law = document(
        ("heading", 1, "Abschnitt 1"),
        ("heading", 2, "§ 1 Zweck"),
        ("paragraph", 0, "Das Gesetz dient dem Schutz."),
        ("heading", 2, "§ 2 (weggefallen)"),
        ("heading", 2, "§ 3 (weggefallen)"),
        ("heading", 1, "Abschnitt 2"),
        ("paragraph", 0, "Es gilt."),
    )
    assert outline(split(law, words)) == [
        ("text", "Abschnitt 1 > § 1 Zweck", "Das Gesetz dient dem Schutz."),
        ("text", "Abschnitt 1", "§ 2 (weggefallen) § 3 (weggefallen)"),
        ("text", "Abschnitt 2", "Es gilt."),
    ]


def test_footnotes_are_passages_of_their_own() -> None:
    noted = document(
        ("paragraph", 0, "Das gilt."), ("footnote", 0, "1 Siehe Anlage."), ("footnote", 0, "2 Ebd."), ("paragraph", 0, "Es bleibt so.")
    )
    assert [text for _, _, text in outline(split(noted, words))] == ["Das gilt.", "1 Siehe Anlage. 2 Ebd.", "Es bleibt so."]


def test_rows_are_sentences_and_a_divided_table_carries_its_head() -> None:
    rows = ["Jahr Anträge Bewilligt", *(f"{year} 1.200 Nr. 5" for year in range(2000, 2012))]
    passages = split(document(("heading", 1, "Förderung"), ("table", 0, "\n".join(rows))), words, limit=20)
    assert [span.of("\n".join(rows)) for span in split(document(("table", 0, "\n".join(rows))), words)[0].sentences] == rows
    assert passages[0].heading == "Förderung"
    assert {passage.heading for passage in passages[1:]} == {"Förderung > Jahr Anträge Bewilligt"}
    assert [row for passage in passages for row in passage.text.split("\n")] == rows, "rows are not repeated"


def test_a_list_stays_with_the_line_that_opens_it_or_carries_it() -> None:
    items: list[tuple[BlockKind, int, str]] = [("item", 1, f"{letter}) die Förderung von Vorhaben im Land,") for letter in "abcdefgh"]
    filler = "Das Land fördert seit vielen Jahren Vorhaben der Kommunen in allen Teilen des Landes."
    passages = split(document(("paragraph", 0, filler), ("paragraph", 0, "Dazu zählen insbesondere:"), *items), words, limit=24)
    assert one_line(passages[0].text) == filler, "the opening line goes with its list"
    assert one_line(passages[1].text).startswith("Dazu zählen insbesondere: a) die Förderung")
    assert all(passage.heading == "Dazu zählen insbesondere:" for passage in passages[2:])
    assert len(passages) > 3


def test_the_numbers_of_a_law_carry_the_paragraph_that_opens_them() -> None:
    numbers: list[tuple[BlockKind, int, str]] = [
        ("item", 2, f"{n}. der Schuldner dem Gläubiger gegenüber den Anspruch anerkennt,") for n in range(1, 9)
    ]
    law = document(
        ("heading", 1, "§ 212"), ("item", 1, "(1) Die Verjährung beginnt erneut, wenn"), *numbers, ("item", 1, "(2) Das gilt nicht.")
    )
    passages = split(law, words, limit=24)
    assert passages[0].text.startswith("(1) Die Verjährung beginnt erneut, wenn\n\n1. der Schuldner")
    assert all(passage.heading == "§ 212 > (1) Die Verjährung beginnt erneut, wenn" for passage in passages[1:])
    assert len(passages) > 2


def test_short_paragraphs_share_a_passage_and_long_sections_are_cut_evenly_between_paragraphs() -> None:
    paragraph = "Ein Satz mit sechs Wörtern darin. " * 4
    one = split(paragraphs(*["Kurzer Absatz."] * 9), words)
    many = split(paragraphs(*[paragraph.strip()] * 6), words, limit=60)
    assert len(one) == 1
    assert [len(passage.sentences) for passage in many] == [8, 8, 8]
    assert all(passage.text.endswith("darin.") for passage in many)


def test_a_sentence_is_repeated_where_the_next_passage_depends_on_it() -> None:
    sentence = "Das Ministerium prüft die Anträge der Kommunen laufend."
    inside = paragraphs(" ".join([sentence] * 12))
    assert all(one.sentences[-1] == other.sentences[0] for one, other in pairwise(split(inside, words, limit=48)))
    assert all(one.span.end < other.span.start for one, other in pairwise(split(inside, words, limit=48, overlap=0)))
    first, rest = " ".join([sentence] * 5), "rasch " * 30 + "oder nie."
    assert split(paragraphs(first, "Dies geschieht " + rest), words, limit=48)[1].text.startswith(sentence)
    assert split(paragraphs(first, "Kommunen sparen " + rest), words, limit=48)[1].text.startswith("Kommunen")


def test_a_long_sentence_stays_whole_and_a_too_long_one_is_cut_at_its_clauses() -> None:
    whole = "Wort " * (LONGEST_SENTENCE - 1) + "Ende."
    assert len(split(paragraphs(whole), words)) == 1
    clauses = "die Mittel für den Bau von Straßen, " * 200 + "Ende."
    passages = split(paragraphs(clauses), words)
    assert len(passages) > 5
    assert all(words([passage.text])[0] <= 200 * TOLERANCE + 50 for passage in passages)
    assert all(span.of(clauses)[-1] in ",." for passage in passages for span in passage.sentences)
    unbroken = "x" * 5_000
    cut = split(paragraphs(unbroken), lambda texts: [len(text) for text in texts])
    assert "".join(passage.text for passage in cut) == unbroken
    assert all(len(passage.text) <= LONGEST_SENTENCE for passage in cut)


def test_tokens_are_counted_in_one_call() -> None:
    calls = list[int]()

    def counting(texts: Sequence[str]) -> list[int]:
        calls.append(len(texts))
        return words(texts)

    split(paragraphs(*["Ein Satz. Noch einer."] * 200), counting, limit=20)
    assert calls == [400]


def test_a_line_of_a_corpus_that_fits_stays_one_passage() -> None:
    line = paragraphs("Zehn Wörter hat dieser Satz, der nur als Beispiel dient. " * 22)
    assert words([line.text]) == [220]
    assert [passage.text for passage in split(line, words)] == [line.text.strip()]


def test_the_text_for_the_encoder_is_title_heading_text_with_the_first_two_cut_to_size() -> None:
    passage = Passage(1, 1, Span(0, 5), "Nein.", (Span(0, 5),), "4. Gibt es das?", "answer", "Titel des Papiers")
    assert embedding_text(passage) == "Titel des Papiers\n4. Gibt es das?\nNein."
    long = Passage(
        1,
        1,
        Span(0, 5),
        "Nein.",
        (Span(0, 5),),
        "\n".join(["5. " + "warum " * 90, "6. " + "wozu " * 90]) + " > Schule",
        "answer",
        "Titel " * 99,
    )
    title, heading, text = embedding_text(long).split("\n")
    assert len(title) <= 120
    assert len(heading) <= 320
    assert [name[:7] for name in heading.split(" > ")] == ["5. waru", "6. wozu", "Schule"], "each question keeps its share"
    assert text == "Nein."
    bare = Passage(1, 1, Span(0, 5), "Nein.", (Span(0, 5),))
    assert embedding_text(bare) == "Nein."


def test_the_passages_of_the_seed(embedder: Embedder) -> None:
    raw = next(iter(read(SEED.read_bytes(), SEED.name)))
    seed = to_document(Source(1, SEED.name, "text/plain", ""), raw)
    passages = split(seed, embedder.count_tokens)
    found = next(passage for passage in passages if "bis zum Jahr 2029" in passage.text)
    assert found.part == "answer"
    assert found.heading.startswith("3. Bis zu welchem Zeitpunkt")
    assert any(span.of(seed.text).endswith("die Umsetzung der RIS MV bis zum Jahr 2029 erfolgen soll.") for span in found.sentences)
    assert sum(passage.part == "question" for passage in passages) == 3
    assert max(embedder.count_tokens([embedding_text(passage) for passage in passages])) < 500


KINDS: list[BlockKind] = ["title", "heading", "question", "paragraph", "item", "footnote", "table"]
CONTENT = st.lists(
    st.sampled_from(
        [
            "Der Satz gilt.",
            "1. Wer zahlt?",
            "a) Ja?",
            "Dies folgt aus § 3 Abs. 2.",
            "Dazu zählen:",
            "Vorbemerkung",
            "Jahr 2023\n12 34",
            "Wort " * 30,
        ]
    ),
    min_size=1,
    max_size=8,
).map(" ".join)
DOCUMENTS = st.builds(
    lambda blocks, separator, dropped: _without(document(*blocks, separator=separator), dropped),
    st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 3), CONTENT), max_size=14),
    st.sampled_from(["\n\n", "\n"]),
    st.sets(st.integers(0, 13), max_size=2),
)


def _without(whole: Document, dropped: set[int]) -> Document:
    """The document with some blocks missing, as a faulty structure would leave it."""
    blocks = tuple(block for index, block in enumerate(whole.blocks) if index not in dropped)
    return Document(whole.source, "", whole.text, blocks, (), whole.alignment, whole.metadata, whole.id)


def characters(text: str, spans: Sequence[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end) if not text[at].isspace()}


@settings(deadline=None)
@given(DOCUMENTS, st.integers(5, 60), st.integers(0, 2))
def test_splitting_loses_nothing(doc: Document, limit: int, overlap: int) -> None:
    passages = split(doc, words, limit, overlap)
    inside = characters(doc.text, [passage.span for passage in passages])
    for block in doc.blocks:
        if block.kind == "heading" and not characters(doc.text, [block.span]) <= inside:
            assert any(one_line(block.span.of(doc.text)) in passage.heading for passage in passages)
            inside |= characters(doc.text, [block.span])
    assert inside == characters(doc.text, [Span(0, len(doc.text))])


@settings(deadline=None)
@given(DOCUMENTS, st.integers(5, 60), st.integers(0, 2))
def test_passages_are_ordered_and_made_of_their_sentences(doc: Document, limit: int, overlap: int) -> None:
    passages = split(doc, words, limit, overlap)
    assert passages == split(doc, words, limit, overlap)
    for passage in passages:
        assert passage.text == passage.span.of(doc.text)
        assert (passage.id, passage.document_id) == (0, doc.id)
        assert (passage.sentences[0].start, passage.sentences[-1].end) == (passage.span.start, passage.span.end)
        assert all(one.end <= other.start for one, other in pairwise(passage.sentences))
        assert characters(doc.text, passage.sentences) == characters(doc.text, [passage.span])
    for one, other in pairwise(passages):
        assert one.span.start < other.span.start
        assert one.span.end < other.span.end
        assert overlap or one.span.end <= other.span.start


@settings(deadline=None)
@given(DOCUMENTS, st.integers(5, 60), st.integers(0, 2))
def test_no_passage_goes_beyond_its_limit_a_heading_or_a_question(doc: Document, limit: int, overlap: int) -> None:
    for passage in split(doc, words, limit, overlap):
        tokens = words([span.of(doc.text) for span in passage.sentences])
        longest = max(tokens)
        assert sum(tokens) <= max(limit * TOLERANCE, longest) + limit // 4
        touched = {block.kind for block in doc.blocks if block.span.start < passage.span.end and passage.span.start < block.span.end}
        if "heading" in touched:
            assert touched == {"heading"}
        if "question" in touched:
            assert touched <= {"question", "item"}
            assert passage.part == "question"
        if "footnote" in touched:
            assert touched == {"footnote"}


def test_a_document_without_text_has_no_passages() -> None:
    assert split(document(), words) == []
    assert split(paragraphs(" "), words) == []


def test_many_tiny_rows_are_split_quickly() -> None:
    letters = document(("table", 0, "\n".join("x" * 10_000)))
    start = time.process_time()
    assert sum(len(passage.sentences) for passage in split(letters, words)) == 10_000
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    ("heading", "kind", "part"),
    [
        ("Vorbemerkung der Fragesteller", "Antwort", "preliminary"),
        ("Vorbemerkung des Abgeordneten", "Kleine Anfrage und Antwort", "preliminary"),
        ("Vorbemerkung der Bundesregierung", "Antwort", "text"),
        ("Vorbemerkung der Landesregierung", "", "text"),
        ("Vorbemerkung", "Kleine Anfrage", "preliminary"),
        ("Vorbemerkung", "Kleine Anfrage und Antwort", "text"),
        ("Vorbemerkung", "", "text"),
    ],
)
def test_the_remark_of_those_who_ask_is_no_source_of_answers(heading: str, kind: str, part: str) -> None:
    made = document(("heading", 2, heading), ("paragraph", 0, "Die Lage ist bekannt."))
    (found,) = split(replace(made, metadata=Metadata(kind=kind)), words)
    assert (found.part, found.heading) == (part, heading)


def test_a_document_that_is_one_part_of_a_paper_says_so_up_to_a_remark_of_another() -> None:
    made = document(
        ("paragraph", 0, "Wir meinen das."),
        ("heading", 2, "Vorbemerkung der Bundesregierung"),
        ("paragraph", 0, "Wir meinen etwas anderes."),
        ("question", 1, "1. Was gilt?"),
    )
    passages = split(replace(made, metadata=Metadata(part="preliminary")), words)
    assert [passage.part for passage in passages] == ["preliminary", "text", "question"]
