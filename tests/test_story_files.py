"""A visitor's own story comes back from its file and its link; junk only names its faults."""

import base64
import json
import re
import zlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from events.records import MapView, Step, Story
from events.records.stories import MOST_CHOSEN, MOST_STEPS
from events.records.story_files import (
    LARGEST,
    LONGEST_LINK,
    MOST_PROBLEMS,
    OWN,
    StoryError,
    pack,
    read_story,
    unpack,
    write_story,
)
from events.records.values import LONGEST_LINE, LONGEST_PARAGRAPH, plain

KNOWN = ["2024-04-07-leaving", "2024-05-crossing", "null", "1e5"]


def is_plain(text):
    try:
        return plain(text) == text
    except ValueError:
        return False


def texts(most, least=0):
    hard = st.sampled_from(
        [
            "كتاب \u200f(2024)",
            "ספר “קלף”",
            "{{ 7*7 }} {% x %}",
            "<script>alert(1)</script>",
            'it\'s "so": - #no',
            " two  spaces ",
            "null",
            "~",
            "",
            "010",
            "line\u2028end",
            "\ufeff",
            "\U0010ffff",
            "emoji 🕊️ 🏳️\u200d🌈",
            "a" * most,
            "words that fold " * 12,
            "&a *a !!python/object:os.system",
        ]
    )
    free = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=most)
    return (hard | free).filter(lambda text: least <= len(text) <= most and is_plain(text))


VIEWS = st.builds(
    MapView,
    longitude=st.floats(-180, 180),
    latitude=st.floats(-90, 90),
    zoom=st.floats(0, 24),
)
CHOICES = st.none() | st.lists(
    st.from_regex("[0-9a-f]{8}", fullmatch=True), max_size=MOST_CHOSEN
).map(tuple)
STEPS = st.builds(
    Step,
    event=st.sampled_from(KNOWN),
    line=texts(LONGEST_LINE),
    prompt=texts(LONGEST_LINE),
    view=st.none() | VIEWS,
    excerpts=CHOICES,
    figures=CHOICES,
)
STORIES = st.builds(
    Story,
    id=st.from_regex(r"[a-z0-9][a-z0-9-]{0,79}", fullmatch=True),
    title=texts(LONGEST_LINE, 1),
    question=texts(LONGEST_LINE),
    closing=texts(LONGEST_PARAGRAPH),
    steps=st.lists(STEPS, min_size=1, max_size=MOST_STEPS).map(tuple),
)
STORY = Story(
    id="road",
    title="The road",
    question="Who told us?",
    closing="",
    steps=(
        Step(
            event=KNOWN[0],
            line="They left.",
            prompt="",
            view=MapView(longitude=-25.1, latitude=-38.1, zoom=12.5),
        ),
        Step(event=KNOWN[1], line="", prompt="Who saw it?"),
    ),
)
FILE = write_story(STORY)


BOUNDS, ZOOMS = (-26.0, -38.7, -24.0, -37.3), (9, 15)


def problems(content, withdrawn=()):
    content = content if isinstance(content, bytes) else content.encode()
    with pytest.raises(StoryError) as raised:
        read_story(content, KNOWN, withdrawn, BOUNDS, ZOOMS)
    return raised.value.problems


@given(STORIES)
def test_a_story_comes_back_from_its_file(story):
    content = write_story(story).encode("utf-8")
    assert len(content) <= LARGEST
    assert read_story(content, KNOWN) == story


@given(STORIES)
def test_a_story_comes_back_from_its_link(story):
    try:
        text = pack(story)
    except StoryError:
        return  # too long, which has a test of its own
    assert unpack(text, KNOWN) == unpack(text.removeprefix(OWN), KNOWN) == story
    assert re.fullmatch(r"~[\w-]+", text, re.ASCII)


def test_every_curated_story_fits_into_a_link_and_comes_back_from_its_file(gaza):
    records = gaza.records
    ids = {event.id for event in records.events}
    for planned in records.stories:
        story = planned.model_copy(update={"plan": None})
        assert unpack(pack(planned), ids) == story
        assert read_story(write_story(planned).encode(), ids) == story
        assert len(pack(story)) < 2_500


def test_a_file_reads_as_a_curator_would_write_it():
    assert FILE == (
        "id: road\ntitle: The road\nquestion: Who told us?\nclosing: ''\nsteps:\n"
        "- event: 2024-04-07-leaving\n  line: They left.\n  prompt: ''\n  view:\n"
        "    longitude: -25.1\n    latitude: -38.1\n    zoom: 12.5\n"
        "- event: 2024-05-crossing\n  line: ''\n  prompt: Who saw it?\n"
    )


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_a_file_from_another_system_is_read(line_end):
    assert read_story(b"\xef\xbb\xbf" + FILE.replace("\n", line_end).encode(), KNOWN) == STORY


def test_texts_with_nothing_behind_the_colon_are_empty():
    assert read_story(FILE.replace("''", "").encode(), KNOWN) == STORY


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8")))
@example(b"")
@example(b"\xff")
@example(b"- a")
@example(b"[" * LARGEST)
@example(b"{" * LARGEST)
@example(b"- " * (LARGEST // 2))
@example(b"a: &x [b]\nc: [*x, *x]")
@example(b"&a [*a]")
@example(b"? [a]\n: b")
@example(b"!!python/object/apply:os.system ['true']")
@example(b"a" * (LARGEST + 1))
@example(b"{id: 1, steps: {}}")
@example(b"steps: [null, [], {event: {}}]")
@example(b"steps: [{event: a, view: {zoom: " + b"9" * 5000 + b"}}]")
@example("\n".join(f"k{n}:" for n in range(12_000)).encode())
def test_no_file_does_anything_but_name_its_faults(content):
    found = problems(content)
    assert 0 < len(found) <= MOST_PROBLEMS + 1
    assert all(len(line) < 400 for line in found)


def zipped(content):
    return base64.urlsafe_b64encode(zlib.compress(content, 9)).decode().rstrip("=")


@given(
    st.text(max_size=200)
    | st.binary(max_size=100).map(zipped)
    | st.recursive(st.none() | st.floats() | st.text(), st.lists).map(
        lambda value: zipped(json.dumps(value).encode())
    )
)
@example("")
@example(pack(STORY)[:-4])
@example(pack(STORY) + "AAAA")
@example(pack(STORY)[:30] + "A" + pack(STORY)[31:])
@example(pack(STORY).replace("-", "+") + " ")
@example(OWN + pack(STORY))
@example("a" * (LONGEST_LINK + 1))
@example(zipped(b"[" * 60_000))
@example(zipped(b"1" * 6_000))
@example(zipped(b'["a","b","c","d",["e","f","\\ud800"]]'))
@example(zipped(b'["a","b","c","d",["e",1,true,NaN,Infinity,null]]'))
@example(zipped(b"0" * 5_000_000))
def test_no_link_does_anything_but_name_its_faults(text):
    with pytest.raises(StoryError) as raised:
        unpack(text, KNOWN)
    assert 0 < len(raised.value.problems) <= MOST_PROBLEMS + 1


def test_a_small_link_that_unpacks_to_much_is_refused_without_being_unpacked(monkeypatch):
    asked = []
    real = zlib.decompressobj

    class Watched:
        def __init__(self):
            self.reader = real()

        def decompress(self, content, most):
            asked.append(most)
            return self.reader.decompress(content, most)

        def __getattr__(self, name):
            return getattr(self.reader, name)

    monkeypatch.setattr(zlib, "decompressobj", Watched)
    with pytest.raises(StoryError):
        unpack(zipped(b"0" * 5_000_000), KNOWN)
    assert asked == [LARGEST + 1]


WRONG = [
    ("title: The road", "title: ''", "title: ", "''"),
    ("title: The road", "title: The\\nroad\nname: x", "name: ", "'x'"),
    ("title: The road", 'title: "a\\0b"', "title: ", "U+0000"),
    ("title: The road", 'title: "a\\u202eb"', "title: ", "U+202E"),
    ("id: road", "id: ../road", "id: ", "'../road'"),
    ("id: road\n", "", "id: ", "required"),
    ("They left.", "a" * 201, "steps.0.line: ", "200"),
    ("zoom: 12.5", "zoom: 3", "steps.0.view.zoom: ", "must be from 9 to 15 (got 3)"),
    ("zoom: 12.5", "zoom: 25", "steps.0.view.zoom: ", "'25'"),
    ("  prompt: ''\n", "  prompt: ''\n  excerpts: [first]\n", "steps.0.excerpts.0: ", "'first'"),
    ("  prompt: ''\n", "  prompt: ''\n  figures: 3\n", "steps.0.figures: ", "'3'"),
    ("longitude: -25.1", "longitude: 25.1", "steps.0.view.longitude: ", "got 25.1"),
    ("latitude: -38.1", "latitude: north", "steps.0.view.latitude: ", "'north'"),
    (KNOWN[0], "2023-other", "steps.0.event: is not in this set", "'2023-other'"),
    (KNOWN[0], "<b>x</b>", "steps.0.event: ", "'<b>x</b>'"),
]


@pytest.mark.parametrize(("right", "wrong", "field", "got"), WRONG)
def test_a_mistake_is_named_by_field_and_value(right, wrong, field, got):
    assert right in FILE
    found = problems(FILE.replace(right, wrong, 1))
    assert [line for line in found if line.startswith(field) and got in line], found


def test_a_mistake_says_what_to_do_and_is_named_once():
    spoilt = (
        "id: road\ntitle: x\nquestion:\nclosing:\nnotes: 1\nsteps:\n- event: 1e5\n  prompt: ''\n"
    )
    assert problems(spoilt) == (
        "steps.0.line: Field required; write it, if only with '' behind its colon",
        "notes: Extra inputs are not permitted; remove it (got '1')",
    )
    assert problems(FILE[: FILE.index("- ")] + "  []\n") == ("steps: must be at least 1 (got [])",)


def test_all_mistakes_are_named_at_once():
    spoilt = FILE.replace("zoom: 12.5", "zoom: 99").replace("latitude: -38.1", "latitude: 51.5")
    spoilt = spoilt.replace(KNOWN[1], "gone").replace("They left.", "a" * 201)
    assert [line.split(":")[0] for line in problems(spoilt)] == [
        "steps.0.line",
        "steps.0.view.zoom",
        "steps.1.event",
    ]
    spoilt = spoilt.replace("zoom: 99", "zoom: 8")
    assert [line.split(":")[0] for line in problems(spoilt)] == [
        "steps.0.line",
        "steps.0.view.latitude",
        "steps.0.view.zoom",
        "steps.1.event",
    ]


def test_a_view_outside_the_map_is_refused_in_a_link_too():
    far = STORY.steps[0].model_copy(update={"view": MapView(longitude=0, latitude=51.5, zoom=12)})
    story = STORY.model_copy(update={"steps": (far,)})
    assert unpack(pack(story), KNOWN) == story
    with pytest.raises(StoryError) as raised:
        unpack(pack(story), KNOWN, bounds=BOUNDS, zooms=ZOOMS)
    assert raised.value.problems == (
        "steps.0.view.longitude: must be from -26 to -24 (got 0)",
        "steps.0.view.latitude: must be from -38.7 to -37.3 (got 51.5)",
    )


def test_a_withdrawn_event_is_named_as_such():
    (line,) = problems(FILE, withdrawn=[KNOWN[1]])
    assert line.startswith("steps.1.event: is withdrawn; remove the step")


def test_too_many_steps_are_refused_and_few_of_them_looked_up():
    found = problems(FILE + "- {event: gone, line: a, prompt: b}\n" * 100)
    assert found[0].startswith("steps: ")
    assert "15" in found[0]
    assert len(found) == MOST_STEPS - 1


def test_a_story_too_long_for_a_link_says_so_and_offers_the_file():
    step = {"line": "".join(chr(0x4E00 + n * 37 % 20000) for n in range(200)), "prompt": ""}
    steps = [
        Step(
            event=KNOWN[0],
            **{**step, "prompt": "".join(chr(0x5000 + (n * n * k) % 9000) for n in range(200))},
        )
        for k in range(1, 16)
    ]
    story = STORY.model_copy(update={"steps": tuple(steps)})
    with pytest.raises(StoryError, match=r"too long for a link .* YAML file"):
        pack(story)
    assert read_story(write_story(story).encode(), KNOWN) == story
