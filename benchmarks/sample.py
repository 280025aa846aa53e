"""Synthetic events to measure with: clustered in space, bursty in time, some long, some vague.

Categories, sides and the region are those of a collection. The events say what they are: every
name is invented, and every title ends in its number.
"""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from benchmarks import words
from benchmarks.datings import DAYS, write_dates
from events.records import Records, read_records
from events.records.locations import locate

SEED = 20231007
BURSTS = 60
IN_BURSTS = 0.6
FADING = 5.0  # days in which a burst falls to a third

# Places are parts of the region's width and height, from its south-western corner.
TOWN, BLOCK, SPOT = 0.01, 0.005, 0.00125  # that towns, blocks and events scatter by
COAST = ((0.47, 0.33), (0.68, 0.69))  # along which the towns lie
BOX = ((0.38, 0.26), (0.78, 0.80))  # which no event leaves, but for those in capitals

Integers = NDArray[np.int64]
Numbers = NDArray[np.float64]
Texts = NDArray[np.object_]

# Share, and the median of `precision_m` in metres.
PRECISIONS = {
    "exact": (0.30, 150),
    "near": (0.46, 500),
    "area": (0.08, 3_000),
    "adm2": (0.08, 8_000),
    "adm1": (0.04, 20_000),
    "country": (0.03, 80_000),
    "international": (0.01, 30_000),
}
STATUSES = {"reported": 0.62, "corroborated": 0.24, "acknowledged": 0.08, "contested": 0.06}
AWAY = 0.02
LINKED = 0.6


def make_events(number: int, records: Records) -> gpd.GeoDataFrame:
    """Return events in no order, always the same ones for a number and a collection."""
    known = list(records.vocabulary.category)
    random = np.random.default_rng([SEED, number])
    days, towns = _bursts(random, number)
    places, points = _places(random, towns)
    categories = random.choice(known, number, p=_falling(len(known)))
    precisions, metres = _precisions(random, number)
    names = words.names(number)
    table = {
        "id": names,
        "title": words.titles(random, categories, places, names),
        "summary": words.summaries(random, places),
        "date": write_dates(random, days),
        "category": categories,
        "status": random.choice(list(STATUSES), number, p=list(STATUSES.values())),
        "place": places,
        "precision": precisions,
        "precision_m": metres,
        "source": random.choice(words.OUTLETS, number, p=_falling(len(words.OUTLETS))),
        "side": random.choice(list(records.vocabulary.side_labels), number),
        "url": words.addresses(names, random.random(number) < LINKED),
    }
    west, south, east, north = records.geography.region.bounds.box
    degrees = (west, south) + points * (east - west, north - south)
    columns = pd.DataFrame({name: pd.Series(column) for name, column in table.items()})
    return gpd.GeoDataFrame(columns, geometry=shapely.points(degrees), crs="EPSG:4326")


def write_events(number: int, path: Path) -> None:
    """Write events of the collection that opens by itself, as GeoParquet."""
    make_events(number, read_records(locate(None))).to_parquet(path, index=False)


def _falling(size: int) -> Numbers:
    """Return shares that fall, as a few outlets, towns or weeks make most of the news."""
    weights: Numbers = 1 / np.arange(1, size + 1)
    shares: Numbers = weights / weights.sum()
    return shares


def _bursts(random: np.random.Generator, number: int) -> tuple[Integers, Integers]:
    """Draw a day and a town for each event; those of a burst share a town and some days."""
    burst = random.choice(BURSTS, number, p=_falling(BURSTS))
    starts = np.random.default_rng(SEED).integers(0, DAYS, BURSTS)
    inside = random.random(number) < IN_BURSTS
    flaring = starts[burst] + random.exponential(FADING, number).astype(np.int64)
    towns = random.choice(len(words.TOWNS), number, p=_falling(len(words.TOWNS)))
    days = np.where(inside, flaring % DAYS, random.integers(0, DAYS, number))
    return days, np.where(inside, burst % len(words.TOWNS), towns)


def _places(random: np.random.Generator, towns: Integers) -> tuple[Texts, Numbers]:
    """Name a block of its town for each event, or a capital; and give its place in the region."""
    block = towns * words.BLOCKS + random.integers(0, words.BLOCKS, len(towns))
    # A third of them have the place of the block itself, so that they lie on one another.
    spread = random.choice([0, SPOT, SPOT], len(towns))[:, None]
    points = np.clip(_blocks()[block] + random.normal(0, 1, (len(towns), 2)) * spread, *BOX)
    away = np.flatnonzero(random.random(len(towns)) < AWAY)
    capital = random.integers(0, len(words.CAPITALS), len(away))
    names = np.array(words.PLACES, dtype=object)[block]
    names[away] = np.array(list(words.CAPITALS), dtype=object)[capital]
    points[away] = np.array(list(words.CAPITALS.values()))[capital]
    return names, points


def _blocks() -> Numbers:
    """Lay out the blocks of all towns: the same, however many events there are."""
    random = np.random.default_rng(SEED)
    along = np.linspace(*COAST, len(words.TOWNS))
    middles = along + random.normal(0, TOWN, along.shape)
    blocks = np.repeat(middles, words.BLOCKS, axis=0)
    return blocks + random.normal(0, BLOCK, blocks.shape)


def _precisions(random: np.random.Generator, number: int) -> tuple[Texts, Integers]:
    shares, middles = zip(*PRECISIONS.values(), strict=True)
    chosen = random.choice(len(PRECISIONS), number, p=shares)
    metres = np.array(middles)[chosen] * random.lognormal(0, 0.5, number)
    return np.array(list(PRECISIONS), dtype=object)[chosen], metres.clip(1, 100_000).astype(int)
