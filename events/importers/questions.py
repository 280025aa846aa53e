"""What only the owner of a file can decide, and the choices that each question has."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from events.importers.report import Answers, Choice, Question

WAIT = "wait"
"""The choice to leave rows in `waiting.csv`."""


@dataclass(frozen=True)
class Asked:
    """A question and its choices, each with its label."""

    words: str
    choices: Mapping[str, str]
    open: bool = False
    """Whether other answers than these are possible."""
    form: str = "(?s).+"
    """How other answers are written (a regular expression)."""
    waits: bool = True
    """Whether rows wait for it where it is not answered, or as long as that is chosen."""

    @property
    def all_choices(self) -> Mapping[str, str]:
        """The choices, with that to wait."""
        return {**self.choices, WAIT: "Let them wait"} if self.waits else self.choices

    def takes(self, answer: str) -> bool:
        """Tell whether an answer is one."""
        return answer in self.all_choices or (
            self.open and re.fullmatch(self.form, answer) is not None
        )


OFFERED = {"as-offered": "Take what is offered"}

QUESTIONS: dict[str, Asked] = {
    "date-order": Asked(
        "Some dates, such as 03/04/2024, can mean two days. Which comes first?",
        {"day-first": "The day", "month-first": "The month"},
    ),
    "short-years": Asked("Some years have two figures. Are they meant as offered?", OFFERED),
    "serial-dates": Asked(
        "Some dates are numbers, as spreadsheets count days. Are they meant as offered?", OFFERED
    ),
    "years-before-1": Asked(
        "How are years before 1 counted?",
        {"as-offered": "-44 is 44 BC", "astronomical": "-44 is 45 BC, as ISO 8601 counts"},
    ),
    "seasons": Asked("Some dates are seasons. Are they meant as offered?", OFFERED),
    "no-date": Asked("Some rows have no date. They wait until they have one.", {}),
    "no-place": Asked(
        "Some rows have no position. Are they to come in without one?",
        {"without-place": "Yes, listed and on the timeline, with no mark on the map"},
    ),
    "no-source": Asked(
        "Some rows name no source. Are they to come in without one?",
        {"without-source": "Yes, marked as without a source"},
    ),
    "source": Asked(
        "The file names no source. Which is it for all rows? Answer with its name.",
        {"unknown": "It is not known"},
        open=True,
        waits=False,
    ),
    "running-number": Asked(
        "A column numbers the rows as they stand in the file. Are these numbers their ids?",
        {"make": "No, make ids of titles and dates", "take": "Yes, a number stays with its row"},
        waits=False,
    ),
    "coordinate-system": Asked(
        "The coordinates are no degrees. In which system are they?",
        {"EPSG:3857": "Web Mercator, in metres"},
        open=True,
    ),
    "decimal-comma": Asked("Some numbers can be read two ways. Are they as offered?", OFFERED),
    "swapped": Asked(
        "Some positions lie far from the others, and near them with latitude and longitude "
        "exchanged. What are they?",
        {"turn": "Exchange them", "keep": "Right as they stand"},
    ),
    "far": Asked("Some positions lie far from all others. Are they right?", {"keep": "Yes"}),
    "sea": Asked("Some positions lie in the sea. Are they right?", {"keep": "Yes"}),
    "zero": Asked(
        "Some positions are exactly 0, 0. What are they?",
        {"without-place": "Not known", "keep": "Right as they stand"},
    ),
    "several-points": Asked(
        "Some places are several points. Which is the place of the event?",
        {"first": "The first", "shape": "All of them, as its shape"},
    ),
    "title-date": Asked(
        "Some rows have no date but in their title. Is it that of the event?", OFFERED
    ),
    "same-id": Asked(
        "Some rows share an id. Which of them are to come in?",
        {"newest": "The one changed last", "first": "The first", "last": "The last",
         "all": "All, as events of their own"},
    ),
    "columns": Asked(
        "Which column is what was guessed. Is it right?", {"as-guessed": "Yes, as guessed"}
    ),
    "own-categories": Asked(
        "The categories are the file's own. Are they to be those of the events?",
        {"keep": "Yes, each as it stands", "one": "No, all events are of one"},
        waits=False,
    ),
    "categories": Asked(
        "There are more categories than can be told apart. What becomes of the rarest?",
        {"other": "The 15 most frequent stay, the others become one, named Other",
         "most-10": "The 10 most frequent stay", "most-5": "The 5 most frequent stay"},
        open=True,
        form="most-([1-9]|1[0-5])",
    ),
    "spellings": Asked(
        "Some categories differ in capitals, accents or blanks alone. Are they one?",
        {"together": "Yes", "apart": "No"},
        waits=False,
    ),
}  # fmt: skip
"""Questions about rows, by their ids. Readers ask further ones about a file."""


def questions_of(
    waiting: Mapping[str, int],
    offers: Mapping[str, str],
    made: Mapping[str, str],
    freed: Mapping[str, int],
    fewer: Mapping[tuple[str, str], int],
    does: Mapping[tuple[str, str], str],
    answers: Answers,
) -> Iterator[Question]:
    """Yield each question that rows wait for, or that has an answer, in the order of QUESTIONS.

    The choices that were made stand where nothing else is answered. A choice lets in the rows that
    wait for nothing else (`freed`), or as many of them as `fewer` says; `does` adds to its label.
    """
    answers = {**made, **answers}
    for name, asked in QUESTIONS.items():
        rows, fewer = waiting.get(name, 0), {**fewer, (name, WAIT): 0}
        if not rows and name not in answers:
            continue
        choices = [
            Choice(
                choice,
                _told(label, does.get((name, choice))),
                min(freed.get(name, 0), fewer.get((name, choice), rows)),
            )
            for choice, label in asked.all_choices.items()
        ]
        yield Question(name, asked.words, tuple(choices), rows, offers.get(name),
                       answers.get(name))  # fmt: skip


def _told(label: str, does: str | None) -> str:
    return f"{label} ({does})" if does else label


def problems_of(answers: Answers, asked_by_reader: Mapping[str, Question]) -> Iterator[str]:
    """Say which answers are to no question, or are none of its choices."""
    for name, answer in answers.items():
        if name in asked_by_reader:
            continue  # the reader itself refuses what it cannot use
        if name not in QUESTIONS:
            yield f"answer {name}: is to no question (got {answer!r}); see the report"
        elif not QUESTIONS[name].takes(answer):
            choices = ", ".join(QUESTIONS[name].all_choices)
            yield f"answer {name}: must be one of {choices} (got {answer!r})"
