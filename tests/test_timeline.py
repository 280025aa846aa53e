"""The timeline: a bar for each event, over the days that it covers."""

from datetime import date
from itertools import combinations

import pytest

from events import BRUSH, CATEGORY, PICK, Index, draw_timeline, load_dataset, to_date, to_frame
from tests.conftest import CROSSING, LEAVING, SPEECH, write_event


def draw(frame, periods, *, span=None, shown=None, selected=None):
    """Return the chart's specification, checked against Vega-Lite's schema."""
    span = span or Index(frame).span
    chart = draw_timeline(frame, periods, span=span, shown=shown or span, selected=selected)
    return chart.to_dict()


def records(specification, field):
    """List the rows of the data that holds a field."""
    datasets = specification["datasets"].values()
    return [row for rows in datasets for row in rows if field in row]


def bars(specification):
    return {row["id"]: row for row in records(specification, "id")}


@pytest.fixture(scope="module")
def drawn(frame, dataset):
    return draw(frame, dataset.periods)


def test_each_event_has_one_bar_over_its_days(curated_frame, curated):
    drawn = draw(curated_frame, curated.periods)
    assert len(records(drawn, "id")) == len(curated_frame)
    for event_id, bar in bars(drawn).items():
        row = curated_frame.loc[event_id]
        assert bar["start"] == to_date(int(row["first"])).isoformat()
        assert bar["end"] == to_date(int(row["last"]) + 1).isoformat()


def test_a_bar_is_at_least_a_day_wide(drawn):
    widths = {
        name: (date.fromisoformat(bar["end"]) - date.fromisoformat(bar["start"])).days
        for name, bar in bars(drawn).items()
    }
    assert widths == {LEAVING: 1, CROSSING: 31, SPEECH: 1}


def test_bars_on_one_row_do_not_cover_each_other(curated_frame, curated):
    for one, other in combinations(records(draw(curated_frame, curated.periods), "id"), 2):
        apart = one["end"] <= other["start"] or other["end"] <= one["start"]
        assert apart or one["row"] != other["row"], (one["id"], other["id"])


def test_events_of_one_day_and_category_take_rows_of_their_own(folder):
    for number in range(12):
        write_event(folder, f"event-{number:02}")
    dataset = load_dataset(folder)
    drawn = draw(to_frame(dataset), dataset.periods)
    rows = [bar["row"] for name, bar in bars(drawn).items() if name.startswith("event-")]
    assert len(set(rows)) == 12
    lanes = [row for row in axis_rows(drawn) if row.startswith("Withdrawal/")]
    assert lanes == [f"Withdrawal/{number}" for number in range(len(lanes))]


def axis_rows(specification):
    """List the rows of the vertical axis from the top."""
    (rows,) = {
        tuple(layer["encoding"]["y"]["scale"]["domain"])
        for layer in specification["layer"]
        if "scale" in layer["encoding"].get("y", {})
    }
    return rows


def test_every_row_drawn_is_on_the_axis(drawn):
    assert set(axis_rows(drawn)) == {row["row"] for row in records(drawn, "row")}


def test_a_bar_has_the_letter_and_the_colours_of_its_category(drawn):
    for name, category in {LEAVING: "withdrawal", CROSSING: "displacement"}.items():
        bar, known = bars(drawn)[name], CATEGORY[category]
        assert (bar["letter"], bar["colour"], bar["ink"], bar["lane"]) == (
            known.letter,
            known.colour,
            known.ink,
            known.label,
        )


def test_a_date_that_the_source_does_not_give_is_marked(drawn):
    certain = {name: bar["certain"] for name, bar in bars(drawn).items()}
    assert certain == {LEAVING: True, CROSSING: True, SPEECH: False}
    dashes = [layer["encoding"].get("strokeDash") for layer in drawn["layer"]]
    assert any(dash and dash["condition"]["test"] == "datum.certain" for dash in dashes)


@pytest.mark.parametrize("selected", [LEAVING, SPEECH, None, "withdrawn-long-ago"])
def test_only_the_selected_event_is_marked(frame, dataset, selected):
    drawn = bars(draw(frame, dataset.periods, selected=selected))
    assert [name for name, bar in drawn.items() if bar["selected"]] == [
        name for name in drawn if name == selected
    ]


@pytest.mark.parametrize(
    ("cut", "shaded"),
    [
        ((0, 0), []),
        ((10, 0), [("2024-04-07", "2024-04-17")]),
        ((0, 9), [("2025-02-01", "2025-02-10")]),
        ((1, 1), [("2024-04-07", "2024-04-08"), ("2025-02-09", "2025-02-10")]),
    ],
)
def test_all_days_that_are_not_shown_are_shaded(frame, dataset, index, cut, shaded):
    first, last = index.span
    drawn = draw(frame, dataset.periods, shown=(first + cut[0], last - cut[1]))
    found = [row for row in records(drawn, "start") if set(row) == {"start", "end"}]
    assert [(row["start"], row["end"]) for row in found] == shaded


def test_a_period_is_cut_to_the_span(drawn):
    (band,) = records(drawn, "period")
    assert (band["period"], band["start"], band["end"]) == ("Spring", "2024-04-07", "2024-06-01")


def test_a_dataset_without_periods_is_drawn(frame):
    assert len(bars(draw(frame, []))) == 3


def test_the_timeline_can_be_brushed_and_picked_from(drawn):
    parameters = {parameter["name"]: parameter["select"] for parameter in drawn["params"]}
    assert set(parameters) == {BRUSH, PICK}
    assert (parameters[BRUSH]["type"], parameters[BRUSH]["encodings"]) == ("interval", ["x"])
    assert (parameters[PICK]["type"], parameters[PICK]["fields"]) == ("point", ["id"])


def test_a_title_is_data_and_not_part_of_an_expression(folder):
    write_event(folder, title='Troops\' "datum.id" + 1')
    dataset = load_dataset(folder)
    drawn = draw(to_frame(dataset), dataset.periods)
    assert bars(drawn)[LEAVING]["title"] == 'Troops\' "datum.id" + 1'
    assert "Troops" not in str(drawn["layer"])


def test_drawing_leaves_the_frame_as_it_was(curated_frame, curated):
    before = curated_frame.copy(deep=True)
    draw(curated_frame, curated.periods)
    assert curated_frame.equals(before)
