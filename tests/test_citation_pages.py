"""Citations on the pages of sources and of data, as text and as files."""

import json
import re

import pytest

from events.cite import STYLES, cite
from events.cite.reference import dataset_reference
from pages.parts.data import citations
from tests.visit import downloads, open_page, text

DATASET = [f"Dataset as {style}" for style in ("APA", "MLA", "BibTeX", "RIS", "CSL-JSON")]
SOURCES = [f"Sources as {style}" for style in ("BibTeX", "RIS", "CSL-JSON")]


def test_every_source_on_the_page_is_cited(quill):
    shown = text(open_page("sources"), "sources")
    number = len(quill.records.sources)
    assert shown.count("\nCite\n") == number
    assert len(re.findall(r"^@\w+\{", shown, re.MULTILINE)) == number


def test_the_data_page_cites_the_collection(quill):
    app = open_page("data")
    assert downloads(app)[-8:] == DATASET + SOURCES
    whole = cite(dataset_reference(quill.records.info), "apa")
    assert text(app, "cited").replace("\n", "").count(whole) == 1


def test_what_is_selected_is_cited_without_the_open_event():
    narrowed = open_page("data", cat="labour", event="1892-03-04-harbour-strike-begins")
    assert "Selection: cat=labour)" in text(narrowed, "cited")
    assert "event=" not in text(narrowed, "cited")


def test_a_table_of_events_has_no_sources_to_cite(quill_table):
    assert downloads(open_page("data", quill_table))[-5:] == DATASET


@pytest.fixture(scope="module")
def written():
    """What each button of the citations on the Data page writes, by its key, of labour alone."""
    files = {}

    def button(label, *, data, key, **others):
        files[key] = data()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(citations.st, "download_button", button)
        open_page("data", cat="labour")
    return files


def test_the_files_hold_the_sources_of_what_is_filtered(quill, written):
    cited = {
        name
        for event in quill.records.shown
        if event.category == "labour"
        for name in (*(excerpt.source for excerpt in event.excerpts), *event.also_reported_by)
    }
    items = json.loads(written["cite-sources-csl-json"])
    assert {item["id"] for item in items} == cited
    assert 0 < len(cited) < len(quill.records.sources)
    assert written["cite-sources-bibtex"].count(b"\n@") == len(cited) - 1
    assert written["cite-sources-ris"].count(b"TY  - ") == len(cited)


def test_the_files_of_the_collection_are_those_of_every_style(quill, written):
    reference = dataset_reference(quill.records.info, "cat=labour")
    for style in STYLES:
        assert written[f"cite-dataset-{style}"].decode().rstrip("\n") == cite(reference, style)
