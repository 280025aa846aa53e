"""What both peers share: the table of events, a slider over their dates, libraries to load."""

import argparse
from datetime import date
from functools import cache
from pathlib import Path

import folium
import geopandas as gpd
import streamlit as st

from events.records import When, to_date


@cache
def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--libraries", default="")
    return parser.parse_args()


# Not st.cache_data, which would copy a million rows for each run.
@st.cache_resource
def read_events() -> gpd.GeoDataFrame:
    """Read the events, with the first and the last day of each."""
    events = gpd.read_parquet(_arguments().data)
    dates = {text: When(text) for text in events["date"].unique()}
    events["first"] = events["date"].map(
        {text: to_date(when.first) for text, when in dates.items()}
    )
    events["last"] = events["date"].map({text: to_date(when.last) for text, when in dates.items()})
    return events


def centre_of(events: gpd.GeoDataFrame) -> tuple[float, float]:
    """Return the latitude and the longitude around which the events lie."""
    return float(events.geometry.y.median()), float(events.geometry.x.median())


def ask_dates(events: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Show a slider over all dates; return the events on those chosen."""
    whole: tuple[date, date] = (events["first"].min(), events["last"].max())
    first, last = st.slider("Dates shown", *whole, whole)
    return events[(events["first"] <= last) & (events["last"] >= first)]


def take_libraries(base: folium.Map) -> None:
    """Let a map load Leaflet and the rest from the address behind --libraries, if one is given.

    folium names public hosts, which a machine that measures need not reach.
    """
    address = _arguments().libraries
    if address:
        base.default_js = [(name, url.replace("https:/", address)) for name, url in base.default_js]
        base.default_css = [
            (name, url.replace("https:/", address)) for name, url in base.default_css
        ]
