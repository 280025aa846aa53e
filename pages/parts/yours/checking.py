"""What would become of a file: what was found out, what only its owner can decide, and its rows."""

from functools import partial

import streamlit as st

from events.importers import Choice, Imported, Question, Report
from events.markup import Element, element
from pages.parts import frontend
from pages.parts.yours.brought import Brought, bring, brought, read
from pages.parts.yours.columns import columns
from pages.parts.yours.merging import merging
from pages.parts.yours.opening import open_brought, problems
from pages.parts.yours.rows import first_rows, preview, rows

OUTCOMES = {
    "taken": "taken as they stand",
    "changed": "taken with a value rewritten",
    "asked": "waiting for an answer",
    "refused": "refused, each with a mend",
    "left out": "left out: no events",
}
"""What becomes of rows, in words."""

MOST_QUESTIONS = 30
"""Questions that are drawn at once."""


def check(file: Brought) -> None:
    """Draw what would become of the file, or why it cannot be read."""
    imported = read(file, preview)
    if imported is None:
        frontend.draw(_unreadable(file), "check", _act)
        return
    if file.opens:
        open_brought(file, imported)
        problems()  # where it is not opened
    frontend.draw(_summary(file, imported), "check", _act)
    asked, chosen = _split(file, imported.report)
    if asked:
        frontend.draw(_questions("Questions", asked), "questions", partial(_answer, file))
    columns(file, imported)
    merging(file, imported)
    if chosen:
        with st.expander(f"Chosen for you, and can be changed: {len(chosen)}"):
            frontend.draw(_questions(None, chosen), "chosen", partial(_answer, file))
    first_rows(imported)
    rows(imported)


def _unreadable(file: Brought) -> Element:
    lines = [element("li", line, dir="auto") for line in file.problems]
    return element(
        "section",
        element("h2", file.name, dir="auto"),
        element("p", "This cannot be opened:"),
        element("ul", *lines),
        element("button", "Take all answers back", data_action="anew") if file.answers else None,
        element("button", "Bring another file", data_action="leave"),
        class_="problems",
        role="status",
    )


def _summary(file: Brought, imported: Imported) -> Element:
    """Count the rows by what becomes of them, and say what was found out."""
    report, ready = imported.report, len(imported.events)
    counts = [
        element("li", element("strong", f"{count:,}"), f" {OUTCOMES[outcome]}")
        for outcome, count in report.outcomes.items()
        if count
    ]
    said = [element("li", line, dir="auto") for line in (*file.said, *report.said)]
    return element(
        "section",
        element("h2", file.name, dir="auto"),
        element("p", f"{report.rows:,} {report.noun}{'s' * (report.rows != 1)}:", role="status"),
        element("ul", *counts, class_="outcomes"),
        element("details", element("summary", "What was found out"), element("ul", *said), open="")
        if said
        else None,
        element(
            "nav",
            element(
                "button",
                f"Open {ready:,} event{'s' * (ready != 1)}" if ready else "No event to open yet",
                class_="main",
                data_action="open",
                disabled=None if ready else "",
            ),
            element("button", "Bring another file", data_action="leave"),
            class_="pager",
            aria_label="The file",
        ),
    )


def _act(action: str) -> None:
    file = brought()
    if action == "leave":
        bring(None)
    elif action == "anew" and file is not None:
        file.begin_anew()
    elif action == "open" and file is not None:
        file.opens = True


def _split(file: Brought, report: Report) -> tuple[list[Question], list[Question]]:
    """Return the questions that rows wait for or that were answered, and those chosen already."""
    asked = [each for each in report.questions if each.rows or each.id in file.answers]
    return asked, [each for each in report.questions if each not in asked]


def _questions(heading: str | None, questions: list[Question]) -> Element:
    """Draw questions, each with its choices and what each would do to how many rows."""
    more = len(questions) - MOST_QUESTIONS
    return element(
        "section",
        element("h2", heading) if heading else None,
        *map(_question, questions[:MOST_QUESTIONS]),
        element("p", f"{more:,} more come when these are answered.") if more > 0 else None,
    )


def _question(question: Question) -> Element:
    waiting = f"{question.rows:,} row{'s wait' if question.rows != 1 else ' waits'} for this."
    if question.offered and question.offered not in (choice.id for choice in question.choices):
        waiting += f" Offered for the first: {question.offered}."
    return element(
        "section",
        element("h3", question.words, dir="auto"),
        element("p", waiting, class_="note", dir="auto") if question.rows else None,
        element("ul", *(_choice(question, each) for each in question.choices), class_="choices"),
        class_="question",
    )


def _choice(question: Question, choice: Choice) -> Element:
    does = [f"{choice.rows:,} row{'s' * (choice.rows != 1)}"] if choice.rows else []
    does += ["fits best"] if choice.id == question.offered else []
    button = element(
        "button",
        choice.label,
        " ",
        element("small", f"({', '.join(does)})") if does else None,
        dir="auto",
        data_action=f"answer:{question.id}:{choice.id}",
        aria_pressed=str(choice.id == question.answer).lower(),
    )
    return element("li", button)


def _answer(file: Brought, action: str) -> None:
    """Carry out `answer:QUESTION:CHOICE`; what is chosen already is taken back."""
    verb, _, named = action.partition(":")
    question, _, choice = named.partition(":")
    if verb == "answer":
        file.answer(question, None if file.answers.get(question) == choice else choice)
