"""Cards for a reader: each quotation with who says it and where, and text that stays text."""

import pytest
from events.telling.cards import MOST_RELATED, Cards

from events.markup import TAGS
from events.records.reading import load_dataset
from events.records.vocabulary import CATEGORY
from events.table import Identifiers
from events.table.curated import to_frame
from events.telling import badge
from events.telling.sources import source_card, speaker_table
from tests.conftest import (
    CROSSING,
    EXCERPT,
    LEAVING,
    OWN_PLACE,
    SPEAKERS,
    SPEECH,
    write,
    write_event,
    write_source,
)

HOSTILE = "<img src=x onerror=alert(1)> ${x} {{ 7*7 }} [a](javascript:b)"
NO_ADDRESS = "No publisher’s address known."


def walk(element):
    """Yield an element and all that it holds."""
    yield element
    for child in element.children:
        if not isinstance(child, str):
            yield from walk(child)


def find(element, tag, **attributes):
    """List the elements of a tag that have these attributes."""
    wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    return [
        part
        for part in walk(element)
        if part.tag == tag and wanted.items() <= dict(part.attributes).items()
    ]


def said(element):
    return "".join(element.texts())


def cards_of(folder, places):
    dataset = load_dataset(folder)
    frame = to_frame(dataset)
    return Cards(dataset, frame, Identifiers(frame["id"]), places)


def test_every_curated_excerpt_is_shown_with_its_speaker_and_outlet(curated, curated_frame, places):
    cards = Cards(curated, curated_frame, Identifiers(curated_frame["id"]), places)
    for event in curated.events:
        shown = find(cards.panel(event.id), "article", class_="excerpt")
        assert len(shown) == len(event.excerpts)
        for card, excerpt in zip(shown, event.excerpts, strict=True):
            speaker, source = curated.speakers[excerpt.speaker], curated.sources[excerpt.source]
            own = speaker.side == "newspaper"
            assert said(find(card, "blockquote")[0]) == f"“{excerpt.text}”"
            assert ("The newspaper’s own words" if own else speaker.name) in said(card)
            assert source.outlet in said(card)
            if excerpt.crediting:
                assert curated.speakers[excerpt.crediting].name in said(card)


def test_a_source_without_an_address_says_so_and_has_no_link(cards):
    panel = cards.panel(LEAVING)
    assert NO_ADDRESS in said(panel)
    assert find(panel, "a") == []


def test_a_source_with_an_address_is_linked_and_its_host_named(cards):
    with_address, without = find(cards.panel(SPEECH), "article", class_="excerpt")
    (link,) = find(with_address, "a")
    assert dict(link.attributes)["href"] == "https://example.org/news"
    assert "(example.org, opens in a new tab)" in said(with_address)
    assert NO_ADDRESS not in said(with_address)
    assert NO_ADDRESS in said(without)


@pytest.mark.parametrize(
    "address", ["http://example.org", "HTTPS://EXAMPLE.ORG", "https://é.org/a"]
)
def test_any_address_that_the_models_take_can_be_linked(folder, places, address):
    write_source(folder, url=address)
    (link,) = find(cards_of(folder, places).panel(LEAVING), "a")
    assert dict(link.attributes)["href"].lower() == address.lower()


def test_an_arabic_and_a_hebrew_name_carry_language_and_direction(cards, places):
    panel, place = cards.panel(LEAVING), places.loc["khan-younis"]
    for language in ("ar", "he"):
        (name,) = find(panel, "bdi", lang=language, dir="rtl")
        assert said(name) == place[f"name_{language}"]


def test_an_excerpt_in_arabic_is_read_from_the_right(folder, places):
    arabic = {**EXCERPT, "text": "غادرت القوات", "language": "ar", "translation": "the troops left"}
    write_event(folder, excerpts=[arabic])
    (card,) = find(cards_of(folder, places).panel(LEAVING), "article", class_="excerpt")
    (quotation,) = find(card, "blockquote", lang="ar", dir="rtl")
    assert said(quotation) == "“غادرت القوات”"
    assert "the troops left" in said(card)


def test_a_withdrawn_event_says_why_and_nothing_else(folder, places):
    write_event(folder, status="withdrawn", change_note="The source took it back.")
    panel = cards_of(folder, places).panel(LEAVING)
    assert "This event was withdrawn" in said(panel)
    assert "The source took it back." in said(panel)
    assert "created 2025-01-01, changed 2025-01-02" in said(panel)
    assert EXCERPT["text"] not in said(panel)
    assert find(panel, "button", data_action="close")


def test_a_withdrawn_event_is_cited_nowhere(folder):
    write_event(folder, status="withdrawn", change_note="The source took it back.")
    dataset = load_dataset(folder)
    card = source_card(dataset.sources["paper"], dataset)
    assert "Cited for 2 events" in said(card)
    assert "Troops leave Khan Younis" not in said(card)
    (paper,) = [row for row in find(speaker_table(dataset), "tr") if "Its own words" in said(row)]
    assert [said(cell) for cell in find(paper, "td")][-2:] == ["2", "0"]


def test_hostile_text_stays_a_text(folder, places):
    write_source(folder, outlet=HOSTILE, title=HOSTILE)
    write(folder / "speakers.yaml", [SPEAKERS[0], {**SPEAKERS[1], "name": HOSTILE}, SPEAKERS[2]])
    hostile = {**EXCERPT, "speaker": "minister", "text": HOSTILE, "where": HOSTILE}
    write_event(folder, excerpts=[{**hostile, "translation": HOSTILE}])
    panel = cards_of(folder, places).panel(LEAVING)
    assert {part.tag for part in walk(panel)} <= TAGS
    assert sum(text.count(HOSTILE) for text in panel.texts()) == 8  # two of them cite it
    assert not any(HOSTILE in value for part in walk(panel) for _, value in part.attributes)


def test_excerpts_behind_a_content_note_are_folded(folder, places):
    write_event(folder, content_note="deaths of children")
    panel = cards_of(folder, places).panel(LEAVING)
    (folded,) = [d for d in find(panel, "details") if "deaths of children" in said(d)]
    assert len(find(folded, "blockquote")) == 1
    assert "open" not in dict(folded.attributes)


def test_a_figure_is_shown_with_who_gives_it_and_where(folder, places):
    figure = {"what": "people", "as_reported": "hundreds", "according_to": "minister"}
    write_event(folder, figures=[{**figure, "source": "paper"}])
    (table,) = find(cards_of(folder, places).panel(LEAVING), "table")
    cells = [said(cell) for cell in find(table, "td")]
    assert cells == ["people", "hundreds", "Dana Levi", "The Paper"]


def test_a_place_of_an_events_own_says_where_its_position_comes_from(folder, places):
    write_event(folder, place=OWN_PLACE)
    panel = cards_of(folder, places).panel(LEAVING)
    assert "A field" in said(panel)
    assert "within about 500 m" in said(panel)
    assert OWN_PLACE["basis"] in said(panel)


def test_related_events_are_those_of_the_place_and_of_the_day(folder, places):
    write_event(folder, "same-day", place="rafah")
    write_event(folder, "same-place", date="2024")
    write_event(folder, "neither", place="rafah", date="2024-04")
    (related,) = find(cards_of(folder, places).panel(LEAVING), "nav")
    lists = [
        [dict(b.attributes)["data-action"] for b in find(section, "button")]
        for section in find(related, "section")
    ]
    assert lists == [["select:same-place"], ["select:same-day"]]


def test_more_related_events_than_fit_are_counted(folder, places):
    for number in range(MOST_RELATED + 3):
        write_event(folder, f"more-{number:02}", date="2023")
    (related,) = find(cards_of(folder, places).panel(LEAVING), "nav")
    assert len(find(related, "button")) == MOST_RELATED
    assert "and 3 more" in said(related)


@pytest.mark.parametrize("selected", [True, False])
def test_a_row_of_the_list_says_what_when_where_and_by_whom(cards, selected):
    (row,) = cards.rows([1], CROSSING if selected else LEAVING)
    (button,) = find(row, "button", data_action=f"select:{CROSSING}")
    assert said(button) == "Families cross the corridor"
    assert dict(button.attributes)["aria-pressed"] == str(selected).lower()
    for fact in ("May 2024 (day not given)", "Displacement and return", "The Paper"):
        assert fact in said(row)


def test_a_source_card_says_what_is_not_known(dataset):
    card = source_card(dataset.sources["paper"], dataset)
    assert said(find(card, "h2")[0]) == "Original title not known"
    assert said(card).count("Not known") == 2
    assert "Cited for 3 events" in said(card)


def test_speakers_are_counted_as_quoted_and_as_credited(dataset):
    rows = [[said(c) for c in find(r, "td")] for r in find(speaker_table(dataset), "tr")][1:]
    counts = {row[0]: tuple(row[-2:]) for row in rows}
    assert counts == {"The Paper": ("3", "0"), "Omar Said": ("1", "0"), "Dana Levi": ("0", "1")}


@pytest.mark.parametrize("category", CATEGORY.values(), ids=list(CATEGORY))
def test_a_badge_is_a_letter_that_is_not_read_aloud(category):
    drawn = badge(category.id)
    assert said(drawn) == category.letter
    assert dict(drawn.attributes)["aria-hidden"] == "true"
    assert category.colour in dict(drawn.attributes)["style"]


@pytest.mark.parametrize("firm", [True, False])
def test_an_event_that_rests_on_weak_sources_says_so_in_its_status(folder, places, firm):
    write_source(folder, kind="agency" if firm else "little-known")
    told = said(cards_of(folder, places).panel(LEAVING))
    assert ("It rests on copies" in told) is not firm


def test_sources_that_are_not_quoted_are_listed(folder, places):
    write_event(folder, excerpts=[], also_reported_by=["post"])
    told = said(cards_of(folder, places).panel(LEAVING))
    assert "No fragment is quoted" in told
    assert "Also reported by" in told
    assert "A headline" in told


def test_a_copy_is_named_and_not_linked(folder, places):
    write_source(folder, copy_on="copies.example", republished_from="AP", published=None)
    panel = cards_of(folder, places).panel(LEAVING)
    assert "The Paper, republished from AP" in said(panel)
    assert "date not known. Read as a copy on copies.example." in said(panel)
    assert find(panel, "a") == []
