"""What students work on in a story: excerpts to mark, who could know them, questions to answer."""

import hashlib
import json
from typing import Any

from events.markup import direction
from events.records import Excerpt, Records, Story
from events.stories import story_veil
from events.telling import Veil, voice


def tasks(story: Story, records: Records) -> dict[str, Any]:
    """Return the tasks of a story as JSON; whatever names an outlet has a `blind` form beside it.

    `hash` changes with the tasks, so that work on other excerpts or questions is recognised.
    """
    veil = story_veil(story, records, names=False, figures=True)
    voices = _voices(story, records)
    given = {
        "id": story.id,
        **_told(story.title, veil),
        "steps": _steps(story, records, veil),
        "excerpts": _excerpts(story, records, veil, voices),
        "questions": _questions(story, veil),
        "speakers": _speakers(records, veil, voices),
    }
    text = json.dumps(given, sort_keys=True)
    return {**given, "hash": hashlib.sha256(text.encode()).hexdigest()[:16]}


def _told(text: str, veil: Veil) -> dict[str, str]:
    return {"named": text, "blind": veil.dated(text)}


def _steps(story: Story, records: Records, veil: Veil) -> list[dict[str, Any]]:
    events = (records.by_id[step.event] for step in story.steps)
    return [
        {
            "event": event.id,
            **_told(event.title, veil),
            "note": event.content_note and veil.dated(event.content_note),
        }
        for event in events
    ]


def _questions(story: Story, veil: Veil) -> list[dict[str, Any]]:
    """List the questions that are asked: of the story, of its steps by their numbers, to close."""
    asked: list[tuple[str, int | None, str]] = [("opening", None, story.question)]
    asked += [(f"step-{n}", n, step.prompt) for n, step in enumerate(story.steps)]
    asked += [("closing", None, story.closing)]
    return [{"id": id_, "step": n, **_told(text, veil)} for id_, n, text in asked if text]


def _excerpts(
    story: Story, records: Records, veil: Veil, voices: dict[str, str]
) -> list[dict[str, Any]]:
    """List the excerpts of a story; an event that is told twice gives its own once."""
    events = dict.fromkeys(step.event for step in story.steps)
    return [
        {
            "id": f"{event}.{number}",
            "event": event,
            "text": excerpt.text,
            "hidden": [
                (_length(excerpt.text[:start]), _length(excerpt.text[:end]), letter)
                for start, end, letter in veil.hidden(excerpt.text)
            ],
            "translation": excerpt.translation and _told(excerpt.translation, veil),
            "language": excerpt.language,
            "direction": direction(excerpt.language),
            **_attribution(excerpt, records, veil),
            "by": [voices[name] for name in _names(excerpt, records)],
        }
        for event in events
        for number, excerpt in enumerate(records.by_id[event].excerpts)
    ]


def _attribution(excerpt: Excerpt, records: Records, veil: Veil) -> dict[str, str]:
    """Say who speaks and where, as briefly as slides do."""
    speaker, outlet = records.speakers[excerpt.speaker], records.sources[excerpt.source].outlet
    said = voice(excerpt, records) if records.is_outlet(speaker.id) else speaker.name
    before = "" if said == outlet else f"{said}, in "
    return {"named": before + outlet, "blind": veil.dated(before) + veil.name(outlet)}


def _names(excerpt: Excerpt, records: Records) -> list[str]:
    """Name whoever stands behind an excerpt: speaker, whom it credits, outlet; each once."""
    heard = [name for name in (excerpt.speaker, excerpt.crediting) if name]
    names = [records.speakers[name].name for name in heard]
    return list(dict.fromkeys([*names, records.sources[excerpt.source].outlet]))


def _voices(story: Story, records: Records) -> dict[str, str]:
    """Number whoever could know something: all that are quoted in a story, then its outlets."""
    events = [records.by_id[step.event] for step in story.steps]
    quoted = [excerpt for event in events for excerpt in event.excerpts]
    outlets = dict.fromkeys(records.sources[excerpt.source].outlet for excerpt in quoted)
    names = dict.fromkeys(name for excerpt in quoted for name in _names(excerpt, records))
    ordered = [*(name for name in names if name not in outlets), *outlets]
    return {name: f"voice-{number}" for number, name in enumerate(ordered, 1)}


def _speakers(records: Records, veil: Veil, voices: dict[str, str]) -> list[dict[str, Any]]:
    """List who could know something; of people and bodies it says in brief what they are."""
    roles = {speaker.name: speaker.role for speaker in reversed([*records.speakers.values()])}
    outlets = {source.outlet for source in records.sources.values()}
    return [
        {
            "id": id_,
            **_told(name, veil),
            "role": None if name in outlets else _told(roles[name].partition(";")[0], veil),
        }
        for name, id_ in voices.items()
    ]


def _length(text: str) -> int:
    """Count characters as JavaScript does: those beyond the first 65,536 of Unicode twice."""
    return len(text.encode("utf-16-le")) // 2
