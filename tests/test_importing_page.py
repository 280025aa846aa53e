"""A file on the page Your events: what becomes of each row, what is asked, and what is opened."""

import csv
from io import StringIO

import pytest

from events.importers import import_file, open_imported
from events.importers.apart import SMALL, TOO_LONG, import_apart
from events.markup import element
from events.saved import pack_folder
from pages import PAGES
from pages.parts import own
from pages.parts.yours import merging
from pages.parts.yours import rows as rows_part
from tests.conftest import QUILL
from tests.hostile.files import picture
from tests.visit import buttons, components, downloads, drawn, follow, problems_of, text

TEN = """\
id,title,date,latitude,longitude,place,category,source
a1,A bridge <b>opens</b> *today*,2024-04-03,31.3471,34.3026,Alder Corner,works,Example Times
a2,Two days in one,03/04/2024,31.352,34.3105,Birch Mill,works,Harbour Post
a3,No such day,2024-02-30,31.3388,34.2971,Cedar Gate,works,Example Times
a4,No place,2024-04-05,,,Nowhere,works,Example Times
a5,Turned round,2024-04-06,34.3026,31.3471,Alder Corner,works,Example Times
a6,At zero,2024-04-07,0,0,Null,works,Example Times
a8,No date,,31.3471,34.3026,Alder Corner,works,Example Times
a9,The same id,2024-04-09,31.3471,34.3026,Alder Corner,works,Example Times
a9,The same id again,2024-04-09,31.3471,34.3026,Alder Corner,works,Example Times
a10,A serial day,45388,31.3471,34.3026,Alder Corner,works,Example Times
a11,Minutes to 75,2024-04-11,"31°75'00""N","34°18'00""E",Alder Corner,works,Example Times
a12,A far place,2024-04-12,31.3471,134.3026,Alder Corner,works,Example Times
a13,April only,April 2024,31.36,34.30,Elm Lane,talks,Harbour Post
a14,Plain,2024-04-14,31.36,34.31,Elm Lane,talks,Harbour Post
"""
"""Ten faults, and four rows that come in."""

FAULTS = {
    "03/04/2024": "date-order",
    "2024-02-30": "",
    "34.3026, 31.3471": "swapped",
    "0, 0": "zero",
    "a9": "same-id",
    "45388": "serial-dates",
    "31°75'00\"N": "",
    "31.3471, 134.3026": "far",
}


@pytest.fixture
def visit():
    """Return a function that brings a file, and the page of it."""

    def bring(content, name="ten.csv"):
        app = follow("dashboard.py")
        app.switch_page(PAGES["yours"].file).run()
        app.file_uploader(key="file-0").upload(name, content).run()
        assert problems_of(app) == []
        return app

    return bring


LISTED = {"no-place": "without-place"}


def test_what_was_opened_stands_before_the_report_that_led_there(visit):
    app = visit(b"title,date,latitude,longitude\nA bell,2024-04-03,31.34,34.30\n", "bells.csv")
    app.session_state["brought"].opens = True
    app.run()
    assert problems_of(app) == []
    app.switch_page(PAGES["yours"].file).run()
    assert text(app, "-edit") == "Change “bells”"
    assert components(app, "-check") == []
    assert "Back to the rows of bells.csv" in text(app, "-bring")
    app.session_state["brought"].look_again()
    app.run()
    assert "1 row" in text(app, "-check")
    for each in own.shelf().of(app.session_state["visitor"]):
        own.shelf().remove(each)


def shown(app):
    return app.session_state["brought"].imported


def test_the_report_names_every_fault_and_counts_every_row(visit):
    app = visit(TEN.encode())
    report = shown(app).report
    assert sum(report.outcomes.values()) == report.rows == 14
    told = {remark.value for remark in report.remarks}
    assert set(FAULTS) <= told
    said = text(app, "-check")
    for count, words in ((report.outcomes["asked"], "waiting for an answer"),
                         (report.outcomes["refused"], "refused")):  # fmt: skip
        assert f"{count}\n {words}" in said
    asked = {question.id for question in report.questions if question.rows}
    assert {fault for fault in FAULTS.values() if fault} <= asked
    for question in asked:
        assert any(a.startswith(f"answer:{question}:") for a in buttons(app, "-questions"))
    assert downloads(app)[0] == "Save the report (CSV)"


def test_the_saved_report_holds_what_the_page_shows():
    imported = import_file(TEN.encode(), "ten.csv")
    saved = list(csv.DictReader(StringIO(rows_part._report(imported).decode("utf-8-sig"))))
    assert [row["value"] for row in saved] == [each.value for each in imported.report.remarks]
    waiting = rows_part._written(imported.waiting).decode("utf-8-sig")
    assert all(value in waiting for value in ("03/04/2024", "2024-02-30", "45388"))


def box(app, label):
    return next(each for each in app.selectbox if each.label == label)


def test_which_column_is_what_is_shown_with_samples_and_can_be_changed(visit):
    app = visit(b"Head,When,Where,Told\nA ferry,2024-04-03,Rhodes,2024-05-01\n", "own.csv")
    assert box(app, "Date").value == "When"
    assert "When: 2024-04-03" in box(app, "Date").options
    assert "Told: 2024-05-01" in box(app, "Date").options
    box(app, "Date").set_value("Told").run()
    assert problems_of(app) == []
    assert shown(app).mapping.columns["date"] == "Told"
    assert shown(app).events["date"].tolist() == [] or "2024-05-01" in str(shown(app).events)
    box(app, "Date").set_value(None).run()
    assert "date" not in shown(app).mapping.columns
    assert {"When", "Told"} <= {option.split(":")[0] for option in box(app, "Date").options}


def test_categories_of_a_file_are_renamed_and_merged(visit, monkeypatch):
    app = visit(TEN.encode())
    file = app.session_state["brought"]
    assert file.imported.mapping.values["category"] == {"works": "works", "talks": "talks"}
    assert "Categories of the file: 2" in [box.label for box in app.expander]

    def types(*edits):
        monkeypatch.setattr(merging.st, "session_state", {"key": {"edited_rows": dict(edits)}})
        merging._rename("key", file, file.imported)
        monkeypatch.undo()
        app.run()

    types((1, {merging.BECOMES: " works "}))
    assert file.mapping.values["category"] == {"works": "works", "talks": "works"}
    assert set(file.imported.events["category"]) == {"works"}
    assert "talks" in file.imported.events["category (file)"].tolist()
    types((1, {merging.BECOMES: ""}))
    assert set(file.imported.events["category"]) == {"works", "talks"}


def test_text_of_a_file_stays_text_wherever_it_stands(visit):
    app = visit(b"title,date\n<script>alert(1)</script> *bold*,31/31/2024\n")
    for part in ("-check", "-remarks"):
        assert drawn(app, part)
    assert "Row 1 is the first row below the names" in text(app, "-remarks")
    assert "31/31/2024" in text(app, "-remarks")
    names = [f"<b>{n}</b>" for n in range(3)]
    odd = ("title,date," + ",".join(names) + "\nA,2024,1,2,3\n").encode()
    app = visit(odd, "<img src=x>.csv")
    assert "<img src=x>.csv" in text(app, "-check")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.csv"),
        (b"\x00\x01\x02\x03" * 50, "binary.csv"),
        (b"PK\x03\x04broken", "broken.zip"),
        (b"PK\x03\x04broken", "broken.xlsx"),
        (b"MZ\x90\x00", "program.exe"),
        (b'<OGRVRTDataSource><OGRVRTLayer name="x"/></OGRVRTDataSource>', "layer.csv"),
        (b"title,date\n", "head.csv"),
        (b"PAR1 and no more PAR1", "broken.parquet"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_of_which_nothing_can_be_read_gets_a_clear_line(content, name, visit):
    app = visit(content, name)
    file = app.session_state["brought"]
    opened = file.imported is not None and len(file.imported.events)
    assert not opened
    said = text(app, "-check")
    assert name in said
    assert "Traceback" not in said
    assert "leave" in buttons(app, "-check")


def test_a_large_file_is_read_in_a_process_of_its_own(monkeypatch):
    lines = "".join(f"Event {n},2024-04-{n % 28 + 1:02}\n" for n in range(50_000))
    content = f"title,date\n{lines}".encode()
    assert len(content) > SMALL
    steps, first = [], []
    imported = import_apart(content, "many.csv", LISTED, None, steps.append, first.append)
    assert len(imported.events) == 50_000
    assert first[0].events.equals(imported.events[: len(first[0].events)])
    assert steps
    monkeypatch.setattr("events.importers.apart.SECONDS", 0)
    with pytest.raises(ValueError, match=TOO_LONG[:30]):
        import_apart(content, "many.csv", {}, None, steps.append)


def test_the_first_rows_are_shown_while_the_rest_is_read(visit, monkeypatch):
    seen = []
    monkeypatch.setattr("pages.parts.yours.rows.element", lambda *parts, **marks: seen.append(
        parts) or element(*parts, **marks))  # fmt: skip
    lines = "".join(f"Event {n},2024-04-{n % 28 + 1:02},1,2\n" for n in range(50_000))
    app = visit(f"Head,date,lat,lon\n{lines}".encode(), "many.csv")
    assert len(shown(app).events) == 50_000
    assert any("Found in the first rows: Title (Head), Date (date)" in str(parts) for parts in seen)
    assert not any("Found in the first rows" in text(app, part) for part in ("-check",))


def test_who_leaves_ends_the_reading():
    class Leaves(BaseException):
        pass

    def leave(step):
        raise Leaves

    with pytest.raises(Leaves):
        import_apart(b"PK" + bytes(SMALL), "large.xlsx", {}, None, leave)


# A list and its pictures


PICTURED = """\
title,date,latitude,longitude,picture
A bell,2024-04-03,31.34,34.30,bell.png
A wall,2024-04-05,31.35,34.31,wall.png
"""


@pytest.fixture
def together():
    """Return a function that brings files at once, and the page of it."""

    def bring(**files):
        app = follow("dashboard.py")
        app.switch_page(PAGES["yours"].file).run()
        given = [(name.replace("_", "."), content, "") for name, content in files.items()]
        app.file_uploader(key="file-0").set_value(given).run()
        assert problems_of(app) == []
        return app

    return bring


def test_a_list_comes_with_the_pictures_that_its_rows_name(together):
    app = together(
        bell_png=picture("PNG"),
        list_csv=PICTURED.encode(),
        other_jpg=picture("JPEG"),
        note_docx=b"PK",
    )
    said = text(app, "-check")
    assert "Not shown as a picture: wall.png: is missing; bring it together with the list" in said
    assert "Named by no row, and left out: other.jpg." in said
    assert "neither a list nor a picture (JPEG, PNG or WebP) of a plain name: note.docx." in said
    file = app.session_state["brought"]
    assert list(file.imported.pictures) == ["bell.png"]
    collection = open_imported(file.imported)
    (bell,) = (each for each in collection.records.events if each.title == "A bell")
    assert [shown.file for shown in bell.pictures] == ["bell.png"]
    folder = file.beside
    assert (folder / "pictures" / "bell.png").exists()
    file.leave()
    assert not folder.exists()


def test_what_is_said_of_pictures_needs_no_row_that_names_one(together):
    app = together(list_csv=b"title,date\nA bell,2024-04-03\n", bell_png=picture("PNG"))
    assert "Named by no row, and left out: bell.png." in text(app, "-check")
    app = together(list_csv=b"title,date,picture\nA bell,2024-02-30,bell.png\n",
                   bell_png=picture("PNG"))  # fmt: skip
    assert "Named by no row" not in text(app, "-check")


def test_a_picture_that_is_none_by_its_content_is_left_out(together):
    app = together(list_csv=PICTURED.encode(), bell_png=b"<svg/>", wall_png=picture("PNG"))
    assert "bell.png: is no picture by its content" in text(app, "-check")
    assert list(shown(app).pictures) == ["wall.png"]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"a_csv": b"title,date\n", "b_csv": b"title,date\n"}, "Lists here: a.csv, b.csv."),
        ({"bell_png": b"x", "wall_png": b"x"}, "with its pictures: bell.png, wall.png."),
        ({"bell_png": b"x"}, "There is no list among these."),
        ({"a_zip": pack_folder(QUILL), "bell_png": b"x"}, "a.zip is a collection that was saved"),
    ],
)  # fmt: skip
def test_files_that_do_not_belong_together_are_refused_in_words(together, files, said):
    app = together(**files)
    assert said in text(app, "-unopened")
    assert app.session_state["files"] == 1
    assert "brought" not in app.session_state


def test_files_that_are_too_much_together_are_refused(together, monkeypatch):
    monkeypatch.setattr("pages.parts.yours.together.LARGEST", 0)
    assert "more than 0 MB together" in text(together(list_csv=PICTURED.encode()), "-unopened")
