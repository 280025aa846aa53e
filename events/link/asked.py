"""The parameters that a link brings, and what of them is ignored."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

LONGEST_TEXT = 200


@dataclass(frozen=True)
class Asked:
    """Answers for each parameter what it asks for, and notes a line for what is ignored."""

    parameters: Mapping[str, Sequence[str]]
    problems: list[str] = field(default_factory=list)

    def __contains__(self, name: str) -> bool:
        return name in self.parameters

    def ignore(self, name: str, why: str) -> None:
        """Note why a parameter, or a part of it, is ignored."""
        self.problems.append(f"{name}: {why}")

    def last(self, name: str) -> str:
        """Return the last value; empty where there is none."""
        values = self.parameters.get(name, ())
        return values[-1] if values else ""

    def known(self, name: str, known: Container[str]) -> tuple[str, ...]:
        """Return the values that are known, each once."""
        asked = dict.fromkeys(self.parameters.get(name, ()))
        for value in asked:
            if value not in known:
                self.ignore(name, f"there is no {short(value)}")
        return tuple(value for value in asked if value in known)

    def one(self, name: str, known: Container[str]) -> str | None:
        """Return the last value that is known."""
        found = self.known(name, known)
        return found[-1] if found else None

    def number(self, name: str, most: int) -> int:
        """Return a number from 0 to `most`; 0 where there is none."""
        text = self.last(name)
        if name not in self:
            return 0
        if re.fullmatch("[0-9]{1,4}", text) and int(text) <= most:
            return int(text)
        self.ignore(name, f"{short(text)} is not a number from 0 to {most}")
        return 0


def short(text: str) -> str:
    """Quote a value of a link, cut where it is long."""
    return f"“{text}”" if len(text) <= 40 else f"“{text[:40]}…”"
