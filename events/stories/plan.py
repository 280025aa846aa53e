"""The plan of a story as it is read: for whoever teaches it, and what belongs to each step."""

from collections.abc import Iterable, Iterator

from events.markup import Element, descriptions, element, table
from events.records import Records, Story
from events.records.plans import Answer, Path, Plan, Term


def story_warnings(story: Story, records: Records) -> tuple[str, ...]:
    """List what a class should know before the story, each with the steps that it is about."""
    steps: dict[str, list[int]] = {}
    for number, step in enumerate(story.steps, 1):
        if note := records.by_id[step.event].content_note:
            steps.setdefault(note, []).append(number)
    return tuple(f"{note} ({_numbered(numbers)})" for note, numbers in steps.items())


def _numbered(numbers: list[int]) -> str:
    *others, last = map(str, numbers)
    return f"steps {', '.join(others)} and {last}" if others else f"step {last}"


def plan_page(story: Story, records: Records) -> list[Element]:
    """Lay out the plan of a whole story; a story without one has nothing."""
    if (plan := story.plan) is None:
        return []
    warnings = story_warnings(story, records)
    return [
        _part("Aims", _list(plan.aims), element("p", f"Age: {plan.age}")),
        _part("What is hard in it", *_paragraphs(plan.hard), _care(warnings), class_="hard"),
        element("div", *(_path(path, story) for path in plan.paths), class_="paths"),
        _part(
            "Words to know", descriptions(_term(records.glossary[n], records) for n in plan.words)
        ),
        _part("What a good answer does", _rubric(plan)),
        _part("Exit ticket", element("p", plan.exit_ticket, class_="prompt", dir="auto")),
        _part("Where help is found", _list(plan.help)),
    ]


def step_plan(story: Story, number: int, records: Records) -> list[Element]:
    """Give what belongs to a step, counted from 0: other questions, and possible answers."""
    planned = story.plan.step(story.steps[number].event) if story.plan else None
    if planned is None:
        return []
    answers = (_answer(answer, records) for answer in planned.answers)
    return [
        descriptions([("Easier", [planned.easier]), ("Harder", [planned.harder])]),
        _part("Possible answers", element("ul", *answers), class_="answers"),
    ]


def _part(title: str, *content: Element | None, class_: str | None = None) -> Element:
    return element("section", element("h3", title), *content, class_=class_)


def _list(lines: Iterable[str]) -> Element:
    return element("ul", *(element("li", line, dir="auto") for line in lines))


def _paragraphs(texts: Iterable[str]) -> Iterator[Element]:
    return (element("p", text, dir="auto") for text in texts)


def _care(warnings: tuple[str, ...]) -> Element | None:
    if not warnings:
        return None
    return element("p", element("strong", "Content: "), "; ".join(warnings) + ".", dir="auto")


def _path(path: Path, story: Story) -> Element:
    """List the parts of a path, each with its minutes and the number of its step."""
    numbers = {step.event: number for number, step in enumerate(story.steps, 1)}
    parts = (
        element(
            "li",
            element("strong", f"{part.minutes} min"),
            f" · Step {numbers[part.event]} · {part.task}" if part.event else f" · {part.task}",
            dir="auto",
        )
        for part in path.parts
    )
    return _part(f"In {path.minutes} minutes", element("ol", *parts), class_="path")


def _term(term: Term, records: Records) -> tuple[str, list[Element | str | None]]:
    sides = records.vocabulary.side_labels
    said = (f"{sides[u.side]}: “{u.word}” ({_outlets(u.sources, records)})" for u in term.uses)
    uses = [element("li", line, dir="auto") for line in said]
    return term.term, [term.meaning, element("ul", *uses) if uses else None]


def _outlets(sources: Iterable[str], records: Records) -> str:
    named = (
        f"{records.sources[name].outlet}, {records.sources[name].date_words}" for name in sources
    )
    return "; ".join(named)


def _rubric(plan: Plan) -> Element | None:
    if not plan.rubric:
        return None
    levels = (str(number) for number, _ in enumerate(plan.rubric[0].levels, 1))
    rows = [[row.what, *row.levels] for row in plan.rubric]
    return table("Rubric, from 1 up", ("Look at", *levels), rows, row_heads=True)


def _answer(answer: Answer, records: Records) -> Element:
    """Give an answer with the fragments on which it rests."""
    carried = (
        f"“{found.words}” ({records.sources[found.source].outlet})" for found in answer.rests_on
    )
    return element(
        "li", answer.text, " ", element("small", f"Rests on {'; '.join(carried)}."), dir="auto"
    )
