"""More categories than can be told apart on a map are merged as their owner says, and kept."""

from collections import Counter

import pytest

from events.importers import import_file, open_imported, read_mapping, write_folder
from events.importers.mapping import Mapping
from events.records import CurationError

KINDS = [f"Kind {chr(65 + n // 26)}{chr(65 + n % 26)}" for n in range(40)]
ROWS = [(kind, n) for n, kind in enumerate(KINDS) for _ in range(41 - n)]
"""Forty categories: the first in 40 rows and one, the last in two."""


def content(kinds=ROWS):
    lines = [f"{number},Event {number},2024-04-03,1,2,A Paper,{kind},{'Near' if n % 2 else 'Far'}"
             for number, (kind, n) in enumerate(kinds, 1)]  # fmt: skip
    return "\n".join(["id,title,date,latitude,longitude,source,category,range", *lines]).encode()


def imported(mapping=None, **answers):
    given = {name.replace("_", "-"): answer for name, answer in answers.items()}
    return import_file(content(), "many.csv", given, mapping)


def question(result, name):
    return next(one for one in result.report.questions if one.id == name)


def test_the_choices_say_how_many_rows_each_merges():
    result = imported()
    asked = question(result, "categories")
    assert {choice.id: choice.label.partition(" (")[2] for choice in asked.choices} == {
        "other": f"{sum(range(2, 27)):,} rows of 25 categories)",
        "most-10": f"{sum(range(2, 32)):,} rows of 30 categories)",
        "most-5": f"{sum(range(2, 37)):,} rows of 35 categories)",
        "wait": "",
    }
    assert result.report.outcomes["asked"] == asked.rows == sum(range(2, 27))
    assert len(result.events) + len(result.waiting) == len(ROWS)


@pytest.mark.parametrize(
    ("answer", "kept"), [("other", 15), ("most-10", 10), ("most-5", 5), ("most-12", 12)]
)
def test_the_rarest_become_one_and_keep_their_own_word_beside_the_event(answer, kept):
    result = imported(categories=answer)
    assert result.report.outcomes["asked"] == 0
    assert set(result.events["category"]) == {*KINDS[:kept], "Other"}
    assert result.events["category (file)"].tolist() == [kind for kind, _ in ROWS]
    opened = open_imported(result)
    assert len(opened.records.vocabulary.categories) == kept + 1


@pytest.mark.parametrize("answer", ["most-0", "most-16", "most-ten", "few", "most-10x"])
def test_another_answer_is_refused_by_name(answer):
    with pytest.raises(CurationError, match="answer categories: must be one of"):
        imported(categories=answer)


def test_another_column_can_be_the_category():
    asked = question(imported(), "column-category")
    assert [choice.id for choice in asked.choices] == ["category", "range"]
    result = imported(column_category="range")
    assert Counter(result.events["category"]).keys() == {"Near", "Far"}
    assert result.events["category (file)"].tolist() == [kind for kind, _ in ROWS]
    assert result.report.outcomes["asked"] == 0
    again = import_file(content(), "many.csv", mapping=result.mapping)
    assert set(again.events["category"]) == {"Near", "Far"}


def test_values_are_merged_one_by_one_in_the_mapping_which_lists_them(tmp_path):
    write_folder(imported(), tmp_path)
    mapping = read_mapping(tmp_path / "import" / "mapping.yaml")
    listed = mapping.values["category"]
    assert listed == dict(zip(KINDS, KINDS, strict=True))
    merged = {kind: KINDS[n % 8] for n, kind in enumerate(KINDS)}
    result = imported(mapping.model_copy(update={"values": {"category": merged}}))
    assert result.report.outcomes["asked"] == 0
    assert result.events["category"].tolist() == [merged[kind] for kind, _ in ROWS]
    assert result.events["category (file)"].tolist() == [kind for kind, _ in ROWS]
    assert result.mapping.values["category"] == merged


def test_sixteen_are_not_asked_about_and_have_no_column_beside_them():
    few = [(kind, n) for kind, n in ROWS if n < 16]
    result = import_file(content(few), "few.csv", mapping=Mapping())
    assert "category (file)" not in import_file(content(few), "few.csv").events
    assert not any(one.id == "categories" for one in result.report.questions)
