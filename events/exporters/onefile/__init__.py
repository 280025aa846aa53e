"""The dashboard in one file: a map, its dates, a list and what each event's sources say."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from events.exporters.about import About
from events.exporters.onefile.held import hold
from events.exporters.onefile.skeleton import skeleton
from events.records.reading import Dataset
from events.telling.document import read_asset, write_page
from geodata.webmap.scripts import join_scripts, join_styles

WEB = Path(__file__).parent / "web"


def write_html(frame: pd.DataFrame, dataset: Dataset, about: About) -> Iterator[bytes]:
    """Write a page that opens from disk and asks no host for anything."""
    own = (WEB / "onefile.css").read_text("utf-8")
    yield write_page(
        about.title,
        read_asset("reading.css") + join_styles() + own,
        skeleton(frame, dataset, about),
        data=hold(frame, dataset),
        script=join_scripts(WEB / "onefile.js"),
    )
