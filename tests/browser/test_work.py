"""Students' work, from a file on disk with no network: marked, answered, saved, laid over."""

import json
import os
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from pypdfium2 import PdfDocument

from events.collection import open_collection
from events.lesson import tasks as lesson_tasks
from events.lesson.tasks import tasks
from events.markup import Element, element
from events.telling.document import read_asset, write_page
from geodata.webmap.scripts import join_modules
from tests.browser.inspection import strangers
from tests.conftest import QUILL

pytestmark = pytest.mark.browser

WEB = Path(lesson_tasks.__file__).parent / "web"
RECORDS = open_collection(QUILL).records
CAUSEWAY, HARBOUR = (tasks(story, RECORDS) for story in RECORDS.stories)

ENTRY = """\
import { mountOverlay } from "WEB/overlay.js";
import { mountWork } from "WEB/work.js";

const lesson = JSON.parse(document.getElementById("data").textContent);
const host = document.querySelector("main");
const refuse = () => {
  throw new Error("closed");
};
const store = {
  get: (key) => localStorage.getItem(key),
  set: (key, text) => localStorage.setItem(key, text),
};
const stores = { "#work": store, "#closed": { get: refuse, set: refuse } };
const mounted =
  location.hash === "#overlay"
    ? mountOverlay(host, lesson)
    : mountWork(host, lesson, stores[location.hash]);
addEventListener("veil", ({ detail }) => mounted.veil(detail));
"""
"""The script of the page that a test opens; its address says whose page it is, behind the #."""


@pytest.fixture
def opened(from_disk, tmp_path):
    """Open the page of a lesson's work."""

    def open_page(part, lesson=HARBOUR, **kind):
        entry, file = tmp_path / "entry.js", tmp_path / f"{lesson['id']}.html"
        entry.write_text(ENTRY.replace("WEB", os.path.relpath(WEB, tmp_path)), "utf-8")
        style = read_asset("reading.css") + (WEB / "work.css").read_text("utf-8")
        body = [element("header", element("h1", "A lesson")), Element("main", (), ())]
        page = write_page(
            lesson["named"], style, body, data=json.dumps(lesson), script=join_modules(entry)
        )
        file.write_bytes(page)
        return from_disk(file, part, **kind)

    return open_page


def turn(page, number):
    page.get_by_label("Page", exact=True).select_option(index=number)


def unfold(page):
    page.evaluate("for (const node of document.querySelectorAll('details')) node.open = true")


def passage(page, number=0):
    return page.get_by_role("listbox").nth(number)


def word(page, text, number=0):
    return passage(page, number).get_by_role("option", name=re.compile(rf"^{text}\b"))


def kinds(page, number=0):
    """List the words of an excerpt with the kinds that they have."""
    read = "nodes => nodes.map(node => [node.textContent, node.dataset.kind ?? ''])"
    return dict(passage(page, number).locator(".word").evaluate_all(read))


def mark(page, first, last, kind, number=0):
    """Mark words as a pointer does: the first, the last, and what they are."""
    word(page, first, number).click()
    if last != first:
        word(page, last, number).click()
    page.get_by_role("button", name=kind).nth(number).click()


def saved(page):
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    return download.value.suggested_filename, json.loads(Path(download.value.path()).read_text())


def written(folder, asked, name, **work):
    """Write the file of a student."""
    head = {"format": "corridors-work", "version": 1, "story": asked["id"]}
    empty = {"lesson": asked["hash"], "name": name, "marks": [], "answers": [], "knowers": []}
    path = folder / f"{name or 'nobody'}.json"
    path.write_text(json.dumps({**head, **empty, **work}), "utf-8")
    return path


def spans(lesson, number, *marked):
    """Mark parts of an excerpt's text: pairs of words and kinds."""
    excerpt = lesson["excerpts"][number]
    starts = [(excerpt["text"].index(words), len(words), kind) for words, kind in marked]
    return [
        {"excerpt": excerpt["id"], "from": start, "to": start + length, "kind": kind}
        for start, length, kind in starts
    ]


OFFER = "as fair an offer as the harbour can bear"


def test_words_are_marked_by_mouse_and_the_marks_are_kept_and_saved(opened):
    page = opened("work")
    turn(page, 1)
    mark(page, "fair", "offer", "Loaded")
    assert [text for text, kind in kinds(page).items() if kind == "loaded"] == [
        "fair",
        "an",
        "offer",
    ]
    expect(page.locator(".said")).to_have_text("“fair an offer”: Loaded")

    box, end = word(page, "harbour").bounding_box(), word(page, "bear").bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(end["x"] - 30, end["y"] + 8, steps=4)
    page.mouse.move(end["x"] + 5, end["y"] + 8, steps=4)
    page.mouse.up()
    page.get_by_role("button", name="Claim").first.click()
    word(page, "an").click()
    page.get_by_role("button", name="No mark").first.click()

    page.get_by_text("Who could know this?").first.click()
    page.get_by_label("Ambrose Pell").first.check()
    page.get_by_label("The Harbour Courier").first.check()
    summary = page.locator("summary", has_text="Who could know").first
    expect(summary).to_have_text("Who could know this? Ambrose Pell; The Harbour Courier")
    page.get_by_label("Nobody can know").first.check()
    expect(summary).to_have_text("Who could know this? Nobody can know")
    page.get_by_label("Ambrose Pell").first.check()
    page.locator("textarea").fill("<img src=x onerror=1>\nسلام")
    page.get_by_label("Your name").fill("Maya <b>K.</b>")

    page.reload()
    turn(page, 1)
    assert {text for text, kind in kinds(page).items() if kind} == {"harbour", "can", "bear"}
    expect(page.locator("textarea")).to_have_value("<img src=x onerror=1>\nسلام")
    name, work = saved(page)
    assert name == "two-weeks-at-the-harbour-Maya-b-K-b.json"
    assert work["marks"] == spans(HARBOUR, 0, ("harbour can bear", "claim"))
    voices = {voice["named"]: voice["id"] for voice in HARBOUR["speakers"]}
    excerpt = HARBOUR["excerpts"][0]["id"]
    assert work["knowers"] == [{"excerpt": excerpt, "who": [voices["Ambrose Pell"]]}]
    assert work["answers"] == [{"question": "step-0", "text": "<img src=x onerror=1>\nسلام"}]


def test_words_are_marked_by_keyboard(opened):
    page = opened("work")
    turn(page, 1)
    page.locator("summary", has_text="How to mark").focus()
    page.keyboard.press("Tab")
    expect(passage(page)).to_be_focused()
    for key in ("ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "3"):
        page.keyboard.press(key)
    expect(page.locator(".said")).to_have_text("“fair an offer”: Loaded")
    for key in ("End", "Shift+ArrowLeft", "2", "Home", "4", "ArrowRight", "ArrowRight", "Delete"):
        page.keyboard.press(key)
    marked = {text: kind for text, kind in kinds(page).items() if kind}
    # A word that stands in the text twice is read at its last place.
    assert marked == {"fair": "loaded", "offer": "loaded", "can": "claim", "bear": "claim"}
    first = passage(page).get_by_role("option").first
    expect(first).to_have_attribute("aria-label", "as, Source")
    expect(first).to_have_attribute("data-sign", "S")
    chosen = passage(page).get_attribute("aria-activedescendant")
    assert page.locator(f"#{chosen}").inner_text() == "an"


def test_a_text_from_the_right_is_stepped_through_in_its_direction(opened):
    page = opened("work", CAUSEWAY)
    turn(page, 2)
    page.locator("summary", has_text="Show:").press("Enter")
    persian = passage(page, 2)
    expect(persian).to_have_attribute("dir", "rtl")
    persian.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("1")
    marked = [text for text, kind in kinds(page, 2).items() if kind == "fact"]
    assert marked == ["تا", "پنجره‌ها"]


def test_a_finger_marks_words_on_a_telephone(opened):
    page = opened("work", width=390, height=844, has_touch=True, is_mobile=True)
    turn(page, 1)
    word(page, "fair").tap()
    word(page, "offer").tap()
    page.get_by_role("button", name="Fact").first.tap()
    assert [text for text, kind in kinds(page).items() if kind] == ["fair", "an", "offer"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    tools = page.get_by_role("button").evaluate_all(
        "nodes => nodes.map(node => node.getBoundingClientRect().height)"
    )
    assert min(tools) >= 44


@pytest.mark.parametrize("part", ["closed", "nothing"])
def test_where_nothing_can_be_kept_the_page_says_so_and_goes_on(opened, part):
    page = opened(part)
    expect(page.get_by_text("Nothing is kept here")).to_be_visible()
    turn(page, 1)
    mark(page, "fair", "fair", "Loaded")
    _, work = saved(page)
    assert work["marks"] == spans(HARBOUR, 0, ("fair", "loaded"))


def test_a_saved_file_is_opened_again_and_the_next_student_begins_anew(opened, tmp_path):
    fair = {"marks": spans(HARBOUR, 0, ("fair", "loaded"))}
    path = written(tmp_path, HARBOUR, "Maya", **fair)
    other = written(tmp_path, CAUSEWAY, "Noor")
    page = opened("work")
    turn(page, 1)
    chooser = page.locator("input[type=file]")
    chooser.set_input_files(path)
    expect(page.locator(".said")).to_have_text("Opened Maya.json.")
    expect(page.get_by_label("Your name")).to_have_value("Maya")
    assert kinds(page)["fair"] == "loaded"
    chooser.set_input_files(other)
    expect(page.locator(".said")).to_contain_text(
        "Noor.json is not opened: it belongs to the story “over-the-water”"
    )
    anew = page.get_by_role("button", name="Start anew")
    anew.click()
    page.get_by_role("button", name="Keep my work").click()
    assert kinds(page)["fair"] == "loaded"
    anew.click()
    page.get_by_role("button", name="Go on").click()
    assert kinds(page)["fair"] == ""
    expect(page.get_by_label("Your name")).to_have_value("")
    page.reload()
    expect(page.get_by_label("Your name")).to_have_value("")


def test_no_outlet_is_named_while_names_are_hidden(opened):
    page = opened("work")
    page.evaluate("dispatchEvent(new CustomEvent('veil', { detail: true }))")
    outlets = {source.outlet for source in RECORDS.sources.values()}
    for number in range(6):
        turn(page, number)
        unfold(page)
        shown = page.locator("main").inner_text()
        assert [outlet for outlet in outlets if outlet in shown] == []
    turn(page, 1)
    expect(page.get_by_text("Ambrose Pell, in Outlet A")).to_be_visible()


def test_the_work_is_printed_on_one_page_with_a_line_for_the_name(opened, tmp_path):
    marks = [
        mark
        for number, excerpt in enumerate(HARBOUR["excerpts"])
        for mark in spans(HARBOUR, number, (excerpt["text"].split()[0], "source"))
    ]
    answers = [{"question": q["id"], "text": "They count. " * 25} for q in HARBOUR["questions"]]
    path = written(tmp_path, HARBOUR, "Maya", marks=marks, answers=answers)
    page = opened("work", dark=True)
    page.locator("input[type=file]").set_input_files(path)
    expect(page.get_by_label("Your name")).to_have_value("Maya")
    for paper in ("A4", "Letter"):
        printed = PdfDocument(page.pdf(format=paper, margin={"top": "13mm", "bottom": "15mm"}))
        assert len(printed) == 1
        text = " ".join(printed[0].get_textpage().get_text_range().split())
        assert "Name: Maya" in text
        assert "Save as a file" not in text
        assert text.count("They count.") == 25 * len(answers)
    expect(page.locator(".work-sheet")).to_have_count(0)


@pytest.fixture
def class_files(tmp_path):
    """The files of three students, the second of whom writes script."""
    told = {"question": "step-0", "text": "A number is “five pence”."}
    evil = {"question": "step-0", "text": "<script>document.title='x'</script>"}
    pell = {"excerpt": HARBOUR["excerpts"][0]["id"], "who": ["voice-1"]}
    fair = spans(HARBOUR, 0, ("fair an offer", "loaded"))
    claim = spans(HARBOUR, 0, ("offer", "claim"))
    return [
        written(tmp_path, HARBOUR, "Maya", marks=fair, answers=[told], knowers=[pell]),
        written(tmp_path, HARBOUR, "Zoë <b>", marks=fair, answers=[evil], knowers=[pell]),
        written(tmp_path, HARBOUR, "Ali", marks=claim),
    ]


def test_the_marks_of_a_class_are_counted_and_its_answers_stand_side_by_side(opened, class_files):
    page = opened("overlay")
    page.locator("input[type=file]").set_input_files(class_files)
    expect(page.locator(".said")).to_have_text("3 files read.")
    turn(page, 1)
    fair, offer = word(page, "fair"), word(page, "offer")
    expect(fair).to_have_attribute("data-sign", "L2")
    expect(offer).to_have_attribute("aria-label", "offer, Loaded 2, Claim 1")
    offer.hover()
    detail = page.locator(".detail").first
    expect(detail).to_have_text("“offer”: Loaded 2, Claim 1")
    passage(page).focus()
    page.keyboard.press("End")
    expect(detail).to_have_text("“bear”: no mark")
    page.get_by_text("Marks as a list").first.click()
    expect(page.get_by_role("row").nth(3)).to_have_text("offer0120")
    expect(page.get_by_text("Ambrose Pell: 2")).to_be_visible()
    expect(page.get_by_text("2 answers from 3 students.")).to_be_visible()
    cards = page.locator(".cards li")
    expect(cards).to_have_text(["<script>document.title='x'</script>", "A number is “five pence”."])
    assert "Maya" not in page.locator(".work-page").inner_text()
    page.get_by_role("button", name="Show names").click()
    expect(cards.first).to_have_text("MayaA number is “five pence”.")
    expect(cards.last).to_have_text("Zoë <b><script>document.title='x'</script>")
    page.get_by_text("Students’ files", exact=True).click()
    page.get_by_role("button", name="Take out Maya.json").click()
    expect(page.locator(".said")).to_have_text("2 files read.")
    expect(fair).to_have_attribute("data-sign", "L1")
    assert page.title() == HARBOUR["named"]


def test_files_that_are_not_of_this_lesson_are_refused_by_name(opened, tmp_path):
    good = written(tmp_path, HARBOUR, "Maya")
    copy = tmp_path / "copy.json"
    copy.write_bytes(good.read_bytes())
    refused = {
        written(tmp_path, CAUSEWAY, "Noor"): "it belongs to the story “over-the-water”",
        written(tmp_path, HARBOUR, "Old", lesson="0"): "it belongs to another version of",
        written(tmp_path, HARBOUR, "New", version=9): "it is written in version “9”",
        written(tmp_path, HARBOUR, "Ali", marks=[{"kind": 1}]): "marks.0.excerpt: is not known",
        written(tmp_path, HARBOUR, "Eve", run="alert(1)"): "“run” is no field of such a file",
        copy: "it is the same as Maya.json",
    }
    for name, content in (("page.json", b"<script>"), ("picture.json", b"\x89PNG\x00\xff")):
        (tmp_path / name).write_bytes(content)
        refused[tmp_path / name] = "it is not a file of students’ work"
    (tmp_path / "huge.json").write_bytes(b" " * (2**20 + 1))
    refused[tmp_path / "huge.json"] = "it is too large for a student’s work"
    page = opened("overlay")
    page.locator("input[type=file]").set_input_files([good, *refused])
    expect(page.locator(".said")).to_have_text(f"1 file read, {len(refused)} refused.")
    lines = page.locator(".refused").all_inner_texts()
    for (path, why), line in zip(refused.items(), lines, strict=True):
        assert line.startswith(f"{path.name} is refused: {why}")


def test_at_most_forty_files_are_taken(opened, tmp_path):
    files = [written(tmp_path, HARBOUR, f"Student {number}") for number in range(43)]
    page = opened("overlay")
    page.locator("input[type=file]").set_input_files(files)
    expect(page.locator(".said")).to_have_text("40 files read, 3 refused.")


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True), (1920, True)])
@pytest.mark.parametrize("part", ["work", "overlay"])
def test_it_is_accessible_and_fits(opened, class_files, part, width, dark):
    page = opened(part, width=width, dark=dark)
    page.locator("input[type=file]").set_input_files(class_files[: 3 if part == "overlay" else 1])
    turn(page, 1)
    unfold(page)
    word(page, "bear").click()
    assert strangers(page) == []
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
