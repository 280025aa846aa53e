"""Synthetic events to measure with: clustered in space, bursty in time, some long, some vague.

They say so themselves: every name is invented, and every title ends in its number.
"""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from benchmarks import words
from benchmarks.datings import DAYS, write_dates
from events.records.vocabulary import CATEGORY, SIDES

SEED = 20231007
BURSTS = 60
IN_BURSTS = 0.6
FADING = 5.0  # days in which a burst falls to a third

TOWN, BLOCK, SPOT = 0.012, 0.006, 0.0015  # degrees that towns, blocks and events scatter by
COAST = ((34.26, 31.26), (34.52, 31.55))
BOX = ((34.16, 31.21), (34.64, 31.64))

Integers = NDArray[np.int64]
Numbers = NDArray[np.float64]
Texts = NDArray[np.object_]


# Share, and the middle of `precision_m` in metres.
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


def make_events(number: int) -> gpd.GeoDataFrame:
    """Return as many events as asked for, in no order; the same for the same number."""
    random = np.random.default_rng([SEED, number])
    days, towns = _bursts(random, number)
    places, points = _places(random, towns)
    categories = random.choice(list(CATEGORY), number, p=_falling(len(CATEGORY)))
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
        "side": random.choice(list(SIDES), number),
        "url": words.addresses(names, random.random(number) < LINKED),
    }
    frame = pd.DataFrame({name: pd.Series(column) for name, column in table.items()})
    return gpd.GeoDataFrame(frame, geometry=shapely.points(points), crs="EPSG:4326")


def write_events(number: int, path: Path) -> None:
    """Write events as GeoParquet."""
    make_events(number).to_parquet(path, index=False)


def _falling(size: int) -> Numbers:
    """Shares that fall as a few outlets, towns or weeks make most of the news."""
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
    """Name a block of its town for each event, or a capital; and give its longitude, latitude."""
    block = towns * words.BLOCKS + random.integers(0, words.BLOCKS, len(towns))
    # A third of them are placed by the name alone, so that they lie on one another.
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
