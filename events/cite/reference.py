"""What a citation names, whichever style it is written in: one value, made from our records."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import urlsplit

from events.records import Event, Info, Source, When, in_words
from events.records.models import Name

Kind = Literal[
    "article-newspaper", "webpage", "report", "broadcast", "post", "dataset", "document", "entry"
]
"""A type of CSL; `entry` is one record of a collection."""

UNTITLED: dict[Kind, str] = {
    "article-newspaper": "[Article without a known title]",
    "webpage": "[Web page without a known title]",
    "report": "[Report without a known title]",
    "broadcast": "[Broadcast without a known title]",
    "post": "[Post without a known title]",
    "dataset": "[Data without a known title]",
    "document": "[Document without a known title]",
}
"""Our own words where the title is not known, in brackets as the styles ask."""


@dataclass(frozen=True)
class Archived:
    """A copy in an archive."""

    url: str
    day: date

    @property
    def archive(self) -> str:
        """The archive, by the name of its host."""
        return urlsplit(self.url).hostname or ""

    @property
    def made(self) -> str:
        """When it was made: a fragment of a sentence."""
        return f"archived on {in_words(self.day)}"

    @property
    def words(self) -> str:
        """When it was made and where it is, for a style without a place for it."""
        return f"{self.made}: {self.url}"


@dataclass(frozen=True)
class Reference:
    """One thing that can be cited; None and empty stand for what is not known."""

    id: str
    kind: Kind
    title: str | None
    container: str | None = None
    """What it stands in: an outlet, or the dataset of a record."""
    authors: tuple[Name, ...] = ()
    date: str | None = None
    """In EDTF."""
    url: str | None = None
    archived: Archived | None = None
    language: str | None = None
    version: str | None = None
    number: str | None = None
    """The record's id in its collection."""
    notes: tuple[str, ...] = ()
    """Fragments of a sentence, small letter first; no format makes a link of them."""
    licence: str | None = None

    @property
    def named(self) -> str:
        """The title, or our own words in brackets where none is known."""
        return UNTITLED[self.kind] if self.title is None else self.title

    @property
    def when(self) -> When | None:
        """The date, None where it is not known."""
        return None if self.date is None else When(self.date)

    @property
    def remarks(self) -> tuple[str, ...]:
        """The notes, and what no field of a file says: the doubts about the date, the licence."""
        doubts = () if self.when is None else self.when.doubts
        licence = () if self.licence is None else (f"licence: {self.licence}",)
        return (*self.notes, *(f"date {doubt}" for doubt in doubts), *licence)

    @property
    def told(self) -> tuple[str, ...]:
        """The notes of the written styles, and where a copy is kept."""
        return (*self.notes, *((self.archived.words,) if self.archived else ()))

    @property
    def remarks_with_day(self) -> tuple[str, ...]:
        """The remarks where the address of a copy has a field and its day has none."""
        return (*self.remarks, *((self.archived.made,) if self.archived else ()))

    @property
    def remarks_with_copy(self) -> tuple[str, ...]:
        """The remarks where no field is for a copy."""
        return (*self.remarks, *((self.archived.words,) if self.archived else ()))


def source_reference(source: Source) -> Reference:
    """Cite a report by the publisher's own address, and name the copy in an archive."""
    republished = source.republished_from
    copied = source.copy_on
    copy, day = source.archive_url, source.archived_at
    return Reference(
        source.id,
        source.type,
        source.title,
        container=source.outlet,
        authors=source.authors or (),
        date=source.published,
        url=source.url,
        archived=Archived(copy, day) if copy and day else None,
        language=source.language,
        notes=(
            *(() if republished is None else (f"republished from {republished}",)),
            *(() if copied is None else (f"copy read on {copied}",)),
        ),
    )


def event_reference(event: Event, info: Info, address: str | None = None) -> Reference:
    """Cite an event as a record of its collection, as it stood when it was last changed.

    `address` is the dashboard's own; a record has no other.
    """
    return Reference(
        event.id,
        "entry",
        event.title,
        container=info.title,
        date=event.modified.isoformat() if event.modified else None,
        url=address,
        version=info.version,
        number=event.id,
        notes=("record withdrawn",) if event.status == "withdrawn" else (),
        licence=info.licence,
    )


def dataset_reference(info: Info, selection: str = "", address: str | None = None) -> Reference:
    """Cite the whole collection, or a selection of it: a question as a link's parameters."""
    return Reference(
        info.id,
        "dataset",
        info.title,
        date=None if info.modified is None else info.modified.isoformat(),
        url=address,
        version=info.version,
        notes=(f"selection: {selection}",) if selection else (),
        licence=info.licence,
    )
