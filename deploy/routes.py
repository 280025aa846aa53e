"""Routes beside Streamlit's: pages with a link's own head, data, pictures, oEmbed."""

import asyncio
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from deploy.embeds import embed, size_within
from deploy.extent import EXTENT, Extent, read_extent
from deploy.listing import ADDRESSES, FILES, canonical_address, describe, is_listed, listed_pages
from deploy.pictures import draw_preview
from deploy.previews import preview_of
from deploy.settings import ADDRESS, Settings
from deploy.shell import Addresses, fill
from events.collection import Collection
from events.exporters import FORMATS, MOST_IN_MEMORY, describe_file
from events.link import PARAMETERS, View, read_link, write_link
from events.publish import MEDIA_TYPE, Feed, has_changes, write_feed
from events.publish.sitemap import write_robots, write_sitemap
from events.query import Query

CLOSED = ("/data/*?", "/oembed")
"""What crawlers have no use for: selections of the data and descriptions, made on demand."""

FEED = "/data/feed.atom"
"""The feed of changes, beside the data."""

PUBLIC = {"Access-Control-Allow-Origin": "*"}
"""Scripts of other sites may read what anybody may read."""


UNDATED = (
    "this table does not say when its events were written down or changed; give it a column "
    "`modified` with days (date32), or use /data/events.geojson"
)


Opened = Callable[[], Collection]
"""Returns the collection, which was opened before anybody is answered."""


class Site:
    """The routes of a hosted dashboard."""

    def __init__(self, settings: Settings, shell: str, opened: Opened) -> None:
        self._settings = settings
        self._shell = shell
        self._opened = opened
        # A file or a picture takes a processor for a while: one is made at a time.
        self._turn = asyncio.Lock()

    @property
    def _collection(self) -> Collection:
        return self._opened()

    def routes(self) -> list[Route]:
        """List the routes, as they stand where the host is not shared with others."""
        return [
            *(Route(path, self._page) for path in ADDRESSES),
            Route("/oembed", self._embed),
            Route("/preview.png", self._picture),
            Route(FEED, self._feed),
            Route("/data/{file}", self._data),
            Route("/sitemap.xml", self._sitemap),
            Route("/robots.txt", self._robots),
        ]

    def _page(self, request: Request) -> Response:
        """Answer with Streamlit's page and the link's own head."""
        collection = self._collection
        path = request.url.path.removeprefix(self._settings.base)
        view, _ = _view_of(request.query_params, collection)
        preview = preview_of(view, collection)
        if path != "/" and view.event is None and view.story is None:
            preview = replace(preview, title=f"{ADDRESSES[path]} · {preview.title}")
        home = self._home(request)
        addresses = _addresses(home, path, view, collection) if home else None
        about, listed = describe(view, collection, home), is_listed(view, collection)
        preview = replace(preview, linked_data=about, listed=listed)
        page = fill(self._shell, preview, addresses)
        return Response(page, media_type="text/html", headers={"Cache-Control": "no-cache"})

    def _embed(self, request: Request) -> Response:
        """Describe the link in the parameter `url` as oEmbed."""
        given = request.query_params
        if given.get("format", "json") != "json":
            return _refusal(501, "format: only json is written")
        try:
            link = urlsplit(given.get("url", ""))
            parameters = parse_qs(link.query, max_num_fields=100)
            size = size_within(given.get("maxwidth"), given.get("maxheight"))
        except ValueError as error:
            return _refusal(400, str(error))
        base = self._settings.base
        home, path = f"{link.scheme}://{link.netloc}{base}", link.path.removeprefix(base) or "/"
        is_ours = link.path.startswith(base) and self._settings.address(link.netloc) == home
        if not is_ours or path not in ADDRESSES:
            return _refusal(404, "url: is no page of this dashboard")
        collection = self._collection
        view, _ = _view_of(parameters, collection)
        described = embed(
            preview_of(view, collection),
            _addresses(home, path, view, collection),
            home,
            size,
            framed=bool(self._settings.framed_by),
        )
        return JSONResponse(described, headers={**PUBLIC, "Cache-Control": "public, max-age=300"})

    async def _picture(self, request: Request) -> Response:
        """Answer with the picture of a link's preview."""
        collection = self._collection
        view, _ = _view_of(request.query_params, collection)
        async with self._turn:
            picture = await run_in_threadpool(draw_preview, view, collection)
        return _cacheable(request, picture, "image/png", 86_400)

    async def _data(self, request: Request) -> Response:
        """Answer with a file of the events that a link filters, or of all."""
        name = FILES.get(request.path_params["file"])
        if name is None:
            there = (*(f"/data/{file}" for file in FILES), FEED)
            return _refusal(404, f"There is {' and '.join(there)}.")
        asked, problems = _asked(request.query_params, self._collection)
        if problems:
            return _refusal(400, *problems)
        count = await run_in_threadpool(self._collection.engine.count, asked.query)
        if why := FORMATS[name].refuse(count, MOST_IN_MEMORY):
            return _refusal(413 if count else 404, f"{why}.")
        home = self._home(request)
        async with self._turn:
            content = await run_in_threadpool(self._written, name, asked, home)
        return _cacheable(request, content, FORMATS[name].media_type, 300)

    async def _feed(self, request: Request) -> Response:
        """Answer with the feed of changes to the events that a link filters, or to all."""
        collection = self._collection
        asked, problems = _asked(request.query_params, collection)
        if problems:
            return _refusal(400, *problems)
        if not has_changes(collection):
            return _refusal(404, f"{FEED}: {UNDATED}")
        home = self._home(request) or ""
        question = asked.question(collection)
        feed = Feed(
            collection,
            asked.query,
            page=_addresses(home, "/", asked.filtered(collection), collection).page,
            event_page=lambda event: _event_page(home, event, collection),
            address=f"{home}{FEED}{'?' if question else ''}{question}" if home else None,
            question=question,
        )
        content = await run_in_threadpool(write_feed, feed)
        return _cacheable(request, content, MEDIA_TYPE, 300)

    async def _sitemap(self, request: Request) -> Response:
        """Answer with the list of pages, where their addresses are known."""
        home = self._home(request)
        if home is None:
            return _refusal(404, f"{ADDRESS}: is not set, so that no page has an address.")
        async with self._turn:
            pages = listed_pages(self._collection, home)
            content = await run_in_threadpool(write_sitemap, pages)
        return _cacheable(request, content, "application/xml", 3_600)

    def _robots(self, request: Request) -> Response:
        """Answer with what crawlers may read."""
        home = self._home(request)
        closed = [f"{self._settings.base}{path}" for path in CLOSED]
        rules = write_robots(f"{home}/sitemap.xml" if home else None, closed)
        return _cacheable(request, rules, "text/plain", 3_600)

    def _home(self, request: Request) -> str | None:
        return self._settings.address(request.headers.get("host", ""))

    def _written(self, name: str, asked: "_Asked", home: str | None) -> bytes:
        """Write the events asked for in a format, with the parameters that ask for them."""
        collection = self._collection
        rows = collection.engine.select(asked.query, MOST_IN_MEMORY)
        about = describe_file(collection, asked.query, home)
        about = replace(about, question=asked.question(collection))
        return b"".join(FORMATS[name].write(rows, collection.records, about))


@dataclass(frozen=True)
class _Asked:
    """What a request for data asks for: what a link filters, within an extent."""

    view: View
    extent: Extent

    @property
    def query(self) -> Query:
        return self.extent.narrow(self.view.query)

    def question(self, collection: Collection) -> str:
        """Write the parameters that filter, as an address has them."""
        link = write_link(self.filtered(collection), collection.offers)
        return urlencode([*link, *self.extent.given])

    def filtered(self, collection: Collection) -> View:
        """Return what a visitor sees who filters by the same link and nothing else."""
        return replace(collection.offers.view, query=self.view.query)


def _asked(given: QueryParams, collection: Collection) -> tuple[_Asked, tuple[str, ...]]:
    """Read a request for data, and return a line for each parameter not understood."""
    view, faults = _view_of(given, collection)
    extent, wrong = read_extent({name: given.getlist(name) for name in EXTENT})
    known = (*PARAMETERS, *EXTENT)
    unknown = [f"{name[:40]}: is none of {', '.join(known)}" for name in given if name not in known]
    return _Asked(view, extent), (*faults, *wrong, *unknown)


def _view_of(
    parameters: QueryParams | Mapping[str, Sequence[str]], collection: Collection
) -> tuple[View, tuple[str, ...]]:
    """Read a link as its page does: its view, and a line for each value not understood."""
    if isinstance(parameters, QueryParams):
        parameters = {name: parameters.getlist(name) for name in parameters}
    known = {name: values for name, values in parameters.items() if name in PARAMETERS}
    return read_link(known, collection.offers)


def _addresses(home: str, path: str, view: View, collection: Collection) -> Addresses:
    """Name a view's addresses; only what we understood of a link goes into them."""
    query = urlencode(write_link(view, collection.offers))
    question = f"?{query}" if query else ""
    page = f"{home}{path}{question}"
    filters = urlencode(
        write_link(replace(collection.offers.view, query=view.query), collection.offers)
    )
    feed = f"{home}{FEED}?{filters}" if filters else f"{home}{FEED}"
    return Addresses(
        page=page,
        canonical=canonical_address(home, path, view),
        picture=f"{home}/preview.png{question}",
        embed=f"{home}/oembed?{urlencode({'url': page})}",
        feed=feed if has_changes(collection) else None,
    )


def _event_page(home: str, event: str, collection: Collection) -> str:
    view = replace(collection.offers.view, event=event)
    return f"{home}/?{urlencode(write_link(view, collection.offers))}"


def _cacheable(request: Request, content: bytes, media_type: str, seconds: int) -> Response:
    """Answer with content that may be cached, or that it has not changed."""
    # Weak, since it may be compressed on its way.
    tag = f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {**PUBLIC, "ETag": tag, "Cache-Control": f"public, max-age={seconds}"}
    known = request.headers.get("if-none-match", "")
    if tag in (one.strip() for one in known.split(",")):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=media_type, headers=headers)


def _refusal(status: int, *lines: str) -> Response:
    """Say why there is no answer, a line for each fault."""
    headers = {**PUBLIC, "Cache-Control": "no-store"}
    return PlainTextResponse("".join(f"{line}\n" for line in lines), status, headers)
