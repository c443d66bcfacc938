"""Tables as files: JSONL for people and programs, Parquet for those who count; one file for each table, or all in one archive.

It does not know what the tables hold. Files can be read by their owner alone, and are whole or not there.
"""

from __future__ import annotations

import datetime
import json
import os
import tempfile
import types
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import is_dataclass
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

from index.content import sound
from index.errors import BelegtError
from ui.audit.tables import Row, Table

if TYPE_CHECKING:
    import pyarrow as pa

Form = Literal["jsonl", "parquet"]
FORMS: tuple[Form, ...] = ("jsonl", "parquet")
MEDIA_TYPES = {"jsonl": "application/x-ndjson", "parquet": "application/vnd.apache.parquet"}
LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}  # a program that splits lines might take them for ends of lines
BATCH = 200  # rows that are in memory at a time


class ExportUnwritable(BelegtError):  # noqa: N818 - named like those of index.errors
    """Files that cannot be put where they are wanted."""

    english = "The export cannot be written to {path} ({reason}). Make room there, or name another folder."
    german = "Der Export lässt sich nicht nach {path} schreiben ({reason}). Schaffen Sie dort Platz, oder nennen Sie einen anderen Ordner."
    exit_code = 74


def export(tables: Sequence[Table], target: Path, form: Form) -> dict[str, int]:
    """Write the tables into the folder `target`, or into the archive if it is named so (.zip). Rows by file. ExportUnwritable."""
    try:
        if target.suffix.lower() != ".zip":
            target.mkdir(parents=True, exist_ok=True)
            return {f"{table.name}.{form}": _whole(table, target / f"{table.name}.{form}", form) for table in tables}
        with tempfile.TemporaryDirectory(dir=target.resolve().parent, prefix=".belegt-") as folder:
            counts = export(tables, Path(folder), form)
            archive = Path(folder) / "all.zip"
            os.close(os.open(archive, os.O_CREAT | os.O_WRONLY, 0o600))
            with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
                for name in counts:
                    packed.write(Path(folder) / name, name)
            archive.replace(target)
        return counts
    except OSError as error:
        raise ExportUnwritable(path=target, reason=error.strerror or error) from error


def write(table: Table, out: IO[bytes], form: Form) -> int:
    """The table in that form; how many rows it has."""
    return _jsonl(table, out) if form == "jsonl" else _parquet(table, out)


def _whole(table: Table, file: Path, form: Form) -> int:
    number, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")  # for its owner alone
    try:
        with os.fdopen(number, "wb") as out:
            count = write(table, out, form)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return count


def _jsonl(table: Table, out: IO[bytes]) -> int:
    count = 0
    for row in table.rows():
        line = json.dumps(row, ensure_ascii=False, default=_written, allow_nan=False).translate(LINE_ENDS)
        out.write(line.encode("utf-8", "backslashreplace") + b"\n")  # half a character as JSON writes it
        count += 1
    return count


def _parquet(table: Table, out: IO[bytes]) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema, count = pa.schema([(name, _type(kind)) for name, kind in table.fields.items()]), 0
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for batch in _batches(table):
            writer.write_table(pa.Table.from_pylist([_storable(row, table) for row in batch], schema))
            count += len(batch)
    return count


def _batches(table: Table) -> Iterator[list[Row]]:
    rows = iter(table.rows())
    while batch := list(islice(rows, BATCH)):
        yield batch


def _storable(row: Row, table: Table) -> Row:
    """What has no fixed form as JSON; dates as JSON writes them."""
    return {name: json.dumps(value, ensure_ascii=False) if table.fields[name] is dict else _sound(value) for name, value in row.items()}


def _written(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _sound(value: Any) -> Any:
    if isinstance(value, str):
        return sound(value)
    if isinstance(value, dict):
        return {name: _sound(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_sound(part) for part in value]
    return value.isoformat() if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime) else value


def _type(kind: Any) -> pa.DataType:
    """The type of a column for a type of Python."""
    import pyarrow as pa

    origin = get_origin(kind)
    if is_dataclass(kind):
        return pa.struct([(name, _type(part)) for name, part in get_type_hints(kind).items()])
    if origin is tuple:
        return pa.list_(_type(get_args(kind)[0]))
    if origin in (Union, types.UnionType):
        return _type(get_args(kind)[0])
    if kind is datetime.datetime:
        return pa.timestamp("us", "UTC")
    return {int: pa.int64(), float: pa.float64(), bool: pa.bool_()}.get(kind, pa.string())
