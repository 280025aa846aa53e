"""What the class sees of a step's event: its excerpts and figures, each shown or not."""

from functools import partial

from events.collection import Collection
from events.markup import Element, element
from events.records import Event, Records, Step
from events.records.stories import MOST_CHOSEN
from events.stories import leading, voices
from events.telling import voice
from events.telling.quotations import figure_giver, figure_what
from pages.parts import frontend
from pages.parts.present.draft import change, chosen, draft


def choice(collection: Collection) -> None:
    """Draw the excerpts and figures of the step that is being worked on."""
    step, records = draft().steps[chosen()], collection.records
    tree = _told(step, records.by_id[step.event], records)
    frontend.draw(tree, "making-told", partial(_choose, collection))


def _seen(step: Step, event: Event, records: Records) -> dict[str, tuple[str, ...]]:
    """List the ids of the excerpts and figures that the class sees, by choice or by rule."""
    quoted = tuple(each.id for each in voices(event, records, leading(draft(), records)))
    counted = tuple(each.id for each in event.figures)
    return {
        "excerpts": quoted if step.excerpts is None else step.excerpts,
        "figures": counted if step.figures is None else step.figures,
    }


def _told(step: Step, event: Event, records: Records) -> Element:
    """Show what is quoted and counted of the event, each with a switch for the class."""
    seen = _seen(step, event, records)
    quoted = [
        _switch(
            f"excerpts:{each.id}",
            each.id in seen["excerpts"],
            f"“{each.text}”",
            f"{voice(each, records)}, in {records.sources[each.source].outlet}",
        )
        for each in event.excerpts
    ]
    counted = [
        _switch(
            f"figures:{each.id}",
            each.id in seen["figures"],
            f"{figure_what(each)}: {each.as_reported}",
            figure_giver(each, records),
        )
        for each in event.figures
    ]
    is_chosen = step.excerpts is not None or step.figures is not None
    by = "You chose it." if is_chosen else "It is chosen by rule: voices that differ."
    rule = element("button", "Choose by rule again", data_action="rule") if is_chosen else None
    warning = f"Take care: {event.content_note}" if event.content_note else None
    return element(
        "section",
        element("h4", "What the class sees of it"),
        element("p", warning, dir="auto") if warning else None,
        element("p", by, " ", rule, class_="note"),
        element("ul", *quoted, *counted, class_="told"),
    )


def _switch(action: str, is_on: bool, words: str, said_by: str) -> Element:
    return element(
        "li",
        element(
            "button",
            "Shown",
            data_action=action,
            aria_pressed=str(is_on).lower(),
            aria_label=f"Shown: {words}",
        ),
        element("p", words, dir="auto"),
        element("p", said_by, class_="note", dir="auto"),
    )


def _choose(collection: Collection, action: str) -> None:
    """Carry out a switch, `excerpts:ID` or `figures:ID`, or leave the choice to the rule again."""
    field, _, name = action.partition(":")
    if not draft().steps:
        return
    number, step = chosen(), draft().steps[chosen()]
    event = collection.records.by_id[step.event]
    if action == "rule":
        after = draft().with_choice(number, "excerpts", None).with_choice(number, "figures", None)
        change(after, f"What the class sees of step {number + 1} is chosen by rule.")
    elif field in ("excerpts", "figures"):
        ids = [each.id for each in getattr(event, field)]
        seen = {*_seen(step, event, collection.records)[field]} ^ {name}
        kept = tuple(each for each in dict.fromkeys(ids) if each in seen)[:MOST_CHOSEN]
        change(draft().with_choice(number, field, kept))
