"""The maker of stories as Streamlit runs it: what is made can be linked to, saved and opened."""

import pytest

from events.records import MapView, Step, Story
from events.records.stories import MOST_STEPS
from events.records.story_files import unpack, write_story
from events.stories import Draft, voices, write_draft
from pages.parts import session
from pages.parts.handout import SHEETS
from pages.parts.present import keeping
from pages.parts.present.draft import undo
from tests.visit import (
    buttons,
    downloads,
    drawn,
    messages,
    open_page,
    problems_of,
    text,
    texts,
)

STRIKE, FERRY = "1892-03-04-harbour-strike-begins", "1892-09-02-ferry-to-sandrock"
FLOOD = "1893-11-17-flood-at-margin"
HOSTILE = "<script>alert(1)</script> {{ 7*7 }} **bold** :material/home: جزيرة"


def made(*events, **fields):
    """Open the page and make a story with these events and texts."""
    app = open_page("present")
    making = app.session_state["session"].making
    for event in events:
        making.draft = making.draft.add(event)
    making.step = len(events) - 1
    app.run()
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
    """List what can be saved of the story that is made; the collection's own have handouts."""
    handouts = {f"Download {label}" for label in SHEETS.values()}
    return [label for label in downloads(app) if label not in handouts]


def offered(app):
    """List the buttons that add an event."""
    return [line[2] for line in drawn(app, "-making-offer")["tree"][-2][2:]]


def test_an_empty_maker_says_what_a_story_needs():
    app = open_page("present")
    assert "Give the story a title." in text(app, "-making-result")
    assert "Add an event." in text(app, "-making-result")
    assert messages(app) == []
    assert not files(app)


def test_the_link_of_a_story_that_is_made_holds_all_of_it(quill):
    app = made(STRIKE, FERRY, title="My harbour", question="Who says so?", line="A ferry sails.")
    story = unpack(link_of(app), quill.records.by_id)
    assert story == Story(
        id="my-harbour",
        title="My harbour",
        question="Who says so?",
        closing="",
        steps=(
            Step(event=STRIKE, line="", prompt=""),
            Step(event=FERRY, line="A ferry sails.", prompt=""),
        ),
    )
    assert files(app) == ["Save as a file (YAML)"]
    link = drawn(app, "-making-result")["tree"][3][2]
    assert link[1]["href"] == f"?story={link_of(app)}&step=0"


def test_the_chosen_step_has_buttons_named_by_its_event_and_a_map(quill):
    title = quill.records.by_id[FERRY].title
    app = made(STRIKE, FERRY)
    assert f"Step 2 of 2: {title}" in text(app, "-making-step")
    nav = drawn(app, "-making-step")["tree"][4]
    names = [button[1]["aria-label"] for button in nav[2:]]
    assert names == [f"Move “{title}” up", f"Move “{title}” down", f"Remove “{title}”"]
    assert [button[1].get("aria-disabled") for button in nav[2:]] == [None, "true", None]
    assert buttons(app, "-making-steps") == ["choose:0", "choose:1", "undo", "anew"]
    (message,) = messages(app)
    assert '"mode": "making"' in message.replace("\\", "")
    assert title not in message


def test_only_what_the_filters_leave_is_offered(quill):
    app = open_page("present", cat="flood")
    flood = [event.title for event in quill.records.shown if event.category == "flood"]
    offered = texts(drawn(app, "-making-offer")["tree"])
    assert [words for words in offered if words in flood] == flood
    assert len(buttons(app, "-making-offer")) == len(flood)


def test_the_event_that_is_open_is_offered(quill):
    title = quill.records.by_id[FERRY].title
    tree = drawn(open_page("present", event=FERRY), "-making-offer")["tree"]
    first = tree[3][2][2]
    assert first[1]["aria-label"] == f"Add the open event: {title}"
    assert first[1]["data-action"] == f"add:{FERRY}"


def test_a_saved_file_is_opened_again(quill):
    story = quill.records.stories[0]
    view = MapView(longitude=-25.1, latitude=-38.125, zoom=13)
    first = story.steps[0].model_copy(update={"view": view})
    story = story.model_copy(update={"steps": (first, *story.steps[1:])})
    app = opened(open_page("present"), write_story(story).encode("utf-8"))
    assert steps_of(app) == [step.event for step in story.steps]
    assert app.text_input(key="making-title").value == story.title
    assert app.text_area(key="making-line").value == first.line
    assert f"Opened “{story.title}”" in text(app, "-making-opened")
    assert "Kept: 38.125° S, 25.100° W, zoom 13" in text(app, "-making-view")
    (message,) = messages(app)
    assert '"view":[-25.1,-38.125,13.0]' in message.replace("\\", "")


def test_a_file_with_mistakes_is_not_opened_and_each_is_named():
    app = made(STRIKE, title="It stays")
    spoilt = f"id: x\ntitle: {HOSTILE!r}\nnotes: 1\nsteps: [{{event: gone, line: a, prompt: b}}]"
    opened(app, spoilt.encode())
    shown = text(app, "-making-opened")
    for line in ("question: Field required", "notes: ", "steps.0.event: is not in this set"):
        assert line in shown
    assert steps_of(app) == [STRIKE]
    opened(app, b"\xff\xfe")
    assert "file: is not UTF-8" in text(app, "-making-opened")
    opened(app, b"id: [[[[")
    assert "line 1" in text(app, "-making-opened")


def test_a_story_of_the_collection_is_copied(quill):
    app = open_page("present")
    app.selectbox(key="making-from").set_value(quill.records.stories[1].id).run()
    next(button for button in app.button if button.label.startswith("Copy")).click().run()
    assert problems_of(app) == []
    assert steps_of(app) == [step.event for step in quill.records.stories[1].steps]


def test_what_is_typed_is_shown_as_typed_and_only_in_our_elements():
    app = made(STRIKE, title=HOSTILE, line=HOSTILE, prompt=HOSTILE, closing=HOSTILE)
    assert text(app, "-making-steps").count(HOSTILE) == 2
    assert app.text_input(key="making-title").value == HOSTILE
    assert not [part for part in app.markdown if "alert" in part.value]
    assert not [button for button in app.button if "alert" in button.label]


def test_a_story_too_long_for_a_link_is_saved_as_a_file():
    def words(seed):
        """Return letters that are hard to compress."""
        return "".join(chr(0x4E00 + (seed * 977 + n * n * 31) % 20000) for n in range(200))

    steps = [
        Step(event=STRIKE, line=words(number), prompt=words(number + 100))
        for number in range(MOST_STEPS)
    ]
    story = Story(id="long", title="Long", question="Who?", closing="", steps=tuple(steps))
    app = opened(open_page("present"), write_story(story).encode())
    assert "too long for a link" in text(app, "-making-result")
    assert files(app) == ["Save as a file (YAML)"]
    assert {button[1].get("disabled") for button in offered(app)} == {""}
    assert f"at most {MOST_STEPS} events" in text(app, "-making-offer")


def test_an_event_shows_what_is_said_of_it_and_what_of_that_the_class_sees(quill):
    event = quill.records.by_id[FLOOD]
    app = made(FLOOD)
    shown = text(app, "-making-told")
    assert all(f"“{excerpt.text}”" in shown for excerpt in event.excerpts)
    assert all(figure.as_reported in shown for figure in event.figures)
    assert event.content_note in shown
    switches = [button for button in app_buttons(app) if ":" in button["data-action"]]
    assert len(switches) == len(event.excerpts) + len(event.figures)
    pressed = [button["data-action"] for button in switches if button["aria-pressed"] == "true"]
    first = {excerpt.source for excerpt in event.excerpts}
    by_rule = [f"excerpts:{each.id}" for each in voices(event, quill.records, frozenset(first))]
    by_rule += [f"figures:{each.id}" for each in event.figures]
    assert sorted(pressed) == sorted(by_rule)


def app_buttons(app):
    """List the attributes of the switches of the chosen step."""
    tree = drawn(app, "-making-told")["tree"]
    return [line[2][1] for line in tree[-1][2:]]


def test_a_link_holds_what_the_teacher_chose(quill):
    event = quill.records.by_id[FLOOD]
    app = made(FLOOD, title="The flood")
    making = app.session_state["session"].making
    chosen = (event.excerpts[0].id,)
    making.draft = making.draft.with_choice(0, "excerpts", chosen).with_choice(0, "figures", ())
    app.run()
    (step,) = unpack(link_of(app), quill.records.by_id).steps
    assert (step.excerpts, step.figures) == (chosen, ())
    pressed = [b["data-action"] for b in app_buttons(app) if b["aria-pressed"] == "true"]
    assert pressed == [f"excerpts:{chosen[0]}"]
    assert "You chose it." in text(app, "-making-told")


@pytest.fixture
def keeps(monkeypatch):
    """Return a page whose browser keeps a text, and what presses a button of the question."""

    def visit(words):
        app = open_page("present")
        state = app.session_state["session"]
        monkeypatch.setattr(session, "current", lambda: state)
        keeping._told(app.session_state["session"].of, ["found", words])
        app.run()
        assert problems_of(app) == []
        return app

    return visit


def decide(app, quill, action):
    keeping._decide(quill, action)
    app.run()
    assert problems_of(app) == []


DRAFT = Draft(title="A road").add(STRIKE).add(FERRY).with_step_text(1, "line", HOSTILE)


def test_a_story_that_was_kept_is_gone_on_with(quill, keeps):
    app = keeps(write_draft(DRAFT))
    assert "“A road”, with 2 steps" in text(app, "-making-kept")
    assert drawn(app, "-making-keeping")["waits"]
    assert not [box for box in app.text_input if box.label == "Title"], "nothing is made meanwhile"
    decide(app, quill, "continue")
    assert app.session_state["session"].making.draft == DRAFT
    assert not drawn(app, "-making-keeping")["waits"]
    assert "kept in this browser" in text(app, "-making-kept")


def test_a_story_that_was_discarded_is_kept_no_longer_and_can_be_brought_back(quill, keeps):
    app = keeps(write_draft(DRAFT))
    decide(app, quill, "discard")
    keeps_now = drawn(app, "-making-keeping")
    assert (keeps_now["text"], keeps_now["waits"]) == ("", False)
    undo()
    app.run()
    assert app.session_state["session"].making.draft == DRAFT


def test_what_cannot_be_read_of_it_is_named_and_only_discarded(keeps):
    app = keeps('{"steps": "<b>"}')
    assert "damaged" in text(app, "-making-kept")
    assert buttons(app, "-making-kept") == ["discard"]


def test_a_step_whose_event_is_gone_is_named_and_the_others_stay(quill, keeps):
    app = keeps(write_draft(DRAFT.add("2024-gone")))
    assert "step 3 is left out: event: is not in this set" in text(app, "-making-kept")
    decide(app, quill, "continue")
    assert app.session_state["session"].making.draft == DRAFT


def test_where_the_browser_keeps_nothing_the_page_says_so(keeps):
    app = keeps("")
    assert "kept in this browser" in text(app, "-making-kept")
    keeping._told(app.session_state["session"].of, ["other"])
    app.run()
    assert "Another tab" in text(app, "-making-kept")
    keeping._told(app.session_state["session"].of, ["fails"])
    app.run()
    assert "keeps nothing" in text(app, "-making-kept")
    assert drawn(app, "-making-keeping")["fails"]


@pytest.mark.parametrize("words", [[], ["found"], ["found", "a", "b"], ["gone", "x"]])
def test_other_words_of_the_browser_do_nothing(keeps, words):
    app = keeps("")
    keeping._told(app.session_state["session"].of, words)
    assert app.session_state["session"].making.kept == ""


def test_no_story_is_made_of_a_table(quill_table):
    app = open_page("present", quill_table)
    assert "come without excerpts" in text(app, "-making-heading")
    assert not app.selectbox
