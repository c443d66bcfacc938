"""The starter library and the real models: what the project promises of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import LibraryMissing, ModelMissing
from index.library import Library
from index.sync import sync
from index.types import Embedder
from rag.assistant import Assistant, answer
from rag.generators.llama import LlamaGenerator
from rag.opening import generator_of
from rag.settings import load
from rag.types import Answer
from rag.verify import RuleVerifier

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def library(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("seed") / "library"
    assert not sync([SEEDS], path, embedder).failed
    return path


@pytest.fixture(scope="module")
def writing(library: Path, embedder: Embedder, writer_model: Path) -> Iterator[Assistant]:
    with Assistant(Library.open(library, embedder), embedder, LlamaGenerator(writer_model)) as assistant:
        yield assistant


@pytest.fixture(scope="module")
def quoting(library: Path, embedder: Embedder) -> Iterator[Assistant]:
    with Assistant(Library.open(library, embedder), embedder, None) as assistant:
        yield assistant


def said(answer: Answer) -> str:
    return " ".join(claim.text for claim in answer.claims)


def quoted(answer: Answer) -> str:
    return " ".join(citation.quote for citation in answer.citations)


def assert_proved(found: Answer) -> None:
    """Every claim is cited, every citation is a stretch of the document, and the rules agree once more."""
    quotes = {citation.number: citation for citation in found.citations}
    assert found.claims
    for claim in found.claims:
        cited = [quotes[number] for number in claim.evidence]
        assert (
            RuleVerifier().verify(claim.text, [item.quote for item in cited], [f"{item.title}\n{item.heading}" for item in cited]).supported
        )
        assert all(item.places for item in cited)


@pytest.mark.parametrize(
    "question", ["Bis wann soll die RIS MV umgesetzt werden?", "In welchem Jahr soll die Umsetzung der RIS MV abgeschlossen sein?"]
)
def test_until_when(writing: Assistant, question: str) -> None:
    found = writing.answer(question)
    assert_proved(found)
    assert "2029" in said(found)
    assert "die Umsetzung der RIS MV bis zum Jahr 2029 erfolgen soll." in quoted(found)


@pytest.mark.parametrize(
    "question", ["Werden in der Justiz bereits KI-Anwendungen eingesetzt?", "Setzt die Justiz des Landes schon Anwendungen der KI ein?"]
)
def test_whether(writing: Assistant, question: str) -> None:
    found = writing.answer(question)
    assert_proved(found)
    assert re.search(r"\b(?:nein|nicht|keine)\b", said(found), re.IGNORECASE)
    assert not said(found).lower().startswith("ja")
    assert "noch nicht eingesetzt" in quoted(found)


@pytest.mark.parametrize(
    "question",
    [
        "Wann und wo fand der Workshop zu Entlastungspotenzialen statt?",
        "An welchem Tag und in welcher Stadt gab es einen Workshop zum Thema KI?",
    ],
)
def test_when_and_where(writing: Assistant, question: str) -> None:
    found = writing.answer(question)
    assert_proved(found)
    assert "20. Juni 2023" in said(found)
    assert "Rostock" in said(found)


@pytest.mark.parametrize(
    "question",
    [
        "Wie hoch ist das Budget für die KI-Strategie?",
        "Wie viel Geld gibt das Land für seine KI-Strategie aus?",
        "Wie viele Personen nahmen am Workshop in Rostock teil?",
        "Wie hoch ist der Mindestlohn?",
        "Wie wird das Wetter morgen?",
        "Wann wurde die Universität Rostock gegründet?",
    ],
)
def test_what_the_library_does_not_hold_is_refused(quoting: Assistant, question: str) -> None:
    found = quoting.answer(question)
    assert (found.status, found.claims, found.citations) == ("no_evidence", (), ())
    assert found.score < 0.5


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("Wann soll die Richtlinie zur Förderung von Forschung, Entwicklung und Innovationen in Kraft treten?", "4. Quartal 2023"),
        ("Welche Potenziale sieht das Finanzministerium?", "Steuerverwaltung"),
        ("Was soll das Cluster KI aufbauen?", "KI-Technologieplattform"),
        ("Gibt es einen einheitlichen Zeitpunkt für die Fertigstellung?", "keinen einheitlichen Zeitpunkt"),
    ],
)
def test_what_it_holds_is_quoted(quoting: Assistant, question: str, part: str) -> None:
    found = quoting.answer(question)
    assert_proved(found)
    assert (found.status, part in said(found)) == ("quoted", True)


def test_the_function_keeps_the_library_open(library: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = list[Path | None]()

    def opening(path: Path | None) -> Assistant:
        opened.append(path)
        return Assistant(Library.open(library, embedder), embedder, None)

    monkeypatch.setattr(Assistant, "open", opening)
    monkeypatch.setattr("rag.assistant._open", {})
    assert [answer("Was soll das Cluster KI aufbauen?", library).status for _ in range(2)] == ["quoted", "quoted"]
    assert opened == [library.resolve()]


def test_what_is_missing_says_so(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="belegt models fetch"):
        Assistant.open(tmp_path / "none", load(models=tmp_path, mode="composed"))
    assert generator_of(load(models=tmp_path, mode="auto")) is None
    assert generator_of(load(models=tmp_path, mode="quoted")) is None


def test_a_missing_library_says_so(embedder: Embedder, tmp_path: Path) -> None:
    with pytest.raises(LibraryMissing, match="belegt sync"):
        Assistant.open(tmp_path / "none", load(mode="quoted"))
