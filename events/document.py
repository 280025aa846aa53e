"""A page of its own in one file: opens from disk, loads nothing, runs nothing."""

import base64
import html
from collections.abc import Sequence
from pathlib import Path

from events.markup import Element

ASSETS = Path(__file__).parent / "assets"

PAPERS: dict[str, str] = {"a4": "A4", "letter": "Letter"}
"""Sizes of paper, with their names in a style sheet."""

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
"""What the page may load: pictures and styles that stand in it."""


def write_document(title: str, paper: str, parts: Sequence[Element | None]) -> bytes:
    """Write elements as an HTML page for a size of PAPERS."""
    style = (ASSETS / "handout.css").read_text("utf-8")
    body = "\n".join(part.as_html() for part in parts if part is not None)
    page = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(title)}</title>
<style>
@page {{ size: {PAPERS[paper]}; }}
{style}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""
    return page.encode()


def figure(svg: bytes, text: str, caption: Sequence[Element | str]) -> Element:
    """Show a picture that stands in the page itself, with a text for who does not see it."""
    source = f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}"
    picture = Element("img", (("src", source), ("alt", text)), ())
    below = Element("figcaption", (), tuple(caption))
    return Element("figure", (), (picture, below))
