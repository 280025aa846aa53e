"""A handout contains all that it should, loads and runs nothing, and hides what it is to hide."""

import re
from datetime import date
from types import SimpleNamespace

import pytest

from events.__main__ import main
from events.collection import open_collection
from events.publish import (
    MOST_PRINTED,
    Options,
    selection_handout,
    story_handout,
    write_handout,
)
from events.publish.sheets import CLOSING_LINES, LINES, PROMPT
from events.publish.students import MOST_COUNTED, SPARE_LINES
from events.records import Step, sources_of
from events.stories import Draft, leading, voices
from events.telling.document import POLICY
from events.telling.veil import outlet_names
from tests.conftest import (
    LATER,
    LEAVING,
    ROW,
    SPEECH,
    Page,
    changed,
    write,
    write_collection,
    write_event,
    write_table,
)
from tests.test_stories import STORY, write_story

MADE = date(2026, 11, 23)
PLAIN = "`${window.pwned=1}` {{7*7}} {%for x in y%} :red[x] $x^2$ 'a' & \\"
MARKED = (
    '<img src=x onerror="window.pwned=1"></script></style><script>window.pwned=1</script>'
    f"<link href=//127.0.0.1:9/x> &amp; --> {PLAIN}"
)
HARBOUR = "two-weeks-at-the-harbour"


def spaced(text):
    return " ".join(text.split())


def selection_page(collection, rows=None, **options):
    rows = collection.table if rows is None else rows
    handout = selection_handout(rows, collection.records)
    return Page(write_handout(handout, collection.records, Options(**options), MADE))


def story_page(collection, story=None, **options):
    story = story or collection.records.stories[0]
    handout = story_handout(story, collection.table)
    return Page(write_handout(handout, collection.records, Options(**options), MADE))


@pytest.fixture(scope="module")
def road(tmp_path_factory):
    """The small collection with a story of its three events."""
    folder = write_collection(tmp_path_factory.mktemp("road"))
    write_story(folder)
    return open_collection(folder)


@pytest.fixture(scope="module")
def pages(quill):
    """Every story of the invented collection as pages for students."""
    return [(story, story_page(quill, story)) for story in quill.records.stories]


@pytest.fixture(scope="module")
def sheets(quill):
    """Every story of the invented collection as a sheet for the teacher."""
    return [(story, story_page(quill, story, teacher=True)) for story in quill.records.stories]


def on_paper(story):
    return [s for s in story.steps if story.plan is None or s.event in story.plan.on_paper]


def lacking(texts, page):
    return [text for text in texts if spaced(text) not in page.spaced]


def test_students_get_the_fragments_and_the_questions_of_the_steps_on_paper(pages, quill):
    records = quill.records
    for story, page in pages:
        first = leading(story, records)
        assert [a["class"] for a in page.classed("event")] == ["event"] * len(on_paper(story))
        closing = story.plan.exit_ticket if story.plan else story.closing
        assert lacking([story.title, story.question, closing, records.info.disclaimer], page) == []
        for step in on_paper(story):
            event = records.by_id[step.event]
            texts = [event.title, step.prompt]
            if story.plan:
                answers = story.plan.step(step.event).answers
                for evidence in (found for answer in answers for found in answer.rests_on):
                    texts += [evidence.words, records.sources[evidence.source].outlet]
            elif event.content_note is None:
                for excerpt in voices(event, records, first):
                    texts += [f"“{excerpt.text}”", records.sources[excerpt.source].outlet]
                texts += [figure.as_reported for figure in event.figures[:MOST_COUNTED]]
            assert lacking(texts, page) == [], step.event


def test_students_get_nothing_that_answers_a_question_and_no_covered_words(pages, quill):
    covered = 0
    for story, page in pages:
        for step in story.steps:
            event = quill.records.by_id[step.event]
            hidden = [event.summary, event.contested, step.line]
            if event.content_note:
                covered += 1
                hidden += [excerpt.text for excerpt in event.excerpts]
                assert f"It has this note: {event.content_note}." in page.spaced
            if story.plan:
                planned = story.plan.step(step.event)
                hidden += [planned.harder, *(answer.text for answer in planned.answers)]
            assert [text for text in hidden if text and spaced(text) in page.spaced] == []
    assert covered


def test_the_teachers_sheet_has_everything_of_each_event_and_the_plan(sheets, quill):
    records = quill.records
    for story, page in sheets:
        assert [a["class"] for a in page.classed("event")] == ["event"] * len(story.steps)
        assert lacking([story.title, story.question, story.closing], page) == []
        for step in story.steps:
            event = records.by_id[step.event]
            texts = [event.title, event.summary, step.line, step.prompt, event.contested or ""]
            for excerpt in event.excerpts:
                texts += [f"“{excerpt.text}”", records.sources[excerpt.source].outlet]
            texts += [figure.as_reported for figure in event.figures]
            texts += [f"Content note: {event.content_note}"] if event.content_note else []
            if story.plan:
                planned = story.plan.step(step.event)
                texts += [planned.easier, planned.harder, *(a.text for a in planned.answers)]
            assert lacking(texts, page) == [], step.event
        plan = story.plan
        texts = [*plan.aims, *plan.hard, *plan.help, plan.exit_ticket] if plan else []
        assert lacking(texts, page) == []


def test_a_page_has_as_many_lines_as_the_plan_asks_for_and_some_to_spare(quill):
    story = quill.offers.stories[HARBOUR]
    asked = [story.plan.step(step.event).lines for step in on_paper(story)]
    assert len(set(asked)) > 1
    rules = story_page(quill, story).classed("rule")
    assert len(rules) == sum(asked) + CLOSING_LINES + SPARE_LINES * (len(asked) + 1)


def test_what_was_chosen_of_a_step_alone_is_printed_for_students(quill):
    event = quill.records.by_id["1892-03-04-harbour-strike-begins"]
    excerpt, *others = event.excerpts
    step = Step(event=event.id, line="", prompt="", excerpts=(excerpt.id,), figures=())
    story = Draft(title="The pier", steps=(step,)).story()
    page = story_page(quill, story)
    assert spaced(excerpt.text) in page.spaced
    assert others
    assert [other for other in others if spaced(other.text) in page.spaced] == []
    assert [figure for figure in event.figures if figure.as_reported in page.spaced] == []
    sheet = story_page(quill, story, teacher=True)
    sources = {quill.records.sources[name].outlet for name in sources_of(event)}
    assert lacking([*sources, *(other.text for other in others)], sheet) == []


def test_every_source_is_cited_once_with_its_address_for_the_teacher(sheets, quill):
    records = quill.records
    for story, page in sheets:
        events = [records.by_id[step.event] for step in story.steps]
        cited = {excerpt.source for event in events for excerpt in event.excerpts}
        addresses = {records.sources[name].url for name in cited} - {None}
        assert addresses
        for address in addresses:
            assert page.spaced.split().count(address) == 1


def test_nothing_is_loaded_and_nothing_can_run(pages):
    for _, page in pages:
        assert page.properties["Content-Security-Policy"] == POLICY
        assert [link["rel"] for link in page.of("link")] == ["icon"]
        assert page.of("link")[0]["href"].startswith("data:image/svg+xml;base64,")
        forbidden = {"script", "iframe", "object", "embed", "form", "svg", "base"}
        assert not forbidden.intersection(page.tags)
        loading = [v for _, a in page.elements for n, v in a.items() if n in ("src", "srcset")]
        assert loading[0].startswith("data:image/svg+xml;base64,")
        assert all(each.startswith("data:image/webp;base64,") for each in loading[1:])
        assert [name for _, a in page.elements for name in a if name.startswith("on")] == []
        assert not re.search(r"url\(|@import", page.texts["style"])


def test_the_map_has_words_of_its_own(road):
    (words,) = story_page(road).all("alt")
    assert words == (
        "Map of the Isle of Quill with the numbers of the events. Inkhaven: 1; "
        "Quill causeway: 2, 3."
    )


def test_hostile_text_stays_text(folder):
    speaker = {"id": "hostile", "name": MARKED[:200], "role": MARKED[:200], "side": "paper"}
    source = {"id": "hostile", "type": "webpage", "outlet": MARKED[:200], "title": MARKED[:200]}
    source |= {"authors": None, "published": None, "url": None, "kind": "private"}
    source |= dict.fromkeys(("author_note", "published_note", "url_note"), MARKED[:200])
    write(folder / "speakers.yaml", [speaker])
    write(folder / "sources.yaml", [source])
    excerpt = {"source": "hostile", "speaker": "hostile", "text": MARKED}
    figure = {"what": MARKED[:200], "as_reported": MARKED[:200], "unit": None}
    figure |= {"according_to": "hostile", "source": "hostile"}
    place = {"name": MARKED[:200], "longitude": "-25", "latitude": "-38", "precision": "near"}
    place |= {"precision_m": "500", "basis": MARKED}
    for path in (folder / "events").glob("*.yaml"):
        path.unlink()
    write_event(
        folder, title=PLAIN, summary=PLAIN, place=place, excerpts=[excerpt], figures=[figure],
        content_note=PLAIN, status="contested", contested=PLAIN,
    )  # fmt: skip
    collection = open_collection(folder)
    for blind, teacher in ((False, False), (True, False), (True, True)):
        page = selection_page(collection, blind=blind, teacher=teacher)
        assert set(page.tags) <= {
            "html", "head", "meta", "title", "link", "style", "body", "main", "div", "p", "h1",
            "h2", "figure", "img", "figcaption", "article", "header", "span", "blockquote",
            "strong", "table", "caption", "thead", "tbody", "tr", "th", "td", "section", "dl", "dt",
            "dd", "ol", "ul", "li", "bdi", "em",
        }  # fmt: skip
        assert page.tags.count("img") == (not teacher)
        # On the blind pages a letter stands for it, as it is the outlet's name too.
        assert (spaced(MARKED[:200]) in page.spaced) is (teacher or not blind)
    assert spaced(PLAIN) in page.spaced


def test_a_handout_says_what_it_rests_on_and_when_it_was_made(road):
    text = story_page(road).spaced
    assert "Made on 23 November 2026 with Corridors, from “A small collection”" in text
    assert "version 2025.1.0, changed 2 January 2025. CC BY 4.0." in text


def test_uncertain_dates_and_places_are_said_in_words(road):
    text = story_page(road).spaced
    assert "May 2024 (day not given)" in text
    assert "9 February 2025 (about this date)" in text
    exact = story_page(road, teacher=True).spaced
    assert "9 February 2025 (approximate)" in exact
    assert "within about 2.5 km; along a line or in an area, not one point" in exact


def test_foreign_words_carry_their_language_and_direction(quill):
    page = selection_page(quill, quill.table.loc[["1893-11-17-flood-at-margin"]], teacher=True)
    assert {"lang": "fa", "dir": "rtl"} in page.of("blockquote")
    assert {"lang": "pt", "dir": "ltr"} in page.of("blockquote")
    assert {"lang": "fa", "dir": "rtl"} in page.of("bdi")
    assert "In English: " in page.text


def test_an_event_without_an_excerpt_says_so(small):
    collection = changed(small, excerpts=(), also_reported_by=("post",))
    page = selection_page(collection, collection.table.loc[[LEAVING]], teacher=True)
    assert "No fragment is quoted." in page.spaced
    assert "Also reported by The Post [1]." in page.spaced


def test_lines_to_write_on_can_be_left_out(road):
    asked = LINES * len(STORY["steps"]) + CLOSING_LINES
    spare = SPARE_LINES * (len(STORY["steps"]) + 1)
    assert len(story_page(road).classed("rule")) == asked + spare
    without = story_page(road, lines=False)
    assert without.classed("rule") + without.classed("pupil") == []


@pytest.mark.parametrize(("paper", "size"), [("a4", "A4"), ("letter", "Letter")])
def test_the_paper_is_the_one_that_was_chosen(road, paper, size):
    assert f"@page {{ size: {size}; }}" in story_page(road, paper=paper).texts["style"]


def outlets_in(text, records):
    return [n for n in outlet_names(records) if re.search(rf"\b{re.escape(n)}\b", text)]


def test_a_blind_handout_names_outlets_for_the_teacher_alone(quill):
    for story in quill.records.stories:
        page = story_page(quill, story, blind=True)
        key = story_page(quill, story, blind=True, teacher=True)
        assert outlets_in(page.text, quill.records) == []
        assert page.all("href")[1:] == []  # but the icon's
        letters = set(re.findall(r"Outlet ([A-Z]+)\b", page.text))
        assert letters
        assert letters == set(re.findall(r"Outlet ([A-Z]+)", key.text))
        assert outlets_in(key.text, quill.records)


def test_no_story_of_the_curated_set_names_an_outlet_on_a_blind_handout(gaza, monkeypatch):
    picture = SimpleNamespace(svg=lambda: b"")
    monkeypatch.setattr("events.publish.students.draw_picture", lambda *_, **__: picture)
    for story in gaza.records.stories:
        assert outlets_in(story_page(gaza, story, blind=True).text, gaza.records) == [], story.id


def test_every_story_of_the_curated_set_has_a_plan_with_uncovered_steps_on_paper(gaza):
    for story in gaza.records.stories:
        assert story.plan is not None, story.id
        assert [path.minutes for path in story.plan.paths] == [45, 20]
        covered = [gaza.records.by_id[event].content_note for event in story.plan.on_paper]
        assert covered.count(None) >= 2, story.id


def test_a_handout_that_is_not_blind_has_no_letters(pages, sheets):
    for _, page in (*pages, *sheets):
        assert not re.search(r"Outlet [A-Z]\b", page.text)


def test_a_selection_is_bounded_and_says_what_is_left_out(tmp_path):
    rows = [{**ROW, "id": f"event-{n}"} for n in range(MOST_PRINTED + 3)]
    page = selection_page(open_collection(write_table(tmp_path / "set.parquet", *rows)))
    assert len(page.classed("event")) == MOST_PRINTED
    assert "The first 50 of 53 events: 3 are left out." in page.spaced


def test_a_selection_of_none_says_so(small):
    page = selection_page(small, small.table.iloc[:0])
    assert "No event was chosen." in page.spaced
    assert page.of("img") == []
    assert "Sources" not in page.text


def test_a_selection_asks_one_question_of_each_event_and_one_at_the_end(small):
    page = selection_page(small)
    assert page.text.count(PROMPT) == len(small.table)
    assert "Look back: whose voices did you hear often" in page.text


def test_a_selection_says_how_it_was_chosen(quill):
    words = "2 events: Source: The Quill Courier"
    handout = selection_handout(quill.table.iloc[:2], quill.records, 2, words)
    shown, hidden = (
        Page(write_handout(handout, quill.records, Options(blind=blind), MADE))
        for blind in (False, True)
    )
    assert words in shown.text
    assert "2 events: Source: Outlet " in hidden.text


def test_events_of_a_table_are_printed_from_their_columns(tmp_path):
    collection = open_collection(write_table(tmp_path / "set.parquet", ROW, LATER))
    for blind in (False, True):
        page = selection_page(collection, blind=blind).spaced
        assert ROW["title"] in page
        assert "This set holds no excerpts." in page
        assert ("Reported by The Paper" in page) is not blind
        sheet = selection_page(collection, blind=blind, teacher=True).spaced
        assert "The Paper, on “Ferries leave Inkhaven”, 7 April 2024. " + ROW["url"] in sheet
        assert "No address known." in sheet


def test_a_blind_handout_hides_each_of_several_outlets_of_a_table(tmp_path):
    row = {**ROW, "title": "The Daily Planet films it", "source": ["The Wire", "The Daily Planet"]}
    path = write_table(tmp_path / "set.parquet", {**row, "side": ["company"]})
    collection = open_collection(path)
    page = selection_page(collection, blind=True).text
    assert "Planet" not in page
    assert "Wire" not in page
    assert "The Daily Planet" in selection_page(collection, blind=True, teacher=True).text


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (["--story", "road", "--paper", "letter", "--blind"], 0, "wrote "),
        (["--event", SPEECH, "--event", LEAVING, "--no-lines"], 0, "wrote "),
        (["--story", "road", "--teacher"], 0, "wrote "),
        (["--story", "nothing"], 2, "--story: there is no 'nothing'; there are: road"),
        (["--event", "nothing"], 2, "--event: there is no 'nothing', or it was withdrawn"),
        ([], 2, "one of the arguments --story --event is required"),
    ],
)
def test_the_command_writes_a_handout(folder, monkeypatch, capsys, arguments, code, line):
    write_story(folder)
    output = folder.parent / "handout.html"
    command = ["events", "handout", str(folder), *arguments, "-o", str(output)]
    monkeypatch.setattr("sys.argv", command)
    try:
        found = main()
    except SystemExit as stopped:
        found = stopped.code
    assert (found, line in "".join(capsys.readouterr())) == (code, True)
    assert output.exists() is (code == 0)
    if code == 0:
        page = Page(output.read_bytes())
        for title in ("A spokesman praises the crossing", "Ferries leave Inkhaven"):
            assert title in page.text
        assert ("page { size: Letter; }" in page.texts["style"]) == ("letter" in arguments)
