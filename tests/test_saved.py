"""A collection as one zip: what is saved opens again, and a hostile zip writes nothing."""

import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from events import saved
from events.collection import open_collection
from events.records import CurationError
from events.saved import holds_folder, pack_folder, unpack_folder
from tests.conftest import write_collection


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "unpacked").mkdir()
    return tmp_path / "unpacked"


def zipped(files, **options):
    """Return a zip of files, given by their names or entries."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED, **options) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def refused(content, folder):
    """Return why a zip is refused, which must leave nothing behind outside of the folder."""
    with pytest.raises(CurationError) as caught:
        unpack_folder(content, folder, "mine.zip")
    assert list(folder.parent.iterdir()) == [folder]
    return "\n".join(caught.value.problems)


def test_what_is_saved_opens_again_as_it_was(tmp_path, folder):
    (tmp_path / "first").mkdir()
    write_collection(tmp_path / "first")
    content = pack_folder(tmp_path / "first")
    assert holds_folder(content)
    unpack_folder(content, folder)
    before, after = open_collection(tmp_path / "first"), open_collection(folder)
    assert after.records.info == before.records.info
    assert after.table["title"].tolist() == before.table["title"].tolist()


def test_a_folder_that_was_zipped_as_a_whole_opens_too_without_what_computers_add(folder):
    files = {"mine/collection.yaml": "title: Mine", "mine/events.csv": "title,date\n"}
    added = {"__MACOSX/mine/._events.csv": "x", "mine/.DS_Store": "x", "mine/stories/": ""}
    unpack_folder(zipped(files | added), folder)
    assert {str(path.relative_to(folder)) for path in folder.rglob("*")} == {
        "collection.yaml",
        "events.csv",
    }


LINK = ZipInfo("pictures/link.png")
LINK.external_attr = 0o120777 << 16


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../outside.csv", "leads out of its folder"),
        ("a/../../outside.csv", "leads out of its folder"),
        ("/outside.csv", "leads out of its folder"),
        ("..\\outside.csv", "leads out of its folder"),
        ("C:/outside.csv", "leads out of its folder"),
        (LINK, "'pictures/link.png' is a link"),
        ("sheet.xlsm", "'sheet.xlsm' is no file of a collection"),
        ("run.py", "'run.py' is no file of a collection"),
        ("picture.svg", "'picture.svg' is no file of a collection"),
        ("inner.zip", "'inner.zip' is no file of a collection"),
        ("layer.vrt", "'layer.vrt' is no file of a collection"),
    ],
)
def test_a_file_that_no_collection_has_is_refused_by_name(name, why, folder):
    assert why in refused(zipped({"collection.yaml": "title: Mine", name: "x"}), folder)


def test_a_zip_without_a_collection_says_what_is_missing(folder):
    content = zipped({"events.csv": "title,date\n"})
    assert not holds_folder(content)
    assert refused(content, folder) == (
        "mine.zip: has no collection.yaml, which a collection begins with"
    )
    beside = zipped({"mine/collection.yaml": "title: Mine", "other/events.csv": ""})
    assert "'other/events.csv' lies outside of mine/" in refused(beside, folder)


def test_a_zip_that_unpacks_to_too_much_is_refused(folder, monkeypatch):
    monkeypatch.setattr(saved, "MOST_BYTES", 1_000_000)
    bomb = zipped({"collection.yaml": "title: Mine", "events.csv": "x" * 2_000_000})
    assert "unpacks to 2 MB; at most 1 are read" in refused(bomb, folder)
    # One that says in its list that it is small.
    size, lie = struct.pack("<L", 2_000_000), struct.pack("<L", 20)
    lying = bomb.replace(size, lie)
    assert "mine.zip" in refused(lying, folder)
    assert sum(path.stat().st_size for path in folder.rglob("*")) < 1_000_000
    many = {f"pictures/{n}.png": "" for n in range(30)}
    monkeypatch.setattr(saved, "MOST_FILES", 20)
    assert "holds 30 files; at most 20 are read" in refused(zipped(many), folder)


def test_a_broken_or_locked_zip_is_refused_with_a_line(folder):
    good = zipped({"collection.yaml": "title: Mine " * 100})
    locked = bytearray(good)
    locked[good.rindex(b"PK\x01\x02") + 8] |= 1
    broken = {
        "nothing": b"",
        "text": b"PK\x03\x04 is how a zip begins",
        "half": good[: len(good) // 2],
        "damaged": good[:60] + b"\xff\xff\xff" + good[63:],
    }
    for content in broken.values():
        assert not refused(content, folder).count("\n")
    assert "locked by a password" in refused(bytes(locked), folder)
