"""Structured data for machines and search engines: events, stories and collections in schema.org.

Each function returns JSON-LD. What is not known is left out; doubts of a date or a place, for
which schema.org has no field, stand in `disambiguatingDescription` in words.
"""

from events.linked_data.nodes import CONTEXT, Node, Published
from events.linked_data.pages import describe_dataset, describe_event, describe_story

__all__ = [
    "CONTEXT",
    "Node",
    "Published",
    "describe_dataset",
    "describe_event",
    "describe_story",
]
