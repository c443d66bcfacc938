"""DOCX and ODT: text, headings, lists, tables, notes, and archives that mean harm."""

from __future__ import annotations

import io
import zipfile

import pytest

from index.errors import EmptySource, EncryptedSource, UnreadableSource
from index.readers import read
from index.readers.archive import MAX_ENTRIES, PackedTooTightly
from index.readers.detect import DOCX, ODT, detect
from tests.index.readers import office
from tests.index.readers.reading import headings, read_one

ENTITIES = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">{more}]>'


def test_docx_comes_as_lines() -> None:
    document = read_one(office.docx())
    assert document.text.strip() == (
        "Digitalisierung\n\nVorbemerkung\n\nDie Landesregierung hat im Jahr 2025 berichtet.\n\nFragen\n\n"
        "1. Welche Verfahren?\n2. Welche Kosten?\n- ein Punkt\n\nJahr | Euro\n2024 | 1.234,56\n\nEnde."
    )
    assert headings(document) == [(1, "Digitalisierung"), (1, "Vorbemerkung"), (2, "Fragen")]
    assert document.metadata.title == "Antwort der Landesregierung"
    assert document.pages[0].label == ""


def test_odt_comes_as_lines() -> None:
    document = read_one(office.odt())
    assert document.text.strip() == (
        "Vorbemerkung\n\nDie Richtlinie  gilt seit 2019¹ für alle.\n\nFristen\n\n- erstens\n  - innen\n- zweitens\n\n"
        "Jahr | Euro\n2024 | 1.234,56\n\n¹ Amtsblatt Nr. 12."
    )
    assert headings(document) == [(1, "Vorbemerkung"), (2, "Fristen")]
    assert document.metadata.title == "Bericht der Verwaltung"


def test_docx_keeps_what_stands_in_controls_insertions_and_text_boxes_but_not_what_was_deleted() -> None:
    xml = (
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>Im Steuerelement.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:p><w:r><w:t xml:space='preserve'>Die Frist </w:t></w:r><w:ins><w:r><w:t>beträgt</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>betrug</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>weg</w:t></w:r></w:moveFrom>"
        "<w:r><w:tab/><w:t>drei</w:t><w:noBreakHyphen/><w:t>Monate.</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>Davor.</w:t><w:pict><w:txbxContent><w:p><w:r><w:t>Im Kasten.</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
    )
    assert read_one(office.docx_body(xml)).text.split("\n\n") == [
        "Im Steuerelement.",
        "Die Frist beträgt drei\u2011Monate.",
        "Davor.",
        "Im Kasten.",
    ]


def test_docx_footnotes_follow_the_text_after_their_marks() -> None:
    note = f'<w:footnotes {office.W}><w:footnote w:id="2"><w:p><w:r><w:t> Amtsblatt Nr. 12.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    body = '<w:p><w:r><w:t>Sie gilt seit 2019</w:t><w:footnoteReference w:id="2"/><w:t>.</w:t></w:r></w:p>'
    document = read_one(office.replaced(office.docx_body(body), {"word/footnotes.xml": note}))
    assert document.text.strip() == "Sie gilt seit 2019¹.\n\n¹ Amtsblatt Nr. 12."


def test_docx_lists_are_numbered_as_word_prints_them() -> None:
    levels = [("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "%3)"), ("upperRoman", "%4.")]
    shape = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(levels)
    )
    numbering = (
        f'<w:numbering {office.W}><w:abstractNum w:abstractNumId="0">{shape}</w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    body = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="7"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
        for depth in (0, 1, 1, 2, 2, 3, 3, 3, 3, 0, 1)
    )
    document = read_one(office.replaced(office.docx_body(body), {"word/numbering.xml": numbering}))
    assert document.text.split("\n") == [f"{n} x" for n in ("1.", "1.1", "1.2", "a)", "b)", "I.", "II.", "III.", "IV.", "2.", "2.1")]


def test_docx_headings_of_german_word_and_own_styles_are_found() -> None:
    styles = (
        f'<w:styles {office.W}><w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Amt"><w:name w:val="Amtlich"/><w:basedOn w:val="berschrift1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Kreis"><w:name w:val="Kreis"/><w:basedOn w:val="Kreis"/></w:style></w:styles>'
    )
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{style}</w:t></w:r></w:p>' for style in ("berschrift1", "Amt", "Kreis")
    )
    document = read_one(office.replaced(office.docx_body(body), {"word/styles.xml": styles}))
    assert headings(document) == [(1, "berschrift1"), (1, "Amt")]


def test_odt_lists_and_headings_are_numbered_as_the_office_prints_them() -> None:
    def item(text: str, inner: str = "") -> str:
        return f"<text:list-item><text:p>{text}</text:p>{inner}</text:list-item>"

    inner = f"<text:list>{item('x')}{item('y')}</text:list>"
    body = (
        "<text:h text:outline-level='1'>Lage</text:h><text:h text:outline-level='2'>Ziele</text:h>"
        f"<text:list text:style-name='L'>{item('a')}{item('b', inner)}</text:list><text:p>dazwischen</text:p>"
        f"<text:list text:style-name='L' text:continue-numbering='true'>{item('c', inner)}</text:list><text:p>neu</text:p>"
        f"<text:list text:style-name='L'>{item('d')}</text:list><text:h text:outline-level='2'>Wege</text:h>"
    )
    styles = (
        "<text:outline-style><text:outline-level-style text:level='1' style:num-format='1' style:num-suffix='.'/>"
        "<text:outline-level-style text:level='2' style:num-format='1' text:display-levels='2'/></text:outline-style>"
        "<text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-format='1' style:num-suffix='.'/>"
        "<text:list-level-style-number text:level='2' style:num-format='a' style:num-prefix='(' style:num-suffix=')'/></text:list-style>"
    )
    assert read_one(office.odt_body(body, styles)).text.split("\n") == [
        "1. Lage", "", "1.1 Ziele", "", "1. a", "2. b", "  (a) x", "  (b) y", "", "dazwischen", "",
        "3. c", "  (a) x", "  (b) y", "", "neu", "", "1. d", "", "1.2 Wege",
    ]  # fmt: skip


@pytest.mark.parametrize(("make", "part"), [(office.docx, "word/document.xml"), (office.odt, "content.xml")])
@pytest.mark.parametrize("more", ["", '<!ENTITY f SYSTEM "file:///etc/hostname">'])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(make: office.Maker, part: str, more: str, encoding: str) -> None:
    attack = (ENTITIES.format(more=more).replace("?>", f' encoding="{encoding}"?>') + "<x>&b;</x>").encode(encoding)
    with pytest.raises(UnreadableSource, match="document type"):
        read_one(office.replaced(make(), {part: attack}), "brief")


@pytest.mark.parametrize(
    ("make", "part"),
    [(office.docx, "word/document.xml"), (office.odt, "content.xml"), (office.odt, "mimetype"), (office.docx, "word/x.bin")],
)
def test_a_part_that_unpacks_to_too_much_is_not_unpacked(make: office.Maker, part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = office.replaced(make(), {part: b" " * 120_000_000})
    assert len(bomb) < 1_000_000
    monkeypatch.setattr(zipfile.ZipFile, "open", _refused)
    for name in ("bombe", "bombe.docx", "bombe.odt"):
        with pytest.raises(PackedTooTightly, match=rf"{name}: unpacked it would be 120 MB in \d+ parts") as raised:
            detect(bomb, name)
    assert raised.value.message("de").startswith("bombe.odt: Entpackt wären es 120 MB in ")
    with pytest.raises(PackedTooTightly):
        next(read(bomb, "bombe", media_type=DOCX if make is office.docx else ODT))


def _refused(*_: object, **__: object) -> None:
    raise AssertionError("it was unpacked")


def test_an_archive_of_too_many_parts_is_not_looked_through() -> None:
    crowd = office.replaced(office.docx(), {f"word/media/{number}.bin": b"" for number in range(MAX_ENTRIES)})
    with pytest.raises(PackedTooTightly):
        detect(crowd, "menge.docx")


def test_parts_that_share_their_bytes_are_refused() -> None:
    data = bytearray(office.replaced(office.docx(), {"word/media/a.bin": bytes(range(256)) * 40}))
    for start in _positions(data, b"PK\x01\x02"):  # each entry claims as many packed bytes as the whole file has
        data[start + 20 : start + 24] = len(data).to_bytes(4, "little")
    with pytest.raises(PackedTooTightly):
        detect(bytes(data), "ueberlappt.docx")


def test_an_archive_within_a_document_is_never_opened() -> None:
    inner = office.replaced(office.docx(), {"word/document.xml": b" " * 120_000_000})
    document = office.replaced(office.docx(), {"word/embeddings/innen.zip": inner})
    assert detect(document, "aussen.docx") == DOCX
    assert "Ende." in read_one(document).text


def test_long_documents_and_large_pictures_are_no_bombs() -> None:
    text = "".join(f"<w:p><w:r><w:t>Absatz {number} über {number * 7919} Euro.</w:t></w:r></w:p>" for number in range(250_000))
    document = office.replaced(office.docx_body(text), {"word/media/weiss.bmp": b"\xff" * 60_000_000})
    assert len(text) > 10_000_000
    assert detect(document, "lang.docx") == DOCX
    some = office.docx_body(text[: text.index("<w:p><w:r><w:t>Absatz 30000 ")])  # 600 pages
    assert read_one(some).text.rstrip().endswith(f"Absatz 29999 über {29999 * 7919} Euro.")


def test_an_archive_whose_list_alone_fills_memory_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    crowd = office.docx() + b"PK\x01\x02" * (MAX_ENTRIES + 1)
    monkeypatch.setattr(zipfile, "ZipFile", _refused)
    with pytest.raises(PackedTooTightly, match=r"in 100\d\d parts"):
        detect(crowd, "liste.docx")


@pytest.mark.parametrize("form", ["decimal", "bullet"])
def test_what_stands_before_each_item_has_an_end(form: str) -> None:
    numbering = (
        f'<w:numbering {office.W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{"x" * 100_000}"/></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr><w:r><w:t>Punkt</w:t></w:r></w:p>'
    assert len(read_one(office.replaced(office.docx_body(item * 100), {"word/numbering.xml": numbering})).text) < 12_000
    style = (
        f"<text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-format='1' "
        f"style:num-prefix='{'x' * 100_000}' style:num-suffix='{'y' * 100_000}'/></text:list-style>"
    )
    items = "<text:list-item><text:p>Punkt</text:p></text:list-item>" * 100
    assert len(read_one(office.odt_body(f"<text:list text:style-name='L'>{items}</text:list>", style)).text) < 12_000


def test_a_table_within_a_table_is_written_once() -> None:
    table, row, cell = (
        f'table:{name} xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"' for name in ("table", "table-row", "table-cell")
    )
    start, end = f"<{table}><{row}><{cell}>", "</table:table-cell></table:table-row></table:table>"
    nested = f"{start}<text:p>außen</text:p>" + start * 50 + "<text:p>innen</text:p>" + end * 51
    head = f"<{table}><table:table-header-rows>{nested[len(table) + 2 : -len('</table:table>')]}</table:table-header-rows></table:table>"
    for each in (nested, head):
        assert read_one(office.odt_body(each)).text.strip() == "außen innen"


def test_nesting_without_end_is_damage_not_a_crash() -> None:
    deep = "<w:sdt>" * 50_000 + "</w:sdt>" * 50_000
    with pytest.raises((UnreadableSource, EmptySource)):
        read_one(office.docx_body(deep))


@pytest.mark.parametrize("make", [office.docx, office.odt])
def test_a_part_with_a_password_is_named_so(make: office.Maker) -> None:
    data = bytearray(make())
    for start in _positions(data, b"PK\x01\x02"):
        data[start + 8] |= 1  # the flag of the central directory that says "encrypted"
    with pytest.raises((EncryptedSource, UnreadableSource)):
        read_one(bytes(data))


def _positions(data: bytearray, mark: bytes) -> list[int]:
    found, at = [], data.find(mark)
    while at >= 0:
        found.append(at)
        at = data.find(mark, at + 1)
    return found


def test_an_odt_with_a_password_is_named_so() -> None:
    manifest = (
        '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>'
    )
    with pytest.raises(EncryptedSource, match=r"geheim\.odt"):
        read_one(office.replaced(office.odt(), {"META-INF/manifest.xml": manifest, "content.xml": b"\x00\x99"}), "geheim.odt")


def test_a_file_without_text_is_empty() -> None:
    with pytest.raises(EmptySource):
        read_one(office.docx_body("<w:p/>"))


def test_office_files_are_archives_that_python_can_read() -> None:
    for make in (office.docx, office.odt):
        assert zipfile.ZipFile(io.BytesIO(make())).testzip() is None
