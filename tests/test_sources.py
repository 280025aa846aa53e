"""Cards of sources, and the table of who is quoted and who is credited."""

from events.records import read_records
from events.telling.sources import language_name, source_card, speaker_table
from tests.conftest import LEAVING, find, said, write_event


def facts(card):
    """Return the terms of a card with their descriptions."""
    (terms, *_) = find(card, "dl")
    return {said(find(pair, "dt")[0]): said(find(pair, "dd")[0]) for pair in terms.children if pair}


def test_a_card_shows_all_that_is_known_of_a_source(quill):
    records = quill.records
    shown = facts(source_card(records.sources["quill-courier-1892-03-05"], records))
    assert shown == {
        "Outlet": "The Quill Courier",
        "Author": "Ada Penhallow",
        "Published": "5 March 1892",
        "Address": "https://example.org/quill-courier/1892-03-05",
        "Kind of outlet": "Daily or weekly paper",
        "Language": "English",
    }


def test_a_card_says_what_is_not_known_and_why(quill):
    records = quill.records
    card = source_card(records.sources["nib-point-book"], records)
    shown = facts(card)
    assert said(find(card, "h2")[0]) == "Original title not known"
    assert shown["Published"].startswith("Not known")
    assert "the book itself has no date" in shown["Published"]
    assert shown["Address"].startswith("Not known")
    assert all(dict(a.attributes)["href"].startswith("./?event=") for a in find(card, "a"))


def test_a_copy_in_an_archive_is_linked_beside_the_address(quill):
    records = quill.records
    source = records.sources["southern-cable-1893-11-19"]
    card = source_card(source, records)
    shown = facts(card)
    assert shown["Address"] == source.url
    assert shown["Archived copy"] == (
        f"{source.archive_url} made on 9 January 2026; SHA-256 {source.sha256}"
    )
    links = [dict(link.attributes)["href"] for link in find(card, "a")]
    assert [link for link in links if "event=" not in link] == [source.url, source.archive_url]


def test_a_card_says_why_a_title_is_not_known(quill):
    records = quill.records
    shown = facts(source_card(records.sources["dockers-sheet-1892-03"], records))
    assert shown["Title"] == "A handbill without a heading."


def test_a_copy_is_named(quill):
    records = quill.records
    shown = facts(source_card(records.sources["quill-courier-1893-11-21"], records))
    assert shown["Republished from"] == "Southern Cable"
    assert shown["Read as a copy on"] == "scans.example.net"


def test_a_card_lists_the_events_with_what_is_quoted_in_each_language(quill):
    records = quill.records
    for source in records.sources.values():
        card = source_card(source, records)
        events = [event for event in records.shown if _cites(event, source.id)]
        assert f"Cited for {len(events)} event" in said(card)
        (listed,) = find(card, "ul", class_="cited")
        assert len(listed.children) == len(events)
        links = [dict(link.attributes)["href"] for link in find(listed, "a")]
        assert links == [f"./?event={event.id}" for event in events]
        for event in events:
            for excerpt in event.excerpts:
                if excerpt.source == source.id:
                    quoted = find(listed, "span", lang=excerpt.language)
                    assert f"“{excerpt.text}” " in [said(part) for part in quoted]


def _cites(event, source):
    named = [x.source for x in event.excerpts] + [f.source for f in event.figures]
    return source in (*named, *event.also_reported_by)


def test_a_withdrawn_event_is_cited_nowhere(folder):
    write_event(folder, status="withdrawn", change_note="The source took it back.")
    records = read_records(folder)
    assert LEAVING in records.by_id
    card = source_card(records.sources["paper"], records)
    assert "Cited for 2 events" in said(card)
    assert "Ferries leave Inkhaven" not in said(card)
    (paper,) = [row for row in find(speaker_table(records), "tr") if "Its own words" in said(row)]
    assert [said(cell) for cell in find(paper, "td")][-2:] == ["2", "0"]


def test_speakers_are_counted_as_quoted_and_as_credited(small):
    rows = [[said(c) for c in find(r, "td")] for r in find(speaker_table(small.records), "tr")][1:]
    counts = {row[0]: tuple(row[-2:]) for row in rows}
    assert counts == {"The Paper": ("3", "0"), "Omar Said": ("1", "0"), "Dana Levi": ("0", "1")}
    assert {row[2] for row in rows} == {"The paper itself", "Dockers and crews", "Harbour company"}


def test_a_language_is_named_or_its_code_is_shown():
    assert [language_name(code) for code in ("fa", "pt", "qqq")] == ["Persian", "Portuguese", "qqq"]
