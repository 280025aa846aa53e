"""Questions to the events of a collection, the filters they use, and the engines that answer."""

from events.query.engines.arrays import Arrays
from events.query.engines.engine import Engine, Related, Step, Unanswered, filters_of
from events.query.extracts import Extract, extract
from events.query.question import FILTERS, Box, Comparison, Filter, Query, subject
from events.query.text import fold

__all__ = [
    "FILTERS",
    "Arrays",
    "Box",
    "Comparison",
    "Engine",
    "Extract",
    "Filter",
    "Query",
    "Related",
    "Step",
    "Unanswered",
    "extract",
    "filters_of",
    "fold",
    "subject",
]
