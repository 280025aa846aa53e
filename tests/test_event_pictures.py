"""Pictures of events: what is refused of their files, and what of them is shown."""

import io
import re
import shutil
import struct
import zlib

import pytest
from PIL import Image
from starlette.requests import Request

from events.collection import open_collection
from events.exporters import describe_file
from events.exporters.onefile import write_html
from events.lesson import make_lesson, write_lesson
from events.publish.site.layout import Site, draw_event_pictures
from events.publish.site.pages import event_page
from events.records import CurationError, read_records
from events.records.pictures import MOST_BYTES, draw_shown, read_picture
from events.telling.panel import panel
from events.telling.pictures import Held, picture_figures
from pages.parts import own
from pages.parts import picture as route
from tests.conftest import QUILL

HARBOUR, FLOOD = "1892-03-04-harbour-strike-begins", "1893-11-17-flood-at-margin"
WHALE = "1892-07-whale-in-plume-bay"


def written(kind, size=(60, 40), **more):
    file = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(file, kind, **more)
    return file.getvalue()


def declared(width, height):
    """A PNG that says it is larger than what it holds."""

    def chunk(name, content):
        check = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packed = chunk(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + packed + chunk(b"IEND", b"")


def located():
    """A JPEG of a camera that was held upright, and noted where it was."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[2] = (31.0, 20.0, 0.0)
    exif[0x010F] = "CAMERA-OF-SOMEBODY"
    return written("JPEG", exif=exif)


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(QUILL, tmp_path / "quill")


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is no picture by its content"),
        ("a.jpg", b"<html><script>alert(1)</script></html>", "is no picture by its content"),
        ("a.png", written("GIF"), "is no picture by its content"),
        ("a.png", b"", "is no picture by its content"),
        ("a.jpg", written("JPEG", (400, 400))[:900], "is cut off or broken"),
        ("a.png", declared(60_000, 60_000), "has far more than 40,000,000 pixels"),
        ("a.png", declared(8_000, 8_000), "has 8,000 × 8,000 pixels"),
        ("a.png", declared(500, 500), "is cut off or broken"),
        ("a.webp", bytes(MOST_BYTES + 1), "has 10,000,001 bytes"),
    ],
)
def test_a_file_that_is_no_picture_is_refused_by_name(folder, name, content, what):
    (folder / "pictures" / name).write_bytes(content)
    event = folder / "events" / f"{HARBOUR}.yaml"
    event.write_text(event.read_text().replace("harbour.png", name))
    with pytest.raises(CurationError) as refused:
        read_records(folder)
    start = f"events/{HARBOUR}.yaml: pictures.0.file: {what}"
    assert [line for line in refused.value.problems if line.startswith(start)]
    assert refused.value.problems[-1].endswith(f"(got {name!r})")


@pytest.mark.parametrize(
    "name", ["../x.png", "a/b.png", "/etc/x.png", "C:x.png", "a\\b.png", ".x.png", "x.svg", "x.gif"]
)
def test_a_name_that_is_a_path_or_another_kind_is_refused(folder, name):
    event = folder / "events" / f"{HARBOUR}.yaml"
    event.write_text(event.read_text().replace("harbour.png", f"'{name}'"))
    with pytest.raises(CurationError, match=r"pictures\.0\.file: must be the plain name"):
        read_records(folder)


def test_an_address_is_refused_and_never_fetched(folder):
    event = folder / "events" / f"{HARBOUR}.yaml"
    event.write_text(event.read_text().replace("harbour.png", "https://example.org/a.png"))
    with pytest.raises(CurationError, match="is an address, which is never fetched"):
        read_records(folder)


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
        (tmp_path / "pictures" / name).write_bytes(written("PNG"))
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
    (folder / "pictures" / "whale.png").write_bytes(written("PNG"))
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
        (folder / "pictures" / "harbour.png").write_bytes(written("PNG"))
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
