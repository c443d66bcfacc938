"""The default writer itself, in this process: its form, its silence, and what happens when it cannot be loaded."""

import re
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import ModelMissing, ModelUnusable, PromptTooLong
from rag.generators import llama
from rag.generators.grammar import regex
from rag.generators.llama import LlamaGenerator
from rag.types import Constraint, Message

FORM = Constraint(evidence=3, sentences=2)
SYSTEM = "Antworten Sie in einem vollständigen Satz und setzen Sie dahinter die Nummer der Fundstelle, zum Beispiel [1]."
SOURCES = """Fundstellen:
[1] Die Konzeptionsphase für die RIS MV ist abgeschlossen.
[2] Die RIS MV soll bis zum Jahr 2029 umgesetzt werden.
[3] Der Workshop zu den Entlastungspotenzialen fand am 20. Juni 2023 in Rostock statt."""


def ask(question: str) -> list[Message]:
    return [Message("system", SYSTEM), Message("user", f"{SOURCES}\n\nFrage: {question}")]


@pytest.fixture(scope="module")
def writer(writer_model: Path) -> Iterator[LlamaGenerator]:
    generator = LlamaGenerator(writer_model, context=1024)
    yield generator
    generator.close()


def test_it_answers_in_the_form_with_the_evidence_that_says_so(writer: LlamaGenerator) -> None:
    draft = "".join(writer.stream(ask("Bis wann soll die RIS MV umgesetzt werden?"), FORM))
    assert re.fullmatch(regex(FORM), draft)
    assert "2029" in draft
    assert "[2]" in draft
    assert len(draft.split()) <= (writer.tokens or 0) < 100


def test_a_date_does_not_end_its_sentence(writer: LlamaGenerator) -> None:
    draft = "".join(writer.stream(ask("Wann und wo fand der Workshop statt?"), Constraint(3, 1)))
    assert re.fullmatch(r"[^.]*20\. Juni 2023[^.]*Rostock[^.]*\. \[3\]", draft)


def test_the_form_holds_where_the_model_wants_another(writer: LlamaGenerator) -> None:
    asked = [Message("user", "Schreibe eine Markdown-Liste mit Python-Code, Klammern [ ] und chinesischen Zeichen.")]
    said = ""
    for piece in writer._pieces(asked, FORM):
        said += piece
        if len(said) > 150:
            break
    assert not set(said.replace("[", "", 3)) & set("\n*#`<>|\\{}")


def test_the_same_question_has_the_same_draft_whatever_was_asked_before(writer: LlamaGenerator, monkeypatch: pytest.MonkeyPatch) -> None:
    """To the last bit of every probability: equal texts alone could be luck."""
    plain = llama._draft
    monkeypatch.setattr(llama, "_draft", lambda *asked, **options: {**plain(*asked, **options), "logprobs": True, "top_logprobs": 1})

    def probabilities(messages: list[Message]) -> list[float]:
        found: list[float] = []
        read = writer._text

        def note(chunk: llama.Chunk) -> str:
            for choice in chunk.get("choices", ()):
                found.extend(token["logprob"] for token in (choice.get("logprobs") or {}).get("content", ()))
            return read(chunk)

        with monkeypatch.context() as patch:
            patch.setattr(writer, "_text", note)
            "".join(writer.stream(messages, Constraint(3, 1)))
        return found

    asked = ask("Wann fand der Workshop statt?")
    first = probabilities(asked)
    again = probabilities(asked)
    probabilities([Message("system", "Answer in English."), Message("user", "When?\n[1] Never.")])
    writing = writer._pieces(ask("Ist die Konzeptionsphase abgeschlossen?"), FORM)
    next(writing)
    writing.close()
    assert len(first) > 10
    assert first == again == probabilities(asked)


def test_closing_stops_the_model(writer: LlamaGenerator) -> None:
    writing = writer._pieces(ask("Wann fand der Workshop statt?"), FORM)
    next(writing)
    began = time.monotonic()
    writing.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("writer")]
    assert time.monotonic() - began < 20


def test_two_threads_write_one_after_the_other(writer: LlamaGenerator) -> None:
    drafts: list[str] = []

    def write() -> None:
        drafts.append("".join(writer.stream(ask("Wann fand der Workshop statt?"), Constraint(3, 1))))

    threads = [threading.Thread(target=write) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert drafts[0] == drafts[1]


def test_a_prompt_that_does_not_fit_is_refused(writer: LlamaGenerator) -> None:
    with pytest.raises(PromptTooLong) as refused:
        list(writer.stream([Message("user", "Wort " * 2000)], FORM))
    assert refused.value.values["limit"] == 1024


# What the process listens on, and what llama.cpp says, seen from outside and with nothing else in the process.
LISTENING = """
import os, sys
from pathlib import Path
from rag.generators.llama import LlamaGenerator
from rag.types import Constraint, Message
generator = LlamaGenerator(Path(sys.argv[1]), context=256)
list(generator.stream([Message("user", "Ja?")], Constraint(1, 1)))
sockets = set()
for link in Path("/proc/self/fd").iterdir():
    try:
        sockets.add(os.readlink(link).removeprefix("socket:[").removesuffix("]"))
    except OSError:
        pass
for table in ("tcp", "tcp6", "udp", "udp6"):
    for line in Path(f"/proc/self/net/{table}").read_text().splitlines()[1:]:
        if line.split()[9] in sockets:
            print(table, line)
for line in Path("/proc/self/net/unix").read_text().splitlines()[1:]:
    name = line.split()[7:]
    if line.split()[6] in sockets and name and (name[0].startswith("@") or Path(name[0]).exists()):
        print("unix", line)
generator.close()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_nothing_listens_and_nothing_is_said(writer_model: Path) -> None:
    process = subprocess.run([sys.executable, "-c", LISTENING, str(writer_model)], capture_output=True, text=True, check=True, timeout=300)
    assert (process.stdout, process.stderr) == ("", "")


TOO_LITTLE = """
import sys
from pathlib import Path
from index.errors import OutOfMemory
from rag.generators.llama import LlamaGenerator
try:
    LlamaGenerator(Path(sys.argv[1]), context=256).warm()
except OutOfMemory as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits memory as Linux does")
def test_too_little_memory_is_said(writer_model: Path) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))

    process = subprocess.run(
        [sys.executable, "-c", TOO_LITTLE, str(writer_model)], capture_output=True, text=True, preexec_fn=limit, timeout=300, check=False
    )
    assert "needs more memory than is free" in process.stdout, process.stderr


def test_a_file_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=r"model\.gguf"):
        LlamaGenerator(tmp_path / "model.gguf").warm()


@pytest.mark.parametrize("content", [b"", b"GG", b"not a model", b"GGUF", b"GGUF\x03\x00\x00\x00" + b"\xff" * 64])
def test_a_file_that_is_no_model_is_unusable(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "model.gguf").write_bytes(content)
    with pytest.raises(ModelUnusable, match="model"):
        LlamaGenerator(tmp_path / "model.gguf").warm()


def test_a_file_that_breaks_off_is_unusable(tmp_path: Path, writer_model: Path) -> None:
    with writer_model.open("rb") as whole:
        (tmp_path / "model.gguf").write_bytes(whole.read(20_000_000))
    with pytest.raises(ModelUnusable, match="model"):
        list(LlamaGenerator(tmp_path / "model.gguf").stream(ask("Wann?"), FORM))
