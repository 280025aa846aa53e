"""The files of a folder as records, and what is wrong with each."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from events.records.rows import Row, read_rows
from events.records.wording import Fault, Rule
from geodata.files import explain, read_yaml
from geodata.region import Record

R = TypeVar("R", bound=Record)

NOTHING: Mapping[str, Any] = {}


class Reader:
    """Reads the files of one folder, and collects what is wrong with them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.curated = True
        """Whether every file must be there."""
        self.problems: list[str] = []
        self.warnings: list[str] = []
        self.ids: dict[str, set[str]] = {}
        """The ids in each file or folder that could be read, including those of faulty records."""

    def add(self, label: str, faults: Iterable[Fault]) -> None:
        """Add faults to the problems or to the warnings, by their level."""
        for fault in faults:
            lines = self.problems if fault.level == "refuse" else self.warnings
            lines.append(f"{label}: {fault.words}")

    def read_file(self, name: str, model: type[R], given: Mapping[str, Any] = NOTHING) -> R | None:
        """Read a record; `given` has values of fields that the file may leave out."""
        content = self._content(name)
        if isinstance(content, dict):
            content = {**given, **content}
        return None if content is None else self._validate(name, model, content)

    def read_rules(self, name: str) -> tuple[Rule, ...]:
        """Read a list of rules; the file may be missing."""
        if not (self.folder / name).exists():
            return ()
        return tuple(self._records(name, Rule))

    def read_folder(self, name: str, model: type[R]) -> dict[str, R]:
        """Read a folder of records, by the names of their files; the folder may be missing."""
        files = sorted((self.folder / name).glob("*"))
        names = [path.stem for path in files if path.suffix == ".yaml"]
        self.problems += [
            f"{name}/{path.name}: file: is ignored; its name must end in .yaml"
            for path in files
            if path.suffix != ".yaml"
        ]
        self.ids[name] = set(names)
        read = {stem: self.read_file(f"{name}/{stem}.yaml", model) for stem in names}
        return {stem: record for stem, record in read.items() if record is not None}

    def read_list(self, stem: str, model: type[R]) -> dict[str, R]:
        """Read a list of records by id: a file in YAML or in CSV, whichever is there."""
        name = self.file(stem)
        if not (self.folder / name).exists() and not self.curated:
            self.ids[name] = set()
            return {}
        if name.endswith(".yaml"):
            records = self._records(name, model, ids=True)
        else:
            self.stands_alone(name, f"{stem}.yaml")
            records = [
                record
                for row in self.read_rows(name)
                if (record := self._validate(f"{name}: row {row.number}", model, row.cells))
            ]
            self._note_ids(name, [str(getattr(record, "id", "")) for record in records])
        return {str(getattr(record, "id", "")): record for record in records}

    def file(self, stem: str) -> str:
        """Return the name of the file of a list: in CSV where that is there, or the events are."""
        table, is_list = f"{stem}.csv", (self.folder / "events.csv").exists()
        there = (self.folder / f"{stem}.yaml").exists()
        return (
            table if (self.folder / table).exists() or (is_list and not there) else f"{stem}.yaml"
        )

    def read_rows(self, name: str) -> list[Row]:
        """Read the rows of a list in CSV, which may be missing."""
        try:
            rows, problems = read_rows(self.folder / name)
        except FileNotFoundError:
            return []
        except OSError as error:
            self.problems.append(f"{name}: file: cannot be read ({error.strerror})")
            return []
        except ValueError as error:
            self.problems.append(f"{name}: {error}")
            return []
        self.problems += [f"{name}: {problem}" for problem in problems]
        return rows

    def stands_alone(self, name: str, other: str) -> bool:
        """Tell whether only one of two files is there; that both are is a problem."""
        if (self.folder / other).exists():
            self.problems.append(f"{name}: file: stands beside {other}; keep one of them")
            return False
        return True

    def _records(self, name: str, model: type[R], *, ids: bool = False) -> list[R]:
        rows = self._content(name)
        if rows is None:
            return []
        if not isinstance(rows, list):
            start = "`- id:`" if ids else "`- `"
            self.problems.append(f"{name}: file: must be a list, each record starting with {start}")
            return []
        records = [
            self._validate(f"{name}: {_label(row, n)}", model, row) for n, row in enumerate(rows, 1)
        ]
        if ids:
            self._note_ids(name, [str(row.get("id")) for row in rows if isinstance(row, dict)])
        return [record for record in records if record is not None]

    def _note_ids(self, name: str, ids: Iterable[str]) -> None:
        found = Counter(ids)
        self.ids[name] = set(found)
        self.problems += [f"{name}: {i}: id: is used twice" for i, n in found.items() if n > 1]

    def _content(self, name: str) -> Any:
        try:
            content = read_yaml(self.folder / name)
            if content is not None:
                return content
            self.problems.append(f"{name}: file: is empty")
        except FileNotFoundError:
            if self.curated:
                self.problems.append(f"{name}: file: is missing from {self.folder.name}/")
        except OSError as error:
            self.problems.append(f"{name}: file: cannot be read ({error.strerror})")
        except ValueError as error:
            self.problems.append(f"{name}: {error}")
        return None

    def _validate(self, label: str, model: type[R], row: Any) -> R | None:
        try:
            return model.model_validate(row)
        except ValidationError as error:
            self.problems += [f"{label}: {line}" for line in explain(error)]
            return None


def _label(row: Any, number: int) -> str:
    return str(row.get("id", f"record {number}")) if isinstance(row, dict) else f"record {number}"
