"""JSON lines with what an evaluation needs, each checked; what is wrong is said with file and line.

It does not know what the fields mean.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import QuestionError
from index.files import unreachable

GZIP = b"\x1f\x8b"

PROBLEMS = {  # German and English
    "json": ("Das ist kein JSON-Objekt ({reason})", "this is no JSON object ({reason})"),
    "encoding": ("Die Datei ist nicht in UTF-8 ({reason})", "the file is not UTF-8 ({reason})"),
    "compressed": ("Die Datei ist beschädigt ({reason})", "the file is damaged ({reason})"),
    "field": ("Das Feld „{field}“ fehlt, ist leer oder hat die falsche Form", "the field “{field}” is missing, empty or of the wrong kind"),
    "columns": ("Erwartet werden drei Spalten: Frage, Dokument, Zahl", "three columns are expected: query, document, number"),
    "twice": ("Die Kennung {id} steht schon in einer früheren Zeile", "the id {id} stands in an earlier line too"),
    "unknown": ("{id} gibt es dort nicht, wo gesucht wird", "{id} is not in what is searched"),
    "empty": ("Die Datei enthält keinen Eintrag", "the file holds no entry"),
}


class BadEvaluationData(QuestionError):  # noqa: N818 - as its siblings in `index.errors`
    """A line of a corpus or of questions that cannot be used."""

    english = "{file}, line {line}: {problem}. Correct the file and evaluate again."
    german = "{file}, Zeile {line}: {problem_de}. Berichtigen Sie die Datei und wiederholen Sie die Auswertung."


@dataclass(frozen=True, slots=True)
class Line:
    """An object of a file of JSON lines. `number` counts from 1."""

    file: Path
    number: int
    record: dict[str, Any]

    def text(self, field: str) -> str:
        """A field that must hold text or a number. BadEvaluationData when it does not."""
        value = self.record.get(field)
        if isinstance(value, bool) or not isinstance(value, str | int) or not str(value).strip():
            raise bad(self.file, self.number, "field", field=field)
        return str(value)

    def texts(self, field: str, needed: bool = False) -> tuple[str, ...]:
        """A field that holds a list of texts; it may be missing where it is not needed. BadEvaluationData when it is something else."""
        value = self.record.get(field)
        if value is None and not needed:
            return ()
        if (
            not isinstance(value, list)
            or not all(isinstance(item, str | int) and str(item).strip() for item in value)
            or (needed and not value)
        ):
            raise bad(self.file, self.number, "field", field=field)
        return tuple(map(str, value))


def bad(file: Path, number: int, problem: str, **values: object) -> BadEvaluationData:
    """The error for a line; `problem` is a key of `PROBLEMS`."""
    german, english = (words.format(**values) for words in PROBLEMS[problem])
    return BadEvaluationData(file=file.name, line=number, problem=english, problem_de=german)


def read(file: Path) -> bytes:
    """The bytes of a file, unpacked where it is compressed with gzip. SourceUnreachable, BadEvaluationData."""
    try:
        data = file.read_bytes()
        return gzip.decompress(data) if data.startswith(GZIP) else data
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise bad(file, 1, "compressed", reason=error) from None
    except OSError as error:
        raise unreachable(str(file), error) from error


def numbered(file: Path) -> Iterator[tuple[int, str]]:
    """The lines of a text file that are not blank, with their numbers. BadEvaluationData when there are none."""
    try:
        text = read(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise bad(file, 1, "encoding", reason=error.reason) from None
    found = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not found:
        raise bad(file, 1, "empty")
    yield from found


def objects(file: Path, key: str, needed: bool = True) -> list[Line]:
    """All lines of a file of JSON lines, whose field `key` tells them apart; where it is not needed, a line may go without it.

    BadEvaluationData for the first line that is none.
    """
    lines, seen = list[Line](), set[str]()
    for number, text in numbered(file):
        line = Line(file, number, _object(file, number, text))
        if needed or key in line.record:
            if line.text(key) in seen:
                raise bad(file, number, "twice", id=line.text(key))
            seen.add(line.text(key))
        lines.append(line)
    return lines


def _object(file: Path, number: int, text: str) -> dict[str, Any]:
    try:
        record = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise bad(file, number, "json", reason=error) from None
    if not isinstance(record, dict):
        raise bad(file, number, "json", reason=type(record).__name__)
    return record
