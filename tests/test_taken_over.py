"""The further events say what the researched records say: dates, figures, quotations, addresses.

`taken_over.json` of the collection has, for each record, what was taken over from it, and for each
event that was corrected or added since what was read later: words, figures and addresses.
"""

import json
import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import pytest

from events.records import When, to_date
from events.records.locations import BUILT_IN

DATA = BUILT_IN / "gaza"
TAKEN = json.loads((DATA / "taken_over.json").read_text("utf-8"))
RECORDS = {record["record"]: record for record in TAKEN["records"]}
CURATED = {record["event"]: record for record in TAKEN["records"] if record["event"]}
REMARKS = {remark["event"]: remark["values"] for remark in TAKEN["remarks"]}
LATER = {later["event"]: later for later in TAKEN["seen_later"]}
# Read in full: what is cited from them is compared with their text, where it is at hand.
ARTICLES = {"morning-star-2025-02-09", "new-york-post-2024-04-07"}
WORDS = {
    "at least one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "million": 1e6,
    "half a million": 5e5,
}

each_record = pytest.mark.parametrize("name", RECORDS)
each_curated = pytest.mark.parametrize("name", CURATED)


@pytest.fixture(scope="module")
def events(gaza):
    return gaza.records.by_id


@pytest.fixture(scope="module")
def sources(gaza):
    return gaza.records.sources


def stands_in(part, whole):
    """Tell whether a text is a part of another that cuts no word and no number."""
    return re.search(rf"(?<![\w])(?<!\d[.,]){re.escape(part)}(?![\w]|[.,]\d)", whole) is not None


def numbers_in(text):
    """List the numbers of a text, including those written as words."""
    found = set()
    for digits, million in re.findall(r"(\d[\d,]*(?:\.\d+)?)( million)?", text):
        found.add(float(digits.replace(",", "")) * (1e6 if million else 1))
    return found | {value for word, value in WORDS.items() if stands_in(word, text.lower())}


def values_of(event_id):
    """List what the record of an event, a remark, or what was read later gives as figures."""
    figures = CURATED[event_id]["figures"] if event_id in CURATED else []
    values = [figure["value"] for figure in figures] + REMARKS.get(event_id, [])
    return values + later(event_id, "values")


def quotes_of(event_id):
    """List what the record of an event, or what was read later, quotes."""
    return (CURATED[event_id]["quotes"] if event_id in CURATED else []) + later(event_id, "quotes")


def later(event_id, what):
    return LATER[event_id][what] if event_id in LATER else []


def plain(quote):
    return quote.translate(str.maketrans("’‘“”", "''\"\""))


def untracked(address):
    """Remove from an address what only says where a reader came from."""
    parts = urlsplit(address)
    query = [pair for pair in parse_qsl(parts.query) if not tracks(*pair)]
    return urlunsplit(parts._replace(query=urlencode(query)))


def tracks(name, value):
    return name.startswith("utm_") or (name, value) == ("ref", "rss")


def test_all_records_are_here_once_and_each_is_an_event_of_its_own():
    assert len(TAKEN["records"]) == len(RECORDS) == 88
    taken = [record["event"] for record in TAKEN["records"] if record["event"]]
    assert len(taken) == len(set(taken))


def test_what_was_read_later_is_of_events_and_each_is_there_once(events):
    assert len(TAKEN["seen_later"]) == len(LATER)
    assert set(LATER) <= set(events)


@each_record
def test_a_record_is_curated_or_said_to_be_left_out(name, events):
    record = RECORDS[name]
    readme = (DATA / "README.md").read_text("utf-8")
    if record["event"]:
        assert record["event"] in events
        assert record["event"] == name or f"| `{name}` | `{record['event']}` |" in readme
    else:
        assert record["reason"]
        assert f"| `{name}` |" in readme


@each_curated
def test_the_date_covers_exactly_the_days_of_the_record(name, events):
    record, when = CURATED[name], When(events[name].date)
    days = (to_date(when.first).isoformat(), to_date(when.last).isoformat())
    assert days == (record["date_start"], record["date_end"])
    assert when.is_certain == (record["date_precision"] == "day")


def test_every_figure_is_one_of_the_record_and_its_numbers_stand_in_it(events):
    wrong = []
    for event in events.values():
        for figure in event.figures:
            if figure.source not in ARTICLES:
                whole = [v for v in values_of(event.id) if stands_in(figure.as_reported, v)]
                amounts = (figure, *figure.parts)
                given = {n for a in amounts for n in (a.low, a.best, a.high) if n is not None}
                if not whole or not given <= numbers_in(figure.as_reported):
                    wrong.append((event.id, figure.as_reported, given))
    assert wrong == []


@each_curated
def test_every_number_of_the_record_stands_in_a_figure(name, events):
    written = set().union(*(numbers_in(figure.as_reported) for figure in events[name].figures))
    given = set().union(*(numbers_in(value) for value in values_of(name)))
    assert given <= written


def test_every_excerpt_is_a_verbatim_part_of_a_quote_of_the_record(events, sources):
    wrong = []
    for event in events.values():
        quotes = quotes_of(event.id)
        for excerpt in event.excerpts:
            if excerpt.source not in ARTICLES:
                published = sources[excerpt.source].published
                if not any(
                    stands_in(plain(excerpt.text), plain(quote["text"]))
                    and published == quote["date"]
                    for quote in quotes
                ):
                    wrong.append((event.id, excerpt.source, excerpt.text, published))
    assert wrong == []


def test_every_address_is_one_that_may_be_linked(sources):
    read = TAKEN["records"] + TAKEN["seen_later"]
    listed = {untracked(address) for record in read for address in record["addresses"]}
    shown = {source.id: untracked(source.url) for source in sources.values() if source.url}
    assert {name: address for name, address in shown.items() if address not in listed} == {}
