"""The timeline: each event in a lane or, where there are many, how many begin when."""

from events.timeline.bins import MOST_DRAWN, draw_bins, run_edges
from events.timeline.lanes import PICK, draw_timeline
from events.timeline.plot import BRUSH, count_rows, position_of

__all__ = [
    "BRUSH",
    "MOST_DRAWN",
    "PICK",
    "count_rows",
    "draw_bins",
    "draw_timeline",
    "position_of",
    "run_edges",
]
