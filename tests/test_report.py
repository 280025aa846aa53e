"""The counts of a small collection, by hand, and what the command prints of them."""

import pytest

from events.__main__ import main
from events.collection import Collection
from events.records import read_records
from events.records.vocabulary import Deaths
from events.report import MEASURES, WHOLE, Tally, caption, in_columns, side_of, tally, with_total
from events.report.tallies import CATEGORY, DEATH, MONTH, PLACE, SOURCE, UNKNOWN, VOICE, whose_dead
from events.table import build_table
from tests.conftest import CROSSING, EXCERPT, PAPER, POST, QUILL, SPEECH, write, write_event

FIGURE = {"as_reported": "12", "best": "12", "according_to": "minister", "source": "paper"}


def opened(folder) -> Collection:
    records = read_records(folder)
    return Collection(records, build_table(records))


def columns(counts: Tally):
    """Return a table as a list of rows, heads first."""
    heads, rows = in_columns(counts)
    return [heads, *rows]


VOICES_BY = {
    WHOLE: ["All 3 1 1 2"],
    MONTH: ["April 2024 1 0 0 1", "May 2024 1 0 0 1", "February 2025 1 1 1 0"],
    PLACE: ["Quill causeway 2 1 1 1", "Inkhaven 1 0 0 1"],
    CATEGORY: [
        "Vessels and ferries 1 0 0 1",
        "Parliament and elections 1 1 1 0",
        "Building and works 1 0 0 1",
    ],
}


@pytest.mark.parametrize("dimension", VOICES_BY, ids=lambda dimension: dimension.title)
def test_voices_are_counted_in_each_group(small, dimension):
    heads, *rows = columns(tally(small, dimension, VOICE))
    assert heads == (
        dimension.title, "Events", "Dockers and crews", "Harbour company", "The paper itself",
    )  # fmt: skip
    assert [" ".join(row) for row in rows] == VOICES_BY[dimension]


def test_an_outlet_that_credits_somebody_speaks_for_that_side(folder):
    crediting = {**EXCERPT, "crediting": "spokesman"}
    write_event(folder, excerpts=[crediting, {**crediting, "speaker": "minister"}])
    april = tally(opened(folder), MONTH, VOICE).groups[0]
    assert (april.counts["dockers"], april.counts["company"]) == (1, 1)
    assert april.counts["paper"] == 0


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.title)
def test_all_events_are_a_row_of_their_own_and_no_sum(quill, measure):
    whole = tally(quill, WHOLE, measure)
    months = tally(quill, MONTH, measure)
    assert with_total(months, whole).groups == (*months.groups, *whole.groups)
    assert whole.groups[0].events == len(quill.records.shown)
    for value, number in whole.groups[0].counts.items():
        parts = sum(group.counts[value] for group in months.groups)
        assert number <= parts
        assert measure is SOURCE or number == parts


def test_every_excerpt_counts_under_one_side(quill):
    whole = tally(quill, WHOLE, VOICE).groups[0]
    sides = [side_of(x, quill.records) for event in quill.records.shown for x in event.excerpts]
    assert whole.counts == {side: sides.count(side) for side in whole.counts}
    assert sum(whole.counts.values()) == len(sides)


def test_a_source_counts_once_in_a_group(folder):
    write(folder / "sources.yaml", [{**PAPER, "kind": "wire"}, POST])
    collection = opened(folder)
    assert columns(tally(collection, WHOLE, SOURCE)) == [
        ("Set", "Events", "Weekly", "Wire"),
        ("All", "3", "1", "1"),
    ]
    assert columns(tally(collection, PLACE, SOURCE))[1:] == [
        ("Quill causeway", "2", "1", "1"),
        ("Inkhaven", "1", "0", "1"),
    ]


def test_figures_of_dead_are_counted_and_not_added_up(folder):
    whats = ["sheep drowned", "sheep drowned, a later count", "hens drowned", "sheep fed"]
    write_event(folder, figures=[{**FIGURE, "what": what} for what in whats])
    heads, first, *_ = columns(tally(opened(folder), MONTH, DEATH))
    assert heads == ("Month", "Events", "Sheep", "Poultry")
    assert first == ("April 2024", "1", "2", "1")


DEATHS = Deaths(
    words=("drowned", "perished"),
    whose={"Lambs": ("lambs",), "Sheep": ("sheep", "lambs"), "At Margin": ("at Margin",)},
)


@pytest.mark.parametrize(
    ("what", "whose"),
    [
        ("sheep drowned, to that date", "Sheep"),
        ("lambs that PERISHED", "Lambs"),
        ("drowned at  Margin (overnight)", "At Margin"),
        ("sheep drowned at Margin", "Sheep"),
        ("drowned that day", UNKNOWN),
        ("drowned at Margins", UNKNOWN),
        ("sheepdogs drowned", UNKNOWN),
        ("sheep saved", None),
        ("undrowned sheep", None),
    ],
)
def test_the_words_of_a_figure_say_whose_dead_it_counts(what, whose):
    assert whose_dead(what, DEATHS) == whose


def test_a_vocabulary_without_words_for_the_dead_counts_none():
    assert whose_dead("sheep drowned", Deaths(words=(), whose={})) is None


@pytest.mark.parametrize(
    ("what", "whose"),
    [
        ("killed in Gaza, to that date", "In Gaza"),
        ("children killed in Gaza", "In Gaza"),
        ("killed in Rafah (overnight strikes)", "In Gaza"),
        ("killed in Israel, later Israeli tally", "In Israel"),
        ("killed near Kerem Shalom (Israeli soldiers)", "Israeli soldiers"),
        ("killed in Nuseirat (Israeli officers)", "Israeli soldiers"),
        ("hostages killed in Gaza", "Hostages"),
        ("killed in Gaza, aid workers", "Aid workers, medics"),
        ("killed in Rafah (militants, by the Israeli military's account)", "Fighters"),
        ("killed that day", UNKNOWN),
        ("dead in Gazan waters", UNKNOWN),
        ("hostages freed", None),
        ("wounded in Gaza", None),
    ],
)
def test_the_curated_vocabulary_says_whose_dead_a_figure_counts(gaza, what, whose):
    assert whose_dead(what, gaza.records.vocabulary.deaths) == whose


def test_a_withdrawn_event_is_not_counted(folder):
    write_event(folder, SPEECH, status="withdrawn", change_note="It was a mistake.")
    assert columns(tally(opened(folder), WHOLE, VOICE)) == [
        ("Set", "Events", "The paper itself"),
        ("All", "2", "2"),
    ]


def test_an_event_belongs_to_the_month_of_its_first_day(folder):
    write_event(folder, date="0999-03/2024-05")
    assert tally(opened(folder), MONTH, VOICE).groups[0].name == "March AD 999"


def test_a_table_is_named_by_what_it_counts(small):
    assert caption(tally(small, MONTH, DEATH)) == "Whose dead are counted, by month"
    assert caption(tally(small, WHOLE, SOURCE)) == "Sources by kind"


@pytest.fixture
def report(monkeypatch, capsys):
    """Run the command in this process; return its exit code and what it prints."""

    def run(folder):
        monkeypatch.setattr("sys.argv", ["events", "report", str(folder)])
        code = main()
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def test_the_command_prints_tables_and_what_is_lopsided(report, folder):
    code, out, err = report(folder)
    assert (code, err) == (0, "")
    assert out.startswith(
        "Whose voices are quoted, by month (excerpts)\n"
        "Month          Events  Dockers and crews  Harbour company  The paper itself\n"
        "April 2024          1                  0                0                 1\n"
        "May 2024            1                  0                0                 1\n"
        "February 2025       1                  1                1                 0\n"
        "All                 3                  1                1                 2\n"
    )
    assert "\nFlags: 1\n" in out
    assert out.endswith("\n  months June 2024 to January 2025: 0 events in 8 of 11 months\n")


def test_the_command_ends_with_what_was_looked_for(report):
    code, out, err = report(QUILL)
    assert (code, err) == (0, "")
    assert out.endswith("at the harbour office; it was lost in the flood.\n")
    assert "\nWhat was looked for to balance it\n  The company's letter book" in out


def test_the_command_reports_a_collection_without_excerpts_and_figures(report, folder):
    for event in (CROSSING, SPEECH):
        (folder / "events" / f"{event}.yaml").unlink()
    write_event(folder, excerpts=[], also_reported_by=["paper"])
    code, out, err = report(folder)
    assert (code, err) == (0, "")
    assert "Whose voices are quoted, by place (excerpts)\nPlace     Events\n" in out
    assert out.endswith("\nFlags: 0\n")


def test_the_command_prints_the_problems_of_a_folder_instead(report, folder):
    (folder / "collection.yaml").unlink()
    code, _, err = report(folder)
    assert code == 1
    assert "collection.yaml: file: is missing" in err
