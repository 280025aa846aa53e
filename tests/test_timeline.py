"""The timeline: a bar for each event, over the days that it covers."""

from datetime import date
from itertools import combinations, pairwise

import numpy as np
import pytest

from events.query import Query
from events.records import to_date, to_day
from events.timeline import BRUSH, PICK, draw_bins, draw_timeline, position_of, run_edges
from events.timeline.plot import APART
from tests.conftest import CROSSING, LEAVING, SPEECH, write_event
from tests.test_report import opened


def draw(collection, *, periods=None, span=None, selected=None):
    """Return the chart's specification, checked against Vega-Lite's schema."""
    records = collection.records
    return draw_timeline(
        collection.table,
        records.vocabulary.categories,
        records.periods if periods is None else periods,
        span=span or collection.engine.span,
        selected=selected,
    ).to_dict()


def records(specification, field):
    """List the rows of the data that holds a field."""
    datasets = specification["datasets"].values()
    return [row for rows in datasets for row in rows if field in row]


def bars(specification):
    return {row["id"]: row for row in records(specification, "id")}


@pytest.fixture(scope="module")
def drawn(small):
    return draw(small)


def test_each_event_has_one_bar_over_its_days(quill):
    drawn = draw(quill)
    assert len(records(drawn, "id")) == len(quill.table)
    for event_id, bar in bars(drawn).items():
        row = quill.engine.row(event_id)
        assert bar["start"] == to_date(int(row["first"])).isoformat()
        assert bar["end"] == to_date(int(row["last"]) + 1).isoformat()


def test_a_bar_is_at_least_a_day_wide(drawn):
    widths = {
        name: (date.fromisoformat(bar["end"]) - date.fromisoformat(bar["start"])).days
        for name, bar in bars(drawn).items()
    }
    assert widths == {LEAVING: 1, CROSSING: 31, SPEECH: 1}


@pytest.mark.parametrize("name", ["quill", "gaza"])
def test_bars_on_one_row_do_not_cover_each_other(name, request):
    drawn = draw(request.getfixturevalue(name))
    for one, other in combinations(records(drawn, "id"), 2):
        apart = one["end"] <= other["start"] or other["end"] <= one["start"]
        assert apart or one["row"] != other["row"], (one["id"], other["id"])


def test_events_of_one_day_and_category_take_rows_of_their_own(folder):
    for number in range(12):
        write_event(folder, f"event-{number:02}")
    drawn = draw(opened(folder))
    rows = [bar["row"] for name, bar in bars(drawn).items() if name.startswith("event-")]
    assert len(set(rows)) == 12
    lanes = [row for row in axis_rows(drawn) if row.startswith(f"Vessels and ferries{APART}")]
    assert lanes == [f"Vessels and ferries{APART}{number}" for number in range(13)]


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


def test_a_bar_has_the_letter_and_the_colours_of_its_category(drawn, small):
    for name, category in {LEAVING: "vessels", CROSSING: "building"}.items():
        bar, known = bars(drawn)[name], small.records.vocabulary.category[category]
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
def test_only_the_selected_event_is_marked(small, selected):
    drawn = bars(draw(small, selected=selected))
    assert [name for name, bar in drawn.items() if bar["selected"]] == [
        name for name in drawn if name == selected
    ]


def test_a_period_is_cut_to_the_span(drawn):
    (band,) = records(drawn, "period")
    assert (band["period"], band["start"], band["end"]) == ("Spring", "2024-04-07", "2024-06-01")


def test_a_collection_without_periods_is_drawn(small):
    chart = draw(small, periods=[])
    assert len(bars(chart)) == 3
    assert "period" not in str(chart["layer"])


def test_the_timeline_can_be_brushed_and_picked_from(drawn):
    parameters = {parameter["name"]: parameter["select"] for parameter in drawn["params"]}
    assert set(parameters) == {BRUSH, PICK}
    assert (parameters[BRUSH]["type"], parameters[BRUSH]["encodings"]) == ("interval", ["x"])
    assert (parameters[PICK]["type"], parameters[PICK]["fields"]) == ("point", ["id"])


def test_a_title_is_data_and_not_part_of_an_expression(folder):
    write_event(folder, title='Troops\' "datum.id" + 1')
    drawn = draw(opened(folder))
    assert bars(drawn)[LEAVING]["title"] == 'Troops\' "datum.id" + 1'
    assert "Troops" not in str(drawn["layer"])


def test_drawing_leaves_the_table_as_it_was(quill):
    before = quill.table.copy(deep=True)
    draw(quill)
    assert quill.table.equals(before)


@pytest.mark.parametrize("days", [1, 2, 59, 60, 61, 605, 36_500])
def test_a_span_is_cut_into_few_runs_of_one_length_that_hold_every_day(days):
    edges = run_edges((100, 99 + days))
    lengths = [later - earlier for earlier, later in pairwise(edges.tolist())]
    assert (edges[0], edges[-1]) == (100, 100 + days)
    assert len(lengths) <= 60
    assert len(set(lengths[:-1])) <= 1
    assert 0 < lengths[-1] <= lengths[0]


@pytest.fixture
def binned(small):
    engine = small.engine
    counts = engine.bars(Query(*engine.span), run_edges(engine.span))
    return draw_counts(small, counts, engine.values("category")).to_dict()


def draw_counts(collection, counts, names):
    categories = [collection.records.vocabulary.category[name] for name in names]
    return draw_bins(counts, categories, collection.records.periods, span=collection.engine.span)


def test_many_events_are_counted_by_runs_of_days(binned):
    counted = {row["lane"]: row for row in records(binned, "events")}
    assert {lane: row["events"] for lane, row in counted.items()} == {
        "Vessels and ferries": 1,
        "Building and works": 1,
        "Parliament and elections": 1,
    }
    spoken = counted["Vessels and ferries"]["spoken"]
    assert spoken == "Vessels and ferries: 1 beginning 7 April 2024 to 12 April 2024"
    assert set(axis_rows(binned)) == {row["row"] for row in records(binned, "row")}


def test_a_chart_of_many_events_is_as_big_as_one_of_few(small):
    names = list(small.records.vocabulary.category)
    counts = np.full((len(run_edges(small.engine.span)) - 1, len(names)), 1)
    sizes = [len(draw_counts(small, n * counts, names).to_json()) for n in (1, 1_000_000)]
    assert sizes[1] < 1.3 * sizes[0]


def test_binned_days_can_be_brushed_but_no_event_picked(binned):
    assert [parameter["name"] for parameter in binned["params"]] == [BRUSH]


def test_where_a_day_lies_on_the_chart(small):
    span = (0, 999)
    domain = draw(small, span=span)["layer"][0]["encoding"]["x"]["scale"]["domain"]
    first, last = (to_day(date.fromisoformat(day)) for day in domain)
    for day in (first, 0, 500, last):
        assert position_of(span, day) == pytest.approx((day - first) / (last - first))
