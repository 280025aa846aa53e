"""Citations on the pages of sources and of data, as text and as files."""

import json
import sys

from streamlit.testing.v1 import AppTest

from events.cite import cite
from events.cite.reference import dataset_reference
from pages.parts import citations
from tests.test_pages import open_page, problems_of, text
from tests.test_tables import ROW, write_table

EVENT = "2025-02-09-netzarim-withdrawal"

DATASET = [f"Dataset as {style}" for style in ("APA", "MLA", "BibTeX", "RIS", "CSL-JSON")]
SOURCES = [f"Sources as {style}" for style in ("BibTeX", "RIS", "CSL-JSON")]


def test_every_source_on_the_page_is_cited():
    app = open_page("pages/3_Sources.py")
    said = text(app, "sources")
    assert said.count("\nCite\n") == 12
    assert said.count("@misc{") + said.count("@article{") == 12


def test_the_data_page_cites_the_dataset_and_what_is_selected(gaza):
    app = open_page("pages/4_Data.py")
    assert problems_of(app) == []
    assert labels(app)[-8:] == DATASET + SOURCES
    whole = cite(dataset_reference(gaza.records.info), "apa")
    assert text(app, "cited").replace("\n", "").count(whole) == 1
    narrowed = open_page("pages/4_Data.py", cat="withdrawal", event=EVENT)
    assert "Selection: cat=withdrawal)" in text(narrowed, "cited")
    assert "event=" not in text(narrowed, "cited")


def labels(app: AppTest):
    return [button.label for button in app.get("download_button")]


def test_a_table_of_events_has_no_sources_to_cite(tmp_path, monkeypatch):
    table = write_table(tmp_path / "events.parquet", ROW)
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--data", str(table)])
    app = open_page("pages/4_Data.py")
    assert problems_of(app) == []
    assert labels(app)[-5:] == DATASET


def downloads(monkeypatch, **link):
    """Return what each button of the citations on the Data page writes, by its key."""
    written = {}

    def button(label, *, data, key, **others):
        written[key] = data()

    monkeypatch.setattr(citations.st, "download_button", button)
    open_page("pages/4_Data.py", **link)
    return written


def test_the_files_hold_the_sources_of_what_is_filtered(gaza, monkeypatch):
    written = downloads(monkeypatch, cat="withdrawal")
    cited = {
        name
        for event in gaza.records.events
        if event.category == "withdrawal" and event.status != "withdrawn"
        for name in (*(x.source for x in event.excerpts), *event.also_reported_by)
    }
    items = json.loads(written["cite-sources-csl-json"])
    assert {item["id"] for item in items} == cited
    assert 0 < len(cited) < len(gaza.records.sources)
    assert written["cite-sources-bibtex"].count(b"\n@") == len(cited) - 1
    assert written["cite-sources-ris"].count(b"TY  - ") == len(cited)


def test_the_files_of_the_dataset_are_those_of_every_style(gaza, monkeypatch):
    written = downloads(monkeypatch)
    reference = dataset_reference(gaza.records.info)
    for style in ("apa", "mla", "bibtex", "ris", "csl-json"):
        assert written[f"cite-dataset-{style}"].decode().rstrip("\n") == cite(reference, style)
