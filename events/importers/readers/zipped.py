"""Files in a zip, such as the KML of a KMZ: read within bounds, and never written to a disk."""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import PurePosixPath

MOST_BYTES = 200_000_000
"""Of the files that are read from a zip, unpacked."""

MOST_RATIO = 200
"""How many times larger a file may be unpacked; text is seldom more than twenty times."""

MOST_FILES = 10_000

BROKEN = (
    zipfile.BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, zlib.error,
)  # fmt: skip
"""What reading a zip raises: an unknown compression, a content in pieces, an end too early."""


def files_of(content: bytes, *endings: str) -> dict[str, bytes]:
    """Return the files of a zip that have one of these endings, by name.

    Raises ValueError for what is no zip, is encrypted, points outside or would fill the memory.
    """
    with opened(content) as archive:
        members = archive.infolist()
        if len(members) > MOST_FILES:
            raise ValueError(f"holds more than {MOST_FILES:,} files")
        wanted = [one for one in members if one.filename.lower().endswith(endings)]
        for member in members:
            _check(member)
        if sum(member.file_size for member in wanted) > MOST_BYTES:
            raise ValueError(f"holds more than {MOST_BYTES:,} bytes when it is unpacked")
        return {member.filename: archive.read(member) for member in wanted}


@contextmanager
def opened(content: bytes, what: str = "not a zip") -> Iterator[zipfile.ZipFile]:
    """Open a zip. Raises ValueError, also while it is read, which says what it is not."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            yield archive
    except BROKEN as error:
        raise ValueError(f"is {what} that can be read ({error})") from None


def _check(member: zipfile.ZipInfo) -> None:
    name = member.filename
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in name:
        raise ValueError(f"holds a file whose name leads out of it ({name[:60]!r})")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise ValueError(f"holds a link instead of a file ({name[:60]!r})")
    if member.flag_bits & 0x1:
        raise ValueError(f"holds an encrypted file ({name[:60]!r})")
    if member.file_size > MOST_RATIO * max(1, member.compress_size) and member.file_size > 10**6:
        raise ValueError(f"holds a file that grows more than {MOST_RATIO} times ({name[:60]!r})")
