"""The dashboard as it is hosted. Run it with: streamlit run deploy/app.py"""

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread
from typing import NoReturn

import streamlit as st
from starlette.middleware import Middleware
from streamlit import config

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # Streamlit only looks for modules beside this file

from deploy.headers import Headers  # noqa: E402
from deploy.health import HEALTH, Health, Waiting  # noqa: E402
from deploy.metrics import METRICS, Metrics, Visitors  # noqa: E402
from deploy.routes import Site  # noqa: E402
from deploy.settings import BASE, read_settings  # noqa: E402
from deploy.shell import read_shell  # noqa: E402
from deploy.unknown import Unknown  # noqa: E402
from events.records import CurationError  # noqa: E402
from pages.parts.base import base_path, below  # noqa: E402
from pages.parts.keeping import Keeping  # noqa: E402
from pages.parts.own import map_route  # noqa: E402
from pages.parts.picture import picture_route  # noqa: E402
from pages.parts.present.presenter import lesson_route  # noqa: E402
from pages.parts.serving import (  # noqa: E402
    clear_scratch,
    opened_collection,
    read_collection,
    source,
)
from pages.parts.starting import (  # noqa: E402
    icon_route,
    own_address,
    prepare_server,
    waiting_route,
)

# The server imports this before it answers anybody: a fault of the settings ends it here, with a
# line for each on standard error and exit code 1.
try:
    settings = read_settings(os.environ, base_path())
except ValueError as error:
    sys.exit(str(error))
source()  # what is not understood of the command line ends it too
config.set_option(BASE, settings.base)
metrics, health = Metrics(), Health(opened_collection)


def _read() -> None:
    """Read the events while the server already says that it starts; faults of theirs end it."""
    try:
        collection = read_collection(watch=metrics.watch)
    except CurationError as error:
        _end("\n".join(error.problems))
    except BaseException:
        sys.excepthook(*sys.exc_info())
        _end("The events could not be read.")
    address = (*settings.addresses, own_address())[0]
    print(f"The dashboard with its {collection.engine.size:,} events runs at {address}", flush=True)


def _end(words: str) -> NoReturn:
    """End the server with exit code 1, which a thread beside it can do in no other way."""
    print(words, file=sys.stderr, flush=True)
    clear_scratch()
    os._exit(1)


@asynccontextmanager
async def _serve(app: st.App) -> AsyncIterator[None]:
    """Read the events as soon as the server answers."""
    Thread(target=_read, name="reading", daemon=True).start()
    yield
    clear_scratch()


shell = read_shell()
prepare_server(hosted=True)
metrics.watch_reruns()
operators = [health.route(), metrics.route(settings.token)]
app = st.App(
    ROOT / "dashboard.py",
    routes=[
        *below(
            settings.base,
            [
                *Site(settings, shell, read_collection).routes(),
                icon_route(),
                lesson_route(),
                map_route(),
                picture_route(),
                waiting_route(),
                *operators,
            ],
        ),
        # Whoever runs a replica need not know the path that visitors find it below.
        *(operators if settings.base else ()),
    ],
    middleware=[
        Middleware(
            Waiting,
            health=health,
            open_to=(HEALTH, METRICS, f"{settings.base}{HEALTH}", f"{settings.base}{METRICS}"),
        ),
        Middleware(Headers, shell=shell, framed_by=settings.framed_by, base=settings.base),
        Middleware(Unknown, base=settings.base),
        Middleware(Keeping),
        Middleware(Visitors, metrics=metrics),
    ],
    lifespan=_serve,
)
