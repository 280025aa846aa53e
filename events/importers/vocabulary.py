"""The labels, letters and colours that a file brings with it, as far as they can be used."""

import json
import re
from collections.abc import Iterable
from itertools import islice
from typing import Any

from pydantic import ValidationError

from events.records import Vocabulary
from events.records.vocabulary import PALETTE
from geodata.files import explain

LONGEST = 100_000
"""Characters of a vocabulary in JSON."""

MOST_FAULTS = 3
"""Faults that are told of."""

COLOUR = re.compile("#[0-9A-Fa-f]{6}")

NOT_HELD = (
    "{} holds no labels and colours of categories and sides: they are made anew. GeoJSON, "
    "GeoParquet, KML and the data package hold them."
)


def read_vocabulary(written: Any) -> tuple[Vocabulary | None, tuple[str, ...]]:
    """Return the vocabulary that a file holds, None where it can hold none, and what is said of it.

    A colour that is none, or that two categories share, gives way to one of ours. With any other
    fault nothing of it is used. The contrast of a letter needs no check, since `ink_on` sets it in
    black or white, one of which is read on any colour.
    """
    if not written:
        return None, ()
    try:
        if len(json.dumps(written)) > LONGEST:
            return None, (_refused([f"has more than {LONGEST:,} characters"]),)
        coloured, said = _coloured(written)
        vocabulary = Vocabulary.model_validate(coloured)
    except ValidationError as error:
        return None, (_refused(explain(error)),)
    except (ValueError, RecursionError):
        return None, (_refused(["is nested too deeply"]),)
    if problems := list(vocabulary.problems()):
        return None, (_refused(problems),)
    return vocabulary, said


def _refused(faults: Iterable[str]) -> str:
    told = "; ".join(islice(faults, MOST_FAULTS))
    return f"The file's labels and colours are made anew, since its vocabulary has faults: {told}."


def _coloured(written: Any) -> tuple[Any, tuple[str, ...]]:
    """Give each category of which the colour cannot be used one of the palette, and say so."""
    categories = written.get("categories") if isinstance(written, dict) else None
    if not isinstance(categories, list) or not all(isinstance(one, dict) for one in categories):
        return written, ()
    given = [str(one.get("colour")).upper() for one in categories]
    fits = [bool(COLOUR.fullmatch(c)) and c not in given[:n] for n, c in enumerate(given)]
    free = (colour for colour in PALETTE if colour not in given)
    coloured = [
        one if fit else {**one, "colour": next(free, one.get("colour"))}
        for one, fit in zip(categories, fits, strict=True)
    ]
    wrong = (one for one, fit in zip(categories, fits, strict=True) if not fit)
    changed = [str(one.get("id"))[:80] for one in wrong]
    said = f"Colours that are none, or stand twice, are ours now: those of {', '.join(changed)}."
    return {**written, "categories": coloured}, (said,) if changed else ()


def fitted(vocabulary: Vocabulary, used: Iterable[str]) -> Vocabulary | None:
    """Return a vocabulary to which categories in use can be added, of which the palette has 16.

    Its own stay, or only those in use where all would be too many; None where none is left.
    """
    wanted = set(used)
    if len(wanted | vocabulary.category.keys()) <= len(PALETTE):
        return vocabulary
    kept = tuple(one for one in vocabulary.categories if one.id in wanted)
    return vocabulary.model_copy(update={"categories": kept}) if kept else None
