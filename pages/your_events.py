"""Your events: a file, or a list that begins empty, becomes a collection that only you see."""

from pages.parts import own
from pages.parts.page import open_page
from pages.parts.session import address
from pages.parts.yours.bring import start
from pages.parts.yours.brought import brought
from pages.parts.yours.checking import check
from pages.parts.yours.edit import edit
from pages.parts.yours.kept import kept
from pages.parts.yours.opening import problems

collection = open_page("Your events")
problems()
if (file := brought()) is not None and not file.is_done:
    check(file)
    kept()
elif (mine := own.opened()) is not None:
    edit(mine)
    kept()
    start()
else:
    start()
    kept()
address(collection)
