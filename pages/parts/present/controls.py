"""Buttons of the story maker."""

from events.markup import Element, element


def button(label: str, action: str, *, disabled: bool = False, name: str | None = None) -> Element:
    """Draw a button; one that can do nothing now keeps the focus."""
    return element(
        "button",
        label,
        data_action=action,
        aria_disabled="true" if disabled else None,
        aria_label=name,
    )
