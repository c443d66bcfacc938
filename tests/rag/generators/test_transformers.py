"""Hugging Face models: a random one keeps to the form as a good one would, for it is the grammar that keeps it."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import ModelMissing, ModelUnusable, OutOfMemory, PromptTooLong
from index.library import Library
from rag import prompt
from rag.assistant import Assistant
from rag.generators.grammar import lark, regex
from rag.generators.transformers import TransformersGenerator
from rag.types import Constraint, Finished, Found, Message, Options
from tests.fakes import FakeEmbedder
from tests.rag.generators.drafts import accepts

FORM = Constraint(evidence=5, sentences=3)
QUESTIONS = ["Wann?", "Wo fand der Workshop statt?", "Warum nicht?", "Ja"]


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    """A model this small only waits for its threads."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def generator(random_model: Path) -> TransformersGenerator:
    return TransformersGenerator(random_model, device="cpu")


def ask(question: str) -> list[Message]:
    return [Message("system", "Antworten Sie mit Belegen."), Message("user", question)]


def test_a_random_model_writes_in_the_form(generator: TransformersGenerator) -> None:
    drafts = ["".join(generator.stream(ask(question), FORM)) for question in QUESTIONS]
    assert any(drafts), "the random model never came to the end of a sentence"
    for draft in filter(None, drafts):
        assert re.fullmatch(regex(FORM), draft)


def test_it_counts_its_tokens(generator: TransformersGenerator) -> None:
    writing = generator._pieces(ask(QUESTIONS[0]), FORM)
    next(writing)
    assert generator.tokens == 1
    next(writing)
    assert generator.tokens == 2
    writing.close()
    assert TransformersGenerator("other").tokens is None


@pytest.mark.parametrize("question", QUESTIONS[:2])
def test_its_own_tokens_never_leave_the_form(generator: TransformersGenerator, question: str) -> None:
    """Before the last guard has seen them."""
    said = ""
    for piece in generator._pieces(ask(question), FORM):
        said += piece
        if len(said) > 400:
            break
    assert said
    assert accepts(lark(FORM), said, whole=False)


def test_the_same_question_has_the_same_draft(generator: TransformersGenerator) -> None:
    first, second, third = ("".join(generator._pieces(ask(question), Constraint(2, 1))) for question in ("Wann?", "Wo?", "Wann?"))
    assert first == third != second


def test_closing_stops_the_model_and_lets_the_next_draft_begin(generator: TransformersGenerator) -> None:
    writing = generator._pieces(ask("Wann?"), FORM)
    next(writing)
    writing.close()
    draft = generator.stream(ask("Wann?"), FORM)
    next(draft)
    draft.close()  # type: ignore[attr-defined]
    assert next(iter(generator.stream(ask("Wann?"), FORM)))


def test_an_assistant_that_knows_no_system_message_still_reads_it(generator: TransformersGenerator) -> None:
    tokenizer = generator._loaded().tokenizer
    template = tokenizer.chat_template
    tokenizer.chat_template = "{% if messages[0].role == 'system' %}{{ raise_exception('no system message') }}{% endif %}" + template
    try:
        from rag.generators.transformers import _prompt

        assert "Antworten Sie mit Belegen." in tokenizer.decode(_prompt(tokenizer, ask("Wann?")))
        tokenizer.chat_template = None
        assert "Antworten Sie mit Belegen." in tokenizer.decode(_prompt(tokenizer, ask("Wann?")))
    finally:
        tokenizer.chat_template = template


def test_a_prompt_that_does_not_fit_is_refused(generator: TransformersGenerator) -> None:
    with pytest.raises(PromptTooLong) as refused:
        list(generator.stream(ask("Wort " * 3000), FORM))
    assert refused.value.values["limit"] == 2048


@pytest.mark.parametrize("name", ["nobody/no-such-model", "/no/such/folder"])
def test_a_model_that_is_not_here_is_missing(name: str) -> None:
    with pytest.raises(ModelMissing, match=name):
        TransformersGenerator(name).warm()


@pytest.mark.parametrize("file", ["config.json", "model.safetensors", "tokenizer.json"])
def test_a_damaged_model_is_unusable(random_model: Path, tmp_path: Path, file: str) -> None:
    folder = shutil.copytree(random_model, tmp_path / "damaged")
    (folder / file).write_bytes((folder / file).read_bytes()[:100])
    with pytest.raises(ModelUnusable):
        TransformersGenerator(folder).warm()


def test_pickled_weights_are_not_read(random_model: Path, tmp_path: Path) -> None:
    import torch

    folder = shutil.copytree(random_model, tmp_path / "pickled")
    (folder / "model.safetensors").unlink()
    torch.save({}, folder / "pytorch_model.bin")
    with pytest.raises(ModelUnusable):
        TransformersGenerator(folder).warm()


def test_too_little_memory_is_said(generator: TransformersGenerator, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("[enforce fail at alloc_cpu.cpp:1] DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes")

    monkeypatch.setattr(type(generator._loaded().model), "forward", lambda _self, **values: fail(**values))
    with pytest.raises(OutOfMemory):
        list(generator.stream(ask("Wann?"), FORM))


def test_its_name_is_the_model_s(random_model: Path) -> None:
    assert TransformersGenerator(random_model).name == random_model.name
    assert TransformersGenerator("Qwen/Qwen3-4B").name == "Qwen/Qwen3-4B"


def test_the_assistant_says_nothing_that_it_wrote_without_proof(generator: TransformersGenerator, papers: Path) -> None:
    written = 0
    with Assistant(Library.open(papers), FakeEmbedder(), generator, Options(refusal_threshold=0.0, evidence=2, sentences=1)) as assistant:
        for question in (f"Wie viel {unit} kostet der Umbau des Museums?" for unit in ("Geld", "Euro", "Steuergeld")):
            found, *_wrote, finished = assistant.ask(question)
            assert isinstance(found, Found)
            assert isinstance(finished, Finished)
            answer = finished.answer
            draft = "".join(generator.stream(prompt.messages(question, found.evidence, "de"), Constraint(2, 1)))
            written += bool(draft)
            assert (answer.status, answer.model) == ("quoted", "")
            assert "1,5 Millionen" in answer.text
            assert [claim.verdict.supported for claim in answer.rejected] == [False] * bool(draft)
    assert written, "it wrote nothing to be refused: the random model never came to the end of a sentence"
