"""A form for one event: its fields with what is wrong with each, and a map for its place."""

from functools import partial

import pandas as pd
import streamlit as st

from events.importers import Remark
from events.markup import Element, element
from events.records.pictures import FOLDER
from pages import PAGES
from pages.parts import frontend, own, session
from pages.parts.own import Files, Own
from pages.parts.yours.changing import (
    NO_FILES,
    Faults,
    change,
    is_empty,
    sentence,
    small_picture,
)
from pages.parts.yours.history import WAITS
from pages.parts.yours.opening import FORM, show
from pages.parts.yours.placing import placing

LABELS = {
    "title": ("Title", "What happened, in a few words."),
    "date": ("Date", "As 2024-04-07, 7 April 2024, April 2024, or 2024-04-03 to 2024-04-05."),
    "place": ("Place", "Its name."),
    "latitude": ("Latitude", "In degrees, as 31.34; or press the map."),
    "longitude": ("Longitude", "In degrees, as 34.30; or press the map."),
    "category": ("Category", "Events of one category have one colour and letter."),
    "source": ("Source", "Who says so; several with | between."),
    "url": ("Address of the source", "As https://example.org/report."),
    "summary": ("Summary", "A sentence or two, in your own words."),
}
"""The fields of the form: what each is called, and what belongs into it."""

PICTURE = {
    "picture_alt": ("What the picture shows", "For readers who do not see it."),
    "picture_credit": (
        "Who made the picture",
        "A name; without one, “credit not stated” is shown.",
    ),
    "picture_licence": ("Licence of the picture", "Such as CC BY 4.0, or public domain."),
    "picture_warning": (
        "Warning",
        "Hides the picture until it is asked for: Shows wounded people.",
    ),
}
"""The same of its picture."""

FIELDS = LABELS | PICTURE

OF_PICTURE = {"picture", *PICTURE}

NAMES = {
    **{name: label for name, (label, _) in LABELS.items()},
    "picture": "Picture",
    **{name: label for name, (label, _) in PICTURE.items()},
}
"""What is called how, in the order of the form."""

FAULT = "form-fault"
"""What the keyboard goes to where something is wrong."""

LONG = ("summary",)

DONE = "form-done"
"""Where Streamlit's session holds what was done last; the keyboard goes to what says so."""

FOLLOWED = "form-follows"
"""Where Streamlit's session holds which event, open on another page, was taken over last."""

FILES = "form-files"
"""Where it counts how often a chosen picture was taken back."""

NEW = -1
"""Stands for an event that is not in the list yet."""


def form(each: Own, rows: pd.DataFrame) -> None:
    """Draw the choice of an event, its fields and its map, and what keeps them."""
    number = _chosen(each, rows)
    filled = _listed(rows, number)
    typed = each.typed.get(_name(rows, number), {})
    faults: Faults | None = st.session_state.get("form-faults")
    _heading(rows, number)
    left, right = st.columns(2, gap="medium")
    fields = left.container()
    wrong = _at_fault(rows, number, faults)
    is_open = bool(_picture(rows, number)) or not OF_PICTURE.isdisjoint([*wrong, *typed])
    below = left.expander("Picture", key="form-picture", expanded=is_open)
    with below:
        _file(each, rows, number, faults)
    places = {"latitude": right, "longitude": right, **dict.fromkeys(PICTURE, below)}
    for name, listed in filled.items():
        label, help_ = FIELDS[name]
        place, key = places.get(name, fields), _key(each, number, name)
        box = place.text_area if name in LONG else place.text_input
        box(
            label,
            typed.get(name, listed),
            key=key,
            help=help_,
            on_change=_note,
            args=(each, rows, number, name),
        )
        with place:
            _wrong(name, number, rows, faults)
    with right:
        event = None if _is_new(rows, number) else str(rows.at[number, "id"])
        placing(each, event, partial(_place, each, rows, number))
    _said(each, rows, number, faults)
    _buttons(each, rows, number, is_typed=bool(typed))


def _heading(rows: pd.DataFrame, number: int) -> None:
    is_new = _is_new(rows, number)
    words = "A new event" if is_new else f"Event {number + 1:,} of {len(rows):,}"
    section = element(
        "section",
        element("h3", words, **frontend.arrival(FORM)),
        element("p", "Only a title and a date are needed.", class_="note") if is_new else None,
    )
    frontend.draw(section, "form-heading")


def _buttons(each: Own, rows: pd.DataFrame, number: int, *, is_typed: bool) -> None:
    is_new = _is_new(rows, number)
    with st.container(horizontal=True):
        st.button(
            "Add this event" if is_new else "Keep the changes",
            key="form-keep",  # one button, whatever it is called: the keyboard stays on it
            on_click=_keep,
            args=(each, rows, number),
        )
        if is_typed:
            st.button("Take back what is typed", on_click=_drop, args=(each, rows, number))
        if not is_new:
            st.button("Add another event", on_click=_begin, args=(each,))
            st.button("Remove this event", on_click=_remove, args=(each, rows, number))


def _is_new(rows: pd.DataFrame, number: int) -> bool:
    """Tell whether an event is not in the list yet; the example stands for one."""
    return number == NEW or is_empty(rows)


def _name(rows: pd.DataFrame, number: int) -> str:
    """Name an event by its id; a new one has none."""
    return own.NEW if _is_new(rows, number) else str(rows.at[number, "id"])


def _listed(rows: pd.DataFrame, number: int) -> dict[str, str]:
    """Return what stands in the list for each field."""
    is_new = _is_new(rows, number)
    return {name: "" if is_new else str(rows.at[number, name]) for name in FIELDS if name in rows}


def _picture(rows: pd.DataFrame, number: int) -> str:
    """Name the picture of an event."""
    return "" if _is_new(rows, number) else str(rows.at[number, "picture"])


def _file(each: Own, rows: pd.DataFrame, number: int, faults: Faults | None) -> None:
    """Draw what adds a picture to the event or removes it."""
    shown = _picture(rows, number)
    key = _key(each, number, "picture")
    st.file_uploader(
        "Another picture" if shown else "A picture (JPEG, PNG or WebP)",
        ["jpg", "jpeg", "png", "webp"],
        max_upload_size=10,
        key=key,
        help="A smaller copy is kept, without the place and the camera that the file notes.",
        on_change=_choose,
        args=(each, rows, number),
    )
    if _picked(each, _name(rows, number)) and st.session_state[key] is None:
        words = "A picture is chosen and not kept yet."  # the box forgets it on another page
        frontend.draw(element("p", words, class_="note"), "form-chosen")
    _wrong("picture", number, rows, faults)
    if shown:
        st.checkbox("Remove the picture", key=_key(each, number, "no-picture"))


def _choose(each: Own, rows: pd.DataFrame, number: int) -> None:
    """Remember a picture that was chosen, as it would be kept, or say what is wrong with it."""
    event, file = _name(rows, number), st.session_state[_key(each, number, "picture")]
    others = {name: words for name, words in _let_go(each, event).items() if name != "picture"}
    chosen = {}
    _forget()
    if file is not None:
        try:
            name, drawn = small_picture(each, file.getvalue())
            each.pictures[name], chosen["picture"] = drawn, name
        except ValueError as error:
            row = (len(rows) if number == NEW else number) + 1
            wrong = Remark(row, "picture", file.name, "refused", str(error))
            st.session_state["form-faults"] = Faults(remarks=(wrong,))
    if others or chosen:
        each.typed[event] = {**others, **chosen}


def _chosen(each: Own, rows: pd.DataFrame) -> int:
    """Draw the choice of an event, and return its row."""
    if is_empty(rows):
        return 0
    numbers = [NEW, *rows.index]
    _follow(rows)
    last = st.session_state.get("form-row", NEW)
    key = _choice(each)
    number = st.selectbox(
        "Event",
        numbers,
        index=numbers.index(last) if last in numbers else 0,
        key=key,
        format_func=partial(_option, rows),
        on_change=_turn,
        args=(key,),
    )
    return NEW if number is None else number


def _follow(rows: pd.DataFrame) -> None:
    """Choose the event that was opened elsewhere since the form was last seen."""
    event = session.view().event
    if event != st.session_state.get(FOLLOWED):
        st.session_state[FOLLOWED] = event
        found = rows.index[rows["id"] == event]
        if len(found):
            st.session_state["form-row"] = int(found[0])


def _choice(each: Own) -> str:
    return f"form-event-{each.maps}"


def _option(rows: pd.DataFrame, number: int) -> str:
    # The browser knows an option by these words: while the list is the same they are, too.
    if number == NEW:
        return "A new event"
    return f"{number + 1}. {rows.at[number, 'title']!s} ({rows.at[number, 'date']!s})"


def _key(each: Own, number: int, name: str) -> str:
    """Name a field's box: after each change the boxes are others, with what is in the list then."""
    # A box that takes files can be emptied in no other way.
    file = f"-{st.session_state.get(FILES, 0)}" if name == "picture" else ""
    return f"form-{each.maps}-{number}-{name}{file}"


def _turn(key: str) -> None:
    """Another event is chosen: what was said of the one before goes, and the map moves."""
    st.session_state["form-row"] = st.session_state[key]
    _forget()
    session.current().moves += 1


def _begin(each: Own) -> None:
    """Begin another event."""
    st.session_state[_choice(each)] = NEW
    _turn(_choice(each))
    frontend.go_to(FORM)


def _note(each: Own, rows: pd.DataFrame, number: int, name: str) -> None:
    """Remember what stands in a field and not in the list, wherever the visitor goes."""
    event, typed = _name(rows, number), st.session_state[_key(each, number, name)]
    others = {field: words for field, words in each.typed.pop(event, {}).items() if field != name}
    differs = {} if typed == _listed(rows, number)[name] else {name: typed}
    if others or differs:
        each.typed[event] = {**others, **differs}


def _drop(each: Own, rows: pd.DataFrame, number: int) -> None:
    """Take back what stands in the form and not in the list."""
    for name in _let_go(each, _name(rows, number)):
        if name in FIELDS:
            st.session_state[_key(each, number, name)] = _listed(rows, number)[name]
    st.session_state[FILES] = st.session_state.get(FILES, 0) + 1
    _forget()


def _let_go(each: Own, event: str) -> dict[str, str]:
    """Forget what is typed of an event, and return it."""
    typed = each.typed.pop(event, {})
    each.pictures.pop(typed.get("picture", ""), None)
    return typed


def _forget() -> None:
    """Say no longer what was done last, or what is wrong."""
    st.session_state.pop("form-faults", None)
    st.session_state.pop(DONE, None)


def _here(rows: pd.DataFrame, number: int, faults: Faults | None) -> list[Remark]:
    """List what is wrong with the event of the form."""
    row = (len(rows) if number == NEW else number) + 1
    return [each for each in (faults.remarks if faults else ()) if each.row == row]


def _at_fault(rows: pd.DataFrame, number: int, faults: Faults | None) -> list[str]:
    """Name the fields of the form with which something is wrong, in their order."""
    columns = {each.column for each in _here(rows, number, faults)}
    return [name for name in NAMES if name in columns]


def _wrong(name: str, number: int, rows: pd.DataFrame, faults: Faults | None) -> None:
    """Say below a field what is wrong with it."""
    lines = [
        element("p", fault(remark), dir="auto")
        for remark in _here(rows, number, faults)
        if remark.column == name
    ]
    if lines:
        section = element("section", *lines, class_="problems", role="status")
        frontend.draw(section, f"fault-{name}")


def fault_in_row(remark: Remark) -> str:
    """Say the same with its row and column."""
    return f"Row {remark.row:,}, {remark.column}: {fault(remark)}"


def fault(remark: Remark) -> str:
    """Say what is wrong with a value, and what mends it."""
    offer = f" Perhaps {remark.new}?" if remark.new else ""
    said = f"“{remark.value}”: {remark.reason}" if remark.value else remark.reason
    mend = f" {sentence(remark.mend)}" if remark.mend else ""
    return f"{sentence(said)}{offer}{mend}"


def _place(each: Own, rows: pd.DataFrame, number: int, longitude: float, latitude: float) -> None:
    """Put what was pressed on the map into the fields."""
    for name, degrees in (("longitude", longitude), ("latitude", latitude)):
        st.session_state[_key(each, number, name)] = f"{degrees:.5f}"
        _note(each, rows, number, name)


def _keep(each: Own, rows: pd.DataFrame, number: int) -> None:
    """Put what stands in the form into the list."""
    names, event = list(_listed(rows, number)), _name(rows, number)
    typed = {name: st.session_state[_key(each, number, name)].strip() for name in names}
    changed, row = rows.copy(), len(rows) if number == NEW else number
    pictures = {}
    if st.session_state.get(_key(each, number, "no-picture")):
        typed |= dict.fromkeys(("picture", *PICTURE), "")
    if st.session_state.get(_key(each, number, "picture")) and not _picked(each, event):
        _choose(each, rows, number)  # says again what is wrong with it
        frontend.go_to(FAULT)
        return
    if name := _picked(each, event):
        typed["picture"] = name
        pictures[f"{FOLDER}/{name}"] = each.pictures[name]
    if _is_new(rows, number):
        changed.loc[row] = ""
    changed.loc[row, list(typed)] = pd.Series(typed)
    if _apply(each, changed, row, f"“{typed['title']}” is kept.", pictures):
        _let_go(each, event)


def _picked(each: Own, event: str) -> str:
    """Name the picture that was chosen for an event and is not kept yet."""
    return each.typed.get(event, {}).get("picture", "")


def _remove(each: Own, rows: pd.DataFrame, number: int) -> None:
    said = f"“{rows.at[number, 'title']!s}” is removed."
    _apply(each, rows.drop(number), NEW, said)


def _apply(each: Own, rows: pd.DataFrame, row: int, said: str, pictures: Files = NO_FILES) -> bool:
    # The form may have been drawn before the table was typed into.
    waits = Faults(lines=(WAITS,)) if each.table is not None else None
    faults = waits or change(each, rows, said, pictures)
    st.session_state["form-faults"] = faults
    frontend.go_to(DONE if faults is None else FAULT)
    if faults is None:
        st.session_state["form-row"], st.session_state[DONE] = row, said
    return faults is None


def _waiting(each: Own, rows: pd.DataFrame, number: int) -> str:
    """Say what is typed and not in the list yet, of this event and of others."""
    event = _name(rows, number)
    typed = [NAMES[name] for name in NAMES if name in each.typed.get(event, ())]
    titles = {own.NEW: "a new event", **dict(zip(rows["id"], rows["title"], strict=True))}
    others = [titles[other] for other in each.typed if other != event and other in titles]
    lines = [f"Typed and not kept yet: {', '.join(typed)}."] if typed else []
    lines += [f"Not kept yet of others: {'; '.join(others)}."] if others else []
    return " ".join(lines)


def _said(each: Own, rows: pd.DataFrame, number: int, faults: Faults | None) -> None:
    """Say what was done last, why nothing was and where, or what is not kept yet."""
    waits = _waiting(each, rows, number)
    said = "" if faults or waits.startswith("Typed") else st.session_state.get(DONE, "")
    wrong = _at_fault(rows, number, faults)
    here = [remark for remark in _here(rows, number, faults) if remark.column in NAMES]
    lines = list(faults.lines) if faults else []
    lines += [
        fault_in_row(other) for other in (faults.remarks if faults else ()) if other not in here
    ]
    if wrong:
        fields = f"{len(wrong)} field{'s' * (len(wrong) != 1)}"
        lines.append(f"Not kept yet: mend {fields}: {', '.join(NAMES[name] for name in wrong)}.")
    box = _key(each, number, wrong[0]) if wrong else ""
    tree = element(
        "section",
        element(
            "div",
            *(element("p", line, dir="auto") for line in lines),
            role="status",
            **frontend.arrival(FAULT, box),
        ),
        element("p", waits, class_="note", dir="auto") if waits and not lines else None,
        element("p", said, dir="auto", **frontend.arrival(DONE)) if said else None,
        element("p", *_ways()) if said else None,
    )
    frontend.draw(tree, "form-said", partial(_go, each))


def _ways() -> tuple[Element | str, ...]:
    """Lead on from what was kept."""
    return (
        element("button", "See it on the map", data_action="map"),
        " ",
        element("button", "Make a story", data_action="story"),
    )


def _go(each: Own, action: str) -> None:
    if action == "map":
        show(each)
    elif action == "story":
        st.switch_page(PAGES["present"].file)
