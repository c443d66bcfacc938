"""Plain text in whatever it was saved as, Markdown and HTML."""

from __future__ import annotations

import contextlib
import datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from index.errors import EmptySource, UnsupportedFormat
from index.readers import read
from tests.index.readers.reading import headings, read_one

GERMAN = "Die Prüfung der Anträge für Maßnahmen in Städten dauert länger: § 5 Absatz 2."
QUOTED = "Die „Förderrichtlinie“ – gültig ab 1. März – sieht 1.234,56 € vor."


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1", "cp850", "mac-roman", "iso8859-15"],
)
def test_german_text_comes_right_from_every_encoding(encoding: str) -> None:
    assert read_one(GERMAN.encode(encoding), "a.txt").text == GERMAN


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252", "mac-roman"])
def test_quotation_marks_dashes_and_the_euro_come_right(encoding: str) -> None:
    text = QUOTED.replace("€", "Euro") if encoding == "mac-roman" else QUOTED
    assert read_one(text.encode(encoding), "a.txt").text == text


@pytest.mark.parametrize("text", ["Größe", "Maß", "Übung", "für", "§ 5", "Öl", "ÄÖÜ"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_short_texts_come_right(text: str, encoding: str) -> None:
    assert read_one(text.encode(encoding), "a.txt").text == text


@given(st.text(st.sampled_from("abcdefghij äöüÄÖÜß.,;-§"), min_size=1).filter(str.strip))
def test_windows_text_of_german_letters_comes_right(text: str) -> None:
    data = ("x " + text).encode("cp1252")
    with contextlib.suppress(UnicodeDecodeError):
        data.decode("utf-8")
        assume(text.isascii())  # "Ä§" in the Windows code page is a letter in UTF-8, too: nobody can tell
    assert read_one(data, "a.txt").text == ("x " + text).rstrip()


def test_other_languages_are_guessed() -> None:
    polish = "Zażółć gęślą jaźń, proszę państwa; później złożyć wniosek na piśmie do urzędu. " * 20
    assert "później złożyć wniosek" in read_one(polish.encode("cp1250"), "a.txt").text


def test_a_broken_byte_does_not_turn_utf_8_into_something_else() -> None:
    data = (GERMAN * 3).encode()[:-1] + b"\xff" + GERMAN.encode() + "ü".encode()[:1]
    text = read_one(data, "a.txt").text
    assert text.startswith(GERMAN)
    assert "Ã" not in text


def test_form_feeds_divide_pages() -> None:
    document = read_one(b"Seite eins\fSeite zwei\r\nZeile\f\n", "a.txt")
    assert [(page.number, page.label, page.text) for page in document.pages] == [(1, "1", "Seite eins"), (2, "2", "Seite zwei\nZeile")]
    assert document.text == "Seite eins\fSeite zwei\nZeile"


def test_a_text_of_one_page_has_no_label() -> None:
    (page,) = read_one(b"Ein Satz.", "a.txt").pages
    assert (page.label, len(page.words)) == ("", 0)


@pytest.mark.parametrize("data", [b"Text\x00mit\x00Nullen und mehr", b"\x01\x02\x03\x04Text", bytes(range(1, 200))])
def test_binary_data_is_no_text(data: bytes) -> None:
    with pytest.raises(UnsupportedFormat, match="binary"):
        read_one(data, "a.txt")


MARKDOWN = b"""---
title: "Bericht zur Lage"
date: 2024-05-03
---
# Lage *heute*

Ein Absatz
mit [Verweis](http://example.org) und `Code` &amp; **fett**.

- eins
- zwei
  1. innen
  2. noch

| Jahr | Euro |
|------|------|
| 2024 | 1.234,56 |

## Ausblick ##
> Zitat

<div>Kasten</div>
"""


def test_a_hyphen_at_a_line_end_of_markdown_is_left_to_the_cleaner() -> None:
    assert read_one(b"Die Digi-\ntalisierung wird\nbesser.\n", "a.md").text.strip() == "Die Digi-\ntalisierung wird besser."
    assert read_one(b"- Die Digi-\n  talisierung\n", "a.md").text.strip() == "- Die Digi-\n  talisierung"


def test_markdown_comes_as_text_without_markup() -> None:
    document = read_one(MARKDOWN, "a.md")
    assert document.text.strip() == (
        "Lage heute\n\nEin Absatz mit Verweis und Code & fett.\n\n- eins\n- zwei\n  1. innen\n  2. noch\n\n"
        "Jahr | Euro\n2024 | 1.234,56\n\nAusblick\n\nZitat\n\nKasten"
    )
    assert headings(document) == [(1, "Lage heute"), (2, "Ausblick")]
    assert (document.metadata.title, document.metadata.date) == ("Bericht zur Lage", datetime.date(2024, 5, 3))


def test_the_first_heading_is_the_title_of_markdown_without_front_matter() -> None:
    assert read_one(b"# Lage\n\nText", "a.md").metadata.title == "Lage"


HTML = """<!DOCTYPE html><html lang="de"><head><title>Bericht | Amt</title>
<meta property="og:url" content="https://amt.example/bericht"><meta name="date" content="2024-05-03"></head>
<body><nav><a href="/">Start</a> <a href="/k">Kontakt</a></nav><main><h1>Bericht zur Lage</h1>
<p>Die Gemeinden nehmen ihre Aufgaben in <b>eigener</b> Verantwortung wahr. Das regelt <a href="/x">die Verfassung</a>.<br>Zweite Zeile.</p>
<h2>Fristen</h2><p>Anträge sind bis zum 30. September zu stellen. Über sie entscheidet die Behörde innerhalb von drei Monaten.</p>
<ul><li>erstens</li><li>zweitens<ul><li>innen</li></ul></li></ul><ol><li>eins</li><li>zwei</li></ol>
<table><tr><th>Jahr</th><th>Zahl</th></tr><tr><td>2022</td><td>118</td></tr></table></main>
<footer>Impressum Datenschutz</footer><script>alert("x")</script></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_html_comes_as_its_main_content(encoding: str) -> None:
    document = read_one(HTML.encode(encoding), "seite")
    assert document.text.strip() == (
        "Bericht zur Lage\n\nDie Gemeinden nehmen ihre Aufgaben in eigener Verantwortung wahr. Das regelt die Verfassung.\nZweite Zeile."
        "\n\n"
        "Fristen\n\nAnträge sind bis zum 30. September zu stellen. Über sie entscheidet die Behörde innerhalb von drei Monaten.\n\n"
        "- erstens\n- zweitens\n  - innen\n\n1. eins\n2. zwei\n\nJahr | Zahl\n2022 | 118"
    )
    assert headings(document) == [(1, "Bericht zur Lage"), (2, "Fristen")]
    assert document.metadata.title == "Bericht zur Lage"
    assert (document.metadata.date, document.metadata.url) == (datetime.date(2024, 5, 3), "https://amt.example/bericht")


def test_a_page_without_main_content_is_read_whole() -> None:
    assert "Kurz." in read_one(b"<html><body><div><span>Kurz.</span></div></body></html>", "a.html").text


@pytest.mark.parametrize(
    ("data", "name"), [(b"<html><body><script>x()</script></body></html>", "a.html"), (b"<!-- nichts -->", "a.md"), (b"\f\f", "a.txt")]
)
def test_markup_without_text_is_empty(data: bytes, name: str) -> None:
    with pytest.raises(EmptySource):
        list(read(data, name))
