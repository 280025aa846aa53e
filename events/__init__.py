"""WHAT and WHEN, and who says so: the curated events, their sources and their timeline."""

from events.blind import Blind, outlet_names, without_figures
from events.cards import Cards
from events.charts import draw_tally
from events.dates import When, in_words, to_date, to_day
from events.engines import Arrays, Engine
from events.flags import find_flags
from events.formats import FORMATS, Format
from events.formats.about import describe
from events.frame import Row, to_frame
from events.identifiers import Identifiers
from events.labels import TITLES as FILTER_TITLES
from events.labels import name_values
from events.link import LONGEST_TEXT, PARAMETERS, Defaults, View
from events.link import read as read_link
from events.link import write as write_link
from events.load import DATA, CurationError, Dataset, load_dataset
from events.markup import Element, element, table
from events.measures import DEATH, SOURCE, VOICE
from events.models import Event, Excerpt, Figure, Period, Source, Speaker
from events.notes import closing_notes, event_notes, opening_notes
from events.query import FACETS, Query
from events.register import source_card, speaker_table
from events.report import (
    CATEGORY_OF,
    MONTH,
    PLACE,
    WHOLE,
    Tally,
    caption,
    in_columns,
    tally,
    used,
)
from events.search import fold
from events.signs import badge, distance
from events.slides import Cover, closing, cover, event_screen, opening
from events.stories import MapView, Step, Story
from events.story_files import OWN, StoryError, pack, read_story, unpack, write_story
from events.tables import Progress, read_table
from events.timeline import PICK, draw_timeline
from events.timeline_bins import MOST_DRAWN, cut, draw_bins
from events.timeline_plot import BRUSH, count_rows, part_of
from events.vocabulary import (
    CATEGORIES,
    CATEGORY,
    LANGUAGES,
    OUTLET_KINDS,
    SIDES,
    STATUS_MEANINGS,
    STATUSES,
    Category,
)

__all__ = [
    "BRUSH",
    "CATEGORIES",
    "CATEGORY",
    "CATEGORY_OF",
    "DATA",
    "DEATH",
    "FACETS",
    "FILTER_TITLES",
    "FORMATS",
    "LANGUAGES",
    "LONGEST_TEXT",
    "MONTH",
    "MOST_DRAWN",
    "OUTLET_KINDS",
    "OWN",
    "PARAMETERS",
    "PICK",
    "PLACE",
    "SIDES",
    "SOURCE",
    "STATUSES",
    "STATUS_MEANINGS",
    "VOICE",
    "WHOLE",
    "Arrays",
    "Blind",
    "Cards",
    "Category",
    "Cover",
    "CurationError",
    "Dataset",
    "Defaults",
    "Element",
    "Engine",
    "Event",
    "Excerpt",
    "Figure",
    "Format",
    "Identifiers",
    "MapView",
    "Period",
    "Progress",
    "Query",
    "Row",
    "Source",
    "Speaker",
    "Step",
    "Story",
    "StoryError",
    "Tally",
    "View",
    "When",
    "badge",
    "caption",
    "closing",
    "closing_notes",
    "count_rows",
    "cover",
    "cut",
    "describe",
    "distance",
    "draw_bins",
    "draw_tally",
    "draw_timeline",
    "element",
    "event_notes",
    "event_screen",
    "find_flags",
    "fold",
    "in_columns",
    "in_words",
    "load_dataset",
    "name_values",
    "opening",
    "opening_notes",
    "outlet_names",
    "pack",
    "part_of",
    "read_link",
    "read_story",
    "read_table",
    "source_card",
    "speaker_table",
    "table",
    "tally",
    "to_date",
    "to_day",
    "to_frame",
    "unpack",
    "used",
    "without_figures",
    "write_link",
    "write_story",
]
