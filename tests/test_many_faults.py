"""A hundred thousand faults in one file are all counted, the first told, and in time."""

import time

import pytest

from events.importers import import_file

ROWS = 100_000
SECONDS = 12
"""Of the process: twice the six that it takes where nothing else runs."""

HEADER = "id,title,date,latitude,longitude,source,precision_m"

FAULTS = {
    "dates": (lambda n: f"some day or other {n},1.5,2.5,P,5", "refused"),
    "dates in words": (lambda n: f"late in the autumn of {n},1.5,2.5,P,5", "refused"),
    "two days each": (
        lambda n: f"{n % 12 + 1}/{(n + 1) % 12 + 1}/{1000 + n // 12},1,2,P,5",
        "asked",
    ),
    "positions": (lambda n: f"2024-04-03,north {n},east of {n},P,5", "refused"),
    "numbers": (lambda n: f"2024-04-03,1.5,2.5,P,about {n} m", "changed"),
}  # fmt: skip


@pytest.mark.parametrize("kind", FAULTS)
def test_each_of_many_faults_is_counted_and_the_report_stays_short(kind):
    fault, outcome = FAULTS[kind]
    rows = (f"{n},Event {n},{fault(n)}" for n in range(ROWS))
    content = "\n".join([HEADER, *rows]).encode()
    import_file(b"title,date\nA,3 April 2024", "a.csv")
    start = time.process_time()
    imported = import_file(content, "many.csv")
    assert time.process_time() - start < SECONDS
    report = imported.report
    assert report.outcomes[outcome] == report.rows == ROWS
    if outcome != "changed":
        assert len(imported.waiting) == ROWS
        assert imported.waiting["import_reason"].str.len().gt(0).all()
    assert len(report.remarks) < 5_000
    more = sum("more rows)" in remark.reason for remark in report.remarks)
    assert more >= 1


def test_a_reason_that_names_the_value_stands_beside_its_own_row():
    rows = [f"{n},Event {n},{FAULTS['two days each'][0](n)}" for n in range(600)]
    imported = import_file("\n".join([HEADER, *rows]).encode(), "many.csv")
    told = {remark.row: remark for remark in imported.report.remarks if remark.row}
    for number in (1, 150, 600):
        text = imported.waiting.set_index("import_row").loc[number]
        first, second, year = text["date"].split("/")
        days = f"{year}-{second:0>2}-{first:0>2}", f"{year}-{first:0>2}-{second:0>2}"
        assert all(day in told[number].reason for day in days)
        assert text["import_reason"] == told[number].reason
        assert told[number].value == text["date"]
