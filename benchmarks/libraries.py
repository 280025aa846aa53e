"""The libraries that folium's maps load from public hosts, fetched once by npm and served here."""

import re
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import folium

CACHE = Path.home() / ".cache" / "corridors-benchmarks"

IN_NPM = re.compile(r"cdn\.jsdelivr\.net/npm/(?P<package>@?[^@]+@[\d.]+)/(?P<path>.+)")

# Addresses of folium that do not name the npm package: that package, and the path in it.
ELSEWHERE = {
    "code.jquery.com/jquery-3.7.1.min.js": ("jquery@3.7.1", "dist/jquery.min.js"),
    "cdnjs.cloudflare.com/ajax/libs/Leaflet.awesome-markers/2.0.2": (
        "leaflet.awesome-markers@2.0.5",
        "dist",
    ),
}


class _Library(SimpleHTTPRequestHandler):
    """Answers as a public host does: to be cached for good, and open to other pages."""

    def translate_path(self, path: str) -> str:
        # Leaflet misses a slash where its stylesheet comes late, as it does in streamlit-folium.
        return super().translate_path(path.replace("/distmarker-", "/dist/images/marker-"))

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "public, max-age=31536000, immutable")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Timing-Allow-Origin", "*")
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@contextmanager
def serving_libraries() -> Iterator[str]:
    """Serve what folium's maps load; yield the address, which the names of the hosts follow."""
    _fetch_all()
    handler = partial(_Library, directory=str(CACHE))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def _fetch_all() -> None:
    base = folium.Map()
    for _, url in base.default_js + base.default_css:
        address = url.removeprefix("https://")
        if not (CACHE / address).exists():
            _fetch(address)


def _fetch(address: str) -> None:
    """Unpack the npm package of a file where the file's own address says."""
    found = IN_NPM.fullmatch(address)
    if found:
        folder = address.removesuffix(found["path"])
        _unpack(found["package"], ".", CACHE / folder)
        return
    for known, (package, path) in ELSEWHERE.items():
        if address.startswith(known):
            _unpack(package, path, CACHE / known)
            return
    if not address.endswith(".css"):
        raise SystemExit(
            f"folium loads {address}: add its npm package to ELSEWHERE in libraries.py"
        )
    # Two small stylesheets that npm does not have, and that these maps do not use.
    (CACHE / address).parent.mkdir(parents=True, exist_ok=True)
    (CACHE / address).write_text("")


def _unpack(package: str, path: str, target: Path) -> None:
    """Place a file or a folder of an npm package at the target."""
    packed = CACHE / "packed"
    packed.mkdir(parents=True, exist_ok=True)
    try:
        command = ["npm", "pack", "--silent", package]
        done = subprocess.run(command, cwd=packed, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise SystemExit(
            f"npm could not fetch {package}; install npm, or go online once"
        ) from error
    archive = packed / done.stdout.strip()
    target.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(archive) as content:
        content.extractall(packed / archive.stem, filter="data")
    (packed / archive.stem / "package" / path).rename(target)
