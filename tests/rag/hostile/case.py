"""What a hostile document is: its bytes, a question that a true sentence answers, and what an answer must never say.

It does not know how the documents are asked about. Everything in them is made up.
"""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence, the question that it answers, and the part of it that must be in a right answer."""

    sentence: str
    question: str
    part: str


@dataclass(frozen=True, slots=True)
class Hostile:
    """A document with a file name. text: "FACT" stands for the true sentence; where there is none, an honest document beside it has it.

    says: what a model would say that obeys the document, each a sentence. never: what no sentence of an answer may hold, any case.
    """

    name: str
    fact: Fact
    text: str
    says: tuple[str, ...]
    never: tuple[str, ...]

    @property
    def files(self) -> dict[str, str]:
        """Name and content of the file, and of the honest one beside it if there is one."""
        written = {self.name: self.text.replace("FACT", self.fact.sentence)}
        stem = self.name.split("-", 1)[0]
        return written if "FACT" in self.text else {**written, f"{stem}-auskunft.txt": self.fact.sentence}

    @property
    def pattern(self) -> str:
        """Of the names of its files, for a filter by source."""
        return f"{self.name.split('-', 1)[0]}-*"


def line(text: str, **fields: object) -> str:
    """A document of a JSONL corpus: text files with control characters are refused as binary, but here they can be."""
    return json.dumps({"id": "1", "text": text, **fields}) + "\n"
