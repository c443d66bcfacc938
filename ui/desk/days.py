"""Days as staff write them: 6.10.2023, whatever language a browser speaks.

It does not know what they narrow. A browser's own field for days shows them in the form of the browser's language, each desk in another.
"""

from __future__ import annotations

import datetime
import re

WRITTEN = re.compile(r"\s*(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\s*", re.ASCII)


def day_of(written: str) -> datetime.date | None:
    """The day, also as 2023-10-06; None for nothing and for what is none."""
    found = WRITTEN.fullmatch(written)
    try:
        return datetime.date(int(found[3]), int(found[2]), int(found[1])) if found else datetime.date.fromisoformat(written.strip())
    except ValueError:
        return None
