"""JSON files, told apart by what stands in them: a table of kinds, each with its reader."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from events.importers.readers.geojson import read_geojson
from events.importers.readers.json_text import read_json, read_json_lines
from events.importers.readers.linked_places import is_linked_places, read_linked_places
from events.importers.readers.records import is_records, read_records
from events.importers.readers.storymapjs import is_storymapjs, read_storymapjs
from events.importers.readers.timelinejs import is_timelinejs, read_timelinejs_json
from events.importers.readers.timemap import is_events, is_sources, read_timemap
from events.importers.readers.zipped import files_of
from events.importers.report import Answers
from events.importers.sheet import Sheet


@dataclass(frozen=True)
class Kind:
    """A kind of JSON file."""

    name: str
    fits: Callable[[Any], bool]
    read: Callable[[Any, Answers], Sheet]


def _sources_alone(_content: Any, _answers: Answers) -> Sheet:
    raise ValueError(
        "holds the sources of a timemap, not its events; "
        "put both files into one zip, or import the events alone"
    )


KINDS: tuple[Kind, ...] = (
    Kind("StoryMapJS", is_storymapjs, read_storymapjs),
    Kind("TimelineJS", is_timelinejs, read_timelinejs_json),
    Kind("timemap", is_events, read_timemap),
    Kind("sources of a timemap", is_sources, _sources_alone),
    Kind("Linked Places", is_linked_places, read_linked_places),
    Kind("a list of objects", is_records, read_records),
    Kind("GeoJSON", lambda _: True, read_geojson),
)
"""The first that fits is read."""


def read_json_file(content: bytes, answers: Answers) -> Sheet:
    """Lay out a file of JSON, or of one JSON value a line, by the first of KINDS that it fits."""
    values, said = _parsed(content)
    kind = next(kind for kind in KINDS if kind.fits(values))
    sheet = kind.read(values, answers)
    return replace(sheet, said=(f"It is read as {kind.name}{said}.", *sheet.said))


def _parsed(content: bytes) -> tuple[Any, str]:
    first, _, rest = content.lstrip(LINE_STARTS).partition(b"\n")
    if first.rstrip().endswith(b"}") and rest.lstrip(LINE_STARTS).startswith(b"{"):
        return read_json_lines(content), ", one JSON value a line"
    return read_json(content), ""


LINE_STARTS = b"\x1e\xef\xbb\xbf \t\r\n"
"""What can stand before a line: a mark of the encoding, or of a record (RFC 8142)."""


def read_json_zip(content: bytes, answers: Answers) -> Sheet:
    """Lay out the events of a timemap with their sources, or the only JSON file of a zip."""
    files = files_of(content, ".json", ".geojson", ".jsonl")
    contents = {name: _parsed(file)[0] for name, file in files.items()}
    sources = next((one for one in contents.values() if is_sources(one)), None)
    events = next((one for one in contents.values() if is_events(one)), None)
    if events is not None and sources is not None:
        return read_timemap(events, answers, sources)
    if len(files) != 1:
        raise ValueError(f"holds {len(files)} files of JSON; import one of them")
    return read_json_file(next(iter(files.values())), answers)
