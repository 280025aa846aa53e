"""An event in a sentence or two, for those who see nothing else of it."""

from events.records import STATUSES
from events.table import Row
from events.telling.facts import distance


def brief(row: Row) -> str:
    """Say when and where an event happened, how well it is established, and who tells of it."""
    where = f"{row['place_name']} (known within {distance(row['precision_m'])})"
    told = f"{STATUSES[row['status']]}; told by {row['outlets']}."
    return f"{row['date_words']}, {where}. {told}"
