"""Read the curated places and layers into GeoDataFrames."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geopandas as gpd
from pydantic import BaseModel, TypeAdapter, ValidationError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geodata.files import explain, read_yaml
from geodata.models import Layer, Place, Shape

DATA = Path(__file__).parent / "data" / "gaza"
CRS = "EPSG:4326"


class GeodataError(ValueError):
    """The curated places or layers have problems; each line names one."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def load_layers(folder: Path = DATA) -> tuple[Layer, ...]:
    """Read the register of layers, in drawing order."""
    return TypeAdapter(tuple[Layer, ...]).validate_python(read_yaml(folder / "layers.yaml"))


def load_places(folder: Path = DATA) -> gpd.GeoDataFrame:
    """Read the places, one row each with a point (longitude, latitude in degrees), by id."""
    return _frame(Place, [folder / "places.geojson"])


def load_shapes(folder: Path = DATA) -> gpd.GeoDataFrame:
    """Read the shapes of every layer, one row each with its layer's id, by id."""
    return _frame(Shape, sorted((folder / "layers").glob("*.geojson")))


def _frame(model: type[BaseModel], paths: list[Path]) -> gpd.GeoDataFrame:
    rows: list[dict[str, Any]] = []
    problems: list[str] = []
    for path in paths:
        for number, feature in enumerate(json.loads(path.read_text("utf-8"))["features"], 1):
            label = f"{path.name}: {feature['properties'].get('id', f'feature {number}')}"
            try:
                record = model.model_validate(feature["properties"])
            except ValidationError as error:
                problems += [f"{label}: {line}" for line in explain(error)]
                continue
            geometry = shape(feature["geometry"])
            problems += [f"{label}: {line}" for line in _geometry_problems(geometry)]
            rows.append({**record.model_dump(), "layer": path.stem, "geometry": geometry})
    ids = [row["id"] for row in rows]
    problems += [f"{name}: id: used twice" for name in sorted({i for i in ids if ids.count(i) > 1})]
    if problems:
        raise GeodataError(problems)
    # dtype object, so that absent text stays None instead of becoming a float NaN
    return gpd.GeoDataFrame(rows, crs=CRS).set_index("id", drop=False)


def _geometry_problems(geometry: BaseGeometry) -> Iterator[str]:
    west, south, east, north = geometry.bounds
    if not (-180 <= west <= east <= 180):
        yield f"longitude: must lie between -180 and 180 (got {west}, {east})"
    if not (-90 <= south <= north <= 90):
        yield f"latitude: must lie between -90 and 90 (got {south}, {north})"
    if not geometry.is_valid:
        yield "geometry: is not valid (crosses itself or is not closed)"
