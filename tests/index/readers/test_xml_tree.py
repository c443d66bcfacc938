"""XML is read as the standard library reads it, and given up as soon as it is more than any document has."""

from __future__ import annotations

import io
import resource
import tracemalloc
from xml.etree import ElementTree

import pytest

from index.readers.archive import TooManyElements
from index.readers.xml_tree import BROKEN_XML, MAX_DEPTH, MAX_NAME, MAX_NAMES, MAX_PREFIXES, Budget, TooMuchXml, parse
from tests.index.readers import office
from tests.index.readers.reading import read_one

SPACES = (
    '<?xml version="1.0" encoding="UTF-8"?><a xmlns="urn:eins" xmlns:w="urn:zwei" w:id="1" id="2" xml:space="preserve">vor'
    '<w:b w:c="&amp;&#228;">ä<!-- nichts --><c xmlns="urn:drei" xmlns:w="urn:vier" w:c="3"><w:d/></c>nach</w:b><c xmlns=""><d w:e=""/></c>'
    "<![CDATA[<roh>]]>ende</a>"
)


def tree(text: str, size: int = 10**9) -> ElementTree.Element:
    return parse(io.BytesIO(text.encode()), Budget(size=size))


@pytest.mark.parametrize("text", [SPACES, "<a/>", "<a>x<b/>y</a>", f"<a>{'<b>ä</b>😀' * 5}</a>"])
def test_it_reads_what_the_standard_library_reads(text: str) -> None:
    assert ElementTree.tostring(tree(text)) == ElementTree.tostring(ElementTree.fromstring(text))


@pytest.mark.parametrize("text", ["", "<a>", "<a></b>", "<a/><b/>", "<w:a/>", "<a w:b='1'/>", "<!DOCTYPE a><a/>", "kein XML"])
def test_damaged_xml_is_an_error(text: str) -> None:
    with pytest.raises(BROKEN_XML):
        tree(text)


def test_elements_and_attributes_are_counted_over_all_parts_of_a_file() -> None:
    budget = Budget(nodes=6)
    parse(io.BytesIO(b"<a><b c='1'/></a>"), budget)
    parse(io.BytesIO(b"<a><b c='1'/></a>"), budget)
    assert budget.nodes == 0
    with pytest.raises(TooMuchXml):
        parse(io.BytesIO(b"<a/>"), budget)
    with pytest.raises(TooMuchXml):
        tree("<a>viel Text</a>", size=15)


@pytest.mark.parametrize(
    "text",
    [
        f"<a>{''.join(f'<n{number}/>' for number in range(MAX_NAMES))}</a>",
        f"<a xmlns:q='{'u' * MAX_NAME}'><q:b/></a>",
        f"<a xmlns:q='{'u' * (MAX_NAME + 1)}'/>",
        f"<a {' '.join(f'xmlns:q{number}=`u`' for number in range(MAX_PREFIXES))}/>".replace("`", '"'),
    ],
    ids=["names", "long name", "long namespace", "prefixes"],
)
def test_names_and_prefixes_have_an_end(text: str) -> None:
    with pytest.raises(TooMuchXml):
        tree(text)


def test_nesting_has_an_end() -> None:
    assert tree("<a>" * MAX_DEPTH + "</a>" * MAX_DEPTH).tag == "a"
    with pytest.raises(ValueError, match="too deeply"):
        tree("<a>" * (MAX_DEPTH + 1) + "</a>" * (MAX_DEPTH + 1))


@pytest.mark.parametrize("inner", ["".join(f"<q:n{n}/>" for n in range(3_000)), "<a" + "".join(f' q:n{n}=""' for n in range(3_000)) + "/>"])
def test_the_address_of_a_namespace_is_not_written_out_for_each_name(inner: str) -> None:
    """The parser of the standard library takes 3 GB for this file of a few kilobytes."""
    bomb = office.docx_body(f'<w:p xmlns:q="{"u" * 1_000_000}">{inner}</w:p>')
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(TooManyElements, match=r"bombe\.docx"):
        read_one(bomb, "bombe.docx")
    assert len(bomb) < 100_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # kilobytes


def test_what_is_too_much_is_not_built(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.readers.archive.Budget", lambda: Budget(nodes=10_000))
    bomb = office.docx_body("<w:p><w:r/></w:p>" * 400_000)
    tracemalloc.start()
    with pytest.raises(TooManyElements) as raised:
        read_one(bomb, "bombe.docx")
    assert tracemalloc.get_traced_memory()[1] < 20_000_000  # the whole of it takes 100 MB
    tracemalloc.stop()
    assert raised.value.message("de").startswith("bombe.docx: Die Datei besteht aus mehr Elementen, als ein Dokument braucht.")
