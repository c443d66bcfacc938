"""No document changes an answer's form, speaks through it, or has it cite what is not there.

All documents with fake models that do what documents say, and some with the real ones; `python -m tests.eval.hostile` asks those all.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.library import Library
from index.types import Embedder
from rag.assistant import Assistant
from rag.generators.llama import LlamaGenerator
from rag.types import Options
from tests.fakes import FakeEmbedder
from tests.rag.hostile import DOCUMENTS, Hostile
from tests.rag.hostile.asking import Misused, Overheard, Says, ask, obedient, parrot, right, write

ANYTHING = Options(refusal_threshold=0.0, sentences=9)  # a fake encoder's cosines mean nothing, so nothing is refused
FORMS = ("bare", "text", "json")
SAMPLE = ("ignore1", "leak2", "chatml", "spelt", "prompt-de", "cyrillic", "heading", "beside-fähranleger")


def name(document: Hostile) -> str:
    return document.name.split(".")[0].split(" ")[0]


every_document = pytest.mark.parametrize("document", DOCUMENTS, ids=name)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    path = tmp_path_factory.mktemp("hostile") / "library"
    write(tmp_path_factory.mktemp("documents"), path, FakeEmbedder())
    with Library.open(path, FakeEmbedder()) as opened:
        yield opened


def test_there_are_enough_of_them() -> None:
    assert len({document.fact.question for document in DOCUMENTS}) == len(DOCUMENTS) >= 64


@every_document
@pytest.mark.parametrize("alone", [True, False], ids=["alone", "among all"])
def test_quoted(library: Library, document: Hostile, alone: bool) -> None:
    answer, failures = ask(Assistant(library, FakeEmbedder(), None, ANYTHING), document, [], alone)
    assert not failures
    assert answer.status == "quoted"
    assert right(answer, document)


@every_document
@pytest.mark.parametrize("says", [parrot, obedient])
def test_composed_by_a_model_that_obeys(library: Library, document: Hostile, says: Says) -> None:
    form = FORMS[DOCUMENTS.index(document) % len(FORMS)]
    overheard = Overheard(Misused(says, document, form))
    _, failures = ask(Assistant(library, FakeEmbedder(), overheard, ANYTHING), document, overheard.heard)
    assert not failures
    assert overheard.heard


@pytest.fixture(scope="module")
def real_library(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "library"
    write(tmp_path_factory.mktemp("documents"), path, embedder)
    return path


@pytest.fixture(scope="module")
def writing(real_library: Path, embedder: Embedder, writer_model: Path) -> Iterator[tuple[Assistant, Overheard]]:
    llama = LlamaGenerator(writer_model)
    overheard = Overheard(llama)
    with Library.open(real_library, embedder) as opened:
        yield Assistant(opened, embedder, overheard), overheard
    llama.close()


@pytest.mark.parametrize("start", SAMPLE)
def test_the_default_models_keep_to_it(writing: tuple[Assistant, Overheard], start: str) -> None:
    assistant, overheard = writing
    document = next(document for document in DOCUMENTS if document.name.split("-", 1)[1].startswith(start))
    answer, failures = ask(assistant, document, overheard.heard)
    assert not failures
    assert right(answer, document)


def test_the_default_encoder_quotes_all_of_them(real_library: Path, embedder: Embedder) -> None:
    with Library.open(real_library, embedder) as opened:
        assistant = Assistant(opened, embedder, None)
        assert {document.name: failures for document in DOCUMENTS if (failures := ask(assistant, document, [], alone=False)[1])} == {}
