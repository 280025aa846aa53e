"""Nothing of one collection stands in code: its names are read from its files and looked for."""

import base64
import csv
import gzip
import io
import json
import re
import zipfile
from datetime import date
from functools import cache
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from PIL import Image

from events.exporters import FORMATS, describe_file, write_file
from events.publish import Options, Site, selection_handout, write_handout, write_site
from events.records.locations import built_in
from geodata.files import read_yaml
from tests.conftest import QUILL, Page

ROOT = Path(__file__).parent.parent
FOLDERS = ("geodata", "events", "pages", "deploy", "benchmarks")
CODE = [
    ROOT / "dashboard.py",
    *sorted(
        path
        for folder in FOLDERS
        for ending in ("py", "js", "css", "html")
        for path in (ROOT / folder).glob(f"**/*.{ending}")
        if path.relative_to(ROOT / folder).parts[0] != "data"
    ),
]
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def folders_of(name):
    return ROOT / "events" / "data" / name, ROOT / "geodata" / "data" / name


def written_in(folder, name="**/*"):
    """Yield the content of each file in YAML or in CSV."""
    for path in folder.glob(f"{name}.yaml"):
        yield read_yaml(path)
    for path in folder.glob(f"{name}.csv"):
        yield list(csv.DictReader(path.read_text("utf-8").splitlines()))


def names_of(collection):
    """Yield what the files of a collection call its places, people, parties, outlets and layers."""
    events, geodata = folders_of(collection)
    for path in [geodata / "places.geojson", *geodata.glob("layers/*.geojson")]:
        for feature in json.loads(path.read_text("utf-8"))["features"]:
            yield feature["properties"]["name"]
    read = {name: next(written_in(events, name)) for name in FILES}
    yield from (speaker["name"] for speaker in read["speakers"])
    yield from (source["outlet"] for source in read["sources"])
    yield from (side["label"] for side in read["vocabulary"]["sides"])
    yield from (layer["title"] for layer in read_yaml(geodata / "layers.yaml"))


FILES = ("speakers", "sources", "vocabulary")


def prose_of(record, field=""):
    """Yield the texts in our own voice in a record; ids and quoted values are no prose."""
    if isinstance(record, dict):
        for name, value in record.items():
            yield from prose_of(value, name)
    elif isinstance(record, list):
        for value in record:
            yield from prose_of(value, field)
    elif field in PROSE_FIELDS:
        yield str(record)


PROSE_FIELDS = {
    "title", "summary", "role", "description", "basis", "meaning", "such_as", "date_note",
    "place_note", "contested", "line", "prompt", "question", "closing", "what", "url_note",
}  # fmt: skip


def common_words(collection):
    """Return the words that the collection's own texts write with small letters."""
    events, _ = folders_of(collection)
    texts = " ".join(text for content in written_in(events) for text in prose_of(content))
    return {word for word in WORD.findall(texts) if word.islower()} | PROSE


# Words that names share with ordinary English, and that the collection never writes small.
PROSE = {
    line.strip().casefold()
    for line in (ROOT / "tests" / "common_words.txt").read_text("utf-8").splitlines()
}


@cache
def distinctive(collection):
    """Return the words of a collection's names that ordinary English does not have."""
    common = common_words(collection)
    words = {word for name in names_of(collection) for word in WORD.findall(name)}
    return {
        word
        for word in words
        if word[0].isupper() and len(word) > 3 and word.casefold() not in common
    }


def test_the_names_that_are_looked_for_are_those_of_the_collection():
    found = distinctive("gaza")
    assert {"Gaza", "Rafah", "Netzarim", "Philadelphi", "Hamas", "Israeli", "Reuters"} <= found
    assert len(found) > 200


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_name_of_a_collection_stands_in_code(path):
    text = path.read_text("utf-8").replace("-", " ").replace("_", " ")
    words = {word.casefold() for word in WORD.findall(text)}
    names = {name.casefold() for collection in built_in() for name in distinctive(collection)}
    assert sorted(words & names) == []


# What is written of another collection says nothing of this one.

COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\b")
WRITTEN = (*FORMATS, "handout", "blind handout", "site")


def written_of(collection, name, monkeypatch):
    """Yield the files of an export, a handout or a site."""
    records, query = collection.records, collection.offers.view.query
    made = date(2026, 11, 23)
    if name in FORMATS:
        yield write_file(collection, name, query, "https://example.org/")
    elif name == "site":
        # Pictures and data are the same as those of the exports.
        monkeypatch.setattr("events.publish.site.draw_pictures", lambda site: ())
        monkeypatch.setattr("events.publish.site.draw_event_pictures", lambda site: ())
        monkeypatch.setattr("events.publish.site._data", lambda site: ())
        site = Site(collection, describe_file(collection, query), "https://example.org/")
        yield from (content for _, content in write_site(site, made))
    else:
        handout = selection_handout(collection.table, records)
        yield write_handout(handout, records, Options(blind=name.startswith("blind")), made)


def texts_in(content):
    """Yield all texts in a file, those of pictures and of packed files within it too."""
    if content.startswith(b"\x89PNG"):
        with Image.open(io.BytesIO(content)) as picture:
            yield from picture.text.values()
            counted = picture.convert("RGB").getcolors(2**24)
        # Edges between two colours take others for a pixel or two.
        yield " ".join("#{:02X}{:02X}{:02X}".format(*rgb) for number, rgb in counted if number > 50)
    elif content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            yield from (package.read(name).decode() for name in package.namelist())
    elif content.startswith(b"PAR1"):
        table = pq.read_table(io.BytesIO(content))
        yield str(table.drop_columns(["geometry"]).to_pylist())
        yield from (value.decode() for value in table.schema.metadata.values())
    else:
        text = content.decode("utf-8-sig").replace("\r\n ", "")
        yield text
        for picture in re.findall(r"data:image/svg\+xml;base64,([^\"]+)", text):
            yield base64.b64decode(picture).decode()
        if '<script type="application/json"' in text:
            for packed in Page(content).data["files"].values():
                yield gzip.decompress(base64.b64decode(packed)).decode("utf-8", "replace")


def colours_in(folders):
    files = [path for folder in folders for path in folder.glob("*.yaml")]
    return {found.upper() for path in files for found in COLOUR.findall(path.read_text("utf-8"))}


# Letters in marks, signs on drawn maps, and the ring around what has the focus.
OF_ALL = {"#000000", "#4A4A4A", "#56B4E9"}


@cache
def foreign_colours():
    """Return the colours of the collection that another one does not have."""
    return colours_in(folders_of("gaza")) - colours_in([QUILL, QUILL / "geodata"]) - OF_ALL


@cache
def foreign_names():
    """Return the words of the collection's names that the invented one does not have."""
    files = [path for path in QUILL.glob("**/*.*") if path.parent.name != "pictures"]
    own = " ".join(path.read_text("utf-8") for path in files)
    return {word.casefold() for word in distinctive("gaza")} - {
        word.casefold() for word in WORD.findall(own)
    }


@pytest.mark.parametrize("name", WRITTEN)
def test_another_collection_is_written_without_the_names_and_colours_of_this_one(
    quill, name, monkeypatch
):
    names, colours = foreign_names(), foreign_colours()
    own_texts = {event.title for event in quill.records.shown}
    found = 0
    for content in written_of(quill, name, monkeypatch):
        for text in texts_in(content):
            words = {word.casefold() for word in WORD.findall(text)}
            assert sorted(words & names) == []
            assert sorted({colour.upper() for colour in COLOUR.findall(text)} & colours) == []
            found += any(title in text for title in (*own_texts, quill.records.info.title))
    assert found


def test_the_colours_that_are_looked_for_are_those_of_the_collection():
    colours = foreign_colours()
    assert {"#0072B2", "#D5E4EE"} <= colours
    assert len(colours) > 20
