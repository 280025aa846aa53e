"""The categories of a file: which they are, and what becomes of more than can be told apart."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from events.importers.fields import folded
from events.importers.mapping import Mapping
from events.importers.values.reading import asked
from events.importers.work import Text, Work
from events.records import Vocabulary
from events.records.vocabulary import PALETTE

OTHER = "Other"

MOST_LISTED = 200
"""Categories that the mapping lists, for their owner to merge."""

FEWER = {"other": len(PALETTE) - 1, **{f"most-{number}": number for number in (10, 5)}}
"""How many categories stay as they are, by the choices of the question that are offered."""

MEND = (
    "give several one name among the categories of the file, which stand in the mapping below "
    "`values: category:`, or use another column"
)


def categories_of(work: Work, mapping: Mapping, known: Vocabulary | None) -> tuple[Text, Mapping]:
    """Take the file's own categories; spellings and too many of them are asked about once.

    The mapping that is returned lists each that no vocabulary explains, to be renamed or merged.
    """
    column = mapping.columns.get("category")
    if column is None:
        return work.none(), mapping
    written = work.sheet.cells[column].str.strip()
    cells = written.replace(mapping.values.get("category", {})).replace("", None)
    counts = cells.value_counts()
    cells, counts = _spellings(work, cells, counts)
    names = [str(value) for value in counts.index]
    work.said.append(f"{column}: the categories are the file's own: {', '.join(names[:16])}.")
    if names:
        work.made["own-categories"] = "keep"
    if work.answers.get("own-categories") == "one":
        return work.none(), mapping
    explained = known.category.keys() if known else ()
    unknown = [name for name in names if name not in explained]
    room = max(0, len(PALETTE) - (len(names) - len(unknown)))
    answer = work.answers.get("categories", "wait")
    if answer.startswith("most-"):
        return _fewest(cells, names[int(answer.removeprefix("most-")) :]), mapping
    if len(unknown) <= room:
        return cells, _listing(mapping, written) if unknown else mapping
    rare = unknown[max(0, room - 1) :]
    if answer == "other":
        return _fewest(cells, rare), mapping
    for choice, number in FEWER.items():
        others = rare if choice == "other" else names[number:]
        rows = int(counts[others].sum())
        work.does["categories", choice] = f"{rows:,} rows of {len(others):,} categories"
    waiting = np.flatnonzero(cells.isin(set(rare)).to_numpy(bool))
    work.note(waiting, column, asked("categories", "is one of too many categories", OTHER, MEND))
    return cells, _listing(mapping, written)


def _spellings(work: Work, cells: Text, counts: "pd.Series[int]") -> tuple[Text, "pd.Series[int]"]:
    """Ask once whether categories that differ in capitals, accents or blanks alone are one."""
    spelt: dict[str, list[str]] = {}
    for value in counts.index:
        spelt.setdefault(folded(str(value)), []).append(str(value))
    several = [values for values in spelt.values() if len(values) > 1]
    if several:
        if work.answers.get("spellings") == "together":
            cells = cells.replace({v: vs[0] for vs in several for v in vs[1:]})
            counts = cells.value_counts()
        work.offers["spellings"] = "; ".join(" = ".join(values) for values in several)
        work.made["spellings"] = "apart"
    return cells, counts


def _fewest(cells: Text, rare: Sequence[str]) -> Text:
    return cells.mask(cells.isin(set(rare)), OTHER)


def _listing(mapping: Mapping, written: Text) -> Mapping:
    """Return a mapping that says what each category of the file becomes, to be changed there.

    The most frequent come first.
    """
    becomes = mapping.values.get("category", {})
    names = [str(name) for name in written.value_counts().index if name]
    listed = {name: becomes.get(name, name) for name in names[:MOST_LISTED]}
    others = {name: becomes[name] for name in names[MOST_LISTED:] if name in becomes}
    return mapping.model_copy(update={"values": {**mapping.values, "category": listed | others}})


def is_merged(cells: Text, categories: Text) -> bool:
    """Tell whether events have another category than the file, whose own stays beside them."""
    stripped = cells.str.strip().replace("", None)
    return not stripped.equals(categories)
