"""Events, excerpts, figures, sources, speakers, periods and versions, as curated files have them.

The models are the only definition of these files; they are frozen and refuse unknown fields.
"""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    model_validator,
)

from events.records.dates import When
from events.records.rows import BETWEEN
from events.records.statuses import Status
from events.records.values import (
    Address,
    Edtf,
    Identifier,
    Line,
    Lines,
    Number,
    Paragraph,
    Sha256,
    Shape,
    picture_name,
    plain,
)
from geodata import UNPLACED, Metres, Precision, Slug, written_as
from geodata.region import LanguageCode, Record, slug


class PersonName(Record):
    """The name of an author of whom the family name is known."""

    family: Line
    given: Line

    @property
    def words(self) -> str:
        """The name as it is read: the given name first."""
        return f"{self.given} {self.family}"

    @property
    def inverted(self) -> str:
        """The name as lists are sorted by it: the family name first."""
        return f"{self.family}, {self.given}"


class LiteralName(Record):
    """The name of a body, or of a person whose name is not taken apart."""

    literal: Line

    @property
    def words(self) -> str:
        """The name as it is read."""
        return self.literal

    @property
    def inverted(self) -> str:
        """The same, as there is no other order."""
        return self.literal


def _name_form(value: object) -> str | None:
    """Return which form of a name it is; None for a mixture or anything else."""
    if isinstance(value, PersonName | LiteralName):
        return "person" if isinstance(value, PersonName) else "literal"
    fields = set(value) if isinstance(value, dict) else set()
    return {("family", "given"): "person", ("literal",): "literal"}.get(tuple(sorted(fields)))


Name = Annotated[
    Annotated[PersonName, Tag("person")] | Annotated[LiteralName, Tag("literal")],
    Discriminator(
        _name_form,
        custom_error_type="name_form",
        custom_error_message="must be a person's `family` and `given`, or one name as `literal`",
    ),
]
"""A name as CSL has it, in one of two forms."""


def _at_least_one(names: tuple[Name, ...]) -> tuple[Name, ...]:
    if not names:
        raise ValueError("names nobody; write null where no author is known")
    return names


def _from_cell(value: object) -> object:
    """Take the cell of a list apart: `Reed, Amos | Harbour Office`."""
    if not isinstance(value, str):
        return value
    halves = [[half.strip() for half in name.split(",", 1)] for name in value.split(BETWEEN)]
    return [
        {"family": half[0], "given": half[1]} if len(half) == 2 else {"literal": half[0]}
        for half in halves
    ]


Authors = Annotated[tuple[Name, ...], AfterValidator(_at_least_one), BeforeValidator(_from_cell)]
"""In the order of the byline; in a cell the family name comes first."""


class Source(Record):
    """An article or another document, listed once and cited by its id."""

    id: Slug
    type: Literal[
        "article-newspaper", "webpage", "report", "broadcast", "post", "dataset", "document"
    ] = "document"
    """A type of CSL, the Citation Style Language; `document` if it is not known."""
    outlet: Line
    title: Line | None = None
    """None if the original title is not known."""
    title_note: Paragraph | None = None
    """Why none is known, or how it is."""
    authors: Authors | None = None
    """In the order of the byline; None if no author is known."""
    author_note: Paragraph | None = None
    """Why none is known, or what is known instead."""
    published: Edtf | None = None
    """None if the date is not known."""
    published_note: Paragraph | None = None
    """How the date is known, if the document does not print it."""
    url: Address | None = None
    """The publisher's own address; None if none is known."""
    url_note: Paragraph | None = None
    archive_url: Address | None = None
    """The address of a copy in a public archive of the web, which is linked beside `url`."""
    archived_at: dt.date | None = None
    """The day on which the archive made its copy."""
    sha256: Sha256 | None = None
    """The checksum of the copy's content, as the archive or the curator computed it."""
    republished_from: Line | None = None
    """The agency or outlet whose text it is, if the outlet says so."""
    copy_on: Line | None = None
    """The site whose copy was read instead of the publisher's page; it is named, never linked."""
    kind: Slug = "unstated"
    """One of the vocabulary's kinds of outlets."""
    language: LanguageCode = "en"

    @property
    def byline(self) -> str | None:
        """The authors in one line, for a reader; None if no author is known."""
        if self.authors is None:
            return None
        *others, last = (name.words for name in self.authors)
        return f"{', '.join(others)} and {last}" if others else last

    @property
    def date_words(self) -> str:
        """When it was published, for a reader."""
        return When(self.published).words if self.published else "publication date not known"


class Speaker(Record):
    """Somebody who is quoted or to whom a figure is credited."""

    id: Slug
    name: Line
    role: Line
    """As the source gives it."""
    side: Identifier
    """One of the vocabulary's sides."""


class Period(Record):
    """A named span of time, shown behind the timeline and offered as a choice of dates."""

    id: Slug
    title: Line
    date: Edtf
    basis: Paragraph
    """What its first and last day are based on."""


def digest(*parts: str | None) -> str:
    """Return eight letters and digits that stand for texts."""
    return hashlib.blake2b(json.dumps(parts).encode(), digest_size=4).hexdigest()


class Excerpt(Record):
    """A short quotation: verbatim, and less than a sentence."""

    source: Slug
    speaker: Slug
    """Whose words these are; an outlet's own speaker for its own words."""
    crediting: Slug | None = None
    """Whom the outlet's own words credit with the content."""
    text: Paragraph
    where: Line | None = None
    """Where in the document, if not in the running text: a photo caption, a sidebar."""
    language: LanguageCode = "en"
    translation: Paragraph | None = None

    @property
    def id(self) -> str:
        """What a story names it by: made of its words, it stays where others come before it."""
        return digest(self.source, self.speaker, self.text)


class Amount(Record):
    """One of the numbers of a statement, and what it counts."""

    what: Line
    low: Number | None = None
    best: Number | None = None
    high: Number | None = None
    """None means not reported, never zero."""
    unit: Line | None = None

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        _check_rising(self.low, self.best, self.high)
        return self


class Figure(Record):
    """A number that a source gives, and who gives it."""

    what: Line
    as_reported: Line
    """The source's own words: `nearly 19 miles`, `hundreds`."""
    low: Number | None = None
    best: Number | None = None
    high: Number | None = None
    """None means not reported, never zero."""
    unit: Line | None = None
    parts: tuple[Amount, ...] = ()
    """The other numbers of the same words: of `98 of 109`, the 109."""
    according_to: Slug
    source: Slug | None
    """None if it is not known which of the event's sources prints it."""
    source_note: Paragraph | None = None
    """Why it is not known, or where in the source it stands."""

    @property
    def id(self) -> str:
        """What a story names it by, as it does an excerpt."""
        return digest(self.source, self.according_to, self.what, self.as_reported)

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        _check_rising(self.low, self.best, self.high)
        return self


def _check_rising(*bounds: float | None) -> None:
    """Raise ValueError if the bounds that are given are not in order."""
    given = [value for value in bounds if value is not None]
    if given != sorted(given):
        raise ValueError("low, best and high must rise")


class OwnPlace(Record):
    """A position given in the event itself, where no place of the gazetteer fits."""

    id: Slug | None = None
    """Is the same where several events of a list happened at one place; None if it is one's own."""
    name: Line | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    """None if no position is given."""
    precision: Precision = "unstated"
    precision_m: Metres | None = None
    """None if nothing is said of it."""
    basis: Paragraph | None = None
    """Where the position comes from."""

    @model_validator(mode="after")
    def _is_a_point(self) -> Self:
        if (self.longitude is None) != (self.latitude is None):
            raise ValueError("longitude and latitude belong together; write both or none")
        if self.longitude is not None and self.precision == "unplaced":
            raise ValueError("precision is unplaced, but a position is given")
        return self

    @property
    def known(self) -> Precision:
        """How precisely it is known: where no position is given, that none can be drawn."""
        if self.longitude is not None or self.precision in UNPLACED:
            return self.precision
        return "unplaced"


def _place_kind(value: object) -> str:
    return "own" if isinstance(value, dict | OwnPlace) else "id"


IdOrOwnPlace = Annotated[
    Annotated[Slug, Tag("id")] | Annotated[OwnPlace, Tag("own")], Discriminator(_place_kind)
]
"""A place of the gazetteer, or a position of its own; faults are reported for that form alone."""


class Picture(Record):
    """A picture of an event: a file beside it, what it shows, and whose it is."""

    file: Annotated[str, Field(max_length=120), AfterValidator(plain), AfterValidator(picture_name)]
    """Its name in the folder `pictures/`."""
    alt: Paragraph | None = None
    """What it shows, for readers who do not see it; None if that is not described."""
    credit: Line | None = None
    """Who made it; None if that is not stated."""
    licence: Line | None = None
    """Under which it may be shown; None if that is not stated."""
    warning: Line | None = None
    """What a reader should know before seeing it: it stays hidden until it is asked for."""


MOST_PICTURES = 12
"""Of one event."""

MOST_OWN = 60
"""Columns of a list's own."""


class Event(Record):
    """Something that happened, was said or was agreed: when, where, and who says so."""

    id: Slug
    title: Line
    summary: Lines = ""
    date: Edtf
    date_note: Paragraph | None = None
    """How the date is known, if the source does not simply print it."""
    category: Identifier = "event"
    """One of the vocabulary's categories."""
    status: Status = "unstated"
    contested: Paragraph | None = None
    """What is contested, and who says what."""
    place: IdOrOwnPlace | None = None
    """None if it is not known where."""
    place_note: Paragraph | None = None
    precision_m: Metres | None = None
    """How far off the position can be, in metres; None takes the place's own."""
    shape: Shape | None = None
    """The line or the area where it happened, in WKT, longitude first."""
    actors: tuple[Line, ...] = ()
    figures: tuple[Figure, ...] = ()
    excerpts: tuple[Excerpt, ...] = ()
    pictures: Annotated[tuple[Picture, ...], Field(max_length=MOST_PICTURES)] = ()
    also_reported_by: tuple[Slug, ...] = ()
    """Further sources that report it, of which nothing is quoted."""
    sides: tuple[Identifier, ...] = ()
    """For whom those speak who report it, where no excerpt tells."""
    other: Annotated[Mapping[Line, Lines], Field(max_length=MOST_OWN)] = {}
    """What a list says of it in columns of its own, by their names."""
    content_note: Line | None = None
    """What a reader should know before opening it, such as deaths of children."""
    created: dt.date | None = None
    modified: dt.date | None = None
    change_note: Paragraph | None = None

    def __hash__(self) -> int:
        """Hash what tells events apart: a mapping, as `other` is, has no hash."""
        return hash((self.id, self.title, self.date))

    @model_validator(mode="after")
    def _consistent(self) -> "Event":
        if self.created and self.modified and self.modified < self.created:
            raise ValueError("modified is before created")
        return self


def sources_of(event: Event) -> tuple[str, ...]:
    """List the ids of all sources that an event cites, sorted."""
    cited = [excerpt.source for excerpt in event.excerpts]
    cited += [figure.source for figure in event.figures if figure.source]
    return tuple(sorted({*cited, *event.also_reported_by}))


def sources_in_order(event: Event) -> tuple[str, ...]:
    """List the ids of all sources of an event once: of excerpts, then figures, then the others."""
    quoted = [excerpt.source for excerpt in event.excerpts]
    counted = [figure.source for figure in event.figures if figure.source]
    return tuple(dict.fromkeys([*quoted, *counted, *event.also_reported_by]))


VersionId = Annotated[
    str,
    written_as(r"[0-9]{4}\.[0-9]{1,2}\.[0-9]+", "year, month and a count, like 2025.1.0"),
]
"""The year, the month and a count within the month."""


class Version(Record):
    """What one version of the collection added and changed."""

    id: VersionId
    date: dt.date
    note: Line
    added: tuple[Slug, ...]
    changed: tuple[Slug, ...]
    """Including withdrawn ones."""


CardKind = Literal["words", "subject", "figures", "voices", "gap", "missing"]
CardMeasure = Literal[
    "words-apart", "same-event", "open", "credited", "sides-apart", "near-in-time",
    "givers-apart", "figures-apart", "voices-apart", "sources",
]  # fmt: skip


class CardRule(Record):
    """How contrast cards of one kind are chosen, and what stands on them."""

    kind: CardKind
    prefer: tuple[CardMeasure, ...] = ()
    """What is measured, the first deciding most; the greater value comes first."""
    title: Line
    chosen: Paragraph
    """How they are chosen, for a reader."""
    ask: Line


class FirstComparison(Record):
    """What the page Compare shows before a visitor chooses."""

    articles: tuple[Slug, ...] = ()
    sides: tuple[Slug, ...] = ()
    cards: tuple[CardRule, ...] = ()
    """Rules for contrast cards, in order, in place of the general ones."""


NO_FILE_NAME = re.compile(r'[\s.<>:"/\\|?*\x00-\x1f\x7f-]+')
"""What stands in no name of a file on some system, or at an awkward place of it."""


class Info(Record):
    """What a collection is: its title, version, dates and licence; None if not known."""

    id: Slug
    title: Line
    description: Paragraph = "No description is given."
    version: VersionId | None = None
    created: dt.date | None = None
    modified: dt.date | None = None
    licence: Line | None = None
    disclaimer: Paragraph = "What its list says is shown as it is; nobody here has checked it."
    curated: bool = False
    """Whether all that a reader is owed must be there: a source, a status, a place, a summary."""
    looked_for: tuple[Paragraph, ...] = ()
    """What was searched for to balance it, and what was found and what not; the report says it."""
    compare: FirstComparison = FirstComparison()

    @property
    def file_name(self) -> str:
        """What the names of its files begin with: its id, or a title that the id cannot write."""
        if any(sign.isalpha() for sign in slug(self.title)):
            return self.id
        return NO_FILE_NAME.sub("-", self.title).strip("-")[:60] or self.id
