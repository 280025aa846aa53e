"""What was read from one cell, and whether it stands, was changed, is asked about or refused."""

from dataclasses import dataclass

from events.importers.report import Outcome


@dataclass(frozen=True)
class Reading:
    """The value of a cell as `events.csv` has it, and why it is not as it stood."""

    value: str | None
    """None where nothing can be taken, or nothing before a question is answered."""
    outcome: Outcome = "taken"
    reason: str = ""
    mend: str = ""
    question: str = ""
    """The id of the question whose answer decides."""
    offer: str = ""
    """What the question offers."""

    @property
    def offer_or_value(self) -> str:
        """The value, or what is offered for it; empty where neither is known."""
        return self.value or self.offer


def taken(text: str, value: str, why: str = "") -> Reading:
    """Take a value, which is changed where it is not the text itself."""
    return Reading(value) if text == value else Reading(value, "changed", why)


def refused(reason: str, mend: str) -> Reading:
    """Refuse a value."""
    return Reading(None, "refused", reason, mend)


def asked(question: str, reason: str, offer: str, mend: str) -> Reading:
    """Let a value wait for the answer to a question."""
    return Reading(None, "asked", reason, mend, question, offer)
