"""A small dataset on disk that a test can spoil, and the curated one as it is."""

import json
from pathlib import Path

import pytest
from hypothesis import settings

from events.query.engines import Arrays
from events.records.reading import load_dataset
from events.table.curated import to_frame
from events.table.identifiers import Identifiers
from events.telling.cards import Cards
from geodata.load import load_places, load_shapes

settings.register_profile("without deadline", deadline=None)
settings.load_profile("without deadline")

INFO = {
    "id": "small",
    "title": "A small dataset",
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
    "kind": "national",
}
POST = {
    **PAPER,
    "id": "post",
    "outlet": "The Post",
    "title": "A headline",
    "url": "https://example.org/news",
}
SPEAKERS = [
    {"id": "paper-voice", "name": "The Paper", "role": "Its own words", "side": "newspaper"},
    {"id": "minister", "name": "Dana Levi", "role": "a minister", "side": "israeli"},
    {"id": "spokesman", "name": "Omar Said", "role": "a spokesman", "side": "palestinian"},
]
EXCERPT = {"source": "paper", "speaker": "paper-voice", "text": "left the city on Sunday"}
EVENT = {
    "title": "Troops leave Khan Younis",
    "summary": "The Paper writes that troops left the city.",
    "date": "2024-04-07",
    "category": "withdrawal",
    "status": "reported",
    "place": "khan-younis",
    "excerpts": [EXCERPT],
    "created": "2025-01-01",
    "modified": "2025-01-02",
}
OWN_PLACE = {
    "name": "A field",
    "longitude": "-34.3",
    "latitude": "31.4",
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
    """Write the register of sources with the first one changed."""
    write(folder / "sources.yaml", [{**PAPER, **overrides}, POST])


def write_dataset(folder):
    """Write three events at two places: one on a day, one in a month, one approximate."""
    write(folder / "dataset.yaml", INFO)
    write(folder / "speakers.yaml", SPEAKERS)
    write(folder / "periods.yaml", [PERIOD])
    write_source(folder)
    write_event(folder)
    write_event(
        folder,
        CROSSING,
        title="Families cross the corridor",
        date="2024-05",
        category="displacement",
        place="netzarim-corridor",
    )
    write_event(
        folder,
        SPEECH,
        title="A spokesman praises the crossing",
        date="2025-02-09~",
        category="statement",
        place="netzarim-corridor",
        excerpts=[
            {**EXCERPT, "source": "post", "speaker": "spokesman", "text": "a day of return"},
            {**EXCERPT, "crediting": "minister", "text": "was no victory"},
        ],
    )
    return folder


@pytest.fixture
def folder(tmp_path):
    """A dataset folder of a test's own, to be spoilt."""
    return write_dataset(tmp_path / "small")


@pytest.fixture(scope="session")
def dataset(tmp_path_factory):
    return load_dataset(write_dataset(tmp_path_factory.mktemp("small")))


@pytest.fixture(scope="session")
def frame(dataset):
    return to_frame(dataset)


@pytest.fixture(scope="session")
def engine(frame):
    return Arrays(frame)


@pytest.fixture(scope="session")
def cards(dataset, frame, places):
    return Cards(dataset, frame, Identifiers(frame["id"]), places)


@pytest.fixture(scope="session")
def curated():
    return load_dataset()


@pytest.fixture(scope="session")
def curated_frame(curated):
    return to_frame(curated)


@pytest.fixture(scope="session")
def curated_engine(curated_frame):
    return Arrays(curated_frame)


@pytest.fixture(scope="session")
def places():
    return load_places()


@pytest.fixture(scope="session")
def shapes():
    return load_shapes()


@pytest.fixture(scope="session")
def repository():
    return Path(__file__).parent.parent
