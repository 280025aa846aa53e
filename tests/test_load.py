"""Every mistake of a curator is named by its file, its field and its value."""

import json
import subprocess
import sys
from functools import partial

import pytest

from events.records.models import Record
from events.records.reading import CurationError
from geodata import Layer, Place, Shape
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
        load_dataset(folder)
    return raised.value.problems


MISTAKES = [
    ("broken YAML", text("id: [\n"), f"{FILE}: line 2:", "stream end"),
    ("an empty file", text(""), f"{FILE}: ", ""),
    ("an empty register", text("", "sources.yaml"), "sources.yaml: ", ""),
    ("an empty description", text("", "dataset.yaml"), "dataset.yaml: ", ""),
    ("a list for an event", text("- id"), f"{FILE}: record:", "['id']"),
    ("a mapping for a list", text("a: b", "sources.yaml"), "sources.yaml: file:", "list"),
    ("no UTF-8", text("title: café".encode("latin-1")), f"{FILE}: file:", "byte 10"),
    ("too large", text("a" * 1_000_001), f"{FILE}: file:", "1,000,001"),
    ("too deep", text("[" * 5000), f"{FILE}: file:", "RecursionError"),
    ("equal keys", text("id: a\nid: b\n"), f"{FILE}: line", "'id' stands twice"),
    ("an alias", text("a: &a [x]\nb: [*a, *a]\n"), f"{FILE}: line 2:", "aliases"),
    ("a Python tag", text("!!python/object/apply:os.system ['x']"), f"{FILE}: record:", "['x']"),
    ("two documents", text("a: b\n---\nc: d\n"), f"{FILE}: line", "another document"),
    ("a missing file", absent("periods.yaml"), "periods.yaml: file:", "missing"),
    ("an ending not read", moved(FILE, "events/x.yml"), "events/x.yml: file:", ".yaml"),
    ("an empty folder", emptied, "events: ", "no .yaml file"),
    ("an unknown field", event(sumary="Hello"), f"{FILE}: sumary:", "'Hello'"),
    ("another file's id", event(file="copy"), "events/copy.yaml: id:", f"{LEAVING}.yaml"),
    ("an id unlike its file", event(event_id="b", file="a"), "events/a.yaml: id:", "'b'"),
    ("a capital in an id", event(event_id="A", file="A"), "events/A.yaml: id:", "'A'"),
    ("an id used twice", partial(write_source, id="post"), "sources.yaml: post: id:", "twice"),
    ("an unknown category", event(category="party"), f"{FILE}: category:", "'party'"),
    ("an unknown status", event(status="true"), f"{FILE}: status:", "'true'"),
    ("an unknown place", event(place="atlantis"), f"{FILE}: place:", "'atlantis'"),
    ("an unknown source", excerpt(source="x"), f"{FILE}: excerpts.0.source:", "'x'"),
    ("an unknown speaker", excerpt(speaker="x"), f"{FILE}: excerpts.0.speaker:", "'x'"),
    ("unknown credit", excerpt(crediting="x"), f"{FILE}: excerpts.0.crediting:", "'x'"),
    ("a figure's source", figure(source="x"), f"{FILE}: figures.0.source:", "'x'"),
    ("a figure's giver", figure(according_to="x"), f"{FILE}: figures.0.according_to:", "'x'"),
    ("a figure falling", figure(low="5", high="3"), f"{FILE}: figures.0:", "must rise"),
    ("a figure not finite", figure(low="nan"), f"{FILE}: figures.0.low:", "'nan'"),
    ("a figure without end", figure(high="inf"), f"{FILE}: figures.0.high:", "'inf'"),
    ("an impossible date", event(date="2024-02-30"), f"{FILE}: date:", "'2024-02-30'"),
    ("an end before its start", event(date="2025/2024"), f"{FILE}: date:", "'2025/2024'"),
    ("changed before made", event(modified="2024-12-31"), f"{FILE}: record:", "modified"),
    ("no excerpts", event(excerpts=[]), FILE, "no source reports it"),
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
    ("contested, not how", event(status="contested"), f"{FILE}: record:", "`contested`"),
    ("withdrawn, not why", event(status="withdrawn"), f"{FILE}: record:", "`change_note`"),
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
    ids=["own place", "place", "source", "register"],
)
def test_one_mistake_prints_one_line(folder, spoil):
    spoil(folder)
    assert len(problems(folder)) == 1


@pytest.mark.parametrize("field", ["title", "summary", "date", "place", "excerpts", "created"])
def test_a_field_left_out_is_named(folder, field):
    write_event(folder)
    path = folder / FILE
    kept = [line for line in path.read_text().splitlines() if f'"{field}":' not in line]
    # The excerpts take more than one line.
    path.write_text("\n".join(kept) if field != "excerpts" else '{"id": "a"}')
    assert f"{FILE}: {field}: Field required" in problems(folder)


def test_all_mistakes_are_told_at_once(folder):
    write_event(folder, place="atlantis", date="2024-13", title="Brutal!")
    write_event(folder, CROSSING, place="atlantis")
    write_event(folder, SPEECH, title="Brutal regime!")
    write(folder / "periods.yaml", [{**PERIOD, "date": "soon"}])
    told = {line.split(" ")[0] for line in problems(folder)}
    files = {f"events/{name}.yaml:" for name in (LEAVING, CROSSING, SPEECH)}
    assert told == files | {"periods.yaml:"}
    assert sum(SPEECH in line for line in problems(folder)) == 3


def test_a_right_folder_is_read_whole(dataset):
    assert [event.id for event in dataset.events] == [LEAVING, CROSSING, SPEECH]
    assert list(dataset.sources) == [PAPER["id"], POST["id"]]
    assert [period.title for period in dataset.periods] == [PERIOD["title"]]


def check(repository, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "events", "check", *map(str, arguments)],
        cwd=repository,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_the_command_counts_what_is_good(repository, folder):
    done = check(repository, folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "3 events, 4 excerpts, 2 sources: good\n"


def test_the_command_prints_each_problem_and_fails(repository, folder):
    write_event(folder, place="atlantis")
    write_event(folder, CROSSING, category="party")
    done = check(repository, folder)
    assert done.returncode == 1
    assert done.stdout.splitlines() == list(problems(folder))
    assert done.stderr == "2 problems\n"


def test_the_command_says_when_a_folder_is_not_there(repository, tmp_path):
    done = check(repository, tmp_path / "nowhere")
    assert done.returncode == 1
    told = f"{tmp_path}/nowhere: folder: is missing; name a folder of curated files\n"
    assert done.stdout == told
    assert "Traceback" not in done.stderr


def test_no_model_tells_a_regular_expression():
    """A pattern of pydantic's own would be printed as it is: `written_as` tells it in words."""
    models = [Layer, Place, Shape, *Record.__subclasses__()]
    schemas = json.dumps([model.model_json_schema() for model in models])
    assert len(models) > 8
    assert '"pattern"' not in schemas
