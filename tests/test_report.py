"""The counts of a small set, by hand, and what the command prints of it."""

import subprocess
import sys

import pytest
from events.report.measures import DEATH, SOURCE, UNKNOWN, VOICE, whose_dead

from events.records.reading import load_dataset
from events.report import WHOLE, Tally, caption, in_columns, tally
from events.report.tallies import CATEGORY_OF, MONTH, PLACE
from events.table.curated import to_frame
from tests.conftest import CROSSING, EXCERPT, PAPER, POST, SPEECH, write, write_event

FIGURE = {"as_reported": "12", "best": "12", "according_to": "minister", "source": "paper"}


def counted(folder_or_dataset, dimension, measure, frame=None) -> Tally:
    dataset = folder_or_dataset if frame is not None else load_dataset(folder_or_dataset)
    return tally(dataset, to_frame(dataset) if frame is None else frame, dimension, measure)


def columns(*arguments, **named):
    """Return a table as a list of lines, heads first."""
    heads, rows = in_columns(counted(*arguments, **named))
    return [heads, *rows]


VOICES_BY = {
    WHOLE: ["All 3 1 1 2"],
    MONTH: ["2024-04 1 0 0 1", "2024-05 1 0 0 1", "2025-02 1 1 1 0"],
    PLACE: ["Netzarim corridor 2 1 1 1", "Khan Younis 1 0 0 1"],
    CATEGORY_OF: [
        "Withdrawal 1 0 0 1",
        "Displacement and return 1 0 0 1",
        "Statement or ruling 1 1 1 0",
    ],
}


@pytest.mark.parametrize("dimension", VOICES_BY, ids=lambda dimension: dimension.title)
def test_voices_are_counted_in_each_group(dataset, frame, dimension):
    heads, *rows = columns(dataset, dimension, VOICE, frame=frame)
    assert heads == (dimension.title, "Events", "Israeli", "Palestinian", "The outlet itself")
    assert [" ".join(row) for row in rows] == VOICES_BY[dimension]


def test_an_outlet_that_credits_somebody_speaks_for_that_side(folder):
    crediting = {**EXCERPT, "crediting": "spokesman"}
    write_event(folder, excerpts=[crediting, {**crediting, "speaker": "minister"}])
    april = counted(folder, MONTH, VOICE).groups[0]
    assert (april.counts["palestinian"], april.counts["israeli"]) == (1, 1)
    assert april.counts["newspaper"] == 0


def test_a_source_counts_once_in_a_group(folder):
    write(folder / "sources.yaml", [{**PAPER, "kind": "agency"}, POST])
    assert columns(folder, WHOLE, SOURCE) == [
        ("Set", "Events", "Agency", "National"),
        ("All", "3", "1", "1"),
    ]
    assert columns(folder, PLACE, SOURCE)[1:] == [
        ("Netzarim corridor", "2", "1", "1"),
        ("Khan Younis", "1", "1", "0"),
    ]


def test_figures_of_dead_are_counted_and_not_added_up(folder):
    whats = ["killed in Gaza", "killed in Gaza, a later count", "killed in Israel", "people fed"]
    write_event(folder, figures=[{**FIGURE, "what": what} for what in whats])
    heads, first, *_ = columns(folder, MONTH, DEATH)
    assert heads == ("Month", "Events", "In Israel", "In Gaza")
    assert first == ("2024-04", "1", "1", "2")


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
def test_whose_dead_a_figure_counts_is_told_by_its_words(what, whose):
    assert whose_dead(what) == whose


def test_a_withdrawn_event_is_not_counted(folder):
    write_event(folder, SPEECH, status="withdrawn", change_note="It was a mistake.")
    assert columns(folder, WHOLE, VOICE) == [
        ("Set", "Events", "The outlet itself"),
        ("All", "2", "2"),
    ]


def test_an_event_belongs_to_the_month_of_its_first_day(folder):
    write_event(folder, date="0999-03/2024-05")
    assert counted(folder, MONTH, VOICE).groups[0].name == "0999-03"


def test_a_table_is_named_by_what_it_counts(dataset, frame):
    assert caption(counted(dataset, MONTH, DEATH, frame)) == "Whose dead are counted, by month"
    assert caption(counted(dataset, WHOLE, SOURCE, frame)) == "Sources by kind"


def report(repository, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "events", "report", *map(str, arguments)],
        cwd=repository,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_the_command_prints_tables_and_what_is_lopsided(repository, folder):
    done = report(repository, folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(
        "Whose voices are quoted, by month (excerpts)\n"
        "Month    Events  Israeli  Palestinian  The outlet itself\n"
        "2024-04       1        0            0                  1\n"
        "2024-05       1        0            0                  1\n"
        "2025-02       1        1            1                  0\n"
        "All           3        1            1                  2\n"
    )
    assert "\nFlags: 1\n" in done.stdout
    assert done.stdout.endswith("\n  months 2024-06 to 2025-01: 0 events in 8 of 11 months\n")


def test_the_command_reports_a_set_without_excerpts_and_figures(repository, folder):
    for event in (CROSSING, SPEECH):
        (folder / "events" / f"{event}.yaml").unlink()
    write_event(folder, excerpts=[], also_reported_by=["paper"])
    done = report(repository, folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Whose voices are quoted, by place (excerpts)\nPlace        Events\n" in done.stdout
    assert done.stdout.endswith("\nFlags: 0\n")


def test_the_command_prints_the_problems_of_a_folder_instead(repository, tmp_path):
    done = report(repository, tmp_path / "nowhere")
    assert done.returncode == 1
    assert "dataset.yaml: file: is missing" in done.stderr
