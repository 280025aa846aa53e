"""The timeline: a bar for each event, over the days that it covers."""

from datetime import date
from itertools import combinations, pairwise

import numpy as np
import pytest

from events.query import Arrays, Query
from events.records import to_date, to_day
from events.records.reading import load_dataset
from events.records.vocabulary import CATEGORY
from events.table.curated import to_frame
from events.timeline import BRUSH, PICK, draw_bins, draw_timeline
from events.timeline.bins import cut
from events.timeline.plot import APART, part_of
from tests.conftest import CROSSING, LEAVING, SPEECH, write_event


def draw(frame, periods, *, span=None, selected=None):
    """Return the chart's specification, checked against Vega-Lite's schema."""
    span = span or Arrays(frame).span
    return draw_timeline(frame, periods, span=span, selected=selected).to_dict()


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
        row = curated_frame.set_index("id").loc[event_id]
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
    lanes = [row for row in axis_rows(drawn) if row.startswith(f"Withdrawal{APART}")]
    assert lanes == [f"Withdrawal{APART}{number}" for number in range(13)]


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


@pytest.mark.parametrize("days", [1, 2, 59, 60, 61, 605, 36_500])
def test_a_span_is_cut_into_few_runs_of_one_length_that_hold_every_day(days):
    edges = cut((100, 99 + days))
    lengths = [later - earlier for earlier, later in pairwise(edges.tolist())]
    assert (edges[0], edges[-1]) == (100, 100 + days)
    assert len(lengths) <= 60
    assert len(set(lengths[:-1])) <= 1
    assert 0 < lengths[-1] <= lengths[0]


@pytest.fixture
def binned(engine, dataset):
    counts = engine.bars(Query(*engine.span), cut(engine.span))
    chart = draw_bins(counts, engine.values("category"), dataset.periods, span=engine.span)
    return chart.to_dict()


def test_many_events_are_counted_by_runs_of_days(binned):
    counted = {row["lane"]: row for row in records(binned, "events")}
    assert {lane: row["events"] for lane, row in counted.items()} == {
        "Withdrawal": 1,
        "Displacement and return": 1,
        "Statement or ruling": 1,
    }
    assert (
        counted["Withdrawal"]["spoken"] == "Withdrawal: 1 beginning 7 April 2024 to 12 April 2024"
    )
    assert set(axis_rows(binned)) == {row["row"] for row in records(binned, "row")}


def test_a_chart_of_many_events_is_as_big_as_one_of_few(engine, dataset):
    counts = np.full((len(cut(engine.span)) - 1, len(CATEGORY)), 1)
    sizes = [
        len(draw_bins(n * counts, list(CATEGORY), dataset.periods, span=engine.span).to_json())
        for n in (1, 1_000_000)
    ]
    assert sizes[1] < 1.3 * sizes[0]


def test_binned_days_can_be_brushed_but_no_event_picked(binned):
    assert [parameter["name"] for parameter in binned["params"]] == [BRUSH]


def test_where_a_day_lies_on_the_chart(frame, dataset):
    span = (0, 999)
    domain = draw(frame, dataset.periods, span=span)["layer"][0]["encoding"]["x"]["scale"]["domain"]
    first, last = (to_day(date.fromisoformat(day)) for day in domain)
    for day in (first, 0, 500, last):
        assert part_of(span, day) == pytest.approx((day - first) / (last - first))
