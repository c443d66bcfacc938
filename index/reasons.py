"""What libraries and the system say of files that they cannot read, in German.

It does not know which file it is. What is not in here stays as it was said: a reason that nobody has met yet is better than none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

# A pattern for the whole reason, and the German for it.
_GERMAN: tuple[tuple[str, str], ...] = (
    # Our own
    (r"its end is missing", "das Ende fehlt"),
    (r"it has no body", "sie hat keinen Textteil"),
    (r"text recognition took more than (\d+) seconds", r"die Texterkennung brauchte mehr als \1 Sekunden"),
    (r"text recognition failed: (.*)", r"die Texterkennung ist gescheitert: \1"),
    (r"the id (.*) stands in an earlier line too", r"die Kennung \1 steht schon in einer früheren Zeile"),
    (r'no JSON object with "id" and "text"', "kein JSON-Objekt mit „id“ und „text“"),
    (r"after line (\d+): (.*)", r"nach Zeile \1: \2"),
    (r"no JSON object", "kein JSON-Objekt"),
    (r"more than (\d+) MB", r"mehr als \1 MB"),
    (r"(?:ValueError: )?it declares a document type", "sie enthält eine Dokumenttyp-Deklaration"),
    (r"(sources/\w+) is missing", r"\1 fehlt"),
    (r"(sources/\w+) was changed", r"\1 wurde verändert"),
    # ZIP archives and XML
    (r"(?:BadZipFile: )?File is not a zip file", "es ist kein vollständiges ZIP-Archiv"),
    (r"(?:BadZipFile: )?Bad CRC-32 for file '(.*)'", r"die Prüfsumme von \1 stimmt nicht"),
    (
        r"(?:BadZipFile: )?(?:Bad magic number|Overlapped entries|Truncated|Corrupt|File name in directory).*",
        "das ZIP-Archiv ist beschädigt",
    ),
    (r"error: Error -?\d+ while decompressing.*", "das ZIP-Archiv ist beschädigt"),
    (r"EOFError: .*", "das ZIP-Archiv bricht ab"),
    (r"ExpatError: .*: line (\d+), column (\d+)", r"fehlerhaftes XML in Zeile \1, Spalte \2"),
    (r"RecursionError: .*", "sie ist zu tief verschachtelt"),
    # JSON
    (
        r"(?:Expecting|Extra data|Unterminated string|Invalid control character|Invalid \\).*: line (\d+) column (\d+).*",
        r"fehlerhaftes JSON in Zeile \1, Spalte \2",
    ),
    (r"Compressed file ended before.*", "das gzip-Archiv bricht ab"),
    (r"Not a gzipped file.*", "es ist kein gzip-Archiv"),
    # PDF
    (r"Failed to load document \(PDFium: (?:Data format|File access) error\)\.?", "sie lässt sich nicht als PDF lesen"),
    (r"Failed to load page.*", "eine Seite lässt sich nicht lesen"),
    # SQLite
    (r"database disk image is malformed", "die Datenbank ist beschädigt"),
    (r"file is not a database", "es ist keine Datenbank"),
    (r"it is a database of another program", "es ist die Datenbank eines anderen Programms"),
    # The system
    (r"No such file or directory", "sie ist nicht vorhanden"),
    (r"Permission denied|Operation not permitted", "die Berechtigung fehlt"),
    (r"Not a directory", "ein Teil des Pfads ist kein Ordner"),
    (r"Is a directory", "es ist ein Ordner"),
    (r"No space left on device", "auf dem Datenträger ist kein Platz mehr"),
    (r"Disk quota exceeded", "das Kontingent ist erschöpft"),
    (r"Input/output error", "der Datenträger meldet einen Lesefehler"),
    (r"File name too long", "der Name ist zu lang"),
    (r"Too many levels of symbolic links|Symlink loop from .*", "die Verknüpfungen führen im Kreis"),
    (r"Read-only file system", "der Datenträger ist schreibgeschützt"),
    (r"Stale file handle|Transport endpoint is not connected|Host is down", "das Netzlaufwerk ist nicht erreichbar"),
)


def german(values: Mapping[str, object]) -> dict[str, object]:
    """The fields of an error's sentence in German: the reason, where it is known, and the place in a file."""
    return {field: _reason(value) if field == "reason" else _place(value) if field == "name" else value for field, value in values.items()}


def _reason(reason: object) -> object:
    said = str(reason)
    for pattern, translation in _GERMAN:
        found = re.fullmatch(pattern, said, re.DOTALL)
        if found:
            return found.expand(translation)
    return reason


def _place(name: object) -> object:
    return re.sub(r", line (\d+)\Z", r", Zeile \1", name) if isinstance(name, str) else name
