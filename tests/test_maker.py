"""The maker of stories as Streamlit runs it: what is made can be linked to, saved and opened."""

from events.stories.files import unpack, write_story

from events.records import MapView, Step, Story
from tests.test_pages import buttons, drawn, open_page, problems_of, text, texts
from tests.test_tables import ROW, write_table

PAGE = "pages/present.py"
ROAD, CARS = "2024-03-06-netzarim-road-reaches-sea", "2025-02-09-cars-north"
HOSTILE = "<script>alert(1)</script> {{ 7*7 }} **bold** :material/home: غزة"


def made(*events, **fields):
    """Open the page and make a story with these events and texts."""
    app = open_page(PAGE)
    for event in events:
        app.selectbox(key="making-event").set_value(event).run()
    for field, words in fields.items():
        widget = app.text_area if field in ("closing", "line", "prompt") else app.text_input
        widget(key=f"making-{field}").set_value(words).run()
    assert problems_of(app) == []
    return app


def opened(app, content, name="mine.yaml"):
    """Hand a file to the page."""
    app.file_uploader[0].set_value((name, content, "application/yaml")).run()
    assert problems_of(app) == []
    return app


def link_of(app):
    return app.text_input(key="making-link").value.partition("?story=")[2]


def steps_of(app):
    return [step.event for step in app.session_state["session"].making.draft.steps]


def files(app):
    """List what can be saved of the story that is made; the set's own have handouts."""
    labels = [button.label for button in app.get("download_button")]
    return [label for label in labels if label != "Download handout"]


def test_an_empty_maker_says_what_a_story_needs():
    app = open_page(PAGE)
    assert problems_of(app) == []
    assert "title: is empty" in text(app, "-making-result")
    assert "steps: there are none" in text(app, "-making-result")
    assert not app.get("component_instance")
    assert not files(app)


def test_a_story_that_is_made_is_held_by_its_link(curated):
    app = made(ROAD, CARS, title="My road", question="Who says so?", line="Cars drive north.")
    story = unpack(link_of(app), {event.id for event in curated.events})
    assert story == Story(
        id="my-road",
        title="My road",
        question="Who says so?",
        closing="",
        steps=(
            Step(event=ROAD, line="", prompt=""),
            Step(event=CARS, line="Cars drive north.", prompt=""),
        ),
    )
    assert files(app) == ["Save as a file (YAML)"]
    link = drawn(app, "-making-result")["tree"][3][2]
    assert link[1]["href"] == f"?story={link_of(app)}&step=0"


def test_the_chosen_step_has_buttons_named_by_its_event_and_a_map(curated):
    title = next(event.title for event in curated.events if event.id == CARS)
    app = made(ROAD, CARS)
    assert f"Step 2 of 2: {title}" in text(app, "-making-step")
    nav = drawn(app, "-making-step")["tree"][4]
    names = [button[1]["aria-label"] for button in nav[2:]]
    assert names == [f"Move “{title}” up", f"Move “{title}” down", f"Remove “{title}”"]
    assert [button[1].get("aria-disabled") for button in nav[2:]] == [None, "true", None]
    assert buttons(app, "-making-steps") == ["choose:0", "choose:1", "undo"]
    (frame,) = app.get("component_instance")
    message = frame.proto.json_args
    assert '"mode": "making"' in message.replace("\\", "")
    assert title not in message


def test_only_what_the_filters_leave_is_offered():
    everything, fewer = open_page(PAGE), open_page(PAGE, cat="withdrawal")
    offered = fewer.selectbox(key="making-event").options
    assert 0 < len(offered) < len(everything.selectbox(key="making-event").options)
    assert not [words for words in offered if "Cairo" in words and "aid" in words]


def test_the_event_that_is_open_is_offered(curated):
    title = next(event.title for event in curated.events if event.id == CARS)
    assert texts(drawn(open_page(PAGE, event=CARS), "-making-offer")["tree"]) == [
        f"Add the open event: {title}"
    ]


def test_a_saved_file_is_opened_again(curated):
    story = curated.stories[0]
    view = MapView(longitude=34.4, latitude=31.45, zoom=13)
    first = story.steps[0].model_copy(update={"view": view})
    story = story.model_copy(update={"steps": (first, *story.steps[1:])})
    app = opened(open_page(PAGE), write_story(story).encode("utf-8"))
    assert steps_of(app) == [step.event for step in story.steps]
    assert app.text_input(key="making-title").value == story.title
    assert app.text_area(key="making-line").value == first.line
    assert f"Opened “{story.title}”" in text(app, "-making-opened")
    assert "Kept: 31.450° N, 34.400° E, zoom 13" in text(app, "-making-view")
    (frame,) = app.get("component_instance")
    assert "[34.4,31.45,13.0]])" in frame.proto.json_args


def test_a_file_with_mistakes_is_not_opened_and_each_is_named():
    app = made(ROAD, title="Kept as it was")
    spoilt = f"id: x\ntitle: {HOSTILE!r}\nnotes: 1\nsteps: [{{event: gone, line: a, prompt: b}}]"
    opened(app, spoilt.encode())
    told = text(app, "-making-opened")
    for line in ("question: Field required", "notes: ", "steps.0.event: is not in this set"):
        assert line in told
    assert steps_of(app) == [ROAD]
    opened(app, b"\xff\xfe")
    assert "file: is not UTF-8" in text(app, "-making-opened")
    opened(app, b"id: [[[[")
    assert "line 1" in text(app, "-making-opened")


def test_a_story_of_the_set_is_copied(curated):
    app = open_page(PAGE)
    app.selectbox(key="making-from").set_value(curated.stories[1].id).run()
    next(button for button in app.button if button.label.startswith("Copy")).click().run()
    assert problems_of(app) == []
    assert steps_of(app) == [step.event for step in curated.stories[1].steps]


def test_what_is_typed_is_shown_as_typed_and_only_in_our_elements():
    app = made(ROAD, title=HOSTILE, line=HOSTILE, prompt=HOSTILE, closing=HOSTILE)
    assert text(app, "-making-steps").count(HOSTILE) == 2
    assert app.text_input(key="making-title").value == HOSTILE
    assert not [part for part in app.markdown if "alert" in part.value]
    assert not [button for button in app.button if "alert" in button.label]


def test_a_story_too_long_for_a_link_is_kept_as_a_file():
    app = open_page(PAGE)
    for number in range(15):
        app.selectbox(key="making-event").set_value(ROAD).run()
        words = "".join(chr(0x4E00 + (number * 977 + n * n * 31) % 20000) for n in range(200))
        app.text_area(key="making-line").set_value(words).run()
        app.text_area(key="making-prompt").set_value(words[::-1]).run()
    app.text_input(key="making-title").set_value("Long").run()
    assert problems_of(app) == []
    assert "too long for a link" in text(app, "-making-result")
    assert files(app) == ["Save as a file (YAML)"]
    assert app.selectbox(key="making-event").disabled
    assert "at most 15 events" in text(app, "-making-offer")


def test_no_story_is_made_of_a_set_that_is_not_curated(monkeypatch, tmp_path):
    path = write_table(tmp_path / "table.parquet", ROW)
    monkeypatch.setattr("sys.argv", ["dashboard.py", "--data", str(path)])
    app = open_page(PAGE)
    assert problems_of(app) == []
    assert "come without excerpts" in text(app, "-making-heading")
    assert not app.selectbox
