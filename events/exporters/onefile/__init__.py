"""The dashboard in one file: a map, its dates, a list and what each event's sources say."""

from collections.abc import Iterator

import pandas as pd

from events.exporters.about import About
from events.exporters.onefile.data import page_data
from events.exporters.onefile.skeleton import skeleton
from events.records.reading import Records
from events.telling.document import read_asset, write_page
from geodata.webmap import join_scripts, join_styles


def write_html(frame: pd.DataFrame, records: Records, about: About) -> Iterator[bytes]:
    """Write a page that opens from disk and asks no host for anything."""
    style = read_asset("reading.css") + join_styles() + read_asset("onefile.css")
    script = f"{join_scripts().decode()}\n;\n{read_asset('onefile.js')}"
    yield write_page(
        about.title,
        style,
        skeleton(frame, records, about),
        data=page_data(frame, records),
        script=script,
    )
