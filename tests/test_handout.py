"""A handout holds all that it should, loads and runs nothing, and hides what it is to hide."""

import re
import subprocess
import sys
from datetime import date
from html.parser import HTMLParser

import pytest
from events.publish.handout.event import MOST_EXCERPTS
from events.publish.handout.references import cite
from events.publish.handout.sheet import selection_sheet, story_sheet

from events.publish import MOST_PRINTED, Options, write_handout
from events.query import Arrays, Query
from events.records import Source
from events.records.reading import load_dataset
from events.table.curated import to_frame
from events.table.geoparquet import read_table
from events.telling.document import POLICY
from events.telling.veil import outlet_names
from tests.conftest import EXCERPT, LEAVING, SPEECH, write, write_event
from tests.test_stories import STORY, write_story
from tests.test_tables import ROW, write_table

MADE = date(2026, 11, 23)
PLAIN = "`${window.pwned=1}` {{7*7}} {%for x in y%} :red[x] $x^2$ 'a' & \\"
MARKED = (
    '<img src=x onerror="window.pwned=1"></script></style><script>window.pwned=1</script>'
    f"<link href=//127.0.0.1:9/x> &amp; --> {PLAIN}"
)


class Page(HTMLParser):
    """The elements of a page, and its text without what is only between them."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page.decode())
        self.text = " ".join(self.words.split())

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words += f"{data}\n"

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]

    def classed(self, name):
        return [a for _, a in self.elements if name in (a.get("class") or "").split()]


def page_of(sheet, dataset, **options):
    return Page(write_handout(sheet, dataset, Options(**options), MADE))


def spaced(text):
    return " ".join(text.split())


@pytest.fixture
def small(folder):
    """A story of three events, some of them changed by a test before it is read."""

    def read(**event):
        if event:
            write_event(folder, **event)
        write_story(folder)
        dataset = load_dataset(folder)
        return story_sheet(dataset.stories[0], to_frame(dataset)), dataset

    return read


@pytest.fixture(scope="module")
def pages(curated, curated_frame):
    """Every curated story as a handout."""
    sheets = [(story, story_sheet(story, curated_frame)) for story in curated.stories]
    return [(story, page_of(sheet, curated)) for story, sheet in sheets]


def test_every_story_tells_each_event_with_its_excerpts_and_its_question(pages, curated):
    events = {event.id: event for event in curated.events}
    for story, page in pages:
        assert [a["class"] for a in page.classed("event")] == ["event"] * len(story.steps)
        for text in (story.title, story.question, story.closing, curated.info.disclaimer):
            assert text in page.text
        for step in story.steps:
            event = events[step.event]
            told = [event.title, event.summary, step.line, step.prompt, event.contested or ""]
            told += [f"“{excerpt.text}”" for excerpt in event.excerpts]
            told += [curated.sources[excerpt.source].outlet for excerpt in event.excerpts]
            told += [figure.as_reported for figure in event.figures]
            told += [f"Content note: {event.content_note}"] if event.content_note else []
            missing = [text for text in told if spaced(text) not in page.text]
            assert missing == [], step.event


def test_every_source_is_cited_once_with_its_address(pages, curated):
    for story, page in pages:
        steps = {step.event for step in story.steps}
        cited = {x.source for e in curated.events if e.id in steps for x in e.excerpts}
        for address in {curated.sources[name].url for name in cited} - {None}:
            assert page.text.split().count(address) == 1


def test_nothing_is_loaded_and_nothing_can_run(pages):
    for _, page in pages:
        assert {a.get("content") for a in page.all("meta") if "http-equiv" in a} == {POLICY}
        tags = {tag for tag, _ in page.elements}
        assert not tags & {"script", "link", "iframe", "object", "embed", "form", "svg", "base"}
        loading = [v for _, a in page.elements for n, v in a.items() if n in ("src", "srcset")]
        assert len(loading) == 1
        assert loading[0].startswith("data:image/svg+xml;base64,")
        handlers = [name for _, a in page.elements for name in a if name.startswith("on")]
        assert handlers == []
        assert not re.search(r"url\(|@import", page.words)


def test_the_map_has_words_of_its_own(small):
    sheet, dataset = small()
    (picture,) = page_of(sheet, dataset).all("img")
    assert "Khan Younis: 1; Netzarim corridor: 2, 3." in picture["alt"]


def test_hostile_text_stays_text(folder):
    speaker = {"id": "hostile", "name": MARKED[:200], "role": MARKED[:200], "side": "other"}
    source = {"id": "hostile", "type": "webpage", "outlet": MARKED[:200], "title": MARKED[:200]}
    source |= {"authors": None, "published": None, "url": None, "kind": "little-known"}
    write(folder / "speakers.yaml", [speaker])
    write(folder / "sources.yaml", [source])
    excerpt = {"source": "hostile", "speaker": "hostile", "text": MARKED}
    figure = {"what": MARKED[:200], "as_reported": MARKED[:200], "unit": None}
    figure |= {"according_to": "hostile", "source": "hostile"}
    place = {"name": MARKED[:200], "longitude": "2.35", "latitude": "48.86", "precision": "near"}
    place |= {"precision_m": "500", "basis": MARKED}
    for path in (folder / "events").glob("*.yaml"):
        path.unlink()
    write_event(
        folder, title=PLAIN, summary=PLAIN, place=place, excerpts=[excerpt], figures=[figure],
        content_note=PLAIN, status="contested", contested=PLAIN,
    )  # fmt: skip
    dataset = load_dataset(folder)
    for blind in (False, True):
        page = page_of(selection_sheet(to_frame(dataset), dataset), dataset, blind=blind)
        assert {tag for tag, _ in page.elements} <= {
            "html", "head", "meta", "title", "style", "body", "main", "div", "p", "h1", "h2",
            "figure", "img", "figcaption", "article", "header", "span", "blockquote", "strong",
            "table", "caption", "thead", "tbody", "tr", "th", "td", "section", "dl", "dt", "dd",
            "ol", "li", "bdi", "em",
        }  # fmt: skip
        assert len(page.all("img")) == 1
        assert spaced(MARKED[:200]) in page.text
    assert spaced(PLAIN) in page.text


def test_a_sheet_says_what_it_rests_on_and_when_it_was_made(small):
    sheet, dataset = small()
    text = page_of(sheet, dataset).text
    assert (
        "Made on 23 November 2026 with Corridors, from “A small dataset”, version 2025.1.0" in text
    )
    assert "changed 2 January 2025. CC BY 4.0." in text


def test_uncertain_dates_and_places_are_said_in_words(small):
    text = page_of(*small()).text
    assert "May 2024 (day not given)" in text
    assert "9 February 2025 (approximate)" in text
    assert "within about 3.5 km; along a line or in an area, not one point" in text


def test_foreign_words_carry_their_language_and_direction(small):
    foreign = {**EXCERPT, "text": "غادر المدينة", "language": "ar", "translation": "left the city"}
    page = page_of(*small(excerpts=[foreign]))
    assert {"lang": "ar", "dir": "rtl"} in page.all("blockquote")
    assert {"lang": "he", "dir": "rtl"} in page.all("bdi")
    assert "In English: left the city" in page.text


def test_more_excerpts_than_are_printed_are_counted(small):
    excerpts = [{**EXCERPT, "text": f"words {n}"} for n in range(MOST_EXCERPTS + 2)]
    page = page_of(*small(excerpts=excerpts))
    assert len(page.classed("excerpt")) == MOST_EXCERPTS + 3
    assert "2 more excerpts are not printed here." in page.text


def test_an_event_without_an_excerpt_says_so(small):
    page = page_of(*small(excerpts=[], also_reported_by=["post"]))
    assert "No fragment is quoted." in page.text
    assert "Also reported by The Post [1]." in page.text


def test_lines_to_write_on_can_be_left_out(small):
    sheet, dataset = small()
    assert len(page_of(sheet, dataset).classed("rule")) == 3 * len(STORY["steps"]) + 5
    without = page_of(sheet, dataset, lines=False)
    assert without.classed("rule") + without.classed("pupil") == []


@pytest.mark.parametrize(("paper", "size"), [("a4", "A4"), ("letter", "Letter")])
def test_the_paper_is_the_one_that_was_chosen(small, paper, size):
    assert f"@page {{ size: {size}; }}" in page_of(*small(), paper=paper).words


def test_a_blind_sheet_names_outlets_for_the_teacher_alone(curated, curated_frame):
    for story in curated.stories:
        page = page_of(story_sheet(story, curated_frame), curated, blind=True)
        before, _, teacher = page.words.partition("For the teacher: the sources")
        named = [n for n in outlet_names(curated) if re.search(rf"\b{re.escape(n)}\b", before)]
        assert named == [], story.id
        letters = set(re.findall(r"Outlet ([A-Z]+)\b", before))
        assert letters == set(re.findall(r"Outlet ([A-Z]+)", teacher)), story.id
        assert all(letter in teacher for letter in letters)
        assert page.classed("teacher")
        addresses = [a["href"] for a in page.all("a")]
        assert not any(address in before for address in addresses)


def test_a_sheet_that_is_not_blind_has_no_letters(pages):
    for _, page in pages:
        assert not re.search(r"Outlet [A-Z]\b|For the teacher", page.text)


def test_a_selection_is_bounded_and_says_what_is_left_out(curated, curated_frame):
    page = page_of(selection_sheet(curated_frame, curated), curated)
    left = len(curated_frame) - MOST_PRINTED
    assert len(page.classed("event")) == MOST_PRINTED
    assert f"The first 50 of {len(curated_frame)} events: {left} are left out." in page.text


def test_a_selection_of_none_says_so(curated, curated_frame):
    page = page_of(selection_sheet(curated_frame.iloc[:0], curated), curated)
    assert "No event was chosen." in page.text
    assert page.all("img") == []


@pytest.mark.parametrize("blind", [False, True])
def test_events_of_a_table_are_told_from_their_columns(tmp_path, blind):
    dataset, frame = read_table(write_table(tmp_path / "events.parquet", ROW))
    query = Query(*Arrays(frame).span)
    rows = frame.iloc[Arrays(frame).page(query, 0, MOST_PRINTED)]
    page = page_of(selection_sheet(rows, dataset), dataset, blind=blind)
    assert ROW["title"] in page.text
    before, _, sources = page.text.partition("Sources" if not blind else "For the teacher")
    assert "This set holds no excerpts." in before
    assert (ROW["source"] in before) is not blind
    assert ROW["source"] in sources


def test_a_blind_sheet_hides_each_of_several_outlets_of_a_table(tmp_path):
    row = {**ROW, "title": "The Daily Planet films it", "source": ["The Wire", "The Daily Planet"]}
    dataset, frame = read_table(write_table(tmp_path / "events.parquet", {**row, "side": ["us"]}))
    page = page_of(selection_sheet(frame, dataset), dataset, blind=True)
    before, _, teacher = page.text.partition("For the teacher")
    assert "Planet" not in before
    assert "Wire" not in before
    assert "The Daily Planet" in teacher


def test_a_source_is_cited_with_its_address_written_out():
    known = {"id": "a", "type": "webpage", "outlet": "The Paper", "title": "Title", "authors": None}
    known |= {"published": "2024-04-08", "kind": "national"}
    told = [
        "".join(text for part in cite(Source(**known, url=url)) for text in part.texts())
        for url in ("https://example.org/news?a=1&b=2", None)
    ]
    assert told[0] == "Title. (2024, April 8). The Paper. https://example.org/news?a=1&b=2"
    assert told[1] == "Title. (2024, April 8). The Paper."


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--story", "road", "--paper", "letter", "--blind"], 0, "wrote "),
        (["--event", SPEECH, "--event", LEAVING, "--no-lines"], 0, "wrote "),
        (["--story", "nothing"], 2, "--story: there is no 'nothing'; there are: road"),
        (["--event", "nothing"], 2, "--event: there is no 'nothing', or it was withdrawn"),
        ([], 2, "one of the arguments --story --event is required"),
    ],
)
def test_the_command_writes_a_handout(folder, repository, arguments, code, told):
    write_story(folder)
    output = folder.parent / "sheet.html"
    command = [sys.executable, "-m", "events", "handout", str(folder), *arguments]
    done = subprocess.run(
        [*command, "-o", str(output)], cwd=repository, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, told in done.stdout + done.stderr) == (code, True), done.stderr
    if code == 0:
        page = Page(output.read_bytes())
        titles = ["A spokesman praises the crossing", "Troops leave Khan Younis"]
        assert all(title in page.text for title in titles)
        assert ("page { size: Letter; }" in page.words) == ("letter" in arguments)


def test_a_selection_says_how_it_was_chosen(curated):
    frame = to_frame(curated).iloc[:2]
    told = "2 events: Source: New York Post"
    shown = page_of(selection_sheet(frame, curated, 2, told), curated)
    hidden = page_of(selection_sheet(frame, curated, 2, told), curated, blind=True)
    assert told in shown.text
    assert "2 events: Source: Outlet " in hidden.text
