"""A handout: pages for students, and a sheet for the teacher with all that those leave out."""

from collections.abc import Iterator
from datetime import date

from events.markup import element
from events.publish.references import Entry, number_sources
from events.publish.sheets import Handout, Options
from events.publish.students import student_pages, student_texts
from events.publish.teachers import teacher_sheet
from events.records import Records, in_words
from events.table import rows_of
from events.telling.document import Head, write_document


def write_handout(
    handout: Handout, records: Records, options: Options, made: date, address: str | None = None
) -> bytes:
    """Write a handout as one HTML file; `made` is the day that it bears.

    Letters and numbers mean the same in the pages for students and in the teacher's sheet.
    `address` is where it will be found, if that is known.
    """
    entries: list[Entry] = [(row, records.by_id.get(row["id"])) for row in rows_of(handout.table)]
    full = entries
    if handout.story:
        together = zip(entries, handout.story.steps, strict=True)
        entries = [(row, event and step.shown(event)) for (row, event), step in together]
    words = [handout.title, handout.closing]
    words += [text for task in handout.tasks for text in (task.line, task.prompt) if text]
    references = number_sources(records, entries, words, blind=options.blind)
    remarks = [
        *(element("p", line, class_="small") for line in _remarks(handout, options)),
        element("p", _imprint(records, made), class_="made", dir="auto"),
    ]
    if options.teacher:
        key = student_texts(handout, entries, references)
        parts = teacher_sheet(handout, full, references, key, remarks)
    else:
        parts = student_pages(handout, entries, references, options, remarks)
    title = references.text(handout.title)
    named = f"For the teacher: {title}" if options.teacher else title
    head = Head(references.text(_described(handout, options)), address=address)
    return write_document(named, options.paper, [*parts], head)


def _described(handout: Handout, options: Options) -> str:
    """Say what the file is, for whoever finds it."""
    number = len(handout.table)
    events = "1 event" if number == 1 else f"{number} events"
    kind = "The teacher’s sheet to a handout" if options.teacher else "A handout to print"
    return f"{kind}, of {events}. {handout.question or ''}".strip()


def _imprint(records: Records, made: date) -> str:
    info = records.info
    changed = in_words(info.modified) if info.modified else "on a day not known"
    licence = info.licence or "Licence not known"
    return (
        f"Made on {in_words(made)} with Corridors, from “{info.title}”, version "
        f"{info.version or 'not known'}, changed {changed}. {licence}."
    )


def _remarks(handout: Handout, options: Options) -> Iterator[str]:
    number = len(handout.table)
    if handout.left_out:
        chosen = number + handout.left_out
        yield f"The first {number} of {chosen:,} events: {handout.left_out:,} are left out."
    if not number:
        yield "No event was chosen."
    if options.blind and not options.teacher:
        yield "Letters stand for the names of outlets, within quotations too."
