"""Citations to download: of the collection as it is filtered, and of the sources behind it."""

from dataclasses import replace
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from events.cite import STYLES, cite_all
from events.cite.reference import Reference, dataset_reference, source_reference
from events.collection import Collection
from events.link import write_link
from events.markup import descriptions, element
from events.query import Query
from events.telling.citations import in_styles
from pages.parts import frontend, session

FILES = ("bibtex", "ris", "csl-json")
"""The styles that reference managers read."""

Listed = partial[list[Reference]]
"""Makes the references when a button is pressed, outside the session."""


def citations(collection: Collection, most: int) -> None:
    """Cite the collection in every style, and the sources of at most `most` filtered events."""
    query = session.view().query
    with st.expander("Cite this", key="citations"):
        selected = _selection(collection, query)
        facts = descriptions(in_styles(selected, ("apa", "mla")))
        words = "This dataset" + (", and what is selected of it" if selected.notes else "")
        frontend.draw(element("section", element("h2", words), facts, class_="cite"), "cited")
        _buttons(collection, "dataset", tuple(STYLES), partial(_one, selected))
        if collection.records.sources:
            heading = element("h2", "The sources of the events shown")
            frontend.draw(element("section", heading, class_="cite"), "cited-sources")
            _buttons(collection, "sources", FILES, partial(_sources, collection, query, most))


def _buttons(collection: Collection, what: str, styles: tuple[str, ...], listed: Listed) -> None:
    with st.container(horizontal=True):
        for name in styles:
            style = STYLES[name]
            st.download_button(
                f"{what.capitalize()} as {style.name}",
                data=partial(_write, listed, name),
                file_name=f"{collection.records.info.file_name}-{what}-{name}.{style.ending}",
                mime=style.media_type,
                on_click="ignore",
                key=f"cite-{what}-{name}",
            )


def _write(listed: Listed, style: str) -> bytes:
    return cite_all(listed(), style).encode()


def _one(reference: Reference) -> list[Reference]:
    return [reference]


def _sources(collection: Collection, query: Query, most: int) -> list[Reference]:
    """List the sources that the events cite which a question finds, by id."""
    rows = collection.engine.select(query, most)
    names = {name for cited in rows["sources"] for name in cited}
    return [source_reference(collection.records.sources[name]) for name in sorted(names)]


def _selection(collection: Collection, query: Query) -> Reference:
    """Cite the collection, and the query where not all of it is shown."""
    view = replace(collection.offers.view, query=query)
    question = urlencode(write_link(view, collection.offers))
    return dataset_reference(collection.records.info, question)
