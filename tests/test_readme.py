"""README names every setting with its default, and every command."""

from pathlib import Path

import typer.main

from rag.settings import variables
from ui.cli import app

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def test_every_setting_stands_in_the_readme() -> None:
    rows = [f"| `{item.name}` | {item.default} | {item.description} |" for item in variables()]
    assert [row for row in rows if row not in README] == []


def test_every_command_stands_in_the_readme() -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    assert [name for name in commands if f"belegt {name}" not in README] == []
