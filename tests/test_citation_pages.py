"""Citations where readers meet them: on the cards, on the Data page and on the command line."""

import json
import subprocess
import sys

import pytest
from events.cite.folds import event_fold, source_fold
from streamlit.testing.v1 import AppTest

from events.cite import cite
from events.cite.reference import dataset_reference, event_reference, source_reference
from pages.parts.data import citations
from tests.test_pages import open_page, problems_of, text
from tests.test_tables import ROW, write_table

EVENT = "2025-02-09-netzarim-withdrawal"

DATASET = [f"Dataset as {style}" for style in ("APA", "MLA", "BibTeX", "RIS", "CSL-JSON")]
SOURCES = [f"Sources as {style}" for style in ("BibTeX", "RIS", "CSL-JSON")]


def printed(repository, *words):
    command = [sys.executable, "-m", "events", "cite", *words]
    return subprocess.run(command, cwd=repository, capture_output=True, text=True, timeout=60)


def parts(tree, tag):
    """List the elements of a kind in a tree."""
    found = [tree] if tree.tag == tag else []
    return found + [x for c in tree.children if not isinstance(c, str) for x in parts(c, tag)]


def test_a_source_is_offered_in_every_style_folded_away(dataset):
    source = dataset.sources["post"]
    fold = source_fold(source)
    assert (fold.tag, dict(fold.attributes)) == ("details", {"class": "cite"})
    said = "".join(fold.texts())
    for style in ("apa", "mla", "bibtex", "ris", "csl-json"):
        assert cite(source_reference(source), style) in said


def test_an_event_is_offered_with_its_sources(curated):
    event = next(event for event in curated.events if event.id == EVENT)
    fold = event_fold(event, curated)
    said = "".join(fold.texts())
    for style in ("apa", "mla"):
        assert cite(event_reference(event, curated.info), style) in said
    lines = ["".join(item.texts()) for item in parts(fold, "li")]
    cited = {excerpt.source for excerpt in event.excerpts} | set(event.also_reported_by)
    for name in cited:
        assert cite(source_reference(curated.sources[name]), "apa") in lines


def test_no_citation_holds_a_link_of_its_own(curated):
    for source in curated.sources.values():
        assert parts(source_fold(source), "a") == []


def test_every_source_on_the_page_is_cited():
    app = open_page("pages/sources.py")
    said = text(app, "sources")
    assert said.count("\nCite\n") == 12
    assert said.count("@misc{") + said.count("@article{") == 12


def test_the_data_page_cites_the_dataset_and_what_is_selected(curated):
    app = open_page("pages/data.py")
    assert problems_of(app) == []
    assert labels(app)[-8:] == DATASET + SOURCES
    whole = cite(dataset_reference(curated.info), "apa")
    assert text(app, "cited").replace("\n", "").count(whole) == 1
    narrowed = open_page("pages/data.py", cat="withdrawal", event=EVENT)
    assert "Selection: cat=withdrawal)" in text(narrowed, "cited")
    assert "event=" not in text(narrowed, "cited")


def labels(app: AppTest):
    return [button.label for button in app.get("download_button")]


def test_a_table_of_events_has_no_sources_to_cite(tmp_path, monkeypatch):
    table = write_table(tmp_path / "events.parquet", ROW)
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--data", str(table)])
    app = open_page("pages/data.py")
    assert problems_of(app) == []
    assert labels(app)[-5:] == DATASET


def downloads(monkeypatch, **link):
    """Return what each button of the citations on the Data page writes, by its key."""
    written = {}

    def button(label, *, data, key, **others):
        written[key] = data()

    monkeypatch.setattr(citations.st, "download_button", button)
    open_page("pages/data.py", **link)
    return written


def test_the_files_hold_the_sources_of_what_is_filtered(curated, monkeypatch):
    written = downloads(monkeypatch, cat="withdrawal")
    cited = {
        name
        for event in curated.events
        if event.category == "withdrawal" and event.status != "withdrawn"
        for name in (*(x.source for x in event.excerpts), *event.also_reported_by)
    }
    items = json.loads(written["cite-sources-csl-json"])
    assert {item["id"] for item in items} == cited
    assert 0 < len(cited) < len(curated.sources)
    assert written["cite-sources-bibtex"].count(b"\n@") == len(cited) - 1
    assert written["cite-sources-ris"].count(b"TY  - ") == len(cited)


def test_the_files_of_the_dataset_are_those_of_every_style(curated, monkeypatch):
    written = downloads(monkeypatch)
    reference = dataset_reference(curated.info)
    for style in ("apa", "mla", "bibtex", "ris", "csl-json"):
        assert written[f"cite-dataset-{style}"].decode().rstrip("\n") == cite(reference, style)


@pytest.mark.parametrize("style", ["apa", "csl-json"])
def test_the_command_prints_a_citation(repository, curated, style):
    event = next(event for event in curated.events if event.id == EVENT)
    source = curated.sources["new-york-post-2024-04-07"]
    for words, reference in (
        (("--event", EVENT), event_reference(event, curated.info)),
        (("--source", source.id), source_reference(source)),
        (("--dataset",), dataset_reference(curated.info)),
    ):
        done = printed(repository, *words, "--format", style)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.rstrip("\n") == cite(reference, style)


def test_the_command_names_what_it_does_not_find(repository, folder):
    done = printed(repository, "--source", "nobody", str(folder))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "--source: no source has the id 'nobody'\n"
    done = printed(repository, "--event", "never")
    assert (done.returncode, done.stderr) == (2, "--event: no event has the id 'never'\n")
    assert printed(repository, "--format", "chicago").returncode == 2
