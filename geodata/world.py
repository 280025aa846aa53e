"""The whole earth, for collections that bring no places or layers of their own."""

from geodata.geography import Geography
from geodata.region import Bounds, Language, Position, Region, Zooms


def world_geography(west: float, south: float, east: float, north: float) -> Geography:
    """Frame an extent (degrees)."""
    pad = max(0.25, (east - west) * 0.2, (north - south) * 0.2)
    bounds = Bounds(
        west=max(-180, west - pad),
        south=max(-85, south - pad),
        east=min(180, east + pad),
        north=min(85, north + pad),
    )
    region = Region(
        subject="the world",
        bounds=bounds,
        centre=Position(longitude=(west + east) / 2, latitude=(south + north) / 2),
        zooms=Zooms(farthest=1, nearest=16),
        home=bounds,
        language="en",
        languages=(Language(code="en", name="English", direction="ltr"),),
        credits="Natural Earth",
        credits_full="Natural Earth",
        thanks="Natural Earth",
        notice="Natural Earth",
    )
    return Geography(region, (), {}, {})
