"""A story on the screen: the lesson in a frame, which needs no server once it is there."""

from dataclasses import replace
from functools import lru_cache, partial
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from events.collection import Collection
from events.lesson import make_lesson, write_lesson
from events.records.story_files import OWN, StoryError
from events.stories import Draft
from pages.parts import frontend, own, session
from pages.parts.present.draft import change, choose, draft
from pages.parts.serving import read_collection

ADDRESS = "/lesson"
"""Where the server gives the lesson of the story that the parameter `story` names."""

KEPT = 16
"""Lessons that are kept written, of about half a megabyte each."""


def presenter(collection: Collection) -> None:
    """Draw the lesson of the story that is shown, or its teacher's view."""
    view = session.view()
    name = view.story
    assert name is not None, "the page shows the stories where none is chosen"
    begin = {
        **({"teacher": "1"} if view.notes else {}),
        **({"step": view.step} if view.step else {}),
        **({"blind": "1"} if view.comparison.blind else {}),
    }
    frontend.frame_lesson(
        f".{ADDRESS}?{urlencode({'story': name})}#{urlencode(begin)}",
        f"Lesson: {collection.offers.story(name).title}",
        partial(_act, collection),
    )


def _act(collection: Collection, action: str) -> None:
    if action != "leave":
        return
    name = session.view().story
    # A visitor's own story goes into the maker to be changed, unless another is being made.
    if name and name.startswith(OWN) and not draft().steps:
        change(Draft.of(collection.offers.story(name)))
        choose(0)
    session.current().last_story = name
    seen = replace(session.view().comparison, blind=False)
    session.change(story=None, step=0, notes=False, comparison=seen)


def lesson_route() -> Route:
    """Return the route of lessons; with the parameter `file` the browser saves what it gets."""

    def show(request: Request) -> Response:
        name = request.query_params.get("story", "")
        try:
            mine = own.requested(request)
            page = _write(name, mine.collection) if mine else _written(name)
        except KeyError:
            return PlainTextResponse(own.ELSEWHERE, 404, own.PRIVATE)
        except StoryError as error:
            return PlainTextResponse("\n".join(error.problems), status_code=404)
        headers = own.PRIVATE if mine else {"Cache-Control": "no-cache"}
        if "file" in request.query_params:
            file = "my-lesson" if name.startswith(OWN) else name  # an id is safe in a header
            headers = headers | {"Content-Disposition": f'attachment; filename="{file}.html"'}
        return Response(page, media_type="text/html", headers=headers)

    return Route(ADDRESS, show)


@lru_cache(KEPT)
def _written(name: str) -> bytes:
    """Keep the lessons of the collection that all see."""
    return _write(name, read_collection())


def _write(name: str, collection: Collection) -> bytes:
    """Write the lesson of a story; raise StoryError where there is none of this name."""
    story = collection.offers.story(name)
    return write_lesson(make_lesson(story, collection.records, collection.table))
