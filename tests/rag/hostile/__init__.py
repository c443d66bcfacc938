"""Documents that attack the program that reads them, each with a question that a true sentence answers."""

from __future__ import annotations

from dataclasses import replace

from tests.rag.hostile.case import Fact, Hostile
from tests.rag.hostile.characters import CHARACTERS
from tests.rag.hostile.instructions import INSTRUCTIONS
from tests.rag.hostile.marks import MARKS
from tests.rag.hostile.markup import MARKUP
from tests.rag.hostile.noise import NOISE
from tests.rag.hostile.places import PLACES
from tests.rag.hostile.turns import TURNS

__all__ = ["DOCUMENTS", "Fact", "Hostile"]

_ALL = (*INSTRUCTIONS, *TURNS, *MARKS, *MARKUP, *CHARACTERS, *PLACES, *NOISE)
DOCUMENTS = tuple(replace(document, name=f"{number:02}-{document.name}") for number, document in enumerate(_ALL, 1))
