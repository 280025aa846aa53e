"""Citations where readers meet them: folded away in panels and cards, and on the command line."""

import sys

import pytest

from events.__main__ import main
from events.cite import STYLES, cite
from events.cite.reference import dataset_reference, event_reference, source_reference
from events.telling.citations import event_citations, source_citations
from tests.conftest import QUILL

EVENT = "1892-03-04-harbour-strike-begins"


def parts(tree, tag):
    """List the elements of a kind in a tree."""
    found = [tree] if tree.tag == tag else []
    return found + [x for c in tree.children if not isinstance(c, str) for x in parts(c, tag)]


def test_a_source_is_offered_in_every_style_folded_away(small):
    source = small.records.sources["post"]
    fold = source_citations(source)
    assert (fold.tag, dict(fold.attributes)) == ("details", {"class": "cite"})
    said = "".join(fold.texts())
    for style in STYLES:
        assert cite(source_reference(source), style) in said


def test_an_event_is_offered_with_its_sources(quill):
    event = quill.records.by_id[EVENT]
    fold = event_citations(event, quill.records)
    said = "".join(fold.texts())
    for style in ("apa", "mla"):
        assert cite(event_reference(event, quill.records.info), style) in said
    lines = ["".join(item.texts()) for item in parts(fold, "li")]
    cited = {excerpt.source for excerpt in event.excerpts} | set(event.also_reported_by)
    for name in cited:
        assert cite(source_reference(quill.records.sources[name]), "apa") in lines


def test_no_citation_holds_a_link_of_its_own(quill):
    for source in quill.records.sources.values():
        assert parts(source_citations(source), "a") == []


@pytest.fixture
def command(monkeypatch, capsys):
    """Return what runs `python -m events cite` and gives its code and what it prints."""

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["events", "cite", *words])
        code = main()
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


@pytest.mark.parametrize("style", STYLES)
def test_the_command_prints_a_citation(command, quill, style):
    records = quill.records
    source = records.sources["harbour-courier-1892-03-06"]
    for words, reference in (
        (("--event", EVENT), event_reference(records.by_id[EVENT], records.info)),
        (("--source", source.id), source_reference(source)),
        (("--dataset",), dataset_reference(records.info)),
    ):
        code, printed, refused = command(*words, "--format", style, str(QUILL))
        assert (code, refused) == (0, "")
        assert printed.rstrip("\n") == cite(reference, style)


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        (("--source", "nobody"), "--source: no source has the id 'nobody'\n"),
        (("--event", "never"), "--event: no event has the id 'never'\n"),
    ],
)
def test_the_command_names_what_it_does_not_find(command, words, refused):
    assert command(*words, str(QUILL)) == (2, "", refused)


def test_a_style_that_there_is_not_is_refused(command):
    with pytest.raises(SystemExit) as ended:
        command("--format", "chicago", str(QUILL))
    assert ended.value.code == 2
