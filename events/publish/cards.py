"""Contrast cards for paper: two on a page, first without names for a class, then with them."""

from collections.abc import Callable, Sequence
from datetime import date

from events.compare import Contrast, blind_veil, contrast_card, tell_rules
from events.markup import Element, element
from events.records import Records, in_words
from events.telling.document import Head, write_document
from events.telling.veil import OPEN

ON_A_PAGE = 2


def write_cards(contrasts: Sequence[Contrast], records: Records, paper: str, made: date) -> bytes:
    """Write cards as one HTML file for a size of paper; `made` is the day that it bears."""
    veil, title = blind_veil(contrasts, records), records.info.title
    version = records.info.version or "not known"
    imprint = f"From “{title}”, version {version}. Printed from Corridors on {in_words(made)}."

    def sheets(whose: str, draw: Callable[[Contrast], Element]) -> list[Element]:
        pages = [contrasts[n : n + ON_A_PAGE] for n in range(0, len(contrasts), ON_A_PAGE)]
        head, foot = element("h1", f"Contrast cards {whose}"), element("p", imprint, class_="made")
        return [
            element("section", None if n else head, *map(draw, page), foot, class_="sheet")
            for n, page in enumerate(pages)
        ]

    body = [
        *sheets("for the class", lambda each: contrast_card(each, records, veil, paper=True)),
        *sheets("for the teacher", lambda each: contrast_card(each, records, OPEN, paper=True)),
        tell_rules(contrasts, records, paper=True),
    ]
    head = Head(f"{len(contrasts)} contrast cards to print. {title}")
    return write_document(f"Contrast cards: {title}", paper, body, head)
