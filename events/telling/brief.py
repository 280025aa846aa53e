"""An event in a sentence or two, for those who see nothing else of it."""

from events.records import STATUSES
from events.table import Row
from events.telling.facts import NO_SOURCE, distance


def brief(row: Row) -> str:
    """Say when and where an event happened, how well it is established, and who tells of it."""
    metres = row["precision_m"]
    known = f" (known within {distance(metres)})" if metres else ""
    told = f"told by {row['outlets']}" if row["outlets"] else NO_SOURCE
    where = f"{row['place_name']}{known}"
    return f"{row['date_words']}, {where}. {STATUSES[row['status']]}; {told}."
