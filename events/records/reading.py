"""Read a dataset folder; report every problem, each with its file and field."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from events.records.checks import event_problems
from events.records.models import Event, Info, Period, Record, Source, Speaker, Version, sources_of
from events.records.stories import Story, story_problems
from events.records.versions import version_problems
from geodata.files import explain, read_yaml
from geodata.load import load_places
from geodata.models import BASE_MAP, ZOOMS

DATA = Path(__file__).parents[1] / "data" / "gaza"

R = TypeVar("R", bound=Record)


class CurationError(ValueError):
    """The curated files have problems; each line names a file, a field and what is wrong."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True)
class Dataset:
    """Everything that a dataset folder holds, checked."""

    info: Info
    events: tuple[Event, ...]
    sources: dict[str, Source]
    speakers: dict[str, Speaker]
    periods: tuple[Period, ...]
    stories: tuple[Story, ...] = ()
    versions: tuple[Version, ...] = ()
    """The newest first; empty where a set tells nothing of its past."""

    @cached_property
    def by_id(self) -> dict[str, Event]:
        """The events by their ids, withdrawn ones too."""
        return {event.id: event for event in self.events}


def load_dataset(folder: Path = DATA) -> Dataset:
    """Read and check a folder of curated files, the events and the stories sorted by id.

    Raises CurationError with every problem at once.
    """
    reader = _Reader(folder)
    info = reader.one("dataset.yaml", Info)
    sources = reader.register("sources.yaml", Source)
    speakers = reader.register("speakers.yaml", Speaker)
    periods = reader.register("periods.yaml", Period)
    events = _read_events(reader)
    stories = _read_stories(reader, events)
    versions = _read_versions(reader, info)
    if reader.problems or info is None:
        raise CurationError(reader.problems)
    return Dataset(info, events, sources, speakers, tuple(periods.values()), stories, versions)


def _read_events(reader: "_Reader") -> tuple[Event, ...]:
    events = reader.folder_of("events", Event)
    if not reader.ids["events"]:
        reader.problems.append("events: the folder holds no .yaml file, or is missing")
    places = set(load_places().index)
    for name, event in events.items():
        found = event_problems(name, event, places, reader.ids)
        reader.problems += [f"events/{name}.yaml: {line}" for line in found]
    reader.problems += _duplicate_ids("events", events)
    if events and all(event.status == "withdrawn" for event in events.values()):
        reader.problems.append("events: every event is withdrawn, so that there is none to show")
    return tuple(sorted(events.values(), key=lambda event: event.id))


def _read_stories(reader: "_Reader", events: tuple[Event, ...]) -> tuple[Story, ...]:
    stories = reader.folder_of("stories", Story)
    known = reader.ids["events"] | {event.id for event in events}
    withdrawn = {event.id for event in events if event.status == "withdrawn"}
    for name, story in stories.items():
        found = story_problems(name, story, known, withdrawn, astuple(BASE_MAP), ZOOMS)
        reader.problems += [f"stories/{name}.yaml: {line}" for line in found]
    reader.problems += _duplicate_ids("stories", stories)
    return tuple(sorted(stories.values(), key=lambda story: story.id))


def _read_versions(reader: "_Reader", info: Info | None) -> tuple[Version, ...]:
    if not (reader.folder / "versions.yaml").exists():
        return ()
    versions = tuple(reader.register("versions.yaml", Version).values())
    if versions and info:
        found = version_problems(versions, info.version, reader.ids["events"])
        reader.problems += [f"versions.yaml: {line}" for line in found]
    return versions


def rests_firmly(event: Event, dataset: Dataset) -> bool:
    """Tell whether at least one of the sources that an event cites is firm."""
    return any(dataset.sources[name].is_firm for name in sources_of(event))


class _Reader:
    """Reads the files of one folder and keeps what is wrong with them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[str] = []
        self.ids: dict[str, set[str]] = {}
        """The ids in each register or folder that could be read, those of faulty records too."""

    def one(self, name: str, model: type[R]) -> R | None:
        content = self._content(name)
        return None if content is None else self._record(name, model, content)

    def folder_of(self, name: str, model: type[R]) -> dict[str, R]:
        """Read the records of a folder by their files' names; it may be missing."""
        files = sorted((self.folder / name).glob("*"))
        names = [path.stem for path in files if path.suffix == ".yaml"]
        self.problems += [
            f"{name}/{path.name}: file: is not read; its name must end in .yaml"
            for path in files
            if path.suffix != ".yaml"
        ]
        self.ids[name] = set(names)
        read = {stem: self.one(f"{name}/{stem}.yaml", model) for stem in names}
        return {stem: record for stem, record in read.items() if record is not None}

    def register(self, name: str, model: type[R]) -> dict[str, R]:
        """Read a file that lists records, by their ids."""
        rows = self._content(name)
        if rows is None:
            return {}
        if not isinstance(rows, list):
            self.problems.append(f"{name}: file: must be a list, each record starting with `- id:`")
            return {}
        records = [
            self._record(f"{name}: {_label(row, n)}", model, row) for n, row in enumerate(rows, 1)
        ]
        whole = [record for record in records if record is not None]
        ids = Counter(str(row.get("id")) for row in rows if isinstance(row, dict))
        self.ids[name] = set(ids)
        self.problems += [f"{name}: {i}: id: is used twice" for i, n in ids.items() if n > 1]
        return {str(getattr(record, "id", "")): record for record in whole}

    def _content(self, name: str) -> Any:
        try:
            content = read_yaml(self.folder / name)
            if content is not None:
                return content
            self.problems.append(f"{name}: file: is empty")
        except FileNotFoundError:
            self.problems.append(f"{name}: file: is missing from {self.folder.name}/")
        except (OSError, ValueError) as error:
            self.problems.append(f"{name}: {error}")
        return None

    def _record(self, label: str, model: type[R], row: Any) -> R | None:
        try:
            return model.model_validate(row)
        except ValidationError as error:
            self.problems += [f"{label}: {line}" for line in explain(error)]
            return None


def _label(row: Any, number: int) -> str:
    return str(row.get("id", f"record {number}")) if isinstance(row, dict) else f"record {number}"


def _duplicate_ids(folder: str, records: dict[str, R]) -> Iterator[str]:
    files: dict[str, list[str]] = {}
    for name, record in records.items():
        files.setdefault(str(getattr(record, "id", "")), []).append(f"{name}.yaml")
    for record_id, names in files.items():
        if len(names) > 1:
            yield f"{folder}/{names[-1]}: id: {record_id!r} is also the id of {names[0]}"
