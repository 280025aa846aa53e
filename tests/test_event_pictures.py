"""Pictures of events: what is refused of their files, and what of them is shown."""

import io
import re
import shutil
from pathlib import Path

import pytest
import yaml
from PIL import Image
from starlette.requests import Request

from events.collection import open_collection
from events.commands.new import TEMPLATE
from events.exporters import FORMATS, describe_file
from events.exporters.onefile import write_html
from events.importers import import_file, write_folder
from events.lesson import make_lesson, write_lesson
from events.publish.site.layout import Site, draw_event_pictures
from events.publish.site.pages import event_page
from events.records import CurationError, read_records
from events.records.pictures import draw_shown, read_picture
from events.saved import pack_folder, unpack_folder
from events.telling.panel import panel
from events.telling.pictures import Held, picture_figures
from pages.parts import own
from pages.parts import picture as route
from pages.parts.yours import changing
from pages.parts.yours.history import undo
from tests.conftest import QUILL
from tests.hostile.files import PICTURES, located, picture

HARBOUR, FLOOD = "1892-03-04-harbour-strike-begins", "1893-11-17-flood-at-margin"
WHALE = "1892-07-whale-in-plume-bay"
HOSTILE = yaml.safe_load((Path(__file__).parent / "hostile/pictures.yaml").read_text("utf-8"))


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(QUILL, tmp_path / "quill")


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda each: each.get("made") or each["file"])
def test_a_hostile_picture_is_refused_by_its_name(folder, hostile):
    if "made" in hostile:
        (folder / "pictures" / hostile["file"]).write_bytes(PICTURES[hostile["made"]]())
    event = folder / "events" / f"{HARBOUR}.yaml"
    event.write_text(event.read_text().replace("harbour.png", f"'{hostile['file']}'"))
    told = ""
    try:
        read_records(folder)
    except CurationError as error:
        told = error.problems[0]
    start = f"events/{HARBOUR}.yaml: pictures.0.file: "
    assert told.startswith(start + hostile["says"] if hostile["says"] else told)
    assert bool(told) == bool(hostile["says"])
    assert told.endswith(f"(got {hostile['file']!r})") or not told


def test_every_hostile_picture_is_tried():
    assert {each["made"] for each in HOSTILE if "made" in each} == PICTURES.keys()


def test_a_link_is_refused(folder):
    (folder / "pictures" / "harbour.png").rename(folder / "real.png")
    (folder / "pictures" / "harbour.png").symlink_to(folder / "real.png")
    with pytest.raises(CurationError, match="is a link; put the picture itself there"):
        read_records(folder)


def test_every_fault_of_pictures_is_told_at_once(folder):
    (folder / "pictures" / "harbour.png").unlink()
    event = folder / "events" / f"{FLOOD}.yaml"
    kept = [
        line
        for line in event.read_text().splitlines()
        if not re.match("    (alt|credit|lic)", line)
    ]
    event.write_text("\n".join(kept))
    with pytest.raises(CurationError) as refused:
        read_records(folder)
    told = [line.split(";")[0].split(": ", 1)[1] for line in refused.value.problems]
    fields = ("alt", "credit", "licence")
    assert told == [*(f"pictures.0.{name}: is missing" for name in fields),
                    "pictures.0.file: is missing"]  # fmt: skip


def test_a_list_has_pictures_in_columns_and_what_is_not_stated_is_told(tmp_path):
    (tmp_path / "collection.yaml").write_text("title: A list\n")
    (tmp_path / "pictures").mkdir()
    for name in ("a.png", "b.png"):
        (tmp_path / "pictures" / name).write_bytes(picture("PNG"))
    (tmp_path / "events.csv").write_text(
        "title,date,picture,picture_alt,picture_credit,picture_warning\n"
        "A bell,1892,a.png | b.png,One | Two, | Somebody,\n"
        "A fire,1893,a.png,Red | hot,,Shows fire\n"
    )
    records = read_records(tmp_path)
    bell, fire = records.events
    assert [(p.file, p.alt, p.credit) for p in bell.pictures] == [
        ("a.png", "One", None), ("b.png", "Two", "Somebody")]  # fmt: skip
    assert [(p.alt, p.warning) for p in fire.pictures] == [("Red | hot", "Shows fire")]
    assert "pictures: 2 of 3 have no credit" in records.warnings
    first, second = picture_figures(bell, records)
    assert list(first.texts()) == ["Picture: credit not stated. Licence not stated."]
    assert list(second.texts()) == ["Picture: Somebody. Licence not stated."]


def test_what_is_shown_is_upright_small_and_says_nothing_of_camera_or_place(tmp_path):
    (tmp_path / "a.jpg").write_bytes(located())
    file = read_picture(tmp_path / "a.jpg")
    assert (file.width, file.height) == (40, 60)
    shown = draw_shown(located(), 30)
    image = Image.open(io.BytesIO(shown))
    assert (image.format, image.size, dict(image.getexif())) == ("WEBP", (20, 30), {})
    assert b"CAMERA" in located()
    assert b"CAMERA" not in shown
    assert b"EXIF" not in shown


def test_the_panel_keeps_the_place_of_a_picture_and_folds_one_with_a_warning(quill):
    plain = panel(HARBOUR, quill).as_html()
    assert re.search(r'<img src="./picture/[0-9a-f]{32}-480.webp" alt="Three cranes', plain)
    assert 'width="480" height="315"' in plain
    warned = panel(FLOOD, quill).as_html()
    assert '<summary dir="auto">Show the picture: Shows a flooded house</summary><a' in warned
    assert "<details open" not in warned


def test_a_file_that_stands_alone_holds_each_picture_once_and_says_what_it_leaves_out(
    quill, monkeypatch
):
    held, event = Held(), quill.records.by_id[HARBOUR]
    for _ in range(2):
        (shown,) = picture_figures(event, quill.records, held.draw)
    assert len(held.sources) == 1
    assert "picture:" in shown.as_html()
    monkeypatch.setattr("events.telling.pictures.MOST_HELD", 100)
    (left,) = picture_figures(event, quill.records, Held().draw)
    assert "left out of this file for its size" in left.as_html()


def ask(digest, side="480", cookie=None, question=b""):
    headers = [(b"cookie", f"{own.cookie()}={cookie}".encode())] if cookie else []
    scope = {"type": "http", "query_string": question, "headers": headers}
    scope["path_params"] = {"digest": digest, "side": side}
    return route.picture_route().endpoint(Request(scope))


def test_the_server_gives_a_picture_drawn_anew_and_nothing_else(quill, monkeypatch):
    monkeypatch.setattr(route, "read_collection", lambda: quill)
    digest = quill.records.pictures["harbour.png"].digest
    answer = ask(digest)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/webp")
    assert Image.open(io.BytesIO(answer.body)).size == (480, 315)
    assert Image.open(io.BytesIO(ask(digest, "1600").body)).size == (640, 420)
    for wrong in ((digest, "481"), ("0" * 32, "480"), ("harbour", "480")):
        assert ask(*wrong).status_code == 404


def test_a_picture_of_a_withdrawn_event_is_not_given(folder, monkeypatch):
    (folder / "pictures" / "whale.png").write_bytes(picture("PNG"))
    event = folder / "events" / f"{WHALE}.yaml"
    said = "pictures: [{file: whale.png, alt: A whale, credit: Nobody, licence: CC0 1.0}]\n"
    event.write_text(event.read_text().replace("created:", f"{said}created:"))
    opened = open_collection(folder)
    monkeypatch.setattr(route, "read_collection", lambda: opened)
    assert ask(opened.records.pictures["whale.png"].digest).status_code == 404


def test_a_private_picture_is_given_to_its_visitor_alone(quill, monkeypatch):
    monkeypatch.setattr(route, "read_collection", lambda: quill)

    def fill(folder):
        shutil.copytree(QUILL, folder, dirs_exist_ok=True)
        (folder / "pictures" / "harbour.png").write_bytes(picture("PNG"))
        return open_collection(folder)

    mine = own.shelf().add("a-secret", fill)
    digest = mine.collection.records.pictures["harbour.png"].digest
    question = f"{own.PARAMETER}={mine.id}".encode()
    given = ask(digest, cookie="a-secret", question=question)
    assert (given.status_code, given.headers["cache-control"]) == (200, "no-store")
    assert ask(digest, question=question).status_code == 404
    assert ask(digest, cookie="another", question=question).status_code == 404
    assert ask(digest, cookie="a-secret").status_code == 404
    own.shelf().remove(mine)
    assert ask(digest, cookie="a-secret", question=question).status_code == 404


def test_a_lesson_and_the_one_file_hold_each_picture_once_and_load_none(quill):
    story = next(each for each in quill.records.stories if HARBOUR in [s.event for s in each.steps])
    provenance = describe_file(quill, quill.offers.view.query)
    lesson = write_lesson(make_lesson(story, quill.records, quill.table)).decode()
    whole = b"".join(write_html(quill.table, quill.records, provenance)).decode()
    for page, number in ((lesson, 1), (whole, 2)):
        assert page.count('":"data:image/webp;base64,') == number
        assert "./picture/" not in page
        assert "img-src data:" in page


def test_a_site_has_its_pictures_beside_its_pages(quill):
    site = Site(quill, describe_file(quill, quill.offers.view.query))
    files = dict(draw_event_pictures(site))
    digest = quill.records.pictures["harbour.png"].digest
    assert f"pictures/{digest}-1600.webp" in files
    page = event_page(site, quill.records.by_id[HARBOUR]).decode()
    shown = f'"../pictures/{digest}-1600.webp"><img src="../pictures/{digest}-480.webp"'
    assert shown in page


# Import, export and back


LIST = (
    "title,date,latitude,longitude,Bild,Alt text,Bildnachweis,Licence image,source\n"
    "A bell,2024-04-03,31.3,34.3,bell.png,A bell,Ada,CC0,S\n"
    "A fire,2024-04-04,31.3,34.4,https://example.org/f.jpg,A fire,Ben,CC0,S\n"
    "A wall,2024-04-05,31.3,34.5,no.png,A wall,Cy,CC0,S\n"
)


def test_pictures_beside_a_list_come_along_and_no_other_is_fetched(tmp_path, monkeypatch):
    monkeypatch.setattr("socket.socket.connect", None)
    (tmp_path / "list.csv").write_text(LIST)
    (tmp_path / "bell.png").write_bytes(picture("PNG"))
    imported = import_file(tmp_path / "list.csv")
    told = [line for line in imported.report.said if line.startswith("Not shown as a picture")]
    assert [line.split(": ")[1] for line in told] == ["https://example.org/f.jpg", "no.png"]
    assert "is an address, which is never fetched" in told[0]
    write_folder(imported, tmp_path / "mine")
    collection = open_collection(tmp_path / "mine")
    bell, fire, wall = sorted(collection.records.events, key=lambda event: event.date)
    assert [(p.file, p.alt, p.credit, p.licence) for p in bell.pictures] == [
        ("bell.png", "A bell", "Ada", "CC0")]  # fmt: skip
    assert fire.other["picture (file)"] == "https://example.org/f.jpg"
    assert (wall.pictures, wall.other["picture_credit (file)"]) == ((), "Cy")
    opened = open_collection(tmp_path / "list.csv").records.pictures["bell.png"]
    assert opened.path == tmp_path / "bell.png"


@pytest.mark.parametrize(("kind", "ending"), [("csv", "csv"), ("geojson", "geojson")])
def test_an_export_beside_its_pictures_comes_back_with_all_that_is_said_of_them(
    quill, tmp_path, kind, ending
):
    about = describe_file(quill, quill.offers.view.query)
    content = b"".join(FORMATS[kind].write(quill.table, quill.records, about))
    (tmp_path / f"quill.{ending}").write_bytes(content)
    shutil.copytree(QUILL / "pictures", tmp_path / "pictures")
    again = open_collection(tmp_path / f"quill.{ending}").records
    for name in (HARBOUR, FLOOD):
        assert again.by_id[name].pictures == quill.records.by_id[name].pictures


def test_a_zip_has_the_pictures_themselves(tmp_path):
    unpack_folder(pack_folder(QUILL), tmp_path)
    again = open_collection(tmp_path).records
    assert (tmp_path / "pictures/harbour.png").read_bytes() == (
        QUILL / "pictures/harbour.png"
    ).read_bytes()
    assert len(again.pictures) == 2


# A list of one's own


def test_a_picture_is_added_without_its_place_kept_small_removed_and_brought_back(monkeypatch):
    kept = own.Shelf()
    monkeypatch.setattr(own, "shelf", lambda: kept)
    mine = kept.add("ada", lambda folder: open_collection(
        shutil.copytree(TEMPLATE, folder, dirs_exist_ok=True)))  # fmt: skip
    name, drawn = changing.small_picture(mine, located())
    assert b"CAMERA" not in drawn
    rows = changing.rows_of(mine)
    rows.loc[0, ["picture", "picture_alt"]] = [name, "A red square"]
    assert changing.change(mine, rows, "added", {f"pictures/{name}": drawn}) is None
    (event,) = [each for each in mine.collection.records.events if each.pictures]
    assert (event.pictures[0].alt, event.pictures[0].credit) == ("A red square", None)
    rows = changing.rows_of(mine)
    rows.loc[0, ["picture", "picture_alt"]] = ""
    assert changing.change(mine, rows, "removed") is None
    assert not list((mine.folder / "pictures").iterdir())
    undo(mine)
    assert list(mine.collection.records.pictures) == [name]
    assert (mine.folder / "pictures" / name).read_bytes() == drawn
    undo(mine)
    assert mine.collection.records.pictures == {}
    with pytest.raises(ValueError, match="is no picture by its content"):
        changing.small_picture(mine, b"<svg/>")
    monkeypatch.setattr(changing, "MOST_PICTURES", 10)
    with pytest.raises(ValueError, match="does not fit"):
        changing.small_picture(mine, located())
