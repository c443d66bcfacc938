"""People at the page without a browser each: what Gradio's own scripts send and read, over HTTP.

It does not know what an answer should be.
"""

from __future__ import annotations

import html
import json
import re
import time
from dataclasses import dataclass
from typing import Any

import httpx

FOUND = re.compile(r"Fundstellen? gefunden\.")  # not that they are looked for
FIRST = re.compile(r'data-first="(\d+)"')
FIELDS = 6  # that narrow a search, all empty


@dataclass(frozen=True)
class Told:
    """What came of a question: all that was shown then, as text with character references resolved; seconds to evidence, 0 without."""

    question: str
    shown: str
    evidence: float


class Person:
    """One session at the page, opened as a browser opens it."""

    def __init__(self, url: str, name: str) -> None:
        self.client = httpx.Client(base_url=url, timeout=60, trust_env=False)
        self.name = name
        functions = {each["api_name"]: each["id"] for each in self.client.get("/config").json()["dependencies"]}
        self.take, self.answer = functions["take"], functions["answer"]
        self.turns: list[str] = []
        self._post("/gradio_api/run/predict", functions["open_page"], ["Deutsch", None])

    def ask(self, question: str) -> Told:
        """Ask, and read until the answer is complete."""
        began = time.perf_counter()
        empty = [None, False, "", "Deutsch", *([""] * FIELDS)]
        self._show(self._post("/gradio_api/run/predict", self.take, [question, *empty])["data"][0])
        self._post("/gradio_api/queue/join", self.answer, [None])
        evidence = 0.0
        with self.client.stream("GET", "/gradio_api/queue/data", params={"session_hash": self.name}) as stream:
            for line in stream.iter_lines():
                event = json.loads(line.removeprefix("data: ")) if line.startswith("data: ") else {}
                text = json.dumps(event.get("output", {}), ensure_ascii=False)
                if not evidence and FOUND.search(html.unescape(text).rpartition("<article")[2]):
                    evidence = time.perf_counter() - began
                if event.get("msg") == "process_completed":
                    assert event["success"], event
                    self._show(event["output"]["data"][0])
                if event.get("msg") in ("process_completed", "close_stream"):
                    break
        return Told(question, html.unescape("".join(self.turns)), evidence)

    def _show(self, sent: str) -> None:
        """Put what was sent into the place of what was shown, as the page does."""
        first, turns = FIRST.search(sent), sent.split("<article")[1:]
        assert first, sent
        self.turns[int(first[1]) :] = [f"<article{turn}" for turn in turns]

    def _post(self, path: str, function: int, data: list[Any]) -> Any:
        return self.client.post(path, json={"data": data, "fn_index": function, "session_hash": self.name}).raise_for_status().json()
