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
from deploy.unknown import Unknown  # noqa: E402
from events.records import CurationError  # noqa: E402
from pages.parts.keeping import Keeping  # noqa: E402
from pages.parts.own import map_route  # noqa: E402
from pages.parts.picture import picture_route  # noqa: E402
from pages.parts.present.presenter import lesson_route  # noqa: E402
from pages.parts.serving import clear_scratch, read_collection  # noqa: E402
from pages.parts.starting import icon_route, own_address, prepare_server  # noqa: E402

# The server imports this before it answers anybody: a fault of the settings or the files ends it
# here, with a line for each on standard error and exit code 1.
try:
    settings = read_settings(os.environ)
except ValueError as error:
    sys.exit(str(error))
try:
    collection = read_collection()
except CurationError as error:
    sys.exit("\n".join(error.problems))


@asynccontextmanager
async def _welcome(app: st.App) -> AsyncIterator[None]:
    """Print where visitors find the dashboard."""
    address = (*settings.addresses, own_address())[0]
    print(f"The dashboard with its {collection.engine.size:,} events runs at {address}", flush=True)
    yield
    clear_scratch()


shell = read_shell()
prepare_server(hosted=True)
app = st.App(
    ROOT / "dashboard.py",
    routes=[
        *Site(settings, shell, collection).routes(),
        icon_route(),
        lesson_route(),
        map_route(),
        picture_route(),
    ],
    middleware=[
        Middleware(Headers, shell=shell, framed_by=settings.framed_by),
        Middleware(Unknown),
        Middleware(Keeping),
    ],
    lifespan=_welcome,
)
