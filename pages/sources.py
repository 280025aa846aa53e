"""Who reported what: every source, what it is cited for, and who is quoted."""

from events.markup import element
from events.telling.sources import speaker_table
from pages.parts import frontend
from pages.parts.page import open_page
from pages.parts.session import address, part
from pages.parts.sources.search import sources

collection = open_page("Sources")
if collection.records.events:
    intro = element(
        "p",
        "Each report that the events rest on. What is not known of it is said. Only a publisher’s "
        "own address is linked, and beside it a copy in a public archive of the web.",
    )
    frontend.draw(intro, "intro")
    part("sources", sources, collection)
    number = len(collection.records.speakers)
    heading = element("summary", f"{number:,} speaker{'s' * (number != 1)}")
    frontend.draw(element("details", heading, speaker_table(collection.records)), "speakers")
else:
    words = "This set names an outlet with each event, and no reports or speakers of its own."
    frontend.draw(element("p", words, role="status"), "nothing")
address(collection)
