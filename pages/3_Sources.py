"""Who reported what: every source, what it is cited for, and who is quoted."""

from events import element, source_card, speaker_table
from pages import open_page
from pages.parts import frontend
from pages.parts.state import address, part

shared = open_page("Sources")
cards = [source_card(source, shared.dataset) for source in shared.dataset.sources.values()]
intro = element(
    "p",
    "Each article that the events rest on. What is not known of it is said. Only a publisher’s "
    "own address is linked.",
)
frontend.draw(element("section", intro, *cards, speaker_table(shared.dataset)), "sources")
part("address", address, shared)
