"""The collections that tests use: an invented one, a small one to be spoilt, and the curated one.

The invented one (`tests/collections/quill`) is the subject of nearly all tests, since nothing may
hold for one collection alone.
"""

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from events.collection import Collection, open_collection
from events.exporters import write_file
from events.records import read_records

settings.register_profile("without deadline", deadline=None)
settings.load_profile("without deadline")

QUILL = Path(__file__).parent / "collections" / "quill"
"""The invented collection, in a place and a time of its own."""

INFO = {
    "id": "small",
    "title": "A small collection",
    "description": "Three events at two places.",
    "version": "2025.1.0",
    "created": "2025-01-01",
    "modified": "2025-01-02",
    "licence": "CC BY 4.0",
    "disclaimer": "Written for the tests.",
}
PERIOD = {"id": "spring", "title": "Spring", "date": "2024-03/2024-05", "basis": "The season."}
PAPER = {
    "id": "paper",
    "type": "article-newspaper",
    "outlet": "The Paper",
    "title": None,
    "authors": None,
    "published": "2024-04-08",
    "url": None,
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


@pytest.fixture
def records_of():
    """Return what reads the records of a folder that a test has changed."""
    return read_records


@pytest.fixture(scope="session")
def repository():
    return Path(__file__).parent.parent


@pytest.fixture(scope="session")
def quill_table(quill, tmp_path_factory) -> Path:
    """The invented collection as a GeoParquet file: a row an event, and no excerpts."""
    path = tmp_path_factory.mktemp("table") / "quill.parquet"
    content = write_file(quill, "geoparquet", quill.offers.view.query, None)
    path.write_bytes(content)
    return path
