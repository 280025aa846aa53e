"""What an example of public texts quotes stands in the passages that were kept of them."""

import re

from events.records import read_records
from events.records.locations import BUILT_IN

DATA = BUILT_IN / "san-francisco-1906"
PASSAGES = re.compile(r"^## `([a-z0-9-]+)`$(.*?)(?=^## |\Z)", re.M | re.S)


def seen():
    """Return the passages of each source, as one line."""
    text = (DATA / "seen.md").read_text("utf-8")
    return {
        source: re.sub(r"\s+", " ", passages.replace("\n>", " "))
        for source, passages in PASSAGES.findall(text)
    }


def test_every_source_says_where_it_was_seen():
    passages = seen()
    assert set(passages) == set(read_records(DATA).sources)
    assert [source for source, text in passages.items() if "Seen: " not in text] == []


def test_every_quotation_and_every_figure_stands_in_a_passage_of_its_source():
    passages = seen()
    for event in read_records(DATA).events:
        quoted = [(excerpt.source, excerpt.text) for excerpt in event.excerpts]
        quoted += [(figure.source, figure.as_reported) for figure in event.figures]
        for source, words in quoted:
            assert words in passages[source], (event.id, source)
