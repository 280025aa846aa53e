"""The dashboard as it is hosted. Run it with: streamlit run deploy/app.py"""

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # Streamlit only looks for modules beside this file

from deploy.headers import Headers  # noqa: E402
from deploy.routes import Site  # noqa: E402
from deploy.settings import read_settings  # noqa: E402
from deploy.shell import read_shell  # noqa: E402
from events import CurationError  # noqa: E402
from geodata import GeodataError  # noqa: E402
from pages.parts.dataset import Shared, data_path, read_shared  # noqa: E402
from pages.parts.server import ask_no_host, own_address  # noqa: E402


def _read() -> Shared:
    return read_shared(data_path())


@asynccontextmanager
async def _serving(app: st.App) -> AsyncIterator[None]:
    """Say that visitors may come; Streamlit would say so before anything is read."""
    address = (*settings.addresses, own_address())[0]
    print(f"The dashboard with its {len(_read().frame):,} events runs at {address}", flush=True)
    yield


# The server imports this before it answers anybody: what is wrong with the settings or the files
# ends it here, a line each on standard error, and exit code 1.
try:
    settings = read_settings(os.environ)
except ValueError as error:
    sys.exit(str(error))
try:
    _read()
except (CurationError, GeodataError) as error:
    sys.exit("\n".join(error.problems))

shell = read_shell()
ask_no_host()
app = st.App(
    ROOT / "dashboard.py",
    routes=Site(settings, shell, _read).routes(),
    middleware=[Middleware(Headers, shell=shell, framed_by=settings.framed_by)],
    lifespan=_serving,
)
