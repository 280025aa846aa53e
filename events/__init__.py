"""WHAT and WHEN, and who says so: the curated events, their sources and their timeline."""

from events.blind import Blind, outlet_names, without_figures
from events.cards import Cards
from events.citations import STYLES, Style, cite, cite_all
from events.citations.apa import in_apa
from events.citations.folds import in_styles
from events.citations.mla import in_mla
from events.citations.reference import (
    Reference,
    dataset_reference,
    event_reference,
    source_reference,
)
from events.comparison.cards import Sheet
from events.comparison.choice import BY, KINDS, MOST_COLUMNS, Comparison, subject
from events.comparison.columns import Column, asked, chosen, laid_out, offered, told_by_several
from events.comparison.sections import EVENTS as COMPARED_EVENTS
from events.comparison.sections import LIMITS as COMPARING_LIMITS
from events.comparison.sections import sections
from events.dates import When, in_words, to_date, to_day
from events.document import PAPERS
from events.engines import Arrays, Engine
from events.formats import FORMATS, Format
from events.formats.about import describe
from events.frame import Row, to_frame
from events.handouts.sheet import MOST_PRINTED, Options, selection_sheet, story_sheet, write_handout
from events.identifiers import Identifiers
from events.labels import TITLES as FILTER_TITLES
from events.labels import name_values
from events.link import LONGEST_TEXT, PARAMETERS, Defaults, View
from events.link import read as read_link
from events.link import write as write_link
from events.load import DATA, CurationError, Dataset, load_dataset
from events.markup import Element, descriptions, element, table
from events.models import Event, Excerpt, Figure, Period, Source, Speaker
from events.query import FACETS, Query
from events.register import source_card, speaker_table
from events.report.charts import draw_tally
from events.report.flags import find_flags
from events.report.measures import DEATH, SOURCE, VOICE
from events.report.tallies import (
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
from events.stories.drafts import Draft
from events.stories.files import OWN, StoryError, pack, read_story, unpack, write_story
from events.stories.notes import closing_notes, event_notes, opening_notes
from events.stories.slides import Cover, closing, cover, event_screen, leading, opening
from events.stories.story import MapView, Step, Story
from events.tables.reading import Progress, read_table
from events.timeline.bins import MOST_DRAWN, cut, draw_bins
from events.timeline.lanes import PICK, draw_timeline
from events.timeline.plot import BRUSH, count_rows, part_of
from events.versions import changes_since, tell_changes
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
    "BY",
    "CATEGORIES",
    "CATEGORY",
    "CATEGORY_OF",
    "COMPARED_EVENTS",
    "COMPARING_LIMITS",
    "DATA",
    "DEATH",
    "FACETS",
    "FILTER_TITLES",
    "FORMATS",
    "KINDS",
    "LANGUAGES",
    "LONGEST_TEXT",
    "MONTH",
    "MOST_COLUMNS",
    "MOST_DRAWN",
    "MOST_PRINTED",
    "OUTLET_KINDS",
    "OWN",
    "PAPERS",
    "PARAMETERS",
    "PICK",
    "PLACE",
    "SIDES",
    "SOURCE",
    "STATUSES",
    "STATUS_MEANINGS",
    "STYLES",
    "VOICE",
    "WHOLE",
    "Arrays",
    "Blind",
    "Cards",
    "Category",
    "Column",
    "Comparison",
    "Cover",
    "CurationError",
    "Dataset",
    "Defaults",
    "Draft",
    "Element",
    "Engine",
    "Event",
    "Excerpt",
    "Figure",
    "Format",
    "Identifiers",
    "MapView",
    "Options",
    "Period",
    "Progress",
    "Query",
    "Reference",
    "Row",
    "Sheet",
    "Source",
    "Speaker",
    "Step",
    "Story",
    "StoryError",
    "Style",
    "Tally",
    "View",
    "When",
    "asked",
    "badge",
    "caption",
    "changes_since",
    "chosen",
    "cite",
    "cite_all",
    "closing",
    "closing_notes",
    "count_rows",
    "cover",
    "cut",
    "dataset_reference",
    "describe",
    "descriptions",
    "distance",
    "draw_bins",
    "draw_tally",
    "draw_timeline",
    "element",
    "event_notes",
    "event_reference",
    "event_screen",
    "find_flags",
    "fold",
    "in_apa",
    "in_columns",
    "in_mla",
    "in_styles",
    "in_words",
    "laid_out",
    "leading",
    "load_dataset",
    "name_values",
    "offered",
    "opening",
    "opening_notes",
    "outlet_names",
    "pack",
    "part_of",
    "read_link",
    "read_story",
    "read_table",
    "sections",
    "selection_sheet",
    "source_card",
    "source_reference",
    "speaker_table",
    "story_sheet",
    "subject",
    "table",
    "tally",
    "tell_changes",
    "to_date",
    "to_day",
    "to_frame",
    "told_by_several",
    "unpack",
    "used",
    "without_figures",
    "write_handout",
    "write_link",
    "write_story",
]
