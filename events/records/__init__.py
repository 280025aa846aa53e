"""The curated files of a collection: what each record is, how it is read, what is wrong with it."""

from events.records.dates import When, extent_of
from events.records.days import in_words, month_in_words, span_in_words, to_date, to_day
from events.records.gazetteer import Gazetteer, Named
from events.records.locations import CurationError
from events.records.models import (
    Amount,
    CardRule,
    Event,
    Excerpt,
    Figure,
    Info,
    OwnPlace,
    Period,
    Picture,
    Source,
    Speaker,
    Version,
    sources_in_order,
    sources_of,
)
from events.records.pictures import PictureFile
from events.records.reading import LANGUAGE, Records, Surroundings, read_records, read_surroundings
from events.records.statuses import STATUSES
from events.records.stories import MapView, Step, Story
from events.records.vocabulary import Category, Vocabulary

__all__ = [
    "LANGUAGE",
    "STATUSES",
    "Amount",
    "CardRule",
    "Category",
    "CurationError",
    "Event",
    "Excerpt",
    "Figure",
    "Gazetteer",
    "Info",
    "MapView",
    "Named",
    "OwnPlace",
    "Period",
    "Picture",
    "PictureFile",
    "Records",
    "Source",
    "Speaker",
    "Step",
    "Story",
    "Surroundings",
    "Version",
    "Vocabulary",
    "When",
    "extent_of",
    "in_words",
    "month_in_words",
    "read_records",
    "read_surroundings",
    "sources_in_order",
    "sources_of",
    "span_in_words",
    "to_date",
    "to_day",
]
