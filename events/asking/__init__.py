"""Help with asking: what a search can mean while it is typed, and ways on where nothing matches."""

from events.asking.nothing import WayOut, ways_out
from events.asking.suggestions import DatesFound, PlaceFound, Suggestions, suggest

__all__ = ["DatesFound", "PlaceFound", "Suggestions", "WayOut", "suggest", "ways_out"]
