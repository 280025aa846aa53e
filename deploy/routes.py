"""Routes beside Streamlit's: pages with a link's own head, data, pictures, oEmbed."""

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from deploy.embeds import embed, size_within
from deploy.listing import ADDRESSES, FILES, canonical_address, describe, is_listed, listed_pages
from deploy.pictures import draw_preview
from deploy.previews import preview_of
from deploy.settings import ADDRESS, Settings
from deploy.shell import Addresses, fill
from events.collection import Collection
from events.exporters import FORMATS, MOST_IN_MEMORY, write_file
from events.link import PARAMETERS, View, read_link, write_link
from events.publish.sitemap import write_robots, write_sitemap

CLOSED = ("/data/*?", "/oembed")
"""What crawlers have no use for: selections of the data and descriptions, made on demand."""

PUBLIC = {"Access-Control-Allow-Origin": "*"}
"""Scripts of other sites may read what anybody may read."""


class Site:
    """The routes of a hosted dashboard."""

    def __init__(self, settings: Settings, shell: str, collection: Collection) -> None:
        self._settings = settings
        self._shell = shell
        self._collection = collection
        # A file or a picture takes a processor for a while: one is made at a time.
        self._turn = asyncio.Lock()

    def routes(self) -> list[BaseRoute]:
        """List the routes, which go before those of Streamlit."""
        return [
            *(Route(path, self._page) for path in ADDRESSES),
            Route("/oembed", self._embed),
            Route("/preview.png", self._picture),
            Route("/data/{file}", self._data),
            Route("/sitemap.xml", self._sitemap),
            Route("/robots.txt", self._robots),
        ]

    def _page(self, request: Request) -> Response:
        """Answer with Streamlit's page and the link's own head."""
        collection, path = self._collection, request.url.path
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
        home, path = f"{link.scheme}://{link.netloc}", link.path or "/"
        if self._settings.address(link.netloc) != home or path not in ADDRESSES:
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
            return _refusal(404, f"There is {' and '.join(f'/data/{file}' for file in FILES)}.")
        collection = self._collection
        view, problems = _view_of(request.query_params, collection)
        names = dict.fromkeys(request.query_params)
        unknown = [
            f"{n[:40]}: is none of {', '.join(PARAMETERS)}" for n in names if n not in PARAMETERS
        ]
        if problems or unknown:
            return _refusal(400, *problems, *unknown)
        count = await run_in_threadpool(collection.engine.count, view.query)
        if why := FORMATS[name].refuse(count, MOST_IN_MEMORY):
            return _refusal(413 if count else 404, f"{why}.")
        home = self._home(request)
        async with self._turn:
            content = await run_in_threadpool(write_file, collection, name, view.query, home)
        return _cacheable(request, content, FORMATS[name].media_type, 300)

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
        rules = write_robots(f"{home}/sitemap.xml" if home else None, CLOSED)
        return _cacheable(request, rules, "text/plain", 3_600)

    def _home(self, request: Request) -> str | None:
        return self._settings.address(request.headers.get("host", ""))


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
    return Addresses(
        page=page,
        canonical=canonical_address(home, path, view),
        picture=f"{home}/preview.png{question}",
        embed=f"{home}/oembed?{urlencode({'url': page})}",
    )


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
