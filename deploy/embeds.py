"""What other sites show of a link that is pasted into them: oEmbed (https://oembed.com)."""

from html import escape

from deploy.shell import HEIGHT, WIDTH, Addresses, Preview

WIDE, HIGH = 1000, 800
"""Pixels of a frame where the other site names no limit."""
LEAST = 320
"""Pixels that a frame needs on either side."""


def embed(
    preview: Preview, addresses: Addresses, home: str, size: tuple[int, int], *, framed: bool
) -> dict[str, str | int]:
    """Describe a link as oEmbed: a frame to be shown, or only a link where frames are refused."""
    described: dict[str, str | int] = {
        "version": "1.0",
        "type": "rich" if framed else "link",
        "title": preview.title,
        "provider_name": preview.site,
        "provider_url": home,
        "thumbnail_url": addresses.picture,
        "thumbnail_width": WIDTH,
        "thumbnail_height": HEIGHT,
    }
    if not framed:
        return described
    width, height = size
    return described | {"html": _frame(preview, addresses, size), "width": width, "height": height}


def _frame(preview: Preview, addresses: Addresses, size: tuple[int, int]) -> str:
    joint = "&" if "?" in addresses.page else "?"
    source = escape(f"{addresses.page}{joint}embed=true")
    width, height = size
    return (
        f'<iframe title="{escape(preview.title)}" src="{source}" width="{width}" '
        f'height="{height}" loading="lazy" allowfullscreen style="border:0"></iframe>'
    )


def size_within(wide: str | None, high: str | None) -> tuple[int, int]:
    """Return the size of a frame within the limits that the other site gives.

    Raises ValueError for what is no number of pixels that a frame fits into.
    """
    return _side("maxwidth", wide, WIDE), _side("maxheight", high, HIGH)


def _side(name: str, text: str | None, most: int) -> int:
    if text is None:
        return most
    if not (text.isascii() and text.isdigit() and len(text) < 6 and int(text) >= LEAST):
        raise ValueError(f"{name}: must be a number from {LEAST} on (got {text[:40]!r})")
    return min(int(text), most)
