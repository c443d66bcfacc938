"""Names of files for `Content-Disposition`, from names that nobody has checked.

It does not know what the files are. RFC 6266: a plain name for old programs, the whole one in UTF-8 beside it.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from ui.terminal import plain

LONGEST = 120  # characters before the ending


def disposition(how: str, name: str) -> str:
    """ "inline" or "attachment" with the name, which can neither end the header nor lead out of a folder."""
    safe = file_name(name)
    ascii_only = unicodedata.normalize("NFKD", safe).encode("ascii", "ignore").decode()
    return f"{how}; filename=\"{re.sub(r'[^A-Za-z0-9. ()_-]', '_', ascii_only)}\"; filename*=UTF-8''{quote(safe, safe='')}"


def file_name(name: str) -> str:
    """The last part of the name, without what steers a screen or means something to a file system; "document" where nothing is left."""
    last = plain(name.replace("\\", "/").rpartition("/")[2] or name)
    cleaned = re.sub(r'[<>:"/\\|?*%]', "_", last)
    stem, dot, ending = cleaned.rpartition(".")
    if not (dot and ending.isalnum() and len(ending) <= 5):
        stem, dot, ending = cleaned, "", ""
    return (stem.strip(" .")[:LONGEST].strip(" .") or "document") + dot + ending
