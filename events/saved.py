"""A collection's folder as one zip, and back; of a foreign zip only plain files are taken."""

import stat
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from events.importers.readers.zipped import BROKEN
from events.records import CurationError

ENDINGS = frozenset([
    ".csv", ".geojson", ".jpeg", ".jpg", ".md", ".parquet", ".png", ".txt", ".webp", ".yaml",
    ".yml",
])  # fmt: skip
"""Of the files that a collection consists of."""

PACKED = frozenset([".jpeg", ".jpg", ".parquet", ".png", ".webp"])
"""Of files that compressing makes no smaller."""

MOST_FILES = 20_000
MOST_BYTES = 500_000_000
"""What a zip may hold, unpacked."""

JUNK = ("__MACOSX/", ".DS_Store", "Thumbs.db")
"""What computers add to a zip unasked."""

START = b"PK\x03\x04"
"""The first bytes of a zip."""


def pack_folder(folder: Path) -> bytes:
    """Return a folder as a zip whose files are in a folder of the same name."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                kind = ZIP_STORED if path.suffix in PACKED else ZIP_DEFLATED
                archive.write(path, path.relative_to(folder), kind)
    return packed.getvalue()


def holds_folder(content: bytes) -> bool:
    """Tell whether a file is a zip with a collection's folder in it."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            return any(PurePosixPath(name).name == ROOT for name in archive.namelist())
    except (BadZipFile, ValueError):
        return False


ROOT = "collection.yaml"
"""The file that stands at the head of every collection's folder."""


def unpack_folder(content: bytes, folder: Path, name: str = "the zip") -> None:
    """Write the files of a zipped collection into a folder.

    Raises CurationError, and writes nothing outside of the folder, for a zip that is broken, locked
    or too large, and for one that holds links, paths out of it, or files that no collection has.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not _is_passed_over(entry)]
            if problems := list(_problems(entries, name)):
                raise CurationError(problems)
            above = _above(entries, name)
            left = MOST_BYTES
            for entry in entries:
                path = folder / PurePosixPath(entry.filename).relative_to(above)
                path.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(entry) as packed, path.open("wb") as file:
                    left -= _copy(packed, file, left, name)
    except (*BROKEN, ValueError) as error:  # the last for a name in no encoding
        if isinstance(error, CurationError):
            raise
        raise CurationError([f"{name}: cannot be read as a zip ({error}); save it anew"]) from error


def _is_passed_over(entry: ZipInfo) -> bool:
    path = entry.filename
    return entry.is_dir() or path.startswith(JUNK) or PurePosixPath(path).name in JUNK


def _problems(entries: list[ZipInfo], name: str) -> Iterator[str]:
    """Say what keeps a zip from being unpacked."""
    if len(entries) > MOST_FILES:
        yield f"{name}: holds {len(entries):,} files; at most {MOST_FILES:,} are read"
        return
    size = sum(entry.file_size for entry in entries)
    if size > MOST_BYTES:
        yield f"{name}: unpacks to {size / 1e6:,.0f} MB; at most {MOST_BYTES / 1e6:,.0f} are read"
    for entry in entries:
        if why := _why_not(entry):
            yield f"{name}: {entry.filename[:100]!r} {why}"


def _why_not(entry: ZipInfo) -> str | None:
    """Say why a file of a zip is refused."""
    path = PurePosixPath(entry.filename)
    if path.is_absolute() or ".." in path.parts or "\\" in entry.filename or ":" in path.parts[0]:
        return "leads out of its folder; zip the folder itself"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "is a link; put the file itself there"
    if entry.flag_bits & 1:
        return "is locked by a password; save the zip without one"
    if path.suffix.lower() not in ENDINGS:
        return f"is no file of a collection; those end in {', '.join(sorted(ENDINGS))}"
    return None


def _above(entries: list[ZipInfo], name: str) -> PurePosixPath:
    """Return the folder in the zip that is the collection's. Raises CurationError for none."""
    paths = [PurePosixPath(entry.filename) for entry in entries]
    roots = sorted((path.parent for path in paths if path.name == ROOT), key=lambda p: len(p.parts))
    if not roots:
        raise CurationError([f"{name}: has no {ROOT}, which a collection begins with"])
    above = roots[0]
    for path in paths:
        if above != PurePosixPath() and above not in path.parents:
            raise CurationError([f"{name}: {str(path)[:100]!r} lies outside of {above}/"])
    return above


def _copy(packed: IO[bytes], file: IO[bytes], most: int, name: str) -> int:
    """Copy a file, however large it says that it is, and return how large it was."""
    copied = 0
    while piece := packed.read(1 << 20):
        copied += len(piece)
        if copied > most:
            raise CurationError([f"{name}: unpacks to more than {MOST_BYTES / 1e6:,.0f} MB"])
        file.write(piece)
    return copied
