"""The tables of before, until all that imports them reads a Geography."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import geopandas as gpd

from geodata.geography import GeodataError, Geography, read_geography
from geodata.layers import Layer
from geodata.places import Located

DATA = Path(__file__).parent / "data" / "gaza"

__all__ = ["GeodataError", "load_geography", "load_layers", "load_places", "load_shapes"]


@lru_cache(1)
def load_geography() -> Geography:
    """Read the curated region once."""
    return read_geography(DATA)


def load_layers() -> tuple[Layer, ...]:
    """Return the layers in drawing order."""
    return load_geography().layers


def load_places() -> gpd.GeoDataFrame:
    """Return the places, a row each."""
    return _frame(load_geography().places.values())


def load_shapes() -> gpd.GeoDataFrame:
    """Return the shapes, a row each."""
    return _frame(load_geography().shapes.values())


def _frame(things: Any) -> gpd.GeoDataFrame:
    def row(thing: Located) -> dict[str, Any]:
        names = {f"name_{code}": thing.names.get(code) for code in ("ar", "he")}
        return {name: getattr(thing, name) for name in type(thing).model_fields} | names

    return gpd.GeoDataFrame([row(x) for x in things], crs="EPSG:4326").set_index("id", drop=False)
