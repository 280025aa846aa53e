"""Any state as a link opens, on every page, as the same state."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.link import PARAMETERS, View, write_link
from events.query import Comparison, Query
from events.query.question import BY
from pages import PAGES
from tests.test_link import parameters
from tests.visit import address, ignored, open_page


@pytest.fixture(scope="module")
def offered(quill):
    """What a link to the collection may name."""
    return quill.offers


def some(values, most=3):
    return st.lists(st.sampled_from(sorted(values)), unique=True, max_size=most).map(tuple)


@st.composite
def views(draw, offered):
    """Draw a view whose event lies in its dates: a link to another would widen them."""
    query = Query(offered.first, offered.last, text=draw(st.text("abcéچס &=#%+", max_size=20)))
    for name, values in offered.values.items():
        query = query.choose(name, draw(some(values)))
    by = draw(st.sampled_from(sorted(BY)))
    blind, columns = draw(st.booleans()), draw(st.none() | some(offered.columns[by], most=4))
    layers = draw(some(offered.layers))
    about = draw(st.none() | st.sampled_from(sorted(offered.subjects)))
    view = View(
        query,
        event=draw(st.none() | st.sampled_from(sorted(offered.events))),
        layers=tuple(layer for layer in offered.layers if layer in layers),
        language=draw(st.sampled_from(list(offered.languages))),
        comparison=Comparison(by, columns, about, blind=blind),
    )
    story = draw(st.none() | st.sampled_from(sorted(offered.stories)))
    if story is None:
        return view
    step = draw(st.integers(0, len(offered.stories[story].steps) + 1))
    return replace(view, story=story, step=step, notes=draw(st.booleans()))


@pytest.mark.parametrize("page", PAGES)
@given(data=st.data())
@settings(max_examples=6, suppress_health_check=list(HealthCheck))
def test_a_link_opens_as_the_view_that_it_was_written_from(page, offered, data):
    view = data.draw(views(offered))
    pairs = write_link(view, offered)
    app = open_page(page, **parameters(pairs))
    assert ignored(app) == ""
    assert app.session_state["session"].view == view
    written = [tuple(pair) for pair in address(app)]
    assert written == pairs
    assert {name for name, _ in written} <= set(PARAMETERS)
