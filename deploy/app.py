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
from events.records import CurationError  # noqa: E402
from pages.parts.serving import read_collection  # noqa: E402
from pages.parts.starting import own_address, prepare_server  # noqa: E402


@asynccontextmanager
async def _serving(app: st.App) -> AsyncIterator[None]:
    """Say that visitors may come; Streamlit would say so before anything is read."""
    address, size = (*settings.addresses, own_address())[0], read_collection().engine.size
    print(f"The dashboard with its {size:,} events runs at {address}", flush=True)
    yield


# The server imports this before it answers anybody: what is wrong with the settings or the files
# ends it here, a line each on standard error, and exit code 1.
try:
    settings = read_settings(os.environ)
except ValueError as error:
    sys.exit(str(error))
try:
    read_collection()
except CurationError as error:
    sys.exit("\n".join(error.problems))

prepare_server()
shell = read_shell()
app = st.App(
    ROOT / "dashboard.py",
    routes=Site(settings, shell, read_collection).routes(),
    middleware=[Middleware(Headers, shell=shell, framed_by=settings.framed_by)],
    lifespan=_serving,
)
