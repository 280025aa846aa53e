"""The words of synthetic events: invented names of places and outlets, titles, summaries."""

import numpy as np
from numpy.typing import NDArray

Texts = NDArray[np.object_]

TOWNS = (
    "Ardun", "Belqis", "Corvath", "Dahlim", "Esmar", "Farun", "Galdeh", "Hasmir", "Ilvan", "Jorat",
    "Kelmis", "Lurah",
)  # fmt: skip
BLOCKS = 25
PLACES = [f"{town}, block {block}" for town in TOWNS for block in range(1, BLOCKS + 1)]

# In widths and heights of the region from its south-western corner. They lie outside of it, but not
# far: the map frames all events of a file, and the others are to be told apart on it.
CAPITALS = {
    "Capital of the north": (1.05, 1.1),
    "Capital of the south": (-0.1, -0.2),
    "Capital of the gulf": (1.3, -0.1),
    "Capital overseas": (-0.3, 0.9),
}

OUTLETS = [
    f"{town} {paper}" for paper in ("Post", "Herald", "Wire", "Review") for town in TOWNS[:10]
]

SUBJECTS = ("Officials", "Residents", "Aid workers", "An army unit", "Two families", "A convoy")
VERBS = ("report", "describe", "confirm", "dispute", "witness", "expect")
OBJECTS = ("a crossing's opening", "shelling", "an order to leave", "talks", "a pause", "arrivals")
DETAILS = (
    "Accounts differ on how long it took.",
    "The number of people concerned is not known.",
    "A second outlet tells it with another hour.",
    "It followed several quiet days and was over by the evening.",
    "Those in charge did not answer questions about it.",
)


def names(number: int) -> Texts:
    """Name events by number, as slugs."""
    return _texts([f"synthetic-{each:07d}" for each in range(number)])


def titles(random: np.random.Generator, categories: Texts, places: Texts, ids: Texts) -> Texts:
    """Write a title for each event, with the id of its category, so that a search finds it."""
    subject, verb, thing = (
        random.choice(words, len(ids)).tolist() for words in (SUBJECTS, VERBS, OBJECTS)
    )
    rows = zip(subject, verb, thing, places, categories.tolist(), ids, strict=True)
    return _texts([f"{s} {v} {t} at {p}: {c} ({i[10:]})" for s, v, t, p, c, i in rows])


def summaries(random: np.random.Generator, places: Texts) -> Texts:
    """Write two sentences for each event."""
    details = random.choice(DETAILS, len(places)).tolist()
    rows = zip(places, details, strict=True)
    return _texts(
        [f"A synthetic event at {place}, to measure with. {text}" for place, text in rows]
    )


def addresses(ids: Texts, linked: NDArray[np.bool_]) -> Texts:
    """Give an address to the events that are linked, and none to the others."""
    rows = zip(ids, linked.tolist(), strict=True)
    return _texts([f"https://example.org/{name}" if known else None for name, known in rows])


def _texts(values: list[str] | list[str | None]) -> Texts:
    return np.array(values, dtype=object)
