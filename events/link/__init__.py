"""What a visitor sees, as a link, and back.

Every value has a name of its own, and whatever equals the default is left out.
"""

from events.link.asked import LONGEST_TEXT
from events.link.reading import read
from events.link.view import Defaults, View
from events.link.writing import PARAMETERS, write

__all__ = ["LONGEST_TEXT", "PARAMETERS", "Defaults", "View", "read", "write"]
