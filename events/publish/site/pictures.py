"""A picture for each place, not for each event: so many places are few."""

from collections.abc import Iterator

from events.publish.site.page import HEIGHT, WIDTH, Site
from events.records.vocabulary import CATEGORIES
from geodata.load import load_geography
from geodata.picture import draw_picture

MOST_PLACES = 200
"""Places with a picture of their own; each takes about a third of a second."""

WHOLE = "pictures/all.png"
"""Shows all events; it stands for a place that has none of its own."""


def picture_of(site: Site, place: str) -> str:
    """Return the path of the picture that shows a place."""
    return f"pictures/{place}.png" if place in _drawn(site) else WHOLE


def _drawn(site: Site) -> list[str]:
    """List the places with the most events."""
    return [str(place) for place in site.frame["place"].value_counts().index[:MOST_PLACES]]


def draw_pictures(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the PNG of each."""
    frames = {f"pictures/{name}.png": site.frame["place"] == name for name in _drawn(site)}
    whole = site.frame["first"].notna()
    for path, rows in {WHOLE: whole, **frames}.items():
        frame = site.frame[rows]
        days = int(frame["first"].min()), int(frame["last"].max())
        texts = {"Title": site.about.title, "Source": site.about.credits}
        geography = load_geography()
        picture = draw_picture(frame, CATEGORIES, WIDTH, HEIGHT, geography=geography, days=days)
        yield path, picture.png(texts)
