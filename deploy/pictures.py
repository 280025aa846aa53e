"""The picture of a link's preview."""

import io
from functools import lru_cache
from pathlib import Path

from PIL import Image

from deploy.shell import HEIGHT, WIDTH
from events import View
from pages.parts.dataset import Shared

DASHBOARD = Path(__file__).resolve().parents[1] / "docs" / "explore.png"

SHOWN = "The dashboard: filters, events on a map, and one event told beside it"
"""What is on the picture, for those who do not see it."""


def draw_preview(view: View, shared: Shared) -> bytes:
    """Draw what a link shows as PNG, WIDTH by HEIGHT pixels."""
    return _dashboard()


@lru_cache(1)
def _dashboard() -> bytes:
    """Cut the picture of the dashboard that the README shows."""
    file = io.BytesIO()
    with Image.open(DASHBOARD) as picture:
        picture.crop((0, 0, WIDTH, HEIGHT)).save(file, "PNG")
    return file.getvalue()
