"""Citations to take along: of the dataset as it is filtered, and of the sources behind it."""

from dataclasses import replace
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from events.cite import STYLES, cite_all
from events.cite.folds import in_styles
from events.cite.reference import Reference, dataset_reference, source_reference
from events.link import write as write_link
from events.query.question import Query
from events.telling.markup import descriptions, element
from pages.parts import frontend, session
from pages.parts.dataset import Shared

FILES = ("bibtex", "ris", "csl-json")
"""The styles that reference managers read."""

Listed = partial[list[Reference]]
"""Makes the references when a button is pressed, outside the session."""


def citations(shared: Shared, most: int) -> None:
    """Offer the dataset in every style, and the sources of at most `most` filtered events."""
    query = session.view().query
    with st.expander("Cite this", key="citations"):
        selected = _selection(shared, query)
        facts = descriptions(in_styles(selected, ("apa", "mla")))
        words = "This dataset" + (", and what is selected of it" if selected.notes else "")
        frontend.draw(element("section", element("h2", words), facts, class_="cite"), "cited")
        _buttons(shared, "dataset", tuple(STYLES), partial(_one, selected))
        if shared.dataset.sources:
            heading = element("h2", "The sources of the events shown")
            frontend.draw(element("section", heading, class_="cite"), "cited-sources")
            _buttons(shared, "sources", FILES, partial(_sources, shared, query, most))


def _buttons(shared: Shared, what: str, styles: tuple[str, ...], listed: Listed) -> None:
    with st.container(horizontal=True):
        for name in styles:
            style = STYLES[name]
            st.download_button(
                f"{what.capitalize()} as {style.name}",
                data=partial(_write, listed, name),
                file_name=f"{shared.dataset.info.id}-{what}-{name}.{style.ending}",
                mime=style.media_type,
                on_click="ignore",
                key=f"cite-{what}-{name}",
            )


def _write(listed: Listed, style: str) -> bytes:
    return cite_all(listed(), style).encode()


def _one(reference: Reference) -> list[Reference]:
    return [reference]


def _sources(shared: Shared, query: Query, most: int) -> list[Reference]:
    """List the sources that the events cite which a question finds, by id."""
    rows = shared.frame.iloc[shared.engine.page(query, 0, most)]
    names = {name for cited in rows["sources"] for name in cited}
    return [source_reference(shared.dataset.sources[name]) for name in sorted(names)]


def _selection(shared: Shared, query: Query) -> Reference:
    """Cite the dataset, and the question where not all of it is shown."""
    view = replace(shared.defaults.view, query=query)
    question = urlencode(write_link(view, shared.defaults))
    return dataset_reference(shared.dataset.info, question)
