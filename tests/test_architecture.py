"""The rules of the architecture: imports flow one way, modules stay readable, nothing prints below the surface."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted(path for folder in ("index", "rag", "ui") for path in (ROOT / folder).rglob("*.py"))
ABOVE = {
    "index": {"rag", "ui", "gradio", "fastapi", "typer", "rich"},
    "rag": {"ui", "gradio", "fastapi", "typer", "rich", "faiss", "tantivy"},
    "ui": {"faiss"},
}


def imported(tree: ast.AST) -> Iterator[str]:
    """The top-level name of everything that a module imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_flow_from_ui_to_rag_to_index(path: Path) -> None:
    folder = path.relative_to(ROOT).parts[0]
    assert not set(imported(parsed(path))) & ABOVE[folder]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_modules_are_read_at_one_sitting(path: Path) -> None:
    tree = parsed(path)
    assert ast.get_docstring(tree), "every module says what it does and what it does not know"
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 250
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    for function in functions:
        assert (function.end_lineno or 0) - function.lineno < 50, f"{function.name} is too long"
        assert len(function.args.args) + len(function.args.kwonlyargs) <= 8, f"{function.name} takes too much"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_nothing_is_pickled(path: Path) -> None:
    assert not set(imported(parsed(path))) & {"pickle", "joblib", "shelve", "dill"}


@pytest.mark.parametrize("path", [path for path in MODULES if "ui" not in path.relative_to(ROOT).parts[0]], ids=name)
def test_only_the_surface_prints(path: Path) -> None:
    calls = [node.func for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)]
    assert not [call for call in calls if isinstance(call, ast.Name) and call.id == "print"]
