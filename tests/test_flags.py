"""Each rule finds what is lopsided, and nothing where it is not."""

import pytest

from events.report import find_flags
from events.report.flags import RULES
from tests.conftest import CROSSING, EXCERPT, LEAVING, PAPER, POST, SPEECH, write, write_event
from tests.test_report import opened

HALF, THIRDS, MISSING, PARTY, WEAK, DEAD, MONTHS = [rule.what for rule in RULES]


def flags(folder, what):
    """List where and in what numbers a rule finds something."""
    found = find_flags(opened(folder))
    assert all(flag.advice for flag in found)
    return [(flag.where, flag.numbers) for flag in found if flag.what == what]


def voices(company=0, dockers=0, outlet=0):
    """Build excerpts of so many voices."""
    speakers = {"minister": company, "spokesman": dockers, "paper-voice": outlet}
    return [{**EXCERPT, "speaker": name} for name, n in speakers.items() for _ in range(n)]


def alone(folder, **overrides):
    """Leave one event in the folder."""
    for event in (CROSSING, SPEECH):
        (folder / "events" / f"{event}.yaml").unlink()
    write_event(folder, **overrides)


@pytest.mark.parametrize(
    ("quoted", "numbers"),
    [
        (voices(company=2, dockers=1), ["Harbour company 2 of 3 voices (67%)"]),
        (voices(company=1, dockers=2, outlet=9), ["Dockers and crews 2 of 3 voices (67%)"]),
        (voices(company=2, dockers=2), []),
        (voices(outlet=3), []),
    ],
)
def test_more_than_half_of_all_voices_is_flagged(folder, quoted, numbers):
    alone(folder, excerpts=quoted)
    assert flags(folder, HALF) == [("all events", number) for number in numbers]


def test_more_than_two_thirds_of_enough_voices_is_flagged_wherever_it_is(folder):
    alone(folder, excerpts=voices(company=4, dockers=1))
    number = "Harbour company 4 of 5 voices (80%)"
    places = ("month April 2024", "place Inkhaven", "category Vessels and ferries")
    assert flags(folder, THIRDS) == [(place, number) for place in places]


@pytest.mark.parametrize(
    "quoted",
    [
        voices(company=4, dockers=2),
        voices(company=3, dockers=1),
        voices(company=4, outlet=9),
    ],
    ids=["two thirds", "four voices", "four voices and the outlet"],
)
def test_two_thirds_or_too_few_voices_are_not_flagged(folder, quoted):
    alone(folder, excerpts=quoted)
    assert flags(folder, THIRDS) == []


@pytest.mark.parametrize(
    ("quoted", "sides"),
    [
        (voices(company=5), ["Dockers and crews"]),
        (voices(dockers=1, outlet=4), ["Harbour company"]),
        (voices(outlet=5), ["Dockers and crews", "Harbour company"]),
        (voices(company=4), []),
        (voices(company=4, dockers=1), []),
    ],
)
def test_a_party_that_is_missing_among_enough_excerpts_is_flagged(folder, quoted, sides):
    alone(folder, excerpts=quoted)
    places = ("month April 2024", "place Inkhaven", "category Vessels and ferries")
    wanted = [(place, f"{side} 0 of 5 excerpts") for place in places for side in sides]
    assert flags(folder, MISSING) == wanted


def test_events_in_which_one_party_alone_speaks_are_listed(folder):
    write_event(folder, LEAVING, excerpts=voices(company=1, outlet=1))
    write_event(folder, CROSSING, excerpts=voices(dockers=2))
    found = [flag for flag in find_flags(opened(folder)) if flag.what == PARTY]
    assert [(f.where, f.numbers, f.events) for f in found] == [
        ("only Dockers and crews voices", "1 of 3 events", (CROSSING,)),
        ("only Harbour company voices", "1 of 3 events", (LEAVING,)),
    ]


def test_events_with_both_parties_or_none_are_not_listed(folder):
    assert flags(folder, PARTY) == []


@pytest.mark.parametrize(
    "weak",
    [
        *({"kind": kind} for kind in ("private",)),
        {"copy_on": "A copying site"},
    ],
)
def test_events_on_weak_sources_alone_are_listed(folder, weak):
    write(folder / "sources.yaml", [{**PAPER, **weak}, POST])
    assert flags(folder, WEAK) == [("only private or copies", "2 of 3 events")]
    write_event(folder, also_reported_by=["post"])
    assert flags(folder, WEAK) == [("only private or copies", "1 of 3 events")]


def test_events_on_other_sources_are_not_listed(folder):
    write(folder / "sources.yaml", [{**PAPER, "kind": "minutes"}, POST])
    assert flags(folder, WEAK) == []


def test_figures_of_dead_that_do_not_say_whose_are_named(folder):
    figure = {"as_reported": "5", "according_to": "minister", "source": "paper"}
    whats = ["drowned that day", "sheep drowned", "people fed", "drowned that day"]
    write_event(folder, figures=[{**figure, "what": what} for what in whats])
    assert flags(folder, DEAD) == [(LEAVING, "“drowned that day”")]


def test_months_in_which_no_event_begins_come_in_runs(folder):
    assert flags(folder, MONTHS) == [
        ("months June 2024 to January 2025", "0 events in 8 of 11 months")
    ]
    write_event(folder, CROSSING, date="2024-12/2025-01")
    assert flags(folder, MONTHS) == [
        ("months May 2024 to November 2024", "0 events in 7 of 11 months"),
        ("month January 2025", "0 events in 1 of 11 months"),
    ]


def test_months_that_follow_each_other_are_not_flagged(folder):
    write_event(folder, SPEECH, date="2024-06")
    assert flags(folder, MONTHS) == []


def test_a_withdrawn_event_is_not_flagged(folder):
    write_event(folder, status="withdrawn", change_note="A mistake.", excerpts=voices(company=9))
    assert flags(folder, PARTY) == flags(folder, HALF) == []
