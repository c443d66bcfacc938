"""What goes wrong with one file is that file's failure: a bug that it brings to light, too little memory, an error of the system.

It does not know what is done with the file. An error of the library is none of these: what writes it says so itself (`index.store`).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from index.errors import SourceDefect, SourceNeedsMemory, SourceStopped

BUGS = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)

log = logging.getLogger(__name__)


@contextmanager
def defects_named(name: str) -> Iterator[None]:
    """Whatever fails in here costs the file `name`, not the hours of work on the others: SourceError, the log has the details."""
    try:
        yield
    except MemoryError as error:
        log.exception("%s needs too much memory", name)
        raise SourceNeedsMemory(name=name) from error
    except OSError as error:
        log.exception("%s could not be read to its end", name)
        raise SourceStopped(name=name, reason=error.strerror or str(error)) from error
    except BUGS as error:
        log.exception("%s could not be taken in", name)
        raise SourceDefect(name=name, kind=type(error).__name__) from error
