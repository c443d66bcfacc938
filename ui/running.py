"""Runs the command: whatever goes wrong becomes one sentence on standard error and an exit code.

It does not know the commands. Exit codes: 0 done (finding nothing is a result; so is a reader of the output that has seen enough, such as
head), 1 some files failed, 2 a wrong question or setting, 3 the library, 4 a model, 70 a bug, 74 the output cannot be written, 130 stopped
by the person.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typer.core import TyperGroup

from index.errors import BelegtError
from ui.terminal import plain
from ui.texts import Language, surface_language, text

if TYPE_CHECKING:
    from rag.settings import Settings

BUG, STOPPED = 70, 130


class OutputUnwritable(BelegtError):  # noqa: N818 - named like those of index.errors
    """Standard output does not take what is written."""

    english = "The output cannot be written ({reason}). Make room, or send it elsewhere."
    german = "Die Ausgabe lässt sich nicht schreiben ({reason}). Schaffen Sie Platz, oder leiten Sie sie anderswohin."
    exit_code = 74


class _Output(io.TextIOWrapper):
    """Standard output, whose errors can be told from those of other files."""

    def write(self, text: str) -> int:
        with _unwritable():
            return super().write(text)

    def flush(self) -> None:
        with _unwritable():
            super().flush()


@contextlib.contextmanager
def _unwritable() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputUnwritable(reason=error.strerror or error) from error


class _Escaped(Exception):  # noqa: N818 - it carries an error
    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self.error = error


class Group(TyperGroup):
    """Lets through what Typer would answer in its own way: the person's interrupt without a word, a closed pipe with 1."""

    def invoke(self, ctx: Any) -> Any:
        """As Typer does, but for these two."""
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, OSError) as error:
            raise _Escaped(error) from error


def run(command: Callable[[], object]) -> int:
    """The exit code of the command, everything said that there is to say."""
    _prepare_the_output()
    try:
        code = _code(command)
        sys.stdout.flush()
    except (KeyboardInterrupt, Exception) as error:  # noqa: BLE001 - it is told
        code = _told(error)
    _let_go_of_the_output()
    return code


def complain(sentence: str) -> None:
    """One line on standard error."""
    print(plain(sentence), file=sys.stderr)


def language() -> Language:
    """That of the terminal."""
    return surface_language(os.environ.get("BELEGT_LANGUAGE", "auto"))


def settings_of(library: Path | None) -> Settings:
    """Those that a command works with; the log begins. library: instead of the one that is set. Errors: SettingError."""
    from rag.settings import load

    settings = load() if library is None else load(library=library)
    logging.basicConfig(level=settings.log_level.upper(), format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    return settings


def print_json(data: object) -> None:
    """On standard output, for programs."""
    escaped = not (sys.stdout.encoding or "").lower().startswith("utf")  # a question mark in JSON would be a lie
    json.dump(data, sys.stdout, ensure_ascii=escaped, indent=2, default=str)  # paths and dates as text
    print()


def _code(command: Callable[[], object]) -> int:
    try:
        command()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    except _Escaped as escaped:
        raise escaped.error from None
    return 0


def _told(error: BaseException) -> int:
    """Say what went wrong; the exit code for it."""
    if isinstance(error, BelegtError):
        complain(error.message(language()))
        return error.exit_code
    if isinstance(error, KeyboardInterrupt):
        complain(text("stopped", language()))
        return STOPPED
    if isinstance(error, BrokenPipeError):
        return 0
    logging.getLogger("belegt").error("unexpected", exc_info=error)
    complain(text("bug", language(), kind=type(error).__name__))
    return BUG


def _prepare_the_output() -> None:
    """A terminal or file in another encoding gets a question mark for what it cannot show, instead of nothing at all."""
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(errors="replace")
    old = sys.stdout
    if isinstance(old, io.TextIOWrapper):
        encoding, lines, through = old.encoding, old.line_buffering, old.write_through
        sys.stdout = _Output(old.detach(), encoding, "replace", line_buffering=lines, write_through=through)


def _let_go_of_the_output() -> None:
    """What could not be written would be tried again when Python ends, which would complain in its own way."""
    try:
        sys.stdout.flush()
    except (OSError, OutputUnwritable):
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
