"""The dashboard in one file: a map, its dates, a list and what each event's sources say.

The page opens from disk and asks no host for anything. Its script finds everything in the JSON
that the page contains: the map's files, each event as a list item, and, packed, as a panel.
"""

import base64
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from events.exporters.provenance import Provenance
from events.linked_data import Published, describe_dataset
from events.markup import Element, element
from events.query import fold
from events.query.stems import stems_of
from events.query.text import IGNORED, SEARCHED
from events.query.widened import widen
from events.query.words import Names
from events.records import LANGUAGE, STATUSES, Records
from events.table import Row, rows_of
from events.telling.document import Head, read_asset, write_page
from events.telling.listed import list_item
from events.telling.panel import row_parts
from events.telling.pictures import Held
from geodata.webmap import hold_map, join_scripts, join_styles

WEB = Path(__file__).parent / "web"

NO_SCRIPT = "This page draws its map and its list with a script of its own, which is turned off."


def write_html(
    table: pd.DataFrame, records: Records, provenance: Provenance, address: str | None = None
) -> Iterator[bytes]:
    """Write the page; its policy allows no script but its own, and no host.

    `address` is where the page will be found, if that is known.
    """
    own = (WEB / "onefile.css").read_text("utf-8")
    style = read_asset("reading.css") + read_asset("telling.css") + join_styles() + own
    yield write_page(
        provenance.title,
        style,
        _body(table, records, provenance),
        head=_head(table, records, provenance, address),
        data=_data(table, records),
        script=join_scripts(WEB / "onefile.js"),
    )


def _head(
    table: pd.DataFrame, records: Records, provenance: Provenance, address: str | None
) -> Head:
    """Describe the page as the collection, or what it shows of it."""
    shown, present = f"Shown: {provenance.filter}.", set(table["category"])
    about = describe_dataset(
        records.info,
        records.geography.region,
        _span(table),
        Published(address or provenance.address),
        selection=shown,
        topics=[c.label for c in records.vocabulary.categories if c.id in present],
        credits=provenance.credits,
    )
    description = f"{records.info.description} {shown}"
    properties = (
        ("og:type", "website"),
        ("og:title", provenance.title),
        ("og:description", description),
        *((("og:url", address),) if address else ()),
    )
    return Head(description, properties, address=address, linked_data=about)


def _span(table: pd.DataFrame) -> tuple[int, int]:
    """Return the first and the last day of some events."""
    return int(table["first"].min()), int(table["last"].max())


def _data(table: pd.DataFrame, records: Records) -> str:
    """Return the JSON that the script reads; days are counted from 1970-01-01."""
    held_pictures = Held()
    rows, categories = list(rows_of(table)), records.vocabulary.categories
    held = hold_map(table, categories, records.geography, records.spans, STATUSES, "standing")
    data = {
        **held,
        "events": [
            _listed(number, row, records, text)
            for number, (row, text) in enumerate(zip(rows, _searched(rows, records), strict=True))
        ],
        "panels": _packed([_panel(row, records, held_pictures) for row in rows]),
        "pictures": held_pictures.named,
        "span": _span(table),
        "categories": [category.id for category in categories],
        "ignored": IGNORED,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _searched(rows: list[Row], records: Records) -> Iterator[str]:
    """Yield what is searched of each event: the script knows no other forms and no other names."""
    texts = [fold("\n".join(str(row[name]) for name in SEARCHED if name in row)) for row in rows]
    return widen(texts, Names(records.gazetteer), stems_of(LANGUAGE))


def _listed(number: int, row: Row, records: Records, text: str) -> dict[str, Any]:
    """Return what the list, the search and the map need of an event."""
    return {
        "id": row["id"],
        "category": row["category"],
        "first": int(row["first"]),
        "last": int(row["last"]),
        "text": text,
        "line": list_item(row, records, number).as_data(),
    }


def _panel(row: Row, records: Records, pictures: Held) -> list[Any]:
    """Return what is read of an event once it is opened."""
    shown = row_parts(row, records, draw=pictures.draw)
    return [part.as_data() for part in shown if part is not None]


def _packed(content: object) -> str:
    """Return JSON as gzip in Base64: of panels a sixth is left, so that a page can be mailed."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode()


def _body(table: pd.DataFrame, records: Records, provenance: Provenance) -> Iterator[Element]:
    """Yield what the page shows before its script runs: head, filters, empty places, and foot."""
    yield element("a", "To the list of events", href="#status", class_="skip")
    yield element(
        "header",
        element("h1", provenance.title, dir="auto"),
        element("p", records.info.description, dir="auto") if records.events else None,
        element("p", f"Shown: {provenance.filter}.", class_="note", dir="auto"),
    )
    parts = (Element("noscript", (), (NO_SCRIPT,)), _search(), _page())
    yield Element("main", (), parts)
    yield element("footer", provenance.element)


def _page() -> Element:
    """Place the map on one side; on the other the number of events, the open one, and the list."""
    stage = element("section", element("div", id="map"), id="stage", aria_label="Map and dates")
    side = element(
        "div",
        element("h2", "Events"),
        element("p", id="status", class_="status", role="status"),
        element("p", id="spoken", class_="spoken", role="status"),
        Element("article", (("id", "panel"), ("class", "panel"), ("hidden", "")), ()),
        element("ul", id="events", class_="listing"),
        Element("button", (("id", "more"), ("type", "button"), ("hidden", "")), ("Show more",)),
        class_="corridors",
    )
    return element("div", stage, side, class_="page")


def _search() -> Element:
    """Offer a search for words; categories are chosen in the key below the map."""
    words = Element("input", (("id", "words"), ("type", "search"), ("autocomplete", "off")), ())
    label = Element("label", (), ("Search", words))
    return Element("div", (("class", "filters corridors"), ("role", "search")), (label,))
