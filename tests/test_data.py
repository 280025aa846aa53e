"""The curated collections: each event by itself, then each collection as a whole."""

import re
from functools import lru_cache
from pathlib import Path

import pytest

from events.collection import open_collection
from events.records import Event, Excerpt, Figure, OwnPlace, When, sources_of
from events.records.locations import BUILT_IN, built_in
from events.records.wording import EXCERPT_WORDS, word_count
from geodata.files import read_yaml

FILES = sorted(BUILT_IN.glob("*/events/*.yaml"))
ARTICLES = Path(__file__).parents[2] / "shared" / "articles"
READ_IN_FULL = ("morning-star-2025-02-09", "new-york-post-2024-04-07")
# Fewer events or excerpts than these means that something was lost without a word.
LEAST = {"gaza": (108, 155), "san-francisco-1906": (35, 100)}


@lru_cache(None)
def opened(name):
    return open_collection(name)


@lru_cache(None)
def written(path):
    """Return a record as it is written; nobody changes it."""
    return read_yaml(path)


@lru_cache(None)
def event_of(path):
    return Event.model_validate(written(path))


each_file = pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])


def in_order(record, model):
    """Whether a record's fields stand as its model lists them."""
    return list(record) == [name for name in model.model_fields if name in record]


def normalised(text):
    return re.sub(r"\s+", " ", text).strip()


@each_file
def test_an_event_is_valid_and_named_by_its_id(path):
    event = event_of(path)
    assert event.id == path.stem


@each_file
def test_the_fields_stand_in_the_order_of_the_models(path):
    record = written(path)
    assert in_order(record, Event), list(record)
    for excerpt in record["excerpts"]:
        assert in_order(excerpt, Excerpt), list(excerpt)
    for figure in record.get("figures", []):
        assert in_order(figure, Figure), list(figure)


@each_file
def test_no_field_is_written_down_empty(path):
    record = written(path)
    empty = [name for name, value in record.items() if value in (None, [], "")]
    # An event without a fragment says so; the model wants its sources to be named then.
    assert empty in ([], ["excerpts"])


def test_an_event_is_placed_no_more_precisely_than_its_place_is_known(curated):
    for event in curated.records.events:
        if isinstance(event.place, OwnPlace):
            place = event.place
        else:
            place = curated.records.geography.places[event.place]
            if place.precision in ("adm1", "adm2", "area"):
                assert (event.precision_m or place.precision_m) >= 1000, event.id
        assert event.precision_m is None or event.precision_m >= place.precision_m, event.id


def test_a_date_that_is_not_printed_says_how_it_is_known(curated):
    for event in curated.records.events:
        assert When(event.date).is_certain or event.date_note, event.id


def test_no_two_figures_of_an_event_print_the_same(curated):
    for event in curated.records.events:
        printed = [figure.as_reported for figure in event.figures]
        assert len(printed) == len(set(printed)), event.id


def test_excerpts_are_short_and_none_stands_twice(curated):
    for event in curated.records.events:
        texts = [excerpt.text for excerpt in event.excerpts]
        assert max(map(word_count, texts), default=0) <= EXCERPT_WORDS, event.id
        assert len(set(texts)) == len(texts), event.id


@pytest.mark.skipif(not ARTICLES.is_dir(), reason=f"there are no articles in {ARTICLES}")
@pytest.mark.parametrize("source", READ_IN_FULL)
def test_each_excerpt_stands_word_for_word_in_its_article(source):
    """Those of the two articles; the others are compared in `test_taken_over.py`."""
    article = normalised((ARTICLES / f"{source}.txt").read_text("utf-8"))
    excerpts = [excerpt for path in FILES for excerpt in event_of(path).excerpts]
    texts = [normalised(excerpt.text) for excerpt in excerpts if excerpt.source == source]
    assert texts
    assert [text for text in texts if text not in article] == []


@pytest.mark.parametrize("name", built_in())
def test_nothing_was_lost(name):
    events, excerpts = LEAST[name]
    read = opened(name).records.events
    assert len(read) >= events
    assert sum(len(event.excerpts) for event in read) >= excerpts


def test_every_event_is_on_the_map_and_the_timeline_or_withdrawn(curated):
    assert set(curated.table["id"]) == {event.id for event in curated.records.shown}


def test_every_source_is_cited(curated):
    cited = {source for event in curated.records.events for source in sources_of(event)}
    assert cited == set(curated.records.sources)


def test_every_speaker_is_quoted_or_credited(curated):
    named = set()
    for event in curated.records.events:
        named |= {excerpt.speaker for excerpt in event.excerpts}
        named |= {excerpt.crediting for excerpt in event.excerpts if excerpt.crediting}
        named |= {figure.according_to for figure in event.figures}
    assert named == set(curated.records.speakers)


def test_only_a_newspapers_own_words_credit_somebody(curated):
    for event in curated.records.events:
        for excerpt in event.excerpts:
            own = curated.records.is_outlet(excerpt.speaker)
            assert own or excerpt.crediting is None, event.id


def test_no_two_events_have_the_same_title(curated):
    titles = [event.title for event in curated.records.events]
    assert sorted(titles) == sorted(set(titles))


def test_what_is_not_known_of_a_source_is_explained(curated):
    for source in curated.records.sources.values():
        assert source.authors or source.author_note, source.id
        assert source.url or source.url_note, source.id
        dated = source.published is not None and When(source.published).is_certain
        assert dated or source.published_note, source.id


def test_an_outlet_is_of_one_kind(curated):
    kinds = {(source.outlet, source.kind) for source in curated.records.sources.values()}
    assert len(kinds) == len({outlet for outlet, _ in kinds})


def test_no_side_has_more_than_half_of_the_quoted_voices(curated):
    """An outlet's own words count for whom they credit, and for nobody if they credit no one."""
    voices = [
        curated.records.speakers[excerpt.crediting or excerpt.speaker].side
        for event in curated.records.events
        for excerpt in event.excerpts
    ]
    voices = [side for side in voices if side != curated.records.vocabulary.itself]
    most = max(set(voices), key=voices.count)
    assert voices.count(most) <= len(voices) / 2, most


def test_periods_are_named_once_and_lie_around_the_events(curated):
    first, last = curated.engine.span
    for period in curated.records.periods:
        when = When(period.date)
        assert when.first <= last
        assert when.last >= first
    assert len({period.title for period in curated.records.periods}) == len(curated.records.periods)


def test_the_collection_changed_no_earlier_than_its_newest_event(curated):
    assert max(event.modified for event in curated.records.events) <= curated.records.info.modified
