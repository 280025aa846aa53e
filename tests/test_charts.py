"""Charts hold the numbers of their tables, and say what they are."""

import pytest
from events.report.measures import SOURCE, VOICE

from events.report import MEASURES, WHOLE, tally
from events.report.charts import PALETTE, draw_tally
from events.report.tallies import MONTH, PLACE


def rows_of(chart):
    """List the pieces of a chart's bars."""
    (rows,) = chart.to_dict()["datasets"].values()
    return rows


@pytest.mark.parametrize("dimension", [WHOLE, MONTH, PLACE], ids=lambda d: d.title)
def test_each_number_above_none_is_a_piece_of_a_bar(dataset, frame, dimension):
    counts = tally(dataset, frame, dimension, VOICE)
    drawn = {(row["group"], row["value"]): row["number"] for row in rows_of(draw_tally(counts))}
    assert drawn == {
        (group.name, VOICE.labels[side]): number
        for group in counts.groups
        for side, number in group.counts.items()
        if number
    }


def test_a_piece_and_a_chart_say_what_they_are(dataset, frame):
    chart = draw_tally(tally(dataset, frame, MONTH, VOICE))
    spoken = [row["spoken"] for row in rows_of(chart)]
    assert spoken[-1] == "2025-02, Palestinian, excerpts: 1"
    assert "by month: a bar chart; the table below" in chart.to_dict()["description"]
    assert chart.to_dict()["encoding"]["description"]["field"] == "spoken"


def test_a_value_has_the_same_colour_on_every_chart(dataset, frame):
    for dimension in (WHOLE, MONTH):
        chart = draw_tally(tally(dataset, frame, dimension, VOICE)).to_dict()
        scale = chart["encoding"]["color"]["scale"]
        assert scale["domain"] == ["Israeli", "Palestinian", "The outlet itself"]
        assert scale["range"] == [PALETTE[0], PALETTE[1], PALETTE[-1]]


def test_each_measure_has_a_colour_for_each_value():
    assert [len(measure.labels) for measure in MEASURES] == [len(PALETTE)] * len(MEASURES)


def test_bars_stand_in_the_order_of_the_table(dataset, frame):
    chart = draw_tally(tally(dataset, frame, PLACE, SOURCE))
    assert [row["group"] for row in rows_of(chart)] == ["Netzarim corridor", "Khan Younis"]
