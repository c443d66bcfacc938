"""Any causal language model of the Hugging Face ecosystem, on CPU or GPU.

It does not know prompts or evidence. Nothing is fetched, no code of a model's repository is run, and
weights are read as safetensors only, never unpickled.
"""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from index.errors import ModelMissing, ModelUnusable, OutOfMemory, PromptTooLong
from index.quiet import quiet_environment
from rag.generators.form import conform
from rag.generators.grammar import lark
from rag.types import Constraint, Message

_TOKENS_PER_SENTENCE = 200  # more than 60 words take; a second guard against a model that does not end


@dataclass(frozen=True, slots=True)
class _Loaded:
    model: Any
    tokenizer: Any
    guide: Any  # the tokenizer as llguidance reads it


class TransformersGenerator:
    """A `Generator` over a model's name on the hub or its folder. One draft at a time; it may be shared between threads.

    device: "auto" (a GPU where there is one), or as torch names it. dtype: "auto" (that of the weights), or as torch names it.
    tokens: that the last draft took, as far as it was written; None before there is one.
    """

    tokens: int | None = None

    def __init__(self, model: str | Path, *, device: str = "auto", dtype: str = "auto") -> None:
        self.model, self.device, self.dtype = str(model), device, dtype
        self._kept: _Loaded | None = None
        self._busy = threading.Lock()  # no RLock: an iterator may be closed by another thread than the one that began it

    @property
    def name(self) -> str:
        """The folder's name, or the model's on the hub."""
        return Path(self.model).name if Path(self.model).exists() else self.model

    def stream(self, messages: Sequence[Message], constraint: Constraint) -> Iterator[str]:
        """The sentences of the draft. Errors: ModelMissing, ModelUnusable, OutOfMemory, PromptTooLong."""
        with self._busy, self._errors(), closing(self._pieces(messages, constraint)) as pieces:
            yield from conform(pieces, constraint)

    def warm(self, opening: Sequence[Message] = ()) -> None:  # noqa: ARG002 - nothing is read ahead here
        """Load the model now rather than with the first draft."""
        with self._busy, self._errors():
            self._loaded()

    def close(self) -> None:
        """Free the model's memory; another draft would load it again."""
        with self._busy:
            self._kept = None

    def _pieces(self, messages: Sequence[Message], constraint: Constraint) -> Generator[str]:
        loaded = self._loaded()
        prompt = _prompt(loaded.tokenizer, messages)
        limit = getattr(loaded.model.config, "max_position_embeddings", None) or len(prompt) + 1
        if len(prompt) >= limit:
            raise PromptTooLong(model=self.name, tokens=len(prompt), limit=limit)
        room = min(constraint.sentences * _TOKENS_PER_SENTENCE, limit - len(prompt))
        written: list[int] = []
        self.tokens = 0
        shown = 0
        for token in _tokens(loaded, prompt, constraint, room):
            written.append(token)
            self.tokens = len(written)
            text = loaded.tokenizer.decode(written, skip_special_tokens=True, clean_up_tokenization_spaces=False)
            if not text.endswith("\ufffd"):  # the rest of a character is still to come
                yield text[shown:]
                shown = len(text)

    def _loaded(self) -> _Loaded:
        if self._kept is None:
            self._kept = _load(self.model, self.device, self.dtype)
        return self._kept

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """What torch says of memory, as the error of ours."""
        try:
            yield
        except (MemoryError, RuntimeError) as error:
            if isinstance(error, MemoryError) or "memory" in str(error).lower():
                raise OutOfMemory(model=self.name) from error
            raise


def _tokens(loaded: _Loaded, prompt: list[int], constraint: Constraint, room: int) -> Iterator[int]:
    """Greedy decoding in the grammar: the likeliest token of those that the draft may go on with."""
    import torch
    from llguidance import LLMatcher

    matcher = LLMatcher(loaded.guide, lark(constraint))
    ids, past = torch.tensor([prompt], device=loaded.model.device), None
    for _ in range(room):
        with torch.inference_mode():
            result = loaded.model(input_ids=ids, past_key_values=past, use_cache=True, logits_to_keep=1)
        logits, past = result.logits[0, -1], result.past_key_values
        bits = np.unpackbits(np.frombuffer(matcher.compute_bitmask(), np.uint8), bitorder="little")[: len(logits)]
        allowed = torch.from_numpy(bits.astype(bool)).to(logits.device)
        token = int(logits.masked_fill(~allowed, float("-inf")).argmax())
        matcher.consume_token(token)
        if matcher.is_stopped() or matcher.is_error():
            return
        yield token
        ids = torch.tensor([[token]], device=loaded.model.device)


def _prompt(tokenizer: Any, messages: Sequence[Message]) -> list[int]:
    import jinja2

    said = [{"role": message.role, "content": message.content} for message in messages]
    if not tokenizer.chat_template:
        ids: list[int] = tokenizer("\n\n".join(turn["content"] for turn in said) + "\n\n")["input_ids"]
        return ids
    try:
        return _templated(tokenizer, said)
    except jinja2.TemplateError:  # some models know no system message: it then opens the first one of the user
        first = {"role": "user", "content": f"{said[0]['content']}\n\n{said[1]['content']}"}
        return _templated(tokenizer, [first, *said[2:]])


def _templated(tokenizer: Any, said: list[dict[str, str]]) -> list[int]:
    encoded = tokenizer.apply_chat_template(said, add_generation_prompt=True, return_dict=True, enable_thinking=False)
    ids: list[int] = encoded["input_ids"]
    return ids


def _load(model: str, device: str, dtype: str) -> _Loaded:
    """Errors: ModelMissing, ModelUnusable."""
    quiet_environment()
    import llguidance.hf
    import torch
    from safetensors import SafetensorError
    from transformers import AutoModelForCausalLM, AutoTokenizer

    if device == "auto":
        device = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
    try:
        tokenizer: Any = AutoTokenizer.from_pretrained(model, local_files_only=True)
        weights: Any = AutoModelForCausalLM.from_pretrained(model, local_files_only=True, dtype=dtype, use_safetensors=True)
    except (OSError, ValueError, SafetensorError) as error:
        if Path(model).is_dir():
            raise ModelUnusable(model=model, reason=str(error).split("\n")[0]) from error
        raise ModelMissing(model=model, path=model) from error
    weights = weights.to(device).eval()
    stops = weights.generation_config.eos_token_id or tokenizer.eos_token_id
    guide = llguidance.hf.from_tokenizer(tokenizer, n_vocab=weights.get_output_embeddings().weight.shape[0], eos_token=stops)
    return _Loaded(weights, tokenizer, guide)
