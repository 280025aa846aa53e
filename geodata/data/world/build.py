"""Write the coarse land and countries of this folder from the npm package world-atlas.

It is run by hand when the package changes: `npm pack world-atlas@2.0.2`, unpack the archive, then
`python geodata/data/world/build.py package/`. README.md beside it says where the data is from.
"""

import json
import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import shapely
from shapely import MultiPolygon, Polygon, affinity, box
from shapely.geometry import mapping

FOLDER = Path(__file__).parent / "layers"
ENDS = 85.05
"""Degrees of latitude at which Web Mercator ends."""

DIGITS = 2
"""Of degrees: about a kilometre, far finer than the shapes."""

SMALLEST = 0.005
"""Square degrees of a part that is kept."""

Ring = list[tuple[float, float]]


def read_arcs(topology: dict[str, Any]) -> list[Ring]:
    """Return the arcs of a quantized topology in degrees (TopoJSON 1.0, section 2.1.3)."""
    (across, up), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Ring] = []
    for steps in topology["arcs"]:
        x = y = 0
        arc: Ring = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append((x * across + west, y * up + south))
        arcs.append(arc)
    return arcs


def join(arcs: Sequence[Ring], numbers: Sequence[int]) -> Ring:
    """Join arcs by their numbers; ~n stands for arc n backwards."""
    ring: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc if not ring else arc[1:]
    return ring


def unwrap(ring: Ring) -> Ring:
    """Undo the jumps at the antimeridian; a ring round a pole is closed along it.

    The package cuts nothing at the antimeridian, as its shapes are meant for a globe.
    """
    turns, flat = 0, [ring[0]]
    for (before, _), (longitude, latitude) in pairwise(ring):
        turns += (longitude - before < -180) - (longitude - before > 180)
        flat.append((longitude + 360 * turns, latitude))
    if turns:
        pole = -90 if flat[0][1] < 0 else 90
        flat += [(flat[-1][0], pole), (flat[0][0], pole), flat[0]]
    return flat


def flatten(rings: Sequence[Ring]) -> MultiPolygon:
    """Cut a polygon of a globe into parts between 180 degrees west and east."""
    outer, *holes = (Polygon(unwrap(ring)).buffer(0) for ring in rings)
    whole = outer.difference(shapely.unary_union(holes))
    ground = box(-180, -ENDS, 180, ENDS)
    moved = (affinity.translate(whole, 360 * turns).intersection(ground) for turns in (-1, 0, 1))
    return shapely.unary_union(list(moved))


def shape_of(arcs: Sequence[Ring], geometry: dict[str, Any]) -> MultiPolygon:
    """Return a Polygon, MultiPolygon or collection of a topology, rounded and without crumbs."""
    if geometry["type"] == "GeometryCollection":
        parts = [shape_of(arcs, part) for part in geometry["geometries"]]
    else:
        nested = geometry["arcs"]
        polygons = [nested] if geometry["type"] == "Polygon" else nested
        parts = [flatten([join(arcs, ring) for ring in rings]) for rings in polygons]
    whole = shapely.set_precision(shapely.unary_union(parts), 10**-DIGITS)
    kept = [part for part in shapely.get_parts(whole) if part.area >= SMALLEST]
    return MultiPolygon(kept or list(shapely.get_parts(whole)))


def feature(name: str, shape: MultiPolygon, ids: set[str]) -> dict[str, Any]:
    """Describe a shape as these files have it."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    if slug in ids:
        raise ValueError(f"two countries would be {slug!r}")
    ids.add(slug)
    properties = {"id": slug, "name": name, **ORIGIN}
    geometry = mapping(shape.geoms[0] if len(shape.geoms) == 1 else shape)
    return {"type": "Feature", "properties": properties, "geometry": _rounded(geometry)}


ORIGIN = {
    "source": "Natural Earth 1:110m, through the npm package world-atlas 2.0.2",
    "licence": "public domain",
    "precision_m": 50_000,
}


def _rounded(value: Any) -> Any:
    """Write coordinates with as many digits as they have, which floats need not do."""
    if isinstance(value, float):
        return int(value) if value == int(value) else round(value, DIGITS)
    if isinstance(value, dict):
        return {name: _rounded(part) for name, part in value.items()}
    return [_rounded(part) for part in value] if isinstance(value, list | tuple) else value


def write(name: str, features: Iterator[dict[str, Any]]) -> None:
    """Write a collection, one feature a line, by id."""
    rows = sorted(features, key=lambda row: str(row["properties"]["id"]))
    lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    text = '{"type": "FeatureCollection", "features": [\n' + ",\n".join(lines) + "\n]}\n"
    (FOLDER / f"{name}.geojson").write_text(text, "utf-8")


def main(package: Path) -> None:
    """Write sea, land and countries."""
    land = json.loads((package / "land-110m.json").read_text("utf-8"))
    countries = json.loads((package / "countries-110m.json").read_text("utf-8"))
    ids: set[str] = set()
    sea = MultiPolygon([box(-180, -ENDS, 180, ENDS)])
    write("sea", iter([feature("Sea", sea, ids)]))
    arcs = read_arcs(land)
    write("land", iter([feature("Land", shape_of(arcs, land["objects"]["land"]), ids)]))
    arcs = read_arcs(countries)
    rows = countries["objects"]["countries"]["geometries"]
    write(
        "countries",
        (feature(row["properties"]["name"], shape_of(arcs, row), ids) for row in rows),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
