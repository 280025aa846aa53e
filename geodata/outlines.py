"""Lines and areas of events: read from WKT, and drawn with few enough points."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import shapely
from shapely.geometry.base import BaseGeometry

if TYPE_CHECKING:
    import pandas as pd

MOST_POINTS = 500
"""Points with which one shape is drawn."""

MOST_IN_ALL = 100_000
"""Points of all shapes that a map holds."""

FEWEST_POINTS = 20

MOST_WEIGHED = 4 * MOST_POINTS
"""Points of a part up to which those that matter most are looked for."""

KINDS = ("LineString", "MultiLineString", "Polygon", "MultiPolygon", "MultiPoint")


def read_shape(text: str) -> BaseGeometry:
    """Read a line or an area in WKT, in degrees. Raises ValueError for what is none."""
    try:
        shape = shapely.from_wkt(text)
    except shapely.GEOSException as error:
        raise ValueError(f"is not WKT ({str(error).splitlines()[0]})") from None
    if shape is None or shape.geom_type not in KINDS or shape.is_empty:
        raise ValueError(f"must be one of {', '.join(KINDS)} in WKT")
    west, south, east, north = shape.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise ValueError("must lie within -180 to 180 and -90 to 90 degrees, longitude first")
    return shapely.force_2d(shape)


def point_within(shape: BaseGeometry) -> tuple[float, float]:
    """Return longitude and latitude of a point of a shape, which stands for it on a map."""
    if "Line" in shape.geom_type:
        longest = max(shapely.get_parts(shape), key=lambda line: line.length)
        point = longest.interpolate(0.5, normalized=True)
    else:
        point = shape.representative_point()
    return float(point.x), float(point.y)


def outlines(table: "pd.DataFrame") -> Iterator[tuple[int, BaseGeometry]]:
    """Yield the number of each row that has a shape, and the shape with few enough points."""
    if "shape" not in table:
        return
    texts = table["shape"].reset_index(drop=True).dropna()
    texts = texts[texts != ""].iloc[: MOST_IN_ALL // FEWEST_POINTS]
    most = max(FEWEST_POINTS, min(MOST_POINTS, MOST_IN_ALL // max(1, len(texts))))
    for row, text in texts.items():
        yield int(str(row)), simple(shapely.from_wkt(text), most)


def simple(shape: BaseGeometry, most: int = MOST_POINTS) -> BaseGeometry:
    """Leave out points until a shape has at most so many; of many parts the largest stay."""
    west, south, east, north = shape.bounds
    step = max(east - west, north - south) / 2_000
    steps = [step * 2**times for times in range(12)]
    drawn = shape
    # Simplifying a zigzag takes the square of its points: of many, those close to others go first.
    for apart in steps:
        if max(map(shapely.get_num_coordinates, shapely.get_parts(drawn))) > MOST_WEIGHED:
            drawn = shapely.remove_repeated_points(drawn, apart)
    for away in steps:
        if shapely.get_num_coordinates(drawn) <= most:
            return shapely.set_precision(drawn, 1e-6, mode="pointwise")
        drawn = drawn.simplify(away, preserve_topology=False)
    return shape.envelope
