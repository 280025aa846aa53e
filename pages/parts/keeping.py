"""Files that never change, kept in memory as they are sent, and compressed once for all."""

import gzip
import re
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

NAMED = re.compile(
    r"/static/(?:js|css|media)/[^/]+$|/component/.+[.-][0-9a-f]{8,}\.js$", re.IGNORECASE
)
"""Streamlit's own files, and scripts of components: each name holds a hash of the content."""

LARGEST = 2_000_000
"""Bytes of a file that is kept."""
LEAST = 500
"""Bytes below which a file is not compressed."""
COMPRESSED = ("font/woff2", "image/png", "image/jpeg")
FOR_EVER = "public, immutable, max-age=31536000"


@dataclass(frozen=True)
class Kept:
    """A file as it is sent."""

    kind: str
    plain: bytes
    packed: bytes | None
    """The same compressed; None where that is no smaller."""

    def answer(self, encodings: str) -> Response:
        """Send it to a browser that takes these encodings."""
        headers = {"Cache-Control": FOR_EVER, "Content-Type": self.kind, "Vary": "Accept-Encoding"}
        if self.packed is None or "gzip" not in encodings:
            return Response(self.plain, headers=headers)
        return Response(self.packed, headers={**headers, "Content-Encoding": "gzip"})


class Keeping:
    """Sends what was sent before from memory, and asks the app behind it for all else.

    Streamlit reads its files in pieces for each visitor and sends them as they are, and those of
    components it compresses each time: together that is most of a server's work for a visit.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept: dict[str, Kept] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        headers = Headers(scope=scope) if scope["type"] == "http" else Headers()
        is_file = scope["type"] == "http" and scope["method"] == "GET" and "range" not in headers
        if not is_file or not NAMED.search(scope["path"]):
            await self._app(scope, receive, send)
            return
        kept = self._kept.get(scope["path"])
        if kept is None:
            sent = await self._ask(scope, receive)
            kept = _keep(sent)
            if kept is None:
                for message in sent:
                    await send(message)
                return
            self._kept[scope["path"]] = kept
        await kept.answer(headers.get("accept-encoding", ""))(scope, receive, send)

    async def _ask(self, scope: Scope, receive: Receive) -> list[Message]:
        """Return what the app sends to one who takes files as they are, and has none yet."""
        sent: list[Message] = []

        async def take(message: Message) -> None:
            sent.append(message)

        asked = {**scope, "headers": list(scope["headers"])}
        headers = MutableHeaders(scope=asked)
        for name in ("accept-encoding", "if-none-match", "if-modified-since"):
            del headers[name]
        await self._app(asked, receive, take)
        return sent


def _keep(sent: list[Message]) -> Kept | None:
    """Keep a file; None for an answer that is none, or a file too large."""
    if not sent or sent[0]["status"] != 200:
        return None
    headers = Headers(raw=sent[0]["headers"])
    plain = b"".join(body.get("body", b"") for body in sent[1:])
    kind = headers.get("content-type", "")
    # Of a visitor who left meanwhile there may be less than all.
    is_whole = headers.get("content-length") == str(len(plain)) and plain
    # Streamlit answers with its page where there is no file.
    if not is_whole or kind.startswith("text/html") or len(plain) > LARGEST:
        return None
    packed = gzip.compress(plain, 6, mtime=0) if len(plain) >= LEAST else plain
    is_smaller = kind not in COMPRESSED and len(packed) < len(plain)
    return Kept(kind, plain, packed if is_smaller else None)
