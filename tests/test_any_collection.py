"""Nothing of one collection stands in code: its names are read from its files and looked for."""

import json
import re
from functools import cache
from pathlib import Path

import pytest
import yaml

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


def names_of(collection):
    """Yield what the files of a collection call its places, people, parties, outlets and layers."""
    events, geodata = folders_of(collection)
    for path in [geodata / "places.geojson", *geodata.glob("layers/*.geojson")]:
        for feature in json.loads(path.read_text("utf-8"))["features"]:
            yield feature["properties"]["name"]
    read = {name: yaml.safe_load((events / f"{name}.yaml").read_text("utf-8")) for name in FILES}
    yield from (speaker["name"] for speaker in read["speakers"])
    yield from (source["outlet"] for source in read["sources"])
    yield from (side["label"] for side in read["vocabulary"]["sides"])
    yield from (layer["title"] for layer in yaml.safe_load((geodata / "layers.yaml").read_text()))


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
    records = (yaml.safe_load(path.read_text("utf-8")) for path in events.glob("**/*.yaml"))
    texts = " ".join(text for record in records for text in prose_of(record))
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
def test_no_name_of_the_collection_stands_in_code(path):
    text = path.read_text("utf-8").replace("-", " ").replace("_", " ")
    words = {word.casefold() for word in WORD.findall(text)}
    names = {name.casefold() for name in distinctive("gaza")}
    assert sorted(words & names) == []
