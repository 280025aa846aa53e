"""The further events say what the researched records say: dates, figures, quotations, addresses.

`taken_over.json` of the collection has, for each record, what was taken over from it, and under
`looked_up` what pages that were seen later say of an event: figures, quotations, addresses. Numbers
that such a page makes obsolete are `dropped` there, each with its reason.
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
LOOKED_UP = {entry["event"]: entry for entry in TAKEN["looked_up"]}
# Read in full: what is cited from them is compared with their text, where it is at hand.
ARTICLES = {"morning-star-2025-02-09", "new-york-post-2024-04-07"}
WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "at least one": 1, "million": 1e6, "half a million": 5e5,
}  # fmt: skip

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
    for digits in re.findall(r"(?:under|fewer than|less than) (\d[\d,]*)", text):
        found.add(float(digits.replace(",", "")) - 1)
    if text.lower().startswith("one "):  # elsewhere the word is seldom a count
        found.add(1)
    return found | {value for word, value in WORDS.items() if stands_in(word, text.lower())}


def given_for(event_id, what):
    """List what the record of an event and the pages seen later have of figures or quotes."""
    found = (CURATED.get(event_id, {}), LOOKED_UP.get(event_id, {}))
    return [value for given in found for value in given.get(what, [])]


def values_of(event_id):
    """List what the record, a remark of the research or a page seen later gives as figures."""
    figures = given_for(event_id, "figures")
    return [figure["value"] for figure in figures] + REMARKS.get(event_id, [])


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
                amounts = [n for x in (figure, *figure.parts) for n in (x.low, x.best, x.high)]
                given = {n for n in amounts if n is not None}
                if not whole or not given <= numbers_in(figure.as_reported):
                    wrong.append((event.id, figure.as_reported, given))
    assert wrong == []


@each_curated
def test_every_number_of_the_record_stands_in_a_figure(name, events):
    written = set().union(*(numbers_in(figure.as_reported) for figure in events[name].figures))
    given = set().union(*(numbers_in(value) for value in values_of(name)))
    dropped = LOOKED_UP.get(name, {}).get("dropped", [])
    assert all(each["reason"] for each in dropped)
    assert given - {each["number"] for each in dropped} <= written


def test_every_excerpt_is_a_verbatim_part_of_a_quote_that_was_seen(events, sources):
    wrong = []
    for event in events.values():
        quotes = given_for(event.id, "quotes")
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
    given = TAKEN["records"] + TAKEN["looked_up"]
    listed = {untracked(a) for each in given for a in each["addresses"]}
    shown = {source.id: untracked(source.url) for source in sources.values() if source.url}
    assert {name: address for name, address in shown.items() if address not in listed} == {}
