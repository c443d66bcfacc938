"""XML as a tree, built within limits: counted while it is read, so that what only means harm is given up before it has filled memory.

It does not know archives. A document type declaration, which no office program writes but every entity attack needs, is refused. Names are
told apart here and not by the parser, which would write the address of a namespace out for each of the thousand attributes of one element.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import IO
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

MAX_BYTES = 50_000_000  # of all parts of a file; a thousand pages of text are about 15 MB
MAX_NODES = 3_000_000  # elements and attributes of all parts of a file; a page has 500 to 1,500. At worst they take about 1 GB
MAX_NAMES = 10_000  # that differ; both formats together have about 4,000
MAX_NAME = 500  # characters of one, with its namespace
MAX_DEPTH = 1_000  # elements within each other
MAX_PREFIXES = 200  # at one place; Word declares 35
CHUNK = 1_000_000  # bytes; less of them would let a single huge tag be begun again too often

BROKEN_XML = (expat.ExpatError, ValueError)


class TooMuchXml(Exception):  # noqa: N818 - the reader says it in its own terms
    """More bytes, elements, attributes, names or prefixes than any document has."""


@dataclass(slots=True)
class Budget:
    """What is left for the parts of one file."""

    nodes: int = MAX_NODES
    size: int = MAX_BYTES
    names: dict[str, str] = field(default_factory=dict)  # each once, whatever its prefix

    def spend(self, nodes: int = 0, size: int = 0) -> None:
        """Error: TooMuchXml."""
        self.nodes, self.size = self.nodes - nodes, self.size - size
        if self.nodes < 0 or self.size < 0:
            raise TooMuchXml

    def known(self, name: str) -> str:
        """The same name, kept once. Error: TooMuchXml."""
        if name not in self.names:
            if len(self.names) >= MAX_NAMES or len(name) > MAX_NAME:
                raise TooMuchXml
            self.names[name] = name
        return self.names[name]


@dataclass(slots=True)
class _Scope:
    """The prefixes that hold within an element at this depth, and the names that were met there already."""

    depth: int
    prefixes: dict[str, str]
    tags: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)


def parse(part: IO[bytes], budget: Budget) -> Element:
    """The root of the XML, names written as `{namespace}name`. Errors: those of BROKEN_XML; TooMuchXml."""
    target = _Target(budget)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = target.start, target.end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = target.data, target.doctype
    while piece := part.read(CHUNK):
        budget.spend(size=len(piece))
        parser.Parse(piece, False)
    parser.Parse(b"", True)
    return target.root()


class _Target:
    """Takes what the parser finds. An error of it ends the parsing with the piece that was being read: nothing more is built."""

    def __init__(self, budget: Budget) -> None:
        self._budget, self._builder, self._depth = budget, TreeBuilder(), 0
        self._scopes = [_Scope(0, {"": "", "xml": "http://www.w3.org/XML/1998/namespace"})]
        self.data, self.root = self._builder.data, self._builder.close

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._depth += 1
        self._budget.spend(1 + len(attributes))
        if self._depth > MAX_DEPTH:
            raise ValueError("its elements are nested too deeply")
        declared = {name[5:]: value for name, value in attributes.items() if name.startswith("xmlns") and name[5:6] in ("", ":")}
        if declared:
            self._open({name.removeprefix(":"): value for name, value in declared.items()})
        scope = self._scopes[-1]
        named = {
            scope.attributes.get(name) or self._named(name, scope, scope.attributes, ""): value
            for name, value in attributes.items()
            if not declared or not name.startswith("xmlns") or name[5:] not in declared
        }
        self._builder.start(scope.tags.get(tag) or self._named(tag, scope, scope.tags, scope.prefixes[""]), named)

    def end(self, tag: str) -> None:
        """An element ends."""
        scope = self._scopes[-1]
        self._builder.end(scope.tags[tag])
        if scope.depth == self._depth:
            self._scopes.pop()
        self._depth -= 1

    def doctype(self, *_: object) -> None:
        """Never in an office file."""
        raise ValueError("it declares a document type")

    def _open(self, declared: dict[str, str]) -> None:
        prefixes = self._scopes[-1].prefixes | declared
        if len(prefixes) > MAX_PREFIXES or any(len(space) > MAX_NAME for space in declared.values()):
            raise TooMuchXml
        self._scopes.append(_Scope(self._depth, prefixes))

    def _named(self, name: str, scope: _Scope, met: dict[str, str], default: str) -> str:
        """The name with its namespace; default: that of a name without a prefix."""
        prefix, colon, local = name.rpartition(":")
        if colon and prefix not in scope.prefixes:
            raise ValueError(f"its prefix {prefix[:50]} is not declared")
        space = scope.prefixes[prefix] if colon else default
        met[name] = self._budget.known(f"{{{space}}}{local}" if space else local)
        return met[name]
