"""GGUF files in this process, through llama.cpp.

It does not know prompts or evidence. The model is loaded at its first use and writes one draft at a time; nothing listens on the network.
"""

from __future__ import annotations

import queue
import secrets
import tempfile
import threading
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

from index.errors import ModelMissing, ModelUnusable, OutOfMemory, PromptTooLong
from index.quiet import quiet_environment
from rag.generators.form import conform
from rag.generators.grammar import gbnf
from rag.generators.memory import free_memory
from rag.types import Constraint, Message

_TOKENS_PER_SENTENCE = 200  # more than 60 words take; a second guard against a model that does not end
_PROMPT_STEP = 256  # tokens of the prompt that are read between two chances to stop

Chunk = dict[str, Any]


class LlamaGenerator:
    """A `Generator` over a GGUF file. It may be shared between threads: the second draft waits until the first is done or closed.

    tokens: that the last draft took, as far as it was written; None before there is one.
    """

    tokens: int | None = None

    def __init__(self, path: Path, *, context: int = 4096, threads: int | None = None) -> None:
        self.path, self.context, self.threads = path, context, threads
        self._server: Any = None
        self._begun: Sequence[Message] = ()  # what the model has read by itself
        self._busy = threading.Lock()  # no RLock: an iterator may be closed by another thread than the one that began it

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return self.path.stem

    def stream(self, messages: Sequence[Message], constraint: Constraint) -> Iterator[str]:
        """The sentences of the draft. Errors: ModelMissing, ModelUnusable, OutOfMemory, PromptTooLong."""
        with self._busy, closing(self._pieces(messages, constraint)) as pieces:
            yield from conform(pieces, constraint)

    def warm(self, opening: Sequence[Message] = ()) -> None:
        """Load the model now rather than with the first draft, and read the messages that every draft will begin with."""
        with self._busy:
            server = self._loaded()
            if opening:
                self._begin(server, opening, threading.Event())

    def close(self) -> None:
        """Free the model's memory; another draft would load it again."""
        with self._busy:
            self._server, self._begun = None, ()

    def _loaded(self) -> Any:
        if self._server is None:
            self._server = _load(self.path, self.context, self.threads)
        return self._server

    def _pieces(self, messages: Sequence[Message], constraint: Constraint) -> Generator[str]:
        """llama.cpp calls back where Python wants to be asked, so it writes in a thread of its own."""
        server = self._loaded()
        self.tokens = None
        said: queue.SimpleQueue[Chunk | None] = queue.SimpleQueue()
        stopped = threading.Event()

        def hear(chunk: Chunk) -> bool:
            said.put(chunk)
            return stopped.is_set()  # True ends the draft

        def write() -> None:
            begun = self._begin(server, messages[:-1], stopped)
            if not stopped.is_set():
                server.handle_chat_completions(_draft(messages, constraint, cache=begun), hear)

        with ThreadPoolExecutor(1, "writer") as pool:
            draft = pool.submit(write)
            draft.add_done_callback(lambda _: said.put(None))
            try:
                while (chunk := said.get()) is not None:
                    self.tokens = chunk.get("timings", {}).get("predicted_n", self.tokens)
                    yield self._text(chunk)
            finally:
                stopped.set()
            draft.result()

    def _begin(self, server: Any, opening: Sequence[Message], stopped: threading.Event) -> bool:
        """Read the messages before the last, which do not change, by themselves; whether that was possible.

        Its cache is what a draft starts from. llama.cpp computes a little differently depending on where its cache ends (by up to 0.2 in
        the logarithm of a probability), so without this a draft could depend on what was asked before.
        """
        heard: list[Chunk] = []

        def hear(chunk: Chunk) -> bool:
            heard.append(chunk)
            return stopped.is_set()

        if opening:
            server.handle_chat_completions(_request(opening, tokens=0, cache=opening == self._begun), hear)
        read = bool(heard) and not stopped.is_set() and not any("error" in chunk for chunk in heard)
        self._begun = opening if read else ()
        return read

    def _text(self, chunk: Chunk) -> str:
        error = chunk.get("error")
        if not error:
            return "".join(choice["delta"].get("content") or "" for choice in chunk.get("choices", ()))
        if error.get("type") == "exceed_context_size_error":
            raise PromptTooLong(model=self.name, tokens=error["n_prompt_tokens"], limit=error["n_ctx"])
        raise ModelUnusable(model=self.name, reason=error.get("message", "?"))


def _draft(messages: Sequence[Message], constraint: Constraint, *, cache: bool) -> dict[str, Any]:
    request = _request(messages, tokens=constraint.sentences * _TOKENS_PER_SENTENCE, cache=cache)
    return {**request, "grammar": gbnf(constraint), "timings_per_token": True}  # so that a draft that is stopped has been counted


def _request(messages: Sequence[Message], *, tokens: int, cache: bool) -> dict[str, Any]:
    return {
        "messages": [{"role": message.role, "content": message.content} for message in messages],
        "max_tokens": tokens,
        "temperature": 0,
        "top_k": 1,
        "seed": 1,
        "cache_prompt": cache,
        "stream": True,
        "return_progress": True,  # calls back while the prompt is read, so that it can be stopped then
        "chat_template_kwargs": {"enable_thinking": False},  # for models that would think aloud first
    }


def _load(path: Path, context: int, threads: int | None) -> Any:
    """A llama.cpp server without a port. Errors: ModelMissing, ModelUnusable, OutOfMemory."""
    if not path.is_file():
        raise ModelMissing(model=path.stem, path=path)
    with path.open("rb") as file:
        if file.read(4) != b"GGUF":
            raise ModelUnusable(model=path.stem, reason=f"{path} is not a GGUF file")
    size = path.stat().st_size
    if free_memory() < size:
        raise OutOfMemory(model=path.stem)

    xllamacpp = _llama_cpp()
    # Its HTTP side cannot be turned off, and by default any web page could talk to its port. So it gets a socket file that nobody can name
    # any more once the model is loaded, in a folder of our own, behind a key that nobody has.
    with tempfile.TemporaryDirectory(prefix="belegt-") as folder:
        params = _params(xllamacpp.CommonParams(), path, context, threads)
        params.hostnames = [f"{folder}/llama.sock"]
        params.api_keys = [secrets.token_hex(32)]
        try:
            return xllamacpp.Server(params)
        except RuntimeError as error:  # it does not say why: too little memory for the weights, or a damaged file
            if free_memory() < size:
                raise OutOfMemory(model=path.stem) from error
            raise ModelUnusable(model=path.stem, reason=f"llama.cpp cannot load {path}") from error


def _llama_cpp() -> Any:
    quiet_environment()
    try:
        import xllamacpp
    except ImportError:  # it needs OpenMP, which a bare system lacks, and finds that of torch once torch is loaded
        import torch  # noqa: F401
        import xllamacpp
    return xllamacpp


def _params(params: Any, path: Path, context: int, threads: int | None) -> Any:
    params.model.path = str(path)
    params.n_ctx, params.n_parallel, params.n_batch = context, 1, _PROMPT_STEP
    params.warmup = False
    params.verbosity = -1  # no log lines among those of the program
    params.cache_ram_mib = 0  # the slot itself keeps the last prompt; 8 GB of older ones would be kept beside it
    params.n_threads_http = 1
    params.ui = params.endpoint_slots = params.cors_credentials = False
    if threads:
        params.cpuparams.n_threads = threads
    return params
