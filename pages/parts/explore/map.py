"""The map of all that is shown, and the switches of its layers and names."""

from functools import partial

import streamlit as st

from events.collection import Collection
from events.query import Unanswered
from events.query.question import Sides
from pages.parts import session
from pages.parts.map import answer, message, mount
from pages.parts.serving import map_files


def map_part(collection: Collection) -> None:
    """Draw the map, or send the one that is there what to show.

    While there is no answer it keeps its last picture.
    """
    visit, lost = session.current(), None
    try:
        visit.sent = message(collection)
    except Unanswered as error:
        lost = error
    if visit.sent is None:
        raise lost or Unanswered
    mount(collection, visit.sent, partial(_pick, collection))
    if lost:
        session.ask_again("map", lost)


def _pick(collection: Collection) -> None:
    """Take over what the map reports: an event, dates, a category of the key, or a corridor."""
    reported = answer("map")
    row, days, category, place = map(reported.get, ("row", "range", "category", "place"))
    if isinstance(days, list) and len(days) == 2 and all(isinstance(day, int) for day in days):
        session.ask(session.view().query.between(*collection.offers.within(*days)))
    if sides := _sides(reported.get("bounds")):
        _look(sides, collection)
    if sides := _sides(reported.get("inside")):
        session.ask(session.view().query.look(sides))
    if category in collection.records.vocabulary.category:
        session.ask(session.view().query.toggle("category", category))
    if isinstance(row, int):
        _open(row, collection)
    if isinstance(place, str) and place in collection.offers.values["place"]:
        query = session.view().query.choose("place", (place,))
        session.change(query=query, history=place)


def _open(row: int, collection: Collection) -> None:
    """Open the event of a row that was picked."""
    try:
        event = collection.engine.at(row)
    except Unanswered:
        session.tell_unanswered()
        return
    if event:
        session.select(event, from_map=True)


def _look(sides: Sides, collection: Collection) -> None:
    """Take over what part of the earth the map shows, where something depends on that."""
    visit, query = session.current(), session.view().query
    visit.sides = query.look(sides).within
    if visit.follows_map:
        session.ask(query.look(sides), goes_on=True)
    elif not map_files(collection).live:
        session.redraw("map")


def _sides(told: object) -> Sides | None:
    """Return what the map told as its west, south, east and north; None for anything else."""
    if (
        isinstance(told, list)
        and len(told) == 4
        and all(isinstance(one, int | float) for one in told)
    ):
        west, south, east, north = told
        return (west, south, east, north) if south <= north else None
    return None


def layer_controls(collection: Collection) -> None:
    """Draw the switch of layers and of the language of names."""
    view = session.view()
    region = collection.records.geography.region
    languages = {language.code: language.name for language in region.languages}
    titles = {layer.id: layer.title for layer in collection.records.geography.layers}
    with st.container(key="layers-menu"), st.popover("Layers and names", icon=":material/layers:"):
        st.multiselect(
            "Layers",
            list(titles),
            key=session.put("layers", list(view.layers)),
            format_func=titles.__getitem__,
            on_change=_layers,
            args=(collection,),
        )
        st.radio(
            "Names of places in",
            list(languages),
            key=session.put("language", view.language),
            format_func=languages.__getitem__,
            horizontal=True,
            on_change=_language,
        )


def _layers(collection: Collection) -> None:
    chosen = st.session_state.layers
    session.change(
        layers=tuple(
            layer.id for layer in collection.records.geography.layers if layer.id in chosen
        )
    )


def _language() -> None:
    session.change(language=st.session_state.language)
