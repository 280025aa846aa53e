"""The files of pictures: what they really are, within bounds, before anybody is shown one."""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import ExifTags, Image, ImageOps

from events.records.models import Event, Picture
from events.records.wording import Fault

FOLDER = "pictures"
"""The folder of a collection that has its pictures."""

FORMATS = ("JPEG", "PNG", "WEBP")
"""By content, as Pillow names them; what a name ends in tells nothing."""

MOST_BYTES = 10_000_000
MOST_PIXELS = 40_000_000
"""Of one picture: as telephones take them."""

LARGE = 1600
"""Pixels of the longer side up to which a picture is shown."""

MEND = f"save it as JPEG, PNG or WebP of at most {MOST_BYTES / 1e6:.0f} MB"


@dataclass(frozen=True)
class PictureFile:
    """A picture that was looked at, and can be shown."""

    path: Path
    digest: str
    """Of its content; addresses name it by this."""
    width: int
    height: int
    """Pixels, as it stands upright."""

    def drawn_as(self, side: int) -> str:
        """Return the name of its copy with a longer side of at most so many pixels."""
        return f"{self.digest}-{side}.webp"

    def within(self, side: int) -> tuple[int, int]:
        """Return width and height with a longer side of at most so many pixels."""
        scale = min(1.0, side / max(self.width, self.height))
        return max(1, round(self.width * scale)), max(1, round(self.height * scale))


def open_picture(content: bytes, side: int = LARGE) -> Image.Image:
    """Decode a picture; a JPEG may come smaller, with sides of no less than `side`.

    Raises ValueError with what is wrong, for what is no picture, is cut off or would fill memory.
    """
    if len(content) > MOST_BYTES:
        raise ValueError(f"has {len(content):,} bytes; {MEND}")
    try:
        image = Image.open(BytesIO(content), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise ValueError(f"has far more than {MOST_PIXELS:,} pixels; make it smaller") from None
    except Exception:  # what a file is made to raise differs with the format and the fault
        raise ValueError(f"is no picture by its content; {MEND}") from None
    width, height = image.size
    if width * height > MOST_PIXELS:
        most = f"at most {MOST_PIXELS:,} are read; make it smaller"
        raise ValueError(f"has {width:,} × {height:,} pixels; {most}")
    image.draft("RGB", (side, side))
    try:
        image.load()
    except Exception:
        raise ValueError("is cut off or broken; save it anew") from None
    return image


def read_picture(path: Path) -> PictureFile:
    """Look at the file of a picture. Raises ValueError with what is wrong with it."""
    if path.is_symlink() or path.parent.is_symlink():
        raise ValueError("is a link; put the picture itself there")
    if not path.is_file():
        raise ValueError(f"is missing; put it into the folder {FOLDER}/ beside the events")
    if path.stat().st_size > MOST_BYTES:
        raise ValueError(f"has {path.stat().st_size:,} bytes; {MEND}")
    content = path.read_bytes()
    image = open_picture(content)
    width, height = Image.open(BytesIO(content), formats=FORMATS).size
    if _lies(image):
        width, height = height, width
    return PictureFile(path, hashlib.sha256(content).hexdigest()[:32], width, height)


LYING = (5, 6, 7, 8)
"""What a camera says that was held upright, so that its picture lies on its side."""


def _lies(image: Image.Image) -> bool:
    try:
        return image.getexif().get(ExifTags.Base.Orientation) in LYING
    except Exception:  # broken details of the camera are no fault of the picture
        return False


def draw_shown(content: bytes, side: int) -> bytes:
    """Write a picture anew as WebP: upright, small enough, and with nothing but its pixels.

    Where it was taken, when and with what stays behind. Raises ValueError as `open_picture` does.
    """
    image = open_picture(content, side)
    with suppress(Exception):  # broken details of the camera: it is shown as it lies
        image = ImageOps.exif_transpose(image)
    image.thumbnail((side, side))
    plain = image.convert("RGBA" if image.has_transparency_data else "RGB")
    plain.info.clear()
    written = BytesIO()
    plain.save(written, "WEBP", quality=82)
    return written.getvalue()


SAID = {
    "alt": "say what the picture shows, for readers who do not see it",
    "credit": "name who made the picture",
    "licence": "name the licence under which it may be shown, or that it is in the public domain",
}
"""What a curated collection says of each picture."""


def picture_faults(event: Event) -> Iterator[Fault]:
    """Say what a curated event does not say of its pictures."""
    for number, picture in enumerate(event.pictures):
        for field, mend in SAID.items():
            if getattr(picture, field) is None:
                yield Fault(f"pictures.{number}.{field}: is missing; {mend}")


def read_pictures(
    folder: Path, named: tuple[Picture, ...]
) -> tuple[dict[str, PictureFile], dict[str, str]]:
    """Look at the files that pictures name; return those that can be shown, and why others not."""
    found: dict[str, PictureFile] = {}
    wrong: dict[str, str] = {}
    for name in dict.fromkeys(picture.file for picture in named):
        try:
            found[name] = read_picture(folder / FOLDER / name)
        except ValueError as error:
            wrong[name] = str(error)
        except OSError as error:
            wrong[name] = f"cannot be read ({error.strerror})"
    return found, wrong
