"""Every mistake of a curator is reported with its file, its field and its value."""

import json
from functools import partial

import pytest

from events.records import CurationError, read_records
from geodata.region import Record
from tests.conftest import (
    CROSSING,
    EXCERPT,
    LEAVING,
    OWN_PLACE,
    PAPER,
    PERIOD,
    POST,
    SPEECH,
    write,
    write_event,
    write_source,
)

FILE = f"events/{LEAVING}.yaml"
FIGURE = {"what": "people", "as_reported": "some", "according_to": "minister", "source": "paper"}


def event(**overrides):
    return partial(write_event, **overrides)


def excerpt(**overrides):
    return event(excerpts=[{**EXCERPT, **overrides}])


def figure(**overrides):
    return event(figures=[{**FIGURE, **overrides}])


def told_twice(folder):
    """Write a figure of an event again as a part of another."""
    part = {"what": "carts there", "best": 5}
    figures = [{**FIGURE, "parts": [part]}, {**FIGURE, **part}]
    write_event(folder, figures=figures)


def source(**overrides):
    return partial(write_source, **overrides)


def text(content, name=FILE):
    """Write a file as it is; text as UTF-8."""
    content = content if isinstance(content, bytes) else content.encode()
    return lambda folder: (folder / name).write_bytes(content)


def absent(name):
    return lambda folder: (folder / name).unlink()


def moved(name, other):
    return lambda folder: (folder / name).rename(folder / other)


def emptied(folder):
    for path in (folder / "events").iterdir():
        path.unlink()


def problems(folder):
    with pytest.raises(CurationError) as raised:
        read_records(folder)
    return raised.value.problems


COPY = "https://archive.example.org/2026/https://example.org/news"

MISTAKES = [
    (
        "no title and no reason",
        source(title_note=None),
        "sources.yaml: paper: title_note:",
        "say why `title` is null",
    ),
    (
        "no author and no reason",
        source(author_note=None),
        "sources.yaml: paper: author_note:",
        "say why `authors` is null",
    ),
    (
        "a figure of unknown source and no reason",
        event(
            figures=[
                {"what": "sheep", "as_reported": "two", "according_to": "minister", "source": None}
            ]
        ),
        f"{FILE}: figures.0.source_note:",
        "say why `source` is null",
    ),
    ("broken YAML", text("id: [\n"), f"{FILE}: line 2:", "node content"),
    ("an empty file", text(""), f"{FILE}: file:", "empty"),
    ("an empty list", text("", "sources.yaml"), "sources.yaml: file:", "empty"),
    ("an empty description", text("", "collection.yaml"), "collection.yaml: file:", "empty"),
    ("a list for an event", text("- id"), f"{FILE}: record:", "['id']"),
    ("a mapping for a list", text("a: b", "sources.yaml"), "sources.yaml: file:", "list"),
    ("no UTF-8", text("title: café".encode("latin-1")), f"{FILE}: file:", "byte 10"),
    ("too large", text("a" * 1_000_001), f"{FILE}: file:", "1,000,001"),
    ("too deep", text("[" * 400), f"{FILE}: file:", "RecursionError"),
    ("equal keys", text("id: a\nid: b\n"), f"{FILE}: line", "'id' stands twice"),
    ("an alias", text("a: &a [x]\nb: [*a, *a]\n"), f"{FILE}: line 2:", "aliases"),
    ("a Python tag", text("!!python/object/apply:os.system ['x']"), f"{FILE}: record:", "['x']"),
    ("two documents", text("a: b\n---\nc: d\n"), f"{FILE}: line", "another document"),
    ("a missing file", absent("periods.yaml"), "periods.yaml: file:", "missing"),
    ("a missing vocabulary", absent("vocabulary.yaml"), "vocabulary.yaml: file:", "missing"),
    ("an ending not read", moved(FILE, "events/x.yml"), "events/x.yml: file:", ".yaml"),
    ("an empty folder", emptied, "events: folder:", "no .yaml file"),
    ("an unknown field", event(sumary="Hello"), f"{FILE}: sumary:", "'Hello'"),
    ("another file's id", event(file="copy"), "events/copy.yaml: id:", f"{LEAVING}.yaml"),
    ("an id unlike its file", event(event_id="b", file="a"), "events/a.yaml: id:", "'b'"),
    ("a capital in an id", event(event_id="A", file="A"), "events/A.yaml: id:", "'A'"),
    ("an id used twice", partial(write_source, id="post"), "sources.yaml: post: id:", "twice"),
    (
        "a copy without a day",
        source(archive_url=COPY),
        "sources.yaml: paper: archived_at:",
        "missing",
    ),
    (
        "a day of no copy",
        source(archived_at="2026-01-09"),
        "sources.yaml: paper: archived_at:",
        "'2026-01-09'",
    ),
    ("a checksum of no copy", source(sha256="0" * 64), "sources.yaml: paper: sha256:", "'000"),
    ("a checksum that is none", source(sha256="0" * 63), "sources.yaml: paper: sha256:", "'000"),
    ("an unknown category", event(category="party"), f"{FILE}: category:", "'party'"),
    ("an unknown status", event(status="true"), f"{FILE}: status:", "'true'"),
    ("an unknown place", event(place="atlantis"), f"{FILE}: place:", "'atlantis'"),
    ("an unknown source", excerpt(source="x"), f"{FILE}: excerpts.0.source:", "'x'"),
    ("an unknown speaker", excerpt(speaker="x"), f"{FILE}: excerpts.0.speaker:", "'x'"),
    ("unknown credit", excerpt(crediting="x"), f"{FILE}: excerpts.0.crediting:", "'x'"),
    ("a figure's source", figure(source="x"), f"{FILE}: figures.0.source:", "'x'"),
    ("a figure's giver", figure(according_to="x"), f"{FILE}: figures.0.according_to:", "'x'"),
    ("a figure falling", figure(low="5", high="3"), f"{FILE}: figures.0:", "must rise"),
    (
        "a part falling",
        figure(parts=[{"what": "a", "low": 5, "best": 3}]),
        f"{FILE}: figures.0.parts.0:",
        "must rise",
    ),
    ("a figure that is a part", told_twice, f"{FILE}: figures.1:", "figures.0.parts.0 too"),
    (
        "a note that takes sides",
        figure(source_note="The Paper claimed it."),
        f"{FILE}: figures.0.source_note:",
        "'claimed'",
    ),
    ("a figure not finite", figure(low="nan"), f"{FILE}: figures.0.low:", "'nan'"),
    ("a figure without end", figure(high="inf"), f"{FILE}: figures.0.high:", "'inf'"),
    ("an impossible date", event(date="2024-02-30"), f"{FILE}: date:", "'2024-02-30'"),
    ("an end before its start", event(date="2025/2024"), f"{FILE}: date:", "'2025/2024'"),
    ("changed before made", event(modified="2024-12-31"), f"{FILE}: record:", "modified"),
    ("no excerpts", event(excerpts=[]), f"{FILE}: excerpts:", "has a source"),
    ("a long excerpt", excerpt(text="word " * 40), f"{FILE}: excerpts.0.text:", "40 words"),
    ("a sentence", excerpt(text="He left at ten."), f"{FILE}: excerpts.0.text:", "He left"),
    ("a long title", event(title="word " * 13), f"{FILE}: title:", "13 words"),
    ("HTML in a title", event(title="A <b>b</b>"), f"{FILE}: title:", "'<b'"),
    ("a script", event(title="A <script>"), f"{FILE}: title:", "<script>"),
    ("markup elsewhere", event(contested="<b>no</b>"), f"{FILE}: contested:", "<b>no</b>"),
    ("a verdict", event(summary="A brutal day"), f"{FILE}: summary:", "'brutal'"),
    ("a turned line", event(title="Off \u202e on"), f"{FILE}: title:", "U+202E"),
    ("a control sign", event(title="Off \u0007 on"), f"{FILE}: title:", "U+0007"),
    ("a line end", event(title="Off\non"), f"{FILE}: title:", "U+000A"),
    ("contested, not how", event(status="contested"), f"{FILE}: contested:", "is missing"),
    ("withdrawn, not why", event(status="withdrawn"), f"{FILE}: change_note:", "is missing"),
    ("half a position", event(place={**OWN_PLACE, "latitude": None}), FILE, "belong together"),
    ("a place off the globe", event(place={**OWN_PLACE, "longitude": "340"}), FILE, "'340'"),
    ("a place nowhere", event(place={**OWN_PLACE, "latitude": "nan"}), FILE, "'nan'"),
    ("a script as link", source(url="javascript:x"), "sources.yaml: paper: url:", "'javascript:x'"),
    ("a password", source(url="https://me:word@a.org"), "sources.yaml: paper: url:", "user name"),
    ("a password alone", source(url="https://:word@a.org"), "sources.yaml: paper: url:", ":word@"),
    ("a space in a link", source(url="https://a.org/ b"), "sources.yaml: paper: url:", "a.org/ b"),
    ("a link to no host", source(url="https:///a"), "sources.yaml: paper: url:", "'https:///a'"),
    (
        "a period that ends early",
        lambda folder: write(folder / "periods.yaml", [{**PERIOD, "date": "2025/2024"}]),
        "periods.yaml: spring: date:",
        "'2025/2024'",
    ),
]


@pytest.mark.parametrize(
    ("spoil", "where", "what"), [m[1:] for m in MISTAKES], ids=[m[0] for m in MISTAKES]
)
def test_a_mistake_is_named_by_file_field_and_value(folder, spoil, where, what):
    spoil(folder)
    assert any(line.startswith(where) and what in line for line in problems(folder))


@pytest.mark.parametrize(
    "spoil",
    [
        event(place={**OWN_PLACE, "longitude": "340"}),
        event(place="No Such Place"),
        source(url="javascript:x"),
        absent("speakers.yaml"),
    ],
    ids=["own place", "place", "source", "list"],
)
def test_one_mistake_prints_one_line(folder, spoil):
    spoil(folder)
    assert len(problems(folder)) == 1


@pytest.mark.parametrize("field", ["title", "date"])
def test_a_field_left_out_is_named(folder, field):
    write_event(folder)
    path = folder / FILE
    record = json.loads(path.read_text("utf-8"))
    del record[field]
    write(path, record)
    assert f"{FILE}: {field}: Field required" in problems(folder)


@pytest.mark.parametrize("field", ["summary", "status", "place", "excerpts", "created", "modified"])
def test_what_a_curated_event_leaves_unsaid_is_named(folder, field):
    write_event(folder)
    path = folder / FILE
    record = json.loads(path.read_text("utf-8"))
    del record[field]
    write(path, record)
    (found,) = problems(folder)
    assert found.startswith(f"{FILE}: {field}: is missing")


def test_all_mistakes_are_reported_at_once(folder):
    write_event(folder, place="atlantis", date="2024-13", title="Brutal!")
    write_event(folder, CROSSING, place="atlantis")
    write_event(folder, SPEECH, title="Brutal regime!")
    write(folder / "periods.yaml", [{**PERIOD, "date": "soon"}])
    named = {line.split(" ")[0] for line in problems(folder)}
    files = {f"events/{name}.yaml:" for name in (LEAVING, CROSSING, SPEECH)}
    assert named == files | {"periods.yaml:"}
    assert sum(SPEECH in line for line in problems(folder)) == 3


def test_a_right_folder_is_read_whole(folder):
    records = read_records(folder)
    assert [event.id for event in records.events] == [LEAVING, CROSSING, SPEECH]
    assert list(records.sources) == [PAPER["id"], POST["id"]]
    assert [period.title for period in records.periods] == [PERIOD["title"]]
    assert records.by_id[SPEECH] in records.shown
    assert read_records(folder) == records


def test_a_withdrawn_event_is_known_and_not_shown(folder):
    write_event(folder, status="withdrawn", change_note="It did not happen.")
    records = read_records(folder)
    assert LEAVING in records.by_id
    assert [event.id for event in records.shown] == [CROSSING, SPEECH]


def test_at_least_one_event_is_shown(folder):
    for name in (LEAVING, CROSSING, SPEECH):
        write_event(folder, name, status="withdrawn", change_note="It did not happen.")
    assert problems(folder) == ("events: folder: every event is withdrawn; keep at least one",)


@pytest.mark.parametrize(
    ("kind", "copy_on", "firm"),
    [("weekly", None, True), ("weekly", "copies.example.org", False), ("private", None, False)],
)
def test_an_event_rests_firmly_on_a_firm_kind_that_is_no_copy(folder, kind, copy_on, firm):
    write_source(folder, kind=kind, copy_on=copy_on)
    records = read_records(folder)
    assert records.rests_firmly(records.by_id[LEAVING]) is firm


@pytest.mark.parametrize("model", Record.__subclasses__(), ids=lambda model: model.__name__)
def test_no_message_is_a_regular_expression(model):
    """Pydantic would print its own patterns as they are; `written_as` says them in words."""
    fields = (field for field in model.model_fields.values())
    assert not [part for field in fields for part in field.metadata if hasattr(part, "pattern")]
