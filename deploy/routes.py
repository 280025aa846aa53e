"""What is answered beside Streamlit: pages with a link's own head, data, pictures, oEmbed."""

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
from deploy.pictures import draw_preview
from deploy.previews import preview_of
from deploy.settings import Settings
from deploy.shell import Addresses, fill
from events.collection import Collection
from events.exporters import FORMATS, MOST_IN_MEMORY, write_file
from events.link import PARAMETERS, View, read_link, write_link
from pages import PAGES

ADDRESSES: dict[str, str] = {page.address: page.title for page in PAGES.values()}
"""Where Streamlit has a page, and what the page is called."""

FILES: dict[str, str] = {
    f"events.{form.ending}": name
    for name, form in FORMATS.items()
    if form.media_type != "text/html"  # the host's policy would let none of its scripts run
}
"""The data at fixed addresses below /data/, and its format."""

PUBLIC = {"Access-Control-Allow-Origin": "*"}
"""Scripts on other sites may read it, as anybody can who asks; it changes nothing."""


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
        ]

    def _page(self, request: Request) -> Response:
        """Answer with Streamlit's page and the link's own head."""
        collection, path = self._collection, request.url.path
        view, _ = _asked(request.query_params, collection)
        preview = preview_of(view, collection)
        if path != "/" and view.event is None and view.story is None:
            preview = replace(preview, title=f"{ADDRESSES[path]} · {preview.title}")
        home = self._settings.address(request.headers.get("host", ""))
        addresses = _addresses(home, path, view, collection) if home else None
        page = fill(self._shell, preview, addresses)
        return Response(page, media_type="text/html", headers={"Cache-Control": "no-cache"})

    def _embed(self, request: Request) -> Response:
        """Describe the link in the parameter `url` as oEmbed."""
        asked = request.query_params
        if asked.get("format", "json") != "json":
            return _refused(501, "format: only json is written")
        try:
            link = urlsplit(asked.get("url", ""))
            parameters = parse_qs(link.query, max_num_fields=100)
            size = size_within(asked.get("maxwidth"), asked.get("maxheight"))
        except ValueError as error:
            return _refused(400, str(error))
        home, path = f"{link.scheme}://{link.netloc}", link.path or "/"
        if self._settings.address(link.netloc) != home or path not in ADDRESSES:
            return _refused(404, "url: is no page of this dashboard")
        collection = self._collection
        view, _ = _asked(parameters, collection)
        told = embed(
            preview_of(view, collection),
            _addresses(home, path, view, collection),
            home,
            size,
            framed=bool(self._settings.framed_by),
        )
        return JSONResponse(told, headers={**PUBLIC, "Cache-Control": "public, max-age=300"})

    async def _picture(self, request: Request) -> Response:
        """Answer with the picture of a link's preview."""
        collection = self._collection
        view, _ = _asked(request.query_params, collection)
        async with self._turn:
            picture = await run_in_threadpool(draw_preview, view, collection)
        return _kept(request, picture, "image/png", 86_400)

    async def _data(self, request: Request) -> Response:
        """Answer with a file of the events that a link filters, or of all."""
        name = FILES.get(request.path_params["file"])
        if name is None:
            return _refused(404, f"There is {' and '.join(f'/data/{file}' for file in FILES)}.")
        collection = self._collection
        view, problems = _asked(request.query_params, collection)
        names = dict.fromkeys(request.query_params)
        unknown = [
            f"{n[:40]}: is none of {', '.join(PARAMETERS)}" for n in names if n not in PARAMETERS
        ]
        if problems or unknown:
            return _refused(400, *problems, *unknown)
        count = await run_in_threadpool(collection.engine.count, view.query)
        if why := FORMATS[name].refuse(count, MOST_IN_MEMORY):
            return _refused(413 if count else 404, f"{why}.")
        home = self._settings.address(request.headers.get("host", ""))
        async with self._turn:
            content = await run_in_threadpool(write_file, collection, name, view.query, home)
        return _kept(request, content, FORMATS[name].media_type, 300)


def _asked(
    parameters: QueryParams | Mapping[str, Sequence[str]], collection: Collection
) -> tuple[View, tuple[str, ...]]:
    """Read a link as its page does, with a line for each value that is not understood."""
    if isinstance(parameters, QueryParams):
        parameters = {name: parameters.getlist(name) for name in parameters}
    known = {name: values for name, values in parameters.items() if name in PARAMETERS}
    return read_link(known, collection.offers)


def _addresses(home: str, path: str, view: View, collection: Collection) -> Addresses:
    """Name a view's addresses; only what we understood of a link goes into them."""
    query = urlencode(write_link(view, collection.offers))
    asked = f"?{query}" if query else ""
    page = f"{home}{path}{asked}"
    return Addresses(
        page=page,
        picture=f"{home}/preview.png{asked}",
        embed=f"{home}/oembed?{urlencode({'url': page})}",
    )


def _kept(request: Request, content: bytes, media_type: str, seconds: int) -> Response:
    """Answer with content that can be kept for a while, or say that it is still the same."""
    # Weak, since it may be compressed on its way.
    tag = f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {**PUBLIC, "ETag": tag, "Cache-Control": f"public, max-age={seconds}"}
    known = request.headers.get("if-none-match", "")
    if tag in (one.strip() for one in known.split(",")):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=media_type, headers=headers)


def _refused(status: int, *lines: str) -> Response:
    """Say why there is no answer, a line for each fault."""
    headers = {**PUBLIC, "Cache-Control": "no-store"}
    return PlainTextResponse("".join(f"{line}\n" for line in lines), status, headers)
