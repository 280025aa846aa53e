"""A page of its own in one file: opens from disk, loads nothing, and runs only what it names."""

import base64
import hashlib
import html
from collections.abc import Iterable, Sequence
from pathlib import Path

from events.telling.markup import Element

ASSETS = Path(__file__).parent / "assets"

PAPERS: dict[str, str] = {"a4": "A4", "letter": "Letter"}
"""Sizes of paper, with their names in a style sheet."""

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
"""What the page may load: pictures and styles that stand in it."""


def write_document(title: str, paper: str, parts: Sequence[Element | None]) -> bytes:
    """Write elements as an HTML page for a size of PAPERS."""
    style = f"@page {{ size: {PAPERS[paper]}; }}\n" + read_asset("handout.css")
    kept = tuple(part for part in parts if part is not None)
    return write_page(title, style, [Element("main", (), kept)])


def write_page(
    title: str, style: str, body: Iterable[Element], *,
    told: Iterable[tuple[str, str]] = (), data: str | None = None, script: str | None = None,
    policy: str = POLICY,
) -> bytes:  # fmt: skip
    """Write a page of elements.

    `told` are properties for whoever previews a link, `data` is JSON that the script reads.
    """
    run = ""
    if data is not None:
        # JSON holds < only within texts, where it may be written so; then no text ends the element.
        held = data.replace("<", "\\u003c")
        run += f'<script type="application/json" id="told">{held}</script>\n'
    if script is not None:
        run += f"<script>{script}</script>\n"
        policy += f"; script-src {_named(script)}"
    metas = "".join(
        f'<meta {"property" if ":" in name else "name"}="{html.escape(name)}" '
        f'content="{html.escape(text)}">\n'
        for name, text in told
    )
    page = f"""<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(title)}</title>
{metas}<style>
{style}</style>
</head>
<body>
{_joined(body)}
{run}</body>
</html>
"""
    return page.encode()


def _named(script: str) -> str:
    """Name a script by its hash, so that a page runs this one and no other."""
    if "</script" in script.lower() or "<!--" in script:
        raise ValueError("script: holds </script or <!--, which would end it early")
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _joined(body: Iterable[Element]) -> str:
    return "\n".join(part.as_html() for part in body)


def read_asset(name: str) -> str:
    """Return one of our own style sheets or scripts."""
    return (ASSETS / name).read_text("utf-8")


def figure(svg: bytes, text: str, caption: Sequence[Element | str]) -> Element:
    """Show a picture that stands in the page itself, with a text for who does not see it."""
    source = f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}"
    picture = Element("img", (("src", source), ("alt", text)), ())
    below = Element("figcaption", (), tuple(caption))
    return Element("figure", (), (picture, below))
