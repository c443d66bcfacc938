"""What the server's log keeps to itself: nothing that people asked, wrote or brought, and no address of theirs.

It does not know who logs. Own messages name kinds, files and settings only; what is left are tracebacks, whose last lines quote whatever an
unforeseen error had in hand. They are shown with BELEGT_LOG_LEVEL=debug.
"""

from __future__ import annotations

import asyncio
import logging
import traceback
from types import TracebackType

FORMAT = "%(levelname)s %(name)s: %(message)s"
LEFT_OUT = "(message left out; BELEGT_LOG_LEVEL=debug shows it)"

_Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Reticent(logging.Formatter):
    """Tracebacks with the places and kinds of errors, and of those that led to them, without their messages."""

    def formatException(self, ei: _Raised) -> str:  # noqa: N802 - logging's name
        """As the base class does."""
        return "\n".join(_told(ei[1], set())) if ei[1] else ""


def be_reticent() -> None:
    """From now on, unless the log shows everything anyway."""
    root = logging.getLogger()
    if not root.isEnabledFor(logging.DEBUG):
        for handler in root.handlers:
            handler.setFormatter(Reticent(FORMAT))
    logging.getLogger("uvicorn.error").addFilter(_tells_something)


def _told(error: BaseException, seen: set[int]) -> list[str]:
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    inner = list(error.exceptions) if isinstance(error, BaseExceptionGroup) else []
    lines = [line for each in (before, *inner) if each is not None and id(each) not in seen for line in _told(each, seen)]
    kind = type(error)
    return [*lines, *"".join(traceback.format_tb(error.__traceback__)).splitlines(), f"{kind.__module__}.{kind.__qualname__} {LEFT_OUT}"]


def _tells_something(record: logging.LogRecord) -> bool:
    """Pages that are open when the server is ended are cut off, as they have to be: no traceback for each."""
    return not (record.exc_info and record.exc_info[0] and issubclass(record.exc_info[0], asyncio.CancelledError))
