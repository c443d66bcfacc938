"""Any server that speaks the OpenAI protocol: vLLM, a llama.cpp server, Ollama, `transformers serve`.

It does not know prompts or evidence, and trusts no answer: what a server cannot be made to keep to, `conform` drops. Neither the key nor
credentials in the address are ever logged or shown.
"""

from __future__ import annotations

import base64
import ipaddress
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from typing import Any, Literal

import httpx

from index.errors import GeneratorUnreachable, PromptTooLong
from rag.generators import sse
from rag.generators.form import conform
from rag.generators.grammar import gbnf
from rag.generators.json_form import REQUEST, marked, schema
from rag.types import Constraint, Message

Mode = Literal["grammar", "json_schema", "none"]

_TOKENS_PER_SENTENCE = 250  # more than 60 words and their JSON take
_NOT_UNDERSTOOD = {400, 404, 415, 422, 500, 501}  # what servers answer to a field that they do not know
_CONNECT = 5.0  # seconds


class OpenAIGenerator:
    """A `Generator` over a server's address, with or without "/v1". It may be shared between threads.

    mode: how the form is asked for; "auto" takes the strictest that the server understands and remembers it. timeout: seconds for a draft.
    count_tokens: ask the server how many tokens a draft took, and read to the end of the draft for it. tokens: what it said of the last
    one; None where it said nothing.
    """

    count_tokens = False
    tokens: int | None = None

    def __init__(
        self, url: str, model: str, *, api_key: str | None = None, mode: Mode | Literal["auto"] = "auto", timeout: float = 120.0
    ) -> None:
        try:
            address = httpx.URL(url.rstrip("/").removesuffix("/chat/completions").removesuffix("/v1") + "/v1")
        except httpx.InvalidURL as error:
            raise GeneratorUnreachable(url="", reason=f"the address is not valid: {error}") from None
        self.model, self.timeout = model, timeout
        self.url = str(address.copy_with(username=None, password=None))
        self._mode: Mode | None = None if mode == "auto" else mode
        basic = base64.b64encode(f"{address.username}:{address.password}".encode()).decode() if address.password else ""
        self._secrets = [secret for secret in (api_key, address.password, basic) if secret]
        self._client = httpx.Client(
            headers={"Authorization": f"Bearer {api_key}"} if api_key else {},
            auth=(address.username, address.password) if address.username else None,
            timeout=httpx.Timeout(timeout, connect=_CONNECT),
            trust_env=not _is_loopback(address.host),  # a proxy would take away what must not leave the machine
        )

    @property
    def name(self) -> str:
        """The server's name for the model."""
        return self.model

    def stream(self, messages: Sequence[Message], constraint: Constraint) -> Iterator[str]:
        """The sentences of the draft. Errors: GeneratorUnreachable, PromptTooLong."""
        until = time.monotonic() + self.timeout
        self.tokens = None
        try:
            mode, response = self._asked(messages, constraint)
            with closing(response):
                pieces = self._pieces(response, until)
                yield from conform(marked(pieces) if mode == "json_schema" else pieces, constraint)
                if self.count_tokens:  # the draft may have been left before the server was done
                    with suppress(httpx.HTTPError, sse.ProtocolError):
                        deque(pieces, maxlen=0)
        except httpx.TimeoutException as error:
            raise self._unreachable(f"no answer within {self.timeout:g} s") from error
        except (httpx.HTTPError, sse.ProtocolError) as error:
            raise self._unreachable(str(error) or "the connection broke") from error

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _pieces(self, response: httpx.Response, until: float) -> Iterator[str]:
        chunks = _before(until, response)
        if response.headers.get("content-type", "").startswith("application/json"):
            yield sse.whole(chunks, self._counted)
            return
        events = sse.events(chunks)
        yield from sse.pieces(events, self._counted)
        if self.count_tokens:
            with suppress(httpx.HTTPError, sse.ProtocolError):  # the text is complete
                sse.rest(events, self._counted)

    def _counted(self, tokens: int) -> None:
        self.tokens = tokens

    def _asked(self, messages: Sequence[Message], constraint: Constraint) -> tuple[Mode, httpx.Response]:
        """The first mode that the server understands, and its answer, the body still to be read."""
        modes = [self._mode] if self._mode else self._modes()
        for mode in modes:
            body = _body(self.model, messages, constraint, mode)
            body |= {"stream_options": {"include_usage": True}} if self.count_tokens else {}
            request = self._client.build_request("POST", f"{self.url}/chat/completions", json=body)
            response = self._client.send(request, stream=True)
            if response.is_success:
                self._mode = mode
                return mode, response
            with closing(response):
                complaint = sse.complaint(response.iter_text())
            if response.status_code not in _NOT_UNDERSTOOD:
                break
        if complaint.get("type") == "exceed_context_size_error":
            raise PromptTooLong(model=self.model, tokens=complaint.get("n_prompt_tokens"), limit=complaint.get("n_ctx"))
        raise self._unreachable(f"HTTP {response.status_code} {complaint['message'] or response.reason_phrase}")

    def _modes(self) -> list[Mode]:
        """Only llama.cpp takes a grammar, and most other servers say nothing when they ignore one: so ask who it is."""
        response = self._client.get(f"{self.url}/models")
        if response.is_success and "llamacpp" in response.text:
            return ["grammar", "json_schema", "none"]
        return ["json_schema", "none"]

    def _unreachable(self, reason: str) -> GeneratorUnreachable:
        for secret in self._secrets:
            reason = reason.replace(secret, "***")
        return GeneratorUnreachable(url=self.url, reason=reason)


def _body(model: str, messages: Sequence[Message], constraint: Constraint, mode: Mode) -> dict[str, Any]:
    said = [{"role": message.role, "content": message.content} for message in messages]
    body: dict[str, Any] = {
        "model": model,
        "messages": said,
        "stream": True,
        "temperature": 0,
        "seed": 1,
        "max_tokens": constraint.sentences * _TOKENS_PER_SENTENCE,
    }
    if mode == "grammar":
        body |= {"grammar": gbnf(constraint), "cache_prompt": True, "chat_template_kwargs": {"enable_thinking": False}}
    if mode == "json_schema":
        said[-1]["content"] += f"\n\n{REQUEST}"
        body["response_format"] = {"type": "json_schema", "json_schema": {"name": "answer", "strict": True, "schema": schema(constraint)}}
    return body


def _before(until: float, response: httpx.Response) -> Iterator[str]:
    """What comes in time. The client's own timeout is one between two reads, and a server may drip for ever."""
    for chunk in response.iter_text():
        if time.monotonic() > until:
            raise httpx.ReadTimeout("")
        yield chunk


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
