"""WHAT and WHEN, and who says so: the curated events, their sources and their timeline."""

from events.cards import Cards, badge, distance
from events.dates import When, in_words, to_date, to_day
from events.formats import FORMATS
from events.frame import to_frame
from events.link import LONGEST_TEXT, PARAMETERS, Defaults, View
from events.link import read as read_link
from events.link import write as write_link
from events.load import DATA, CurationError, Dataset, load_dataset
from events.markup import Element, element, table
from events.models import Event, Excerpt, Figure, Period, Source, Speaker
from events.query import FACETS, Index, Query
from events.register import source_card, speaker_table
from events.timeline import BRUSH, PICK, draw_timeline
from events.vocabulary import CATEGORIES, CATEGORY, LANGUAGES, SIDES, STATUSES, Category

__all__ = [
    "BRUSH",
    "CATEGORIES",
    "CATEGORY",
    "DATA",
    "FACETS",
    "FORMATS",
    "LANGUAGES",
    "LONGEST_TEXT",
    "PARAMETERS",
    "PICK",
    "SIDES",
    "STATUSES",
    "Cards",
    "Category",
    "CurationError",
    "Dataset",
    "Defaults",
    "Element",
    "Event",
    "Excerpt",
    "Figure",
    "Index",
    "Period",
    "Query",
    "Source",
    "Speaker",
    "View",
    "When",
    "badge",
    "distance",
    "draw_timeline",
    "element",
    "in_words",
    "load_dataset",
    "read_link",
    "source_card",
    "speaker_table",
    "table",
    "to_date",
    "to_day",
    "to_frame",
    "write_link",
]
