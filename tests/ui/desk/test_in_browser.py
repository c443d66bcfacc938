"""The desk in a real browser: signing in, feedback to verdict by keyboard, two reviewers at once, published until a document changes."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from index.sync import sync
from tests.fakes import FakeEmbedder
from tests.ui.browsing import PATIENCE, ask, opened, watched
from tests.ui.desk.browsed import Running, at_desk, open_item, running, sign_in, visitor
from tests.ui.desk.desks import NAMES
from tests.ui.hostile_strings import HOSTILE
from tests.ui.paced import QUESTION, QUOTE
from ui.desk.decisions import Decisions
from ui.terminal import plain


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("desk")) as started:
        yield started


def test_signing_in_and_out(browser: Browser, served: Running) -> None:
    context = visitor(browser)
    page = context.new_page()
    wrong = watched(page, served.url)
    page.goto(f"{served.url}/desk/review?state=all")
    expect(page.get_by_role("heading", name="Anmelden")).to_be_visible()
    page.get_by_label("Name").fill(NAMES["reviewer"])
    page.get_by_label("Passwort").fill("ein falsches Passwort")
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_role("alert")).to_have_text("Name und Passwort passen nicht zusammen.")
    expect(page.get_by_label("Name")).to_have_value(NAMES["reviewer"])
    expect(page.get_by_label("Passwort")).to_be_focused()
    expect(page.get_by_label("Passwort")).to_have_value("")
    page.keyboard.type("ein langes Passwort")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{served.url}/desk/review?state=all")
    expect(page.get_by_role("banner").get_by_text(NAMES["reviewer"])).to_be_visible()
    page.get_by_role("button", name="Abmelden").click()
    expect(page.get_by_role("heading", name="Anmelden")).to_be_visible()
    page.goto(f"{served.url}/desk/review")
    expect(page.get_by_role("heading", name="Anmelden")).to_be_visible()
    context.close()
    assert wrong == []


def test_the_navigation_and_the_pages_are_those_of_the_role(browser: Browser, served: Running) -> None:
    with at_desk(browser, served.url, "editor") as page:
        expect(page.get_by_role("link", name="Prüfen")).to_have_count(0)
        page.goto(f"{served.url}/desk/review")
        expect(page.get_by_role("alert")).to_contain_text("Dafür fehlt Ihrem Konto die Berechtigung.")
        expect(page.get_by_role("link", name="Prüfen")).to_have_count(0)
        page.get_by_role("link", name="Bibliothek").click()
        expect(page.get_by_role("heading", name="Bibliothek", level=1)).to_be_visible()
    with at_desk(browser, served.url, "administrator") as page:
        page.get_by_role("link", name="Prüfen").click()
        expect(page.get_by_role("heading", name="Prüfen")).to_be_visible()


def test_from_feedback_in_the_chat_to_a_verdict_by_keyboard(browser: Browser, served: Running) -> None:
    context = visitor(browser)
    turn = ask(opened(context.new_page(), served.url), QUESTION)
    turn.get_by_role("button", name="Nein", exact=True).click()
    turn.get_by_label("Quelle passt nicht").check()
    turn.get_by_label("In einem Satz (freiwillig)").fill("Gemeint war Anklam.")
    turn.get_by_role("button", name="Rückmeldung senden").click()
    expect(turn.get_by_role("status")).to_contain_text("Danke")
    context.close()
    with at_desk(browser, served.url, "reviewer") as page:
        page.goto(f"{served.url}/desk/review?reason=feedback")
        page.get_by_role("link", name=QUESTION).focus()
        page.keyboard.press("Enter")  # one
        expect(page.get_by_text("Gemeint war Anklam.")).to_be_visible()
        expect(page.locator("#source-1 .sheet")).to_be_visible(timeout=PATIENCE)
        expect(page.locator("#source-1 mark")).to_have_text(QUOTE)
        page.keyboard.press("b")  # two
        expect(page.get_by_role("status")).to_contain_text(f"Bestätigt, {NAMES['reviewer']}")
        page.goto(f"{served.url}/desk/review?reason=feedback")
        expect(page.get_by_text("Hier wartet nichts.")).to_be_visible()


def test_keys_do_nothing_while_somebody_types_and_can_be_turned_off(browser: Browser, served: Running) -> None:
    new = served.keep("Was kostet der Umbau der Halle?")
    with at_desk(browser, served.url, "reviewer") as page:
        open_item(page, served.url, "Was kostet der Umbau der Halle?")
        page.get_by_label("Notiz").press_sequentially("bfuvn 1")
        expect(page.get_by_label("Notiz")).to_have_value("bfuvn 1")
        page.locator("#keys").uncheck()
        page.locator("h1").click()
        page.keyboard.press("f")
        page.keyboard.press("Control+b")
        assert Decisions(served.store).history(new) == []
        page.locator("#keys").check()
        page.keyboard.press("2")
        expect(page.locator("#source-2")).to_be_visible()
        expect(page.locator("#source-1")).to_be_hidden()
        expect(page.get_by_label("Notiz")).to_have_value("bfuvn 1")
        page.keyboard.press("u")
        expect(page.get_by_role("status")).to_contain_text("Unvollständig")
    (only,) = Decisions(served.store).history(new)
    assert (only.verdict, only.note) == ("incomplete", "bfuvn 1")


def test_a_page_is_shown_where_its_marked_words_stand(browser: Browser, served: Running) -> None:
    served.keep("Was kostet der Umbau des Turms?")
    with at_desk(browser, served.url, "reviewer") as page:
        page.set_viewport_size({"width": 1280, "height": 300})  # room for a small part of the page
        open_item(page, served.url, "Was kostet der Umbau des Turms?")
        for number in (1, 2):
            view = page.locator(f"#source-{number} .sheet-view")
            if number == 2:
                page.get_by_role("link", name="Beleg 2 zeigen").click()
            page.wait_for_function("view => view.scrollTop > 0", arg=view.element_handle())
            assert view.evaluate(
                """view => { const sheet = view.querySelector("img"), mark = sheet.clientHeight * sheet.dataset.top / 100 - view.scrollTop;
                    return mark >= 0 && mark < view.clientHeight; }"""
            )


def test_days_are_written_in_one_form_whatever_the_browser_speaks(browser: Browser, served: Running) -> None:
    served.keep("Was kostet der Umbau des Bahnhofs?")
    context = browser.new_context(locale="en-US")
    page = context.new_page()
    sign_in(page, served.url, NAMES["administrator"])
    for path in ("review", "audit"):
        page.goto(f"{served.url}/desk/{path}")
        page.get_by_label("Von").fill("gestern")
        page.get_by_role("button", name="Filtern").click()
        assert page.get_by_label("Von").evaluate("field => field.matches(':invalid')")
        page.get_by_label("Von").fill("1.2.2020")
        page.get_by_label("Bis").fill("03.02.2020")
        page.get_by_role("button", name="Filtern").click()
        expect(page.get_by_label("Von")).to_have_value("1.2.2020")
        expect(page.get_by_role("status")).to_have_text("0 Antworten")
    context.close()


def test_two_reviewers_at_once(browser: Browser, served: Running) -> None:
    question = "Was kostet der Umbau der Schule?"
    new = served.keep(question)
    with at_desk(browser, served.url, "reviewer") as rita, at_desk(browser, served.url, "administrator") as ada:
        for page in (rita, ada):
            open_item(page, served.url, question)
        rita.keyboard.press("f")
        expect(rita.get_by_role("status")).to_contain_text("Falsch belegt")
        ada.get_by_label("Notiz").fill("Für mich stimmt es.")
        ada.get_by_role("button", name="Bestätigt").click()
        expect(ada.get_by_role("alert")).to_contain_text(f"{NAMES['reviewer']} hat inzwischen etwas eingetragen.")
        expect(ada.get_by_role("status")).to_contain_text(f"Falsch belegt, {NAMES['reviewer']}")
        expect(ada.get_by_label("Notiz")).to_have_value("Für mich stimmt es.")
        ada.get_by_role("button", name="Bestätigt").click()
        expect(ada.get_by_role("status")).to_contain_text(f"Bestätigt, {NAMES['administrator']}")
    assert [(each.who, each.verdict) for each in Decisions(served.store).history(new)] == [
        (NAMES["reviewer"], "wrong"),
        (NAMES["administrator"], "right"),
    ]


def test_hostile_strings_run_nothing(browser: Browser, served: Running) -> None:
    texts = [text for text in HOSTILE.values() if plain(text) and text.encode(errors="replace").decode() == text]
    with at_desk(browser, served.url, "reviewer") as page:
        for some in (texts[first : first + 15] for first in range(0, len(texts), 15)):
            words = plain(" ".join(some))[:1900]
            new = served.keep(words, rejected=words)
            page.goto(f"{served.url}/desk/review/{new}")
            expect(page.get_by_role("heading", level=1)).to_have_text(words)
            page.get_by_label("Notiz").fill(words)
            page.get_by_role("button", name="Bestätigt").click()
            expect(page.locator(".history")).to_contain_text(words)
            page.goto(f"{served.url}/desk/review?state=all")
            assert page.evaluate("window.hostile") is None
            assert page.evaluate("[...document.links].every((link) => new URL(link.href).origin === location.origin)")


def test_publish_serve_and_withdrawn_by_itself(browser: Browser, served: Running) -> None:
    new = served.keep()
    with at_desk(browser, served.url, "reviewer") as page:
        page.goto(f"{served.url}/desk/review/{new}")
        page.keyboard.press("b")
        page.get_by_role("button", name="Antwort veröffentlichen").click()
        expect(page.get_by_role("heading", name=QUESTION)).to_be_visible()
        page.get_by_label("Weitere Formulierung der Frage").fill("Was kostet das Museum?")
        page.get_by_role("button", name="Formulierung hinzufügen").click()
        expect(page.get_by_text("Was kostet das Museum?")).to_be_visible()
        context = visitor(browser)
        chat = opened(context.new_page(), served.url)
        turn = ask(chat, "was kostet  das museum")
        expect(turn.locator(".verified")).to_contain_text("Von Mitarbeitenden geprüft am")
        expect(turn.locator(".said")).to_have_text(QUOTE)
        (served.folder / "museum.json").write_text(json.dumps({"number": "8/2625", "title": "Museen des Landes"}))
        (served.folder / "museum.pdf").unlink()
        sync([served.folder], served.folder / "library", FakeEmbedder(), prune=True)
        expect(ask(chat, "was kostet  das museum").locator(".verified")).to_have_count(0)
        context.close()
        page.reload()
        expect(page.locator(".notice", has_text="von selbst zurückgezogen")).to_be_visible()
        expect(page.get_by_text("ist nicht mehr in der Bibliothek")).to_be_visible()
        page.goto(f"{served.url}/desk/review/{new}")
        expect(page.locator("#source-1")).to_contain_text("inzwischen ersetzt oder entfernt")
        expect(page.locator("#source-1 mark")).to_have_text(QUOTE)
