"""Charts hold the numbers of their tables, and say what they are."""

from dataclasses import replace

import pytest

from events.report import MEASURES, WHOLE, tally
from events.report.charts import PALETTE, draw_tally
from events.report.tallies import MONTH, PLACE, SOURCE, VOICE


def rows_of(chart):
    """List the pieces of a chart's bars."""
    (rows,) = chart.to_dict()["datasets"].values()
    return rows


@pytest.mark.parametrize("dimension", [WHOLE, MONTH, PLACE], ids=lambda d: d.title)
def test_each_number_above_none_is_a_piece_of_a_bar(small, dimension):
    counts = tally(small, dimension, VOICE)
    drawn = {(row["group"], row["value"]): row["number"] for row in rows_of(draw_tally(counts))}
    assert drawn == {
        (group.name, counts.labels[side]): number
        for group in counts.groups
        for side, number in group.counts.items()
        if number
    }


def test_a_piece_and_a_chart_say_what_they_are(small):
    chart = draw_tally(tally(small, MONTH, VOICE))
    spoken = [row["spoken"] for row in rows_of(chart)]
    assert spoken[-1] == "February 2025, Harbour company, excerpts: 1"
    assert "by month: a bar chart; the table below" in chart.to_dict()["description"]
    assert chart.to_dict()["encoding"]["description"]["field"] == "spoken"


def test_a_value_has_the_same_colour_on_every_chart(small):
    for dimension in (WHOLE, MONTH):
        chart = draw_tally(tally(small, dimension, VOICE)).to_dict()
        scale = chart["encoding"]["color"]["scale"]
        assert scale["domain"] == ["Dockers and crews", "Harbour company", "The paper itself"]
        assert scale["range"] == [PALETTE[0], PALETTE[1], PALETTE[3]]


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.title)
def test_no_two_values_of_the_curated_collection_share_a_colour(gaza, measure):
    assert len(measure.labels(gaza.records.vocabulary)) <= len(PALETTE)


def test_a_vocabulary_of_more_values_than_colours_is_drawn_all_the_same(small):
    counts = tally(small, WHOLE, VOICE)
    sides = {f"side-{number}": f"Side {number}" for number in range(len(PALETTE) + 2)}
    group = replace(counts.groups[0], counts=dict.fromkeys(sides, 1))
    chart = draw_tally(replace(counts, labels=sides, groups=(group,))).to_dict()
    assert chart["encoding"]["color"]["scale"]["range"] == [*PALETTE, *PALETTE[:2]]


def test_bars_stand_in_the_order_of_the_table(small):
    chart = draw_tally(tally(small, PLACE, SOURCE))
    assert [row["group"] for row in rows_of(chart)] == ["Quill causeway", "Inkhaven"]
