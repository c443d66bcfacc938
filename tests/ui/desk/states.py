"""Every state that the pages of the desk can be in, and how a test or a photograph comes to it.

They do not know what is looked at there. They follow each other in their order on one page: those of `BARE` at a desk where nobody has an
account and the library is empty, those of `FILLED` at one where people have worked.
"""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import FilePayload, Page, Route, expect

from index.sync import forget, remove, sync
from index.types import Filters
from tests.fakes import FakeEmbedder
from tests.ui.browsing import PATIENCE
from tests.ui.desk.browsed import Running, running, sign_in
from tests.ui.desk.desks import NAMES, PASSWORD
from ui.desk.decisions import Decisions
from ui.desk.published import Published

LONG = "Wie viel kostet der Umbau des Museums in Wismar nach der Haushaltsrechnungsprüfungsverordnung und wer bezahlt ihn?"
DECIDED = "Was kostet der Umbau des Museums in Wismar?"
STANDING = "Wie teuer ist der Umbau des Museums in Wismar?"
FALLEN = "Was zahlt das Land für das Museum in Wismar?"
BROKEN: FilePayload = {"name": "Anlage 3 (Scan).pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\nabgebrochen"}
DAYS = (2, 5, 3, 0, 1, 4, 6, 3, 5, 2, 0, 3)  # questions of the days before today


@contextlib.contextmanager
def worked_at(folder: Path) -> Iterator[Running]:
    """A desk with answers that wait and others that are decided, published, withdrawn; served until the block ends."""
    with running(folder) as desk:
        for back, number in enumerate(DAYS, 1):
            for each in range(number):
                _earlier(desk, desk.keep(f"Wie viel kostet der {each + 1}. Abschnitt der Straße nach Wismar?"), back)
        decisions, published = Decisions(desk.store), Published(desk.store, desk.screen.assistant.library)
        ledger = desk.screen.services.ledger
        assert ledger
        for question in (FALLEN, STANDING, DECIDED):
            new = desk.keep(question)
            ledger.feedback(new, True)
            decisions.add(new, NAMES["reviewer"], 0, "right", "Mit dem Haushaltsplan verglichen.", NAMES["reviewer"], True)
            kept = ledger.get(new)
            assert kept
            if question != DECIDED:
                number = published.publish(new, kept.answer, NAMES["reviewer"])
            if question == FALLEN:
                published.withdraw(number, "", "Das zitierte Dokument „Museen des Landes“ wurde geändert.")
            if question == STANDING:
                published.add_phrasing(number, "Was kostet das Museum in Wismar?")
        new = desk.keep(LONG, rejected="Der Umbau kostet 2 Millionen Euro.")
        ledger.feedback(new, False, "wrong", "Die Zahl ist falsch.")
        yield desk


@contextlib.contextmanager
def bare(folder: Path) -> Iterator[Running]:
    """A desk that nobody has an account at, over an empty library; served until the block ends."""
    with running(folder, accounts={}) as desk:
        shelf = desk.screen.assistant.library
        remove(shelf, shelf.document_ids(Filters()))
        yield desk


def _earlier(desk: Running, answer_id: str, days: int) -> None:
    """As if the answer had been given some days before."""
    assert desk.screen.services.ledger
    then = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=days)
    with desk.screen.services.ledger.connected() as connection:
        connection.execute("UPDATE answer SET at = ? WHERE id = ?", (then.isoformat(timespec="seconds"), answer_id))


def _sees(address: str, *, heading: str) -> Callable[[Page, Running], None]:
    def step(page: Page, desk: Running) -> None:
        page.goto(f"{desk.url}{address}")
        expect(page.get_by_role("heading", level=1)).to_have_text(heading, timeout=PATIENCE)

    return step


def nobody(page: Page, desk: Running) -> None:
    page.goto(f"{desk.url}/desk")
    expect(page.locator("main")).to_contain_text("Es gibt noch kein Konto.", timeout=PATIENCE)


def first(page: Page, desk: Running) -> None:
    desk.users.add(NAMES["administrator"], PASSWORD, ["administrator"])
    sign_in(page, desk.url, NAMES["administrator"])
    expect(page.get_by_role("heading", name="Prüfen")).to_be_visible(timeout=PATIENCE)


def without_role(page: Page, desk: Running) -> None:
    desk.users.add("Neu Hier", PASSWORD, [])
    page.context.clear_cookies()
    sign_in(page, desk.url, "Neu Hier")
    expect(page.get_by_role("heading", name="Arbeitsplatz")).to_be_visible(timeout=PATIENCE)


def signing_in(page: Page, desk: Running) -> None:
    page.goto(f"{desk.url}/desk")
    expect(page.get_by_role("heading", name="Anmelden")).to_be_visible(timeout=PATIENCE)


def wrong_password(page: Page, desk: Running) -> None:
    sign_in(page, desk.url, NAMES["reviewer"], "ein falsches Passwort")
    expect(page.get_by_role("alert")).to_be_visible(timeout=PATIENCE)


def not_allowed(page: Page, desk: Running) -> None:
    sign_in(page, desk.url, NAMES["editor"])
    expect(page.get_by_role("heading", name="Bibliothek")).to_be_visible(timeout=PATIENCE)
    page.goto(f"{desk.url}/desk/review")
    expect(page.get_by_role("alert")).to_be_visible(timeout=PATIENCE)


def waiting(page: Page, desk: Running) -> None:
    page.context.clear_cookies()
    sign_in(page, desk.url, NAMES["administrator"])
    expect(page.locator(".queue li").first).to_be_visible(timeout=PATIENCE)


def filtered(page: Page, desk: Running) -> None:
    page.goto(f"{desk.url}/desk/review?state=all&reason=feedback&text=Museum")
    expect(page.locator(".queue li")).to_have_count(1, timeout=PATIENCE)


def undecided(page: Page, desk: Running) -> None:
    page.get_by_role("link", name=LONG).click()
    shown(page)


def focused(page: Page, desk: Running) -> None:
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Bestätigt").focus()


def conflict(page: Page, desk: Running) -> None:
    new = page.url.partition("/review/")[2].partition("?")[0]
    decisions = Decisions(desk.store)
    decisions.add(new, NAMES["reviewer"], 0, "wrong", "Im Haushaltsplan steht eine andere Zahl.", NAMES["reviewer"], True)
    page.get_by_label("Notiz").fill("Für mich stimmt es.")
    page.get_by_role("button", name="Bestätigt").click()
    expect(page.get_by_role("alert")).to_be_visible(timeout=PATIENCE)
    shown(page)


def decided(page: Page, desk: Running) -> None:
    page.goto(f"{desk.url}/desk/review?state=done")
    page.get_by_role("link", name=DECIDED, exact=True).click()
    expect(page.get_by_role("button", name="Antwort veröffentlichen")).to_be_visible(timeout=PATIENCE)
    shown(page)


def library(page: Page, desk: Running) -> None:
    page.goto(f"{desk.url}/desk/library")
    expect(page.get_by_role("link", name="Museen des Landes")).to_be_visible(timeout=PATIENCE)


def folders(page: Page, desk: Running) -> None:
    away, empty, more = (desk.folder / name for name in ("Ablage <b>2023", "Ablage der Wahlperiode 2021 bis 2026", "Einzelnes"))
    for folder in (away, empty, more):
        folder.mkdir()
        (folder / "protokoll.txt").write_text(f"Protokoll: {folder.name}\n\nDer Ausschuss hat getagt.", encoding="utf-8")
    shelf = desk.screen.assistant.library
    sync([away, empty, more / "protokoll.txt"], shelf.path, FakeEmbedder())
    away.rename(desk.folder / ".away")
    (empty / "protokoll.txt").unlink()
    forget(shelf, desk.folder)
    page.goto(f"{desk.url}/desk/library")
    expect(page.locator(".folders .alarm")).to_have_count(2, timeout=PATIENCE)


def syncing(page: Page, desk: Running) -> None:
    state = {"running": True, "done": 3, "total": 8, "name": "Haushaltsplan 2026, Einzelplan 07.pdf", "problem": "", "report": None}
    address = "**/desk/library/sync"

    def told(route: Route) -> None:
        route.fulfill(json=state)

    page.route(address, told)
    page.goto(f"{desk.url}/desk/library")
    expect(page.locator("#progress")).to_contain_text("3 von 8", timeout=PATIENCE)


def failing(page: Page, desk: Running) -> None:
    page.unroute("**/desk/library/sync")
    page.goto(f"{desk.url}/desk/library")
    page.get_by_label("Dateien auswählen").set_input_files([BROKEN])
    expect(page.locator("#problems")).to_contain_text(BROKEN["name"], timeout=PATIENCE)


def failed(page: Page, desk: Running) -> None:
    page.goto(f"{desk.url}/desk/library")
    expect(page.locator(".failures")).to_contain_text(BROKEN["name"], timeout=PATIENCE)


def searched(page: Page, desk: Running) -> None:
    page.goto(f"{desk.url}/desk/library?words=Umbau+Museum")
    expect(page.locator(".results mark").first).to_be_visible(timeout=PATIENCE)


def document(page: Page, desk: Running) -> None:
    page.get_by_role("link", name="Museen des Landes").first.click()
    expect(page.get_by_role("heading", name="Passagen")).to_be_visible(timeout=PATIENCE)


def removing(page: Page, desk: Running) -> None:
    page.get_by_role("link", name="Entfernen …").click()
    expect(page.get_by_role("button", name="Entfernen")).to_be_visible(timeout=PATIENCE)


def replayed(page: Page, desk: Running) -> None:
    page.get_by_role("link", name=LONG).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(LONG, timeout=PATIENCE)
    picture = page.locator("figure img").first
    picture.scroll_into_view_if_needed()
    picture.evaluate("image => image.decode()")


def days(page: Page, desk: Running) -> None:
    page.locator("summary").first.click()


def shown(page: Page) -> None:
    """The page beside the answer has come."""
    sheet = page.locator("#source-1 .sheet")
    expect(sheet).to_be_visible(timeout=PATIENCE)
    sheet.evaluate("image => image.decode()")


Made = Callable[[Path], contextlib.AbstractContextManager[Running]]
Steps = dict[str, Callable[[Page, Running], None]]
BARE: Steps = {
    "nobody": nobody,
    "queue-empty": first,
    "published-empty": _sees("/desk/published", heading="Veröffentlicht"),
    "library-empty": _sees("/desk/library", heading="Bibliothek"),
    "audit-empty": _sees("/desk/audit", heading="Protokoll der Antworten"),
    "statistics-empty": _sees("/desk/statistics", heading="Statistik"),
    "without-role": without_role,
}
FILLED: Steps = {
    "sign-in": signing_in,
    "wrong-password": wrong_password,
    "not-allowed": not_allowed,
    "queue": waiting,
    "queue-filtered": filtered,
    "item": undecided,
    "item-focus": focused,
    "item-conflict": conflict,
    "item-decided": decided,
    "published": _sees("/desk/published", heading="Veröffentlicht"),
    "library": library,
    "library-folders": folders,
    "library-syncing": syncing,
    "library-failing": failing,
    "library-failed": failed,
    "library-searched": searched,
    "document": document,
    "remove": removing,
    "library-nothing": _sees("/desk/library?words=Mondlandung&title=Mond", heading="Bibliothek"),
    "audit": _sees("/desk/audit", heading="Protokoll der Antworten"),
    "audit-answer": replayed,
    "statistics": _sees("/desk/statistics", heading="Statistik"),
    "statistics-days": days,
    "nowhere": _sees("/desk/nowhere", heading="Seite nicht gefunden"),
}
