"""Visits to the dashboard without a browser: a page is run, and what it draws is read."""

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache, partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from altair.utils.schemapi import SchemaBase
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from pages import PAGES
from pages.parts import own, session
from tests.conftest import QUILL

ROOT = Path(__file__).parents[1]

# Before its first run each AppTest reads the metadata of all installed packages, to find components
# in them: several times the work of a page.
installed_components = cache(manifest_scanner.scan_component_manifests)


class Visit(AppTest):
    """A script as the server runs it that was started with `--data`, for one visitor.

    `pictured` draws at once what waits for the map's first picture, which no browser reports here.
    `visitor` is what the browser keeps of an earlier visit.
    """

    def __init__(
        self, script: str, data: Path | str, *, pictured: bool = True, visitor: str | None = None
    ) -> None:
        super().__init__(ROOT / script, default_timeout=30)
        first = partial(session.Session, pictured=pictured)
        cookies = {} if visitor is None else {own.cookie(): visitor}
        self.patches = (
            patch.object(sys, "argv", ["dashboard.py", "--data", str(data)]),
            patch.object(manifest_scanner, "scan_component_manifests", installed_components),
            patch.object(session, "Session", first),
            patch.object(ContextProxy, "cookies", cookies),
            # Tests of charts check them against the schema, which takes longer than a page.
            patch.object(SchemaBase, "validate"),
        )

    def _run(self, *args: Any, **options: Any) -> AppTest:
        """Run the script, at first and after whatever the visitor does."""
        with ExitStack() as stack:
            for one in self.patches:
                stack.enter_context(one)
            return super()._run(*args, **options)


def follow(
    script: str,
    data: Path | str = QUILL,
    *,
    pictured: bool = True,
    visitor: str | None = None,
    **link: str | list[str],
) -> Visit:
    """Follow a link to a script of the dashboard, which must run without an exception."""
    app = Visit(script, data, pictured=pictured, visitor=visitor)
    for name, value in link.items():
        app.query_params[name] = value
    app.run()
    assert problems_of(app) == []
    return app


def open_page(
    page: str, data: Path | str = QUILL, *, visitor: str | None = None, **link: str | list[str]
) -> Visit:
    """Follow a link to a page, named as in PAGES."""
    return follow(PAGES[page].file, data, visitor=visitor, **link)


def unfold(app: AppTest, menu: str) -> None:
    """Open a menu of the row of filters, whose boxes are drawn only then."""
    app.session_state[f"menu-{menu}"] = True
    app.run()


def problems_of(app: AppTest) -> list[str]:
    """List the exceptions that a visitor would see."""
    return [problem.message for problem in app.exception]


def components(app: AppTest, key: str = "") -> list[Any]:
    """List what each of our own components was given whose key ends with this."""
    found = [part.proto for part in app.get("bidi_component")]
    given = [json.loads(proto.json) for proto in found if proto.id.endswith(key)]
    return [{**each, "tree": put_back(each["tree"])} if "tree" in each else each for each in given]


def put_back(tree: Any) -> Any:
    """Put back what `fold` in events/markup.py has folded, as the page's script does."""
    if isinstance(tree, str):
        return tree
    tag, attributes, *children = tree
    whole: list[Any] = []
    for child in children:
        if isinstance(child, dict):
            whole += [_filled(child["each"], iter(row)) for row in child["rows"]]
        else:
            whole.append(put_back(child))
    return [tag, attributes, *whole]


def _filled(pattern: Any, row: Iterator[str]) -> Any:
    if not isinstance(pattern, list):
        return next(row) if pattern is None else pattern
    tag, attributes, *children = pattern
    given = {name: next(row) if value is None else value for name, value in attributes.items()}
    return [tag, given, *(_filled(child, row) for child in children)]


def drawn(app: AppTest, key: str) -> dict[str, Any]:
    """Return what one of our own components was given to draw."""
    found = components(app, key)
    assert len(found) == 1, f"{len(found)} components are named {key}"
    return dict(found[0])


def texts(node: Any) -> list[str]:
    """List the texts of a tree [tag, {attributes}, child, ...] in reading order."""
    if isinstance(node, str):
        return [node]
    return [text for child in node[2:] for text in texts(child)]


def text(app: AppTest, key: str) -> str:
    """Return the text of one of our own components, each of its texts on a line."""
    return "\n".join(texts(drawn(app, key)["tree"]))


def buttons(app: AppTest, key: str) -> list[str]:
    """List the actions of a component's buttons."""

    def walk(node: Any) -> list[str]:
        own = [node[1]["data-action"]] if "data-action" in node[1] else []
        children = (child for child in node[2:] if not isinstance(child, str))
        return own + [action for child in children for action in walk(child)]

    return walk(drawn(app, key)["tree"])


def address(app: AppTest) -> list[list[str]]:
    """Return the link in the address bar, as pairs."""
    return list(drawn(app, "-address")["pairs"])


def ignored(app: AppTest) -> str:
    """Return the page's notice of what it did not understand; empty where there is none."""
    return "\n".join(text for part in components(app, "-ignored") for text in texts(part["tree"]))


def charts(app: AppTest) -> list[dict[str, Any]]:
    """List the charts of a page, as Vega-Lite describes them."""
    return [json.loads(chart.proto.spec) for chart in app.get("vega_lite_chart")]


def messages(app: AppTest) -> list[str]:
    """List what each map of a page was sent."""
    return [frame.proto.json_args for frame in app.get("component_instance")]


def downloads(app: AppTest) -> list[str]:
    """List the labels of the buttons that download a file."""
    return [button.label for button in app.get("download_button")]
