"""The pictures of events as the server gives them: drawn anew, and small enough."""

from functools import lru_cache
from threading import Lock

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from events.records import PictureFile
from events.records.pictures import LARGE, draw_shown
from events.telling.pictures import SERVED, SMALL
from pages.parts import own
from pages.parts.serving import read_collection

KEPT = 64
"""Pictures of the collection that all see which are kept drawn, of some 100 kB each."""

PUBLIC = {"Cache-Control": "public, max-age=86400"}


def picture_route() -> Route:
    """Return the route of pictures; one of a private collection is given to its visitor alone."""

    def show(request: Request) -> Response:
        given = request.path_params
        try:
            mine = own.requested(request)
            collection = mine.collection if mine else read_collection()
            file = collection.records.shown_pictures[given["digest"]]
            side = SIDES[given["side"]]
            content = _draw(file, side) if mine else _drawn(file, side)
        except (KeyError, OSError, ValueError):
            return PlainTextResponse("There is no such picture.\n", 404, own.PRIVATE)
        headers = own.PRIVATE if mine else PUBLIC
        return Response(content, media_type="image/webp", headers={**headers, **SAFE})

    return Route(f"{SERVED.removeprefix('.')}/{{digest}}-{{side}}.webp", show)


SIDES = {str(side): side for side in (SMALL, LARGE)}

SAFE = {"X-Content-Type-Options": "nosniff"}


_turn = Lock()
"""One is drawn at a time: a large one fills some hundred megabytes."""


def _draw(file: PictureFile, side: int) -> bytes:
    with _turn:
        return draw_shown(file.path.read_bytes(), side)


_drawn = lru_cache(KEPT)(_draw)
