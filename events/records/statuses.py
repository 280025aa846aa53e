"""How well an event is established: one list for all collections, as the checks depend on it."""

from typing import Literal

Status = Literal[
    "reported",  # one origin says so
    "corroborated",  # two or more independent origins say so
    "acknowledged",  # the party responsible says so itself
    "contested",  # origins disagree on something that matters; `contested` says on what
    "unstated",  # the list that it comes from does not say
    "withdrawn",  # taken out of the collection; the note behind the link says why
]

STATUSES: dict[str, str] = {
    "reported": "Reported by one origin",
    "corroborated": "Reported by independent origins",
    "acknowledged": "Acknowledged by the party responsible",
    "contested": "Contested",
    "unstated": "Status not stated",
    "withdrawn": "Withdrawn from the set",
}

STATUS_MEANINGS: dict[str, str] = {
    "reported": "One origin says so.",
    "corroborated": "Two or more independent origins say so.",
    "acknowledged": "The party responsible says so itself.",
    "contested": "Origins disagree on something that matters; the event says on what.",
    "unstated": "The list or the file that it comes from does not say.",
    "withdrawn": "It was taken out of the set; its link still says why.",
}
