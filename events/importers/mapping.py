"""Which column of a file is what: guessed, confirmed by its owner, and used again."""

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as MappingOf
from pathlib import Path
from typing import Self

import pandas as pd
import yaml
from pydantic import Field, ValidationError, model_validator

from events.importers.fields import FIELDS, NAMES, folded
from events.importers.report import Choice, Question
from events.importers.sheet import Sheet
from events.importers.values import DateReader, read_degrees, read_pair
from events.records import CurationError
from events.records.vocabulary import PALETTE
from geodata.files import explain, read_yaml
from geodata.region import Record

LONGEST_TITLE = 120
"""Signs of a text that is a title, where a file has no other."""

SAMPLE = 200
"""Rows by which the content of a column is judged."""


class Mapping(Record):
    """How the columns of a file become those of `events.csv`."""

    columns: dict[str, str] = Field(default_factory=dict)
    """The column of the file by the name of a field; other columns stay beside the event."""
    constants: dict[str, str] = Field(default_factory=dict)
    """One value for all rows, by the name of a field: a source, a status."""
    values: dict[str, dict[str, str]] = Field(default_factory=dict)
    """Values that are written otherwise, by the name of a field: spellings of one category."""
    answers: dict[str, str] = Field(default_factory=dict)
    """The answers to questions, by their ids."""

    @model_validator(mode="after")
    def _known(self) -> Self:
        unknown = {*self.columns, *self.constants, *self.values} - FIELDS.keys()
        if unknown:
            raise ValueError(f"is no field: {', '.join(sorted(unknown))}; use {', '.join(FIELDS)}")
        return self

    def with_answers(self, answers: MappingOf[str, str]) -> "Mapping":
        """Return the mapping with further answers."""
        return self.model_copy(update={"answers": {**self.answers, **answers}})

    def with_constants(self, constants: MappingOf[str, str]) -> "Mapping":
        """Return the mapping with further values for all rows."""
        return self.model_copy(update={"constants": {**self.constants, **constants}})


def read_mapping(path: Path) -> Mapping:
    """Read a mapping that was saved. Raises CurationError with every problem."""
    try:
        return Mapping.model_validate(read_yaml(path) or {})
    except ValidationError as error:
        raise CurationError(f"{path.name}: {line}" for line in explain(error)) from None
    except (OSError, ValueError) as error:
        raise CurationError([f"{path.name}: {error}"]) from None


def write_mapping(mapping: Mapping) -> str:
    """Write a mapping as YAML."""
    content = mapping.model_dump(exclude_defaults=True)
    return str(yaml.safe_dump(content, allow_unicode=True, sort_keys=False))


def guess(sheet: Sheet) -> Mapping:
    """Guess which column is what: as the format has it, else by names, else by what they hold."""
    columns = {field: name for field, name in sheet.columns.items() if name in sheet.cells}
    free = [str(name) for name in sheet.cells if name not in columns.values()]
    for field, names in ((field, entry.names) for field, entry in FIELDS.items()):
        if field not in {*columns, *sheet.columns} and (found := _named(free, names)):
            columns[field] = found
            free.remove(found)
    if "latitude" not in columns or "longitude" not in columns:
        columns = {f: n for f, n in columns.items() if f not in ("latitude", "longitude")}
    else:
        columns.pop("position", None)
    columns = {**_by_content(sheet, columns), **columns}
    if "title" not in columns and not sheet.columns and _is_line(sheet, columns.get("summary")):
        columns["title"] = columns.pop("summary")
    return Mapping(columns=columns)


def _is_line(sheet: Sheet, name: str | None) -> bool:
    """Tell whether the texts of a column are short enough to be titles."""
    sample = sheet.cells[name].head(SAMPLE).dropna() if name else pd.Series(dtype="str")
    return bool(len(sample)) and bool((sample.str.len() <= LONGEST_TITLE).all())


def _named(free: Iterable[str], names: Iterable[str]) -> str | None:
    """Return the free column that has the best of these names."""
    by_name = {folded(name): name for name in reversed(list(free))}
    return next((by_name[folded(name)] for name in names if folded(name) in by_name), None)


def _by_content(sheet: Sheet, columns: MappingOf[str, str]) -> dict[str, str]:
    """Find dates and positions, which a file cannot do without, by what columns hold."""
    found: dict[str, str] = {}
    free = [str(name) for name in sheet.cells if name not in columns.values()]
    samples = {name: sheet.cells[name].head(SAMPLE).dropna() for name in free}
    samples = {name: sample for name, sample in samples.items() if len(sample)}
    if "date" not in columns:
        dates = [name for name, sample in samples.items() if _most(sample, _is_date)]
        found |= {"date": dates[0]} if dates else {}
    if "latitude" not in columns and "position" not in columns and sheet.geometry is None:
        numbers = [n for n, s in samples.items() if n not in found.values() and _most(s, _degrees)]
        pairs = [name for name, sample in samples.items() if _most(sample, _is_pair)]
        if pairs:
            found["position"] = pairs[0]
        elif len(numbers) >= 2:
            found |= dict(zip(("latitude", "longitude"), numbers, strict=False))
    if "title" not in columns and not sheet.columns:
        texts = [n for n, s in samples.items() if n not in found.values() and _is_text(s)]
        if any(folded(str(name)) in NAMES for name in sheet.cells):
            texts = [name for name in texts if samples[name].nunique() * 2 > len(samples[name])][:1]
        found |= dict(zip(("title", "place", "source"), texts, strict=False))
    return {field: name for field, name in found.items() if field not in columns}


def _most(sample: "pd.Series[str]", test: object) -> bool:
    assert callable(test)
    return sum(bool(test(text)) for text in sample) > 0.6 * len(sample)


def _is_date(text: str) -> bool:
    bare = text.strip()
    return (
        len(bare) >= 4 and not bare.isdecimal() and bool(DateReader({}).read(bare).offer_or_value)
    )


def _degrees(text: str) -> bool:
    try:
        return "." in text and abs(read_degrees(text)) <= 180
    except ValueError:
        return False


def _is_pair(text: str) -> bool:
    return read_pair(text) is not None


def _is_text(sample: "pd.Series[str]") -> bool:
    """Tell whether a column holds words, not codes or addresses."""
    is_code = sample.str.fullmatch(r"\S*\d\S*|https?://\S*").all()
    return not is_code and any(sign.isalpha() for sign in "".join(sample.head(20)))


RIVALS = ("title", "date", "category")
"""Fields of which a file can have several columns: a name in two languages, a second calendar."""

CHOSEN = "column-"
"""Begins the id of the question which column is a field."""


def rivals(mapping: Mapping, sheet: Sheet) -> Iterator[Question]:
    """Ask which of several columns is a field, where their names begin with the same word."""
    for field in RIVALS:
        chosen, key = mapping.columns.get(field, ""), f"{CHOSEN}{field}"
        if chosen not in sheet.cells or sheet.columns.get(field) == chosen:
            continue
        stem, _, rest = folded(chosen).partition(" ")
        taken = set(mapping.columns.values()) - {chosen}
        others = [str(name) for name in sheet.cells if name not in taken]
        alike = [name for name in others if rest and folded(name).startswith(f"{stem} ")]
        answer = mapping.answers.get(key, chosen)
        if field == "category":
            alike = [*(alike or [chosen]), *_of_fewer(sheet.cells[others], chosen)]
        is_answered = key in mapping.answers and answer in sheet.cells
        names = dict.fromkeys([*alike, answer] if is_answered else alike)
        if len(names) > 1 or is_answered:
            words = f"Which column is the {FIELDS[field].title.lower()}?"
            choices = tuple(Choice(name, name, len(sheet.cells)) for name in names)
            yield Question(key, words, choices, 0, chosen, answer)


def _of_fewer(cells: pd.DataFrame, chosen: str) -> Iterator[str]:
    """Yield columns of words that could be the category where that has too many values."""
    if cells[chosen].nunique() <= len(PALETTE):
        return
    for name, texts in cells.items():
        is_few = 1 < texts.nunique() <= len(PALETTE)
        if is_few and texts.str.contains(r"[^\W\d_]", na=True).all():
            yield str(name)


def chosen_columns(mapping: Mapping) -> Mapping:
    """Return the mapping with the columns that answers choose."""
    chosen = {
        key.removeprefix(CHOSEN): name
        for key, name in mapping.answers.items()
        if key.startswith(CHOSEN)
    }
    known = {field: name for field, name in chosen.items() if field in RIVALS}
    return mapping.model_copy(update={"columns": {**mapping.columns, **known}})


def fitting(mapping: Mapping, sheet: Sheet) -> Mapping:
    """Return a mapping without columns that a sheet does not have."""
    there = {field: name for field, name in mapping.columns.items() if name in sheet.cells}
    return mapping.model_copy(update={"columns": there})
