"""The panel and the list: each quotation with who says it and where, and text that stays text."""

import pytest

from events.collection import open_collection
from events.markup import TAGS
from events.telling import badge, distance
from events.telling.listed import few, list_item
from events.telling.panel import HEADING, MOST_RELATED, Position, panel, row_parts
from tests.conftest import (
    CROSSING,
    EXCERPT,
    LATER,
    LEAVING,
    OWN_PLACE,
    ROW,
    SPEAKERS,
    SPEECH,
    find,
    said,
    walk,
    write,
    write_event,
    write_source,
    write_table,
)

MARKUP = "<img src=x onerror=alert(1)> ${x} {{ 7*7 }} [a](javascript:b)"
FLOOD = "1893-11-17-flood-at-margin"
NO_ADDRESS = "No publisher’s address known."


def panel_of(folder, event=LEAVING):
    return panel(event, open_collection(folder))


def test_every_excerpt_is_shown_with_its_speaker_and_outlet(quill):
    records = quill.records
    for event in records.shown:
        shown = find(panel(event.id, quill), "article", class_="excerpt")
        assert len(shown) == len(event.excerpts)
        for card, excerpt in zip(shown, event.excerpts, strict=True):
            speaker, source = records.speakers[excerpt.speaker], records.sources[excerpt.source]
            own = speaker.side == "paper"
            assert said(find(card, "blockquote")[0]) == f"“{excerpt.text}”"
            assert ("The newspaper’s own words" if own else speaker.name) in said(card)
            assert source.outlet in said(card)
            assert excerpt.translation is None or excerpt.translation in said(card)
            if excerpt.crediting:
                assert records.speakers[excerpt.crediting].name in said(card)


def test_who_says_what_stands_right_below_title_date_place_and_status(quill):
    shown = panel(FLOOD, quill)
    _, title, line, excerpts, summary, picture, *rest = shown.children
    event = quill.records.by_id[FLOOD]
    assert picture.tag == "figure"
    assert (title.tag, said(title), dict(title.attributes)["id"]) == ("h2", event.title, HEADING)
    assert said(line) == "17 November 1893 (approximate) to 19 November 1893 · Margin · Contested"
    assert said(excerpts).startswith("4 excerpts")
    assert said(summary) == event.summary
    headings = [said(find(part, "h3")[0]) for part in rest if part.tag == "section"]
    assert headings == ["Figures, as reported", "What is contested", "Also reported by"]
    assert [part.tag for part in rest[3:]] == ["dl", "details", "details"]


def heads(shown):
    """List what the buttons of the panel's head say, do, and whether they lead anywhere."""
    head = [dict(button.attributes) for button in find(shown.children[0], "button")]
    return [(b.get("aria-label"), b.get("data-action"), b.get("aria-disabled")) for b in head]


def test_the_head_of_the_panel_leads_to_the_list_and_to_the_events_beside(quill):
    shown = panel(FLOOD, quill, Position(4, 1_008, "before", "after"))
    assert heads(shown) == [
        (None, "close", None),
        ("Previous event", "select:before", None),
        ("Next event", "select:after", None),
        ("Close", "close", None),
    ]
    assert said(shown.children[0]) == "Back to the list‹4 of 1,008›✕"
    at_end = panel(FLOOD, quill, Position(1, 1, None, None))
    assert heads(at_end)[1:3] == [("Previous event", None, "true"), ("Next event", None, "true")]
    assert heads(panel(FLOOD, quill)) == [(None, "close", None), ("Close", "close", None)]


def test_a_source_without_an_address_says_so_and_has_no_link(small):
    shown = panel(LEAVING, small)
    assert NO_ADDRESS in said(shown)
    assert find(shown, "a") == []


def test_a_source_with_an_address_is_linked_and_its_host_named(small):
    with_address, without = find(panel(SPEECH, small), "article", class_="excerpt")
    (link,) = find(with_address, "a")
    assert dict(link.attributes)["href"] == "https://example.org/news"
    assert "(example.org, opens in a new tab)" in said(with_address)
    assert NO_ADDRESS not in said(with_address)
    assert NO_ADDRESS in said(without)


@pytest.mark.parametrize(
    "address", ["http://example.org", "HTTPS://EXAMPLE.ORG", "https://é.org/a"]
)
def test_any_address_that_the_models_take_can_be_linked(folder, address):
    write_source(folder, url=address)
    (link,) = find(panel_of(folder), "a")
    assert dict(link.attributes)["href"].lower() == address.lower()


@pytest.mark.parametrize(("language", "direction"), [("pt", "ltr"), ("fa", "rtl")])
def test_names_in_other_languages_carry_language_and_direction(small, language, direction):
    (name,) = find(panel(LEAVING, small), "bdi", lang=language, dir=direction)
    assert said(name) == small.records.geography.places["inkhaven"].names[language]


def test_an_excerpt_in_persian_is_read_from_the_right(quill):
    shown = panel(FLOOD, quill)
    quoted = find(shown, "blockquote", lang="fa", dir="rtl")
    texts = [x.text for e in quill.records.shown for x in e.excerpts if x.language == "fa"]
    assert [said(part) for part in quoted] == [f"“{text}”" for text in texts]
    assert quoted


def test_a_withdrawn_event_says_why_and_nothing_else(folder):
    write_event(folder, status="withdrawn", change_note="The source took it back.")
    shown = panel_of(folder)
    assert "This event was withdrawn" in said(shown)
    assert "The source took it back." in said(shown)
    assert "created 1 January 2025, changed 2 January 2025" in said(shown)
    assert EXCERPT["text"] not in said(shown)
    assert find(shown, "button", data_action="close")


def test_markup_in_a_text_stays_a_text(folder):
    write_source(folder, outlet=MARKUP, title=MARKUP)
    write(folder / "speakers.yaml", [SPEAKERS[0], {**SPEAKERS[1], "name": MARKUP}, SPEAKERS[2]])
    excerpt = {**EXCERPT, "speaker": "minister", "text": MARKUP, "where": MARKUP}
    write_event(folder, excerpts=[{**excerpt, "translation": MARKUP}])
    shown = panel_of(folder)
    assert {part.tag for part in walk(shown)} <= TAGS
    assert sum(text.count(MARKUP) for text in shown.texts()) == 8  # two of them cite it
    assert not any(MARKUP in value for part in walk(shown) for _, value in part.attributes)


def test_excerpts_behind_a_content_note_are_folded(folder):
    write_event(folder, content_note="deaths of children")
    (folded,) = [d for d in find(panel_of(folder), "details") if "deaths of children" in said(d)]
    assert len(find(folded, "blockquote")) == 1
    assert "open" not in dict(folded.attributes)


def counts(shown):
    """Return for each thing counted the lines of its counts, each with who gives it."""
    (listed,) = find(shown, "dl", class_="figures")
    pairs = find(listed, "div")
    return {said(find(p, "dt")[0]): [said(count) for count in find(p, "dd")] for p in pairs}


def test_counts_of_one_thing_stand_together_each_with_who_gives_it_where_and_when(quill):
    given = counts(panel("1892-03-04-harbour-strike-begins", quill))
    assert given["dockers who stopped work"] == [
        "above three hundredDockers’ Union, in The Quill Courier, 5 March 1892",
        "fewer than 200Inkhaven Harbour Company, in The Harbour Courier, 6 March 1892",
        "180 to 320, by whom one asksHandbills, no source known. The handbills are lost; "
        "both numbers are told of them by word of mouth.",
    ]


def test_a_title_that_is_not_known_says_why(folder):
    words = "original title not known, 8 April 2024. No headline was seen. No publisher’s address"
    assert f"The Paper, {words}" in said(panel_of(folder))
    write_source(folder, title="A headline")
    assert "No headline was seen." not in said(
        find(panel_of(folder), "article", class_="excerpt")[0]
    )


def test_a_place_of_an_events_own_says_where_its_position_comes_from(folder):
    write_event(folder, place=OWN_PLACE)
    shown = said(panel_of(folder))
    assert "A field" in shown
    assert "within about 500 m" in shown
    assert OWN_PLACE["basis"] in shown


def test_related_events_are_those_of_the_place_and_of_the_day(folder):
    write_event(folder, "same-day", place="sandrock")
    write_event(folder, "same-place", date="2024")
    write_event(folder, "neither", place="sandrock", date="2024-04")
    related = find(panel_of(folder), "nav")[-1]
    lists = [
        [dict(b.attributes)["data-action"] for b in find(section, "button")]
        for section in find(related, "section")
    ]
    assert lists == [["select:same-place"], ["select:same-day"]]


def test_more_related_events_than_fit_are_counted(folder):
    for number in range(MOST_RELATED + 3):
        write_event(folder, f"more-{number:02}", date="2023")
    related = find(panel_of(folder), "nav")[-1]
    assert len(find(related, "button")) == MOST_RELATED
    assert "and 3 more" in said(related)


@pytest.mark.parametrize("firm", [True, False])
def test_an_event_that_rests_on_weak_sources_says_so_in_its_status(folder, firm):
    write_source(folder, kind="weekly" if firm else "private")
    shown = said(panel_of(folder))
    assert ("It rests on copies" in shown) is not firm
    vocabulary = open_collection(folder).records.vocabulary
    weak = [kind.label for kind in vocabulary.outlet_kinds if not kind.firm]
    assert (f"of these kinds only: {', '.join(weak)}." in shown) is not firm


def test_sources_that_are_not_quoted_are_listed(folder):
    write_event(folder, excerpts=[], also_reported_by=["post"])
    shown = said(panel_of(folder))
    assert "No fragment is quoted" in shown
    assert "Also reported by" in shown
    assert "A headline" in shown


def test_a_source_that_only_prints_a_figure_is_listed_too(folder):
    figure = {"what": "ferries", "as_reported": "two", "according_to": "minister"}
    write_event(folder, figures=[{**figure, "source": "post"}, {**figure, "source": "paper"}])
    shown = panel_of(folder)
    (section,) = [part for part in find(shown, "section") if "Also reported by" in said(part)]
    (listed,) = find(section, "ul")
    assert said(listed).count("The Post") == 1
    assert "The Paper" not in said(listed)


def test_a_copy_is_named_and_not_linked(folder):
    write_source(folder, copy_on="copies.example", republished_from="The Wire", published=None)
    shown = panel_of(folder)
    assert "The Paper, republished from The Wire" in said(shown)
    assert "publication date not known. Read as a copy on copies.example." in said(shown)
    assert find(shown, "a") == []


@pytest.mark.parametrize("url", [None, "https://example.org/news"])
def test_a_copy_in_an_archive_is_linked_beside_the_address(folder, url):
    copy = "https://archive.example.org/2026/https://example.org/news"
    write_source(folder, url=url, archive_url=copy, archived_at="2026-01-09")
    shown = panel_of(folder)
    links = [dict(link.attributes)["href"] for link in find(shown, "a")]
    assert links == [copy] if url is None else [url, copy]
    words = "Read the copy of 9 January 2026 (archive.example.org, opens in a new tab)"
    assert words in said(shown)
    assert (NO_ADDRESS in said(shown)) is (url is None)


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    path = tmp_path_factory.mktemp("table") / "set.parquet"
    return open_collection(write_table(path, LATER, ROW))


def test_an_event_of_a_table_is_shown_with_its_outlet_and_link(table):
    shown = panel("event-1", table)
    for words in (ROW["title"], ROW["summary"], "7 April 2024", "Inkhaven", "The Paper"):
        assert words in said(shown)
    (link,) = find(shown, "a")
    assert dict(link.attributes)["href"] == "https://example.org/news"


def test_an_event_of_a_table_without_an_address_has_no_link(table):
    shown = panel("event-2", table)
    assert find(shown, "a") == []
    assert "No address known." in said(shown)


@pytest.mark.parametrize("selected", [True, False])
def test_an_item_of_the_list_says_what_when_where_how_sure_and_by_whom(small, selected):
    item = list_item(small.engine.row(CROSSING), small.records, 1, selected=selected)
    (button,) = find(item, "button", data_action=f"select:{CROSSING}")
    assert said(button) == "Families cross the causeway"
    assert dict(button.attributes)["aria-pressed"] == str(selected).lower()
    assert dict(item.attributes) == {"data-row": "1"} | ({"class": "selected"} if selected else {})
    assert [said(line) for line in find(item, "p")] == [
        "Building and works · May 2024 (day not given) · Quill causeway",
        "Reported by one origin The Paper",
    ]


@pytest.mark.parametrize(
    ("outlets", "words"),
    [
        ("The Paper", "The Paper"),
        (("The Paper", "The Post"), "The Paper, The Post"),
        (("A", "B", "C"), "3 outlets"),
    ],
)
def test_many_outlets_are_counted_and_a_few_named(outlets, words):
    assert few(outlets) == words


def test_the_parts_of_a_row_leave_out_related_events(small):
    parts = [part for part in row_parts(small.engine.row(SPEECH), small.records) if part]
    assert [nav for part in parts for nav in find(part, "nav")] == []
    assert "A spokesman praises the crossing" in said(parts[0])


def test_a_badge_is_a_letter_that_is_not_read_aloud(quill):
    for category in quill.records.vocabulary.categories:
        drawn = badge(category)
        attributes = dict(drawn.attributes)
        assert said(drawn) == category.letter
        assert attributes["aria-hidden"] == "true"
        assert attributes["style"] == f"--colour:{category.colour};--ink:{category.ink}"


@pytest.mark.parametrize(
    ("metres", "words"),
    [(50, "about 50 m"), (999, "about 999 m"), (1_000, "about 1 km"), (3_500, "about 3.5 km")],
)
def test_a_distance_is_written_in_metres_or_kilometres(metres, words):
    assert distance(metres) == words
