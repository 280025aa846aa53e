"""Structured data, as machines read it: extruct finds it in a page, rdflib reads it as triples."""

import warnings
from typing import get_args

import pytest
from rdflib import RDF, Graph, Namespace

from events.collection import open_collection
from events.linked_data import Published, describe_dataset, describe_event, describe_story
from events.linked_data.citations import TYPES
from events.linked_data.nodes import CONTEXT, ends, licence
from events.query import Query
from events.records import Source, When, sources_of, to_date
from events.telling.document import Head, write_page
from geodata import PRECISION_WORDS
from tests.conftest import (
    LATER,
    LEAVING,
    OWN_PLACE,
    PAPER,
    POST,
    ROW,
    changed,
    hostile,
    saying,
    write,
    write_event,
    write_table,
    written,
)

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of packages that it brings along
    from extruct.jsonld import JsonLdExtractor

SCHEMA = Namespace("https://schema.org/")
HOME = "https://example.org/"
AT = Published(HOME, lambda event: f"{HOME}?event={event}", lambda story: f"{HOME}?story={story}")


def found_in(content):
    """Return the structured data of a page."""
    return JsonLdExtractor().extract(content.decode())


def read(data):
    """Read structured data as triples; its context is known, and nobody is asked for it."""
    assert data["@context"] == CONTEXT
    known = {**data, "@context": {"@vocab": str(SCHEMA)}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib warns of a class that it uses
        return Graph().parse(data=known, format="json-ld")


def read_page(content):
    (data,) = found_in(content)
    return read(data)


def things(graph, kind):
    """List what is of a type."""
    return list(graph.subjects(RDF.type, SCHEMA[kind]))


def values(graph, thing, name):
    """Return the values of a property, as plain values."""
    return {value.toPython() if hasattr(value, "toPython") else str(value)
            for value in graph.objects(thing, SCHEMA[name])}  # fmt: skip


def described(collection, event, published=AT):
    """Describe an event, and read the description in a page."""
    data = describe_event(event, collection, published)
    graph = read_page(write_page("Title", "", [], head=Head(linked_data=data)))
    (thing,) = things(graph, "Event")
    return graph, thing


def one(graph, thing, name):
    (value,) = graph.objects(thing, SCHEMA[name])
    return value


def cited(graph):
    return [
        work for page in things(graph, "WebPage") for work in graph.objects(page, SCHEMA.citation)
    ]


def test_every_event_has_its_id_date_place_and_sources(quill):
    for event in quill.records.shown:
        graph, thing = described(quill, event.id)
        row = quill.engine.row(event.id)
        assert values(graph, thing, "identifier") == {event.id}
        assert values(graph, thing, "name") == {event.title}
        start, end = ends(When(event.date))
        assert (values(graph, thing, "startDate"), values(graph, thing, "endDate")) == (
            {start}, {end},
        )  # fmt: skip
        place = one(graph, thing, "location")
        assert values(graph, place, "name") == {row["place_name"]}
        doubts = str(one(graph, place, "disambiguatingDescription")).lower()
        assert doubts.startswith(PRECISION_WORDS[row["precision"]].lower())
        works = cited(graph)
        assert {str(one(graph, work, "identifier")) for work in works} == set(sources_of(event))
        for work in works:
            source = quill.records.sources[str(one(graph, work, "identifier"))]
            assert values(graph, one(graph, work, "publisher"), "name") == {source.outlet}
            assert values(graph, work, "name") == ({source.title} if source.title else set())
            assert values(graph, work, "url") == ({source.url} if source.url else set())
            authors = {name for a in graph.objects(work, SCHEMA.author)
                       for name in values(graph, a, "name")}  # fmt: skip
            assert authors == {name.words for name in source.authors or ()}


def test_a_point_a_circle_or_nothing_stands_for_a_place(quill):
    kinds = {}
    for event in quill.records.shown:
        graph, thing = described(quill, event.id)
        row = quill.engine.row(event.id)
        shapes = list(graph.objects(one(graph, thing, "location"), SCHEMA.geo))
        kinds[row["precision"]] = {str(one_type(graph, shape)) for shape in shapes}
        if "GeoCircle" in kinds[row["precision"]]:
            (circle,) = shapes
            assert values(graph, circle, "geoRadius") == {row["precision_m"]}
            (point,) = graph.objects(circle, SCHEMA.geoMidpoint)
            latitude = float(one(graph, point, "latitude"))
            assert latitude == pytest.approx(row["latitude"], abs=1e-5)
    expected = {"exact": {"GeoCoordinates"}, "adm1": {"GeoCircle"}, "area": {"GeoCircle"}}
    assert {**kinds, **expected} == kinds
    assert kinds["international"] == set()


def one_type(graph, thing):
    (kind,) = graph.objects(thing, RDF.type)
    return str(kind).removeprefix(str(SCHEMA))


@pytest.mark.parametrize(
    ("date", "start", "end", "words"),
    [
        ("2024-04-07", "2024-04-07", "2024-04-07", "Date: 7 April 2024."),
        ("2024-04~", "2024-04", "2024-04", "approximate"),
        ("0987", "0987", "0987", "month and day not given"),
        ("2024-02-15?/2024-03", "2024-02-15", "2024-03", "inferred"),
    ],
)
def test_a_date_is_as_precise_as_it_is_given_and_its_doubts_are_said(
    small, date, start, end, words
):
    graph, thing = described(changed(small, date=date), LEAVING)
    assert values(graph, thing, "startDate") == {start}
    assert values(graph, thing, "endDate") == {end}
    assert words in str(one(graph, thing, "disambiguatingDescription"))
    (page,) = things(graph, "WebPage")
    assert values(graph, page, "temporalCoverage") == {date}


def test_what_is_not_known_is_left_out(folder):
    body = {"literal": "The Agency"}
    report = {**PAPER, "published": "2024-04-01/2024-04-08", "authors": [body], "type": "post"}
    write(folder / "sources.yaml", [{**report, "published_note": "A week."}, POST])
    write_event(folder, place=OWN_PLACE)
    collection = open_collection(folder)
    graph, thing = described(collection, LEAVING, Published())
    assert values(graph, thing, "url") == set()
    (work,) = cited(graph)
    assert one_type(graph, work) == "SocialMediaPosting"
    for name in ("name", "url", "datePublished", "archivedAt"):
        assert values(graph, work, name) == set(), name
    author, publisher = one(graph, work, "author"), one(graph, work, "publisher")
    # Whether they are persons or bodies is not known.
    assert [list(graph.objects(named, RDF.type)) for named in (author, publisher)] == [[], []]
    assert values(graph, author, "name") == {"The Agency"}
    assert values(graph, one(graph, thing, "location"), "name") == {OWN_PLACE["name"]}


def test_a_doubtful_day_of_publication_says_so(folder):
    write(folder / "sources.yaml", [{**PAPER, "published": "2024-04-08?"}, POST])
    graph, _ = described(open_collection(folder), LEAVING)
    (work,) = cited(graph)
    assert values(graph, work, "datePublished") == {"2024-04-08"}
    assert values(graph, work, "disambiguatingDescription") == {"date inferred"}


def test_a_contested_event_says_what_is_contested(small):
    collection = changed(small, status="contested", contested="How many came, 3 or 30.")
    graph, thing = described(collection, LEAVING)
    words = str(one(graph, thing, "disambiguatingDescription"))
    assert words.endswith("Status: Contested. Contested: How many came, 3 or 30.")


@hostile
def test_any_text_stays_data(small, text):
    data = describe_event(LEAVING, saying(small, text), AT)
    content = write_page("Title", "", [], head=Head(linked_data=data))
    assert content.count(b"</script") == 1
    assert found_in(content) == [data]
    assert data["mainEntity"]["name"] == data["mainEntity"]["description"] == text


@pytest.fixture
def table(tmp_path):
    several = {**LATER, "id": "event-3", "source": ["The Paper", "The Post"], "side": ["company"]}
    rows = [{**row, "source": [row["source"]], "side": [row["side"]]} for row in (ROW, LATER)]
    rows += [{**several, "url": ROW["url"]}]
    return open_collection(write_table(tmp_path / "set.parquet", *rows))


def test_an_event_of_a_table_has_what_its_row_says(table):
    graph, thing = described(table, "event-1")
    assert values(graph, thing, "identifier") == {"event-1"}
    assert values(graph, thing, "startDate") == {"2024-04-07"}
    assert values(graph, one(graph, thing, "location"), "name") == {"Inkhaven"}
    (work,) = cited(graph)
    assert values(graph, work, "url") == {"https://example.org/news"}
    assert values(graph, one(graph, work, "publisher"), "name") == {"The Paper"}
    (dataset,) = things(graph, "Dataset")
    assert values(graph, dataset, "license") == values(graph, dataset, "version") == set()
    assert len(cited(described(table, "event-2")[0])) == 1


def test_the_address_of_a_row_is_given_to_none_of_several_outlets(table):
    graph, _ = described(table, "event-3")
    works = cited(graph)
    addressed = [work for work in works if values(graph, work, "url")]
    assert (len(works), len(addressed)) == (3, 1)
    assert values(graph, addressed[0], "publisher") == set()


def test_a_withdrawn_event_and_an_unknown_one_are_not_described(folder):
    gone = {"status": "withdrawn", "change_note": "It was counted twice."}
    write_event(folder, "2024-04-08-gone", **gone)
    collection = open_collection(folder)
    assert describe_event("2024-04-08-gone", collection, AT) is None
    assert describe_event("nothing", collection, AT) is None


def dataset_of(collection, **more):
    records = collection.records
    region, span = records.geography.region, collection.engine.span
    return describe_dataset(records.info, region, span, AT, **more)


def test_a_collection_is_a_dataset_with_its_dates_region_licence_and_files(quill):
    info, region = quill.records.info, quill.records.geography.region
    files = [("CSV", "text/csv", f"{HOME}data/events.csv")]
    graph = read(dataset_of(quill, topics=["Floods"], credits="Somebody", files=files))
    (dataset,) = things(graph, "Dataset")
    assert values(graph, dataset, "identifier") == {info.id}
    assert values(graph, dataset, "version") == {info.version}
    assert values(graph, dataset, "dateModified") == {info.modified.isoformat()}
    first, last = (to_date(day).isoformat() for day in quill.engine.span)
    assert values(graph, dataset, "temporalCoverage") == {f"{first}/{last}"}
    place = one(graph, dataset, "spatialCoverage")
    assert values(graph, place, "name") == {region.subject}
    south, west, north, east = map(float, str(one(graph, one(graph, place, "geo"), "box")).split())
    assert (west, south, east, north) == region.bounds.box
    assert values(graph, one(graph, dataset, "license"), "name") == {info.licence}
    (file,) = things(graph, "DataDownload")
    assert values(graph, file, "contentUrl") == {f"{HOME}data/events.csv"}
    assert values(graph, file, "encodingFormat") == {"text/csv"}


def test_a_table_is_a_dataset_of_which_little_is_known(table):
    graph = read(dataset_of(table))
    (dataset,) = things(graph, "Dataset")
    assert values(graph, dataset, "name") == {"set.parquet"}
    assert values(graph, dataset, "temporalCoverage") == {"2024-04-07/2024-05-31"}
    for name in ("version", "license", "dateCreated", "dateModified", "distribution"):
        assert values(graph, dataset, name) == set(), name


def test_a_story_names_its_events(quill):
    for story in quill.records.stories:
        graph = read(describe_story(story, quill, AT))
        (page,) = things(graph, "WebPage")
        assert values(graph, page, "name") == {story.title}
        assert values(graph, page, "url") == {f"{HOME}?story={story.id}"}
        told = [str(one(graph, event, "identifier")) for event in graph.objects(page, SCHEMA.about)]
        assert sorted(told) == sorted({step.event for step in story.steps})


def test_only_words_that_are_the_name_of_a_licence_get_its_address():
    assert licence("CC BY 4.0")["url"] == "https://creativecommons.org/licenses/by/4.0/"
    assert licence("CC BY 4.0 for our own words") == {
        "@type": "CreativeWork",
        "name": "CC BY 4.0 for our own words",
    }
    assert licence(None) is None


def test_the_one_page_is_described_as_what_it_shows(small):
    first, last = small.engine.span
    some = small.engine.select(Query(first, last, {"category": ("vessels",)}), 10)
    graph = read_page(written("html", small, some))
    (dataset,) = things(graph, "Dataset")
    assert values(graph, dataset, "name") == {small.records.info.title}
    assert values(graph, dataset, "temporalCoverage") == {"2024-04-07/2024-04-07"}
    assert len(values(graph, dataset, "keywords")) == 1
    assert str(one(graph, dataset, "disambiguatingDescription")).startswith("Shown: ")


def test_every_type_of_source_has_one_of_schema_org():
    assert set(TYPES) == set(get_args(Source.model_fields["type"].annotation))
