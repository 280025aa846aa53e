"""The dashboard as it is hosted. Run it with: streamlit run deploy/app.py"""

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # Streamlit only looks for modules beside this file

from deploy.headers import Headers  # noqa: E402
from deploy.routes import Site  # noqa: E402
from deploy.settings import read_settings  # noqa: E402
from deploy.shell import read_shell  # noqa: E402
from pages.parts.serving import read_collection  # noqa: E402
from pages.parts.starting import claim_pages  # noqa: E402


@asynccontextmanager
async def _ready(app: st.App) -> AsyncIterator[None]:
    """Read the events before the first visitor comes: until then nothing is healthy."""
    await run_in_threadpool(read_collection)
    yield


claim_pages()
settings, shell = read_settings(os.environ), read_shell()
app = st.App(
    ROOT / "dashboard.py",
    routes=Site(settings, shell, read_collection).routes(),
    middleware=[Middleware(Headers, shell=shell, framed_by=settings.framed_by)],
    lifespan=_ready,
)
