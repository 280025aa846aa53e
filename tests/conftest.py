"""The collections that tests use: an invented one, a small one to be spoilt, and the curated one.

The invented one (`tests/collections/quill`) is the subject of nearly all tests, since nothing may
hold for one collection alone.
"""

import base64
import gzip
import json
import shutil
from dataclasses import replace
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from shapely.geometry import Point

from events.collection import Collection, open_collection
from events.exporters import FORMATS, Provenance, write_file
from events.query import FILTERS, Query
from events.records import read_records
from events.records.locations import built_in
from events.table import build_table

settings.register_profile("without deadline", deadline=None, max_examples=50)
settings.load_profile("without deadline")

QUILL = Path(__file__).parent / "collections" / "quill"
"""The invented collection, in a place and a time of its own."""

LISTED = QUILL.parent / "list"
"""An invented collection whose events are a list in CSV."""

INFO = {
    "id": "small",
    "title": "A small collection",
    "description": "Three events at two places.",
    "version": "2025.1.0",
    "created": "2025-01-01",
    "modified": "2025-01-02",
    "licence": "CC BY 4.0",
    "disclaimer": "Written for the tests.",
    "curated": True,
}
PERIOD = {"id": "spring", "title": "Spring", "date": "2024-03/2024-05", "basis": "The season."}
PAPER = {
    "id": "paper",
    "type": "article-newspaper",
    "outlet": "The Paper",
    "title": None,
    "title_note": "No headline was seen.",
    "authors": None,
    "author_note": "No byline.",
    "published": "2024-04-08",
    "published_note": "Printed at its head.",
    "url": None,
    "url_note": "Seen on paper.",
    "kind": "weekly",
}
POST = {
    **PAPER,
    "id": "post",
    "outlet": "The Post",
    "title": "A headline",
    "url": "https://example.org/news",
}
SPEAKERS = [
    {"id": "paper-voice", "name": "The Paper", "role": "Its own words", "side": "paper"},
    {"id": "minister", "name": "Dana Levi", "role": "a minister", "side": "company"},
    {"id": "spokesman", "name": "Omar Said", "role": "a spokesman", "side": "dockers"},
]
EXCERPT = {"source": "paper", "speaker": "paper-voice", "text": "left the harbour on Sunday"}
EVENT = {
    "title": "Ferries leave Inkhaven",
    "summary": "The Paper writes that the ferries left the harbour.",
    "date": "2024-04-07",
    "category": "vessels",
    "status": "reported",
    "place": "inkhaven",
    "excerpts": [EXCERPT],
    "created": "2025-01-01",
    "modified": "2025-01-02",
}
OWN_PLACE = {
    "name": "A field",
    "longitude": "-25.3",
    "latitude": "-38.1",
    "precision": "near",
    "precision_m": "500",
    "basis": "Drawn for the tests.",
}
LEAVING, CROSSING, SPEECH = "2024-04-07-leaving", "2024-05-crossing", "2025-02-09-speech"


def write(path, content):
    """Write JSON, which is YAML too and needs no care with quotation marks."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")


def write_event(folder, event_id=LEAVING, file=None, **overrides):
    """Write an event that is right but for what a test gives."""
    write(folder / "events" / f"{file or event_id}.yaml", {"id": event_id, **EVENT, **overrides})


def write_source(folder, **overrides):
    """Write the list of sources with the first one changed."""
    write(folder / "sources.yaml", [{**PAPER, **overrides}, POST])


def write_collection(folder):
    """Write three events at two places: one on a day, one in a month, one approximate.

    The region, its places and the vocabulary are those of the invented collection.
    """
    write(folder / "collection.yaml", INFO)
    write(folder / "speakers.yaml", SPEAKERS)
    write(folder / "periods.yaml", [PERIOD])
    write_source(folder)
    shutil.copyfile(QUILL / "vocabulary.yaml", folder / "vocabulary.yaml")
    shutil.copytree(QUILL / "geodata", folder / "geodata", dirs_exist_ok=True)
    write_event(folder)
    write_event(
        folder,
        CROSSING,
        title="Families cross the causeway",
        date="2024-05",
        category="building",
        place="quill-causeway",
    )
    write_event(
        folder,
        SPEECH,
        title="A spokesman praises the crossing",
        date="2025-02-09~",
        category="parliament",
        place="quill-causeway",
        excerpts=[
            {**EXCERPT, "source": "post", "speaker": "spokesman", "text": "a day of return"},
            {**EXCERPT, "crediting": "minister", "text": "was no victory"},
        ],
    )
    return folder


@pytest.fixture
def folder(tmp_path):
    """A small collection of a test's own, to be spoilt."""
    return write_collection(tmp_path / "small")


@pytest.fixture(scope="session")
def small(tmp_path_factory) -> Collection:
    """The small collection of three events, opened once."""
    return open_collection(write_collection(tmp_path_factory.mktemp("small")))


@pytest.fixture(scope="session")
def quill() -> Collection:
    """The invented collection, opened once."""
    return open_collection(QUILL)


@pytest.fixture(scope="session")
def gaza() -> Collection:
    """The curated collection, for tests of which it is the subject."""
    return open_collection("gaza")


@pytest.fixture(scope="session", params=built_in())
def curated(request) -> Collection:
    """Each collection that comes with the dashboard, for what must hold for all of them."""
    return open_collection(request.param)


@pytest.fixture
def records_of():
    """Return what reads the records of a folder that a test has changed."""
    return read_records


@pytest.fixture(scope="session")
def repository():
    return Path(__file__).parent.parent


WORDS = ["", "inkhaven", "dockers", "flood causeway", "قلم", "moon", "June 1892", "?!", "striking"]
"""Searches of the invented collection; some of them find nothing."""

LOOKS = [None, (-25.2, -38.1, -24.8, -37.9), (-24.8, -38.1, -25.2, -37.9), (0.0, 0.0, 1.0, 1.0)]
"""Parts of the map; one goes around the earth, one has no event."""


@cache
def questions(engine):
    """Draw any question that the filters of an engine can ask."""
    first, last = engine.span
    day = st.integers(first - 9, last + 9)
    chosen = st.fixed_dictionaries(
        {},
        optional={
            name: st.lists(st.sampled_from(engine.values(name)), unique=True).map(tuple)
            for name in FILTERS
        },
    )
    parts = st.tuples(
        st.tuples(day, day).map(sorted), chosen, st.sampled_from(WORDS), st.sampled_from(LOOKS)
    )
    return parts.map(lambda part: Query(*part[0], part[1], part[2], within=part[3]))


def changed(collection, **event):
    """Return a collection with other values in its first event, past the checks of the models."""
    records = collection.records
    first, *others = records.events
    records = replace(records, events=(first.model_copy(update=event), *others))
    return Collection(records, build_table(records))


HOSTILE = [
    "<img src=x onerror=1>",
    "</script><script>alert(1)</script>",
    "`id` and ```",
    "${x}",
    "{{ 7*7 }}",
    "{% x %}",
    "![a](http://x/y.png)",
    "\"double\", 'single', “curly”",
    "one, two; three\tfour",
    "one\ntwo\r\nthree\rfour",
    "back\\slash \\n \\u0041",
    "قلم Ilhéu é 🙂",
    "a | b",
]
"""Texts that some program would run, interpret or cut; some of them the models refuse."""

hostile = pytest.mark.parametrize("text", HOSTILE)


def saying(collection, *texts):
    """Return a collection with each text everywhere in an event, in the place of its first one.

    The events have the id of the first one, and behind it `-1`, `-2` and so on.
    """
    first, *others = collection.records.events
    told = tuple(
        first.model_copy(
            update={
                **dict.fromkeys(("title", "summary", "contested"), text),
                "id": f"{first.id}-{number}" if number else first.id,
                "excerpts": (first.excerpts[0].model_copy(update={"text": text}),),
            }
        )
        for number, text in enumerate(texts)
    )
    records = replace(collection.records, events=(*told, *others))
    return Collection(records, build_table(records))


ADDRESS = "https://example.org/?cat=vessels&to=2024-04-07"
FILTER = "before 7 April 2024; Search: “R&D <b>”"


def provenance_of(collection):
    """Return a provenance with an address and a filter that need escaping."""
    info = collection.records.info
    return Provenance(
        info.title,
        info.version,
        info.licence,
        info.disclaimer,
        "Positions from the tests",
        FILTER,
        ADDRESS.partition("?")[2],
        ADDRESS,
        date(2026, 11, 23),
    )


def written(name, collection, table=None):
    """Write a collection, or some rows of its table, in a format."""
    rows = collection.table if table is None else table
    return b"".join(FORMATS[name].write(rows, collection.records, provenance_of(collection)))


ROW = {
    "id": "event-1",
    "title": "Ferries leave Inkhaven",
    "summary": "The Paper writes that the ferries left.",
    "date": "2024-04-07",
    "category": "vessels",
    "status": "reported",
    "place": "Inkhaven",
    "precision": "near",
    "precision_m": 550,
    "source": "The Paper",
    "side": "company",
    "url": "https://example.org/news",
    "geometry": Point(-24.86, -38),
}
"""A row of a GeoParquet file that is right but for what a test gives."""

LATER = {**ROW, "id": "event-2", "date": "2024-05~", "place": "Sandrock", "url": None}


def write_table(path, *rows):
    """Write rows as GeoParquet, without a vocabulary."""
    gpd.GeoDataFrame(pd.DataFrame(rows), crs="EPSG:4326").to_parquet(path)
    return path


def walk(part):
    """Yield an element and all elements in it."""
    yield part
    for child in part.children:
        if not isinstance(child, str):
            yield from walk(child)


def find(part, tag, **attributes):
    """List the elements of a tag that have these attributes."""
    wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    return [
        inner
        for inner in walk(part)
        if inner.tag == tag and wanted.items() <= dict(inner.attributes).items()
    ]


def said(part):
    """Return all texts of an element as one."""
    return "".join(part.texts())


class Page(HTMLParser):
    """A page of HTML: its elements, the texts in each kind of them, and what a reader sees."""

    def __init__(self, content):
        super().__init__()
        self.elements, self.texts, self.text, self._open = [], {}, "", []
        self.feed(content.decode())

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        kind = dict(attributes).get("type")
        self._open.append(f"{tag}:{kind}" if tag == "script" and kind else tag)

    def handle_endtag(self, tag):
        while self._open and self._open.pop().partition(":")[0] != tag:
            pass

    def handle_data(self, data):
        inside = self._open[-1] if self._open else ""
        self.texts[inside] = self.texts.get(inside, "") + data
        if not {"title", "style"}.intersection(self._open) and "script" not in inside:
            self.text += f"{data}\n"

    @property
    def tags(self):
        return [tag for tag, _ in self.elements]

    @property
    def spaced(self):
        """The text of the page with one space wherever there is white space."""
        return " ".join(self.text.split())

    def all(self, name):
        """List the values of an attribute."""
        return [given[name] for _, given in self.elements if name in given]

    def of(self, tag):
        """List the attributes of each element of a tag."""
        return [given for name, given in self.elements if name == tag]

    def classed(self, name):
        """List the attributes of each element of a class."""
        return [given for _, given in self.elements if name in given.get("class", "").split()]

    @property
    def properties(self):
        """What the page says of itself in its head."""
        names = ("property", "name", "http-equiv")
        return {
            given[name]: given.get("content")
            for given in self.of("meta")
            for name in names
            if name in given
        }

    @property
    def scripts(self):
        """The attributes of each script that runs; what holds JSON is data."""
        return [given for given in self.of("script") if "json" not in given.get("type", "")]

    @property
    def data(self):
        """The JSON that a script of the page reads, each event with its panel unpacked."""
        data = json.loads(self.texts["script:application/json"])
        if packed := data.pop("panels", None):
            panels = json.loads(gzip.decompress(base64.b64decode(packed)))
            for event, panel in zip(data["events"], panels, strict=True):
                event["panel"] = panel
        return data


@pytest.fixture(scope="session")
def quill_table(quill, tmp_path_factory) -> Path:
    """The invented collection as a GeoParquet file: a row an event, and no excerpts."""
    path = tmp_path_factory.mktemp("table") / "quill.parquet"
    content = write_file(quill, "geoparquet", quill.offers.view.query, None)
    path.write_bytes(content)
    return path
