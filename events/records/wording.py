"""Neutral wording of titles, summaries and stories; quotations are left alone.

A label or a verdict belongs to whoever says it: it may stand in an attributed excerpt, but not in
the collection's own voice. The words are data: a general list for each language
(`events/data/wording/`), and the collection's `wording.yaml`. A rule either refuses or warns.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, TypeAdapter, model_validator

from events.records.values import Line, Phrase
from events.records.vocabulary import phrases
from geodata.files import read_yaml
from geodata.region import Record

TITLE_WORDS = 12
EXCERPT_WORDS = 20

GENERAL = Path(__file__).parents[1] / "data" / "wording"
"""Contains a list of rules for each language."""

Level = Literal["refuse", "warn"]
Place = Literal["title", "summary", "text"]
"""Where a rule applies; `text` is any text in our own voice, including titles and summaries."""


class Rule(Record):
    """Words to avoid in our own voice, and what to write instead."""

    words: tuple[Phrase, ...] = ()
    numbers_with: tuple[Phrase, ...] = ()
    """In place of `words`: finds a number near one of these."""
    beside: tuple[Phrase, ...] = ()
    """The words are right in a text that also contains one of these; empty if they never are."""
    write: Line
    where: tuple[Place, ...] = Field(default=("text",), alias="in")
    level: Level = "refuse"

    @model_validator(mode="after")
    def _has_a_pattern(self) -> "Rule":
        if bool(self.words) == bool(self.numbers_with):
            raise ValueError("needs either `words` or `numbers_with`")
        return self

    def find(self, ours: str, text: str) -> str | None:
        """Return the first words that break the rule; `ours` is the text without its quotations."""
        found = self._pattern.search(ours)
        if found is None or (self.beside and phrases(self.beside).search(text)):
            return None
        return found.group()

    @property
    def _pattern(self) -> re.Pattern[str]:
        return phrases(self.words) if self.words else _numbers_with(self.numbers_with)


@lru_cache(64)
def _numbers_with(words: tuple[str, ...]) -> re.Pattern[str]:
    """Match a number up to four words before one of these, or up to three words after it."""
    options = "|".join(map(re.escape, words))
    return re.compile(
        rf"\b\d[\d,]*(?: \w+){{0,4}} (?:{options})\b|\b(?:{options}) (?:\w+ ){{0,3}}\d[\d,]*\b",
        re.IGNORECASE,
    )


Rules = TypeAdapter(tuple[Rule, ...])
"""The content of a file of rules."""


def general_rules(language: str) -> tuple[Rule, ...]:
    """Read the general rules of a language; a language without a file has none."""
    path = GENERAL / f"{language}.yaml"
    return Rules.validate_python(read_yaml(path)) if path.is_file() else ()


@dataclass(frozen=True)
class Fault:
    """What is wrong with a record, and whether it is refused or only warned about."""

    words: str
    level: Level = "refuse"


# A single closing quotation mark is also the apostrophe, which a letter follows.
_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]|‘[^‘]*?’(?!\w)")
_NEXT_SENTENCE = re.compile(r"[.!?][\"”]?\s+[\"“]?[A-Z]")
_MARKUP = re.compile(r"<[A-Za-z/!?]|&[A-Za-z#]\w*;|\]\(|javascript:", re.IGNORECASE)


@dataclass(frozen=True)
class Wording:
    """The rules of wording that apply to one collection."""

    rules: tuple[Rule, ...] = ()
    level: Level | None = None
    """Of every fault, whatever its rule says; None leaves it to the rule."""

    def title(self, text: str) -> Iterator[Fault]:
        """Say why a title is not neutral, plain and short."""
        if word_count(text) > TITLE_WORDS:
            yield self.fault(f"has {word_count(text)} words, at most {TITLE_WORDS} (got {text!r})")
        if "?" in text or "!" in text:
            yield self.fault(f"has a question or an exclamation mark (got {text!r})")
        yield from self._faults(text, ("text", "title"))

    def note(self, text: str) -> Iterator[Fault]:
        """Say why a note in our own voice is not neutral, plain text."""
        yield from self._faults(text, ("text",))

    def summary(self, text: str) -> Iterator[Fault]:
        """Say why a summary is not neutral, plain text that attributes what it says."""
        yield from self._faults(text, ("text", "summary"))

    def sentence(self, text: str) -> Iterator[Fault]:
        """Say why a text in our own voice is not one neutral sentence."""
        if not text.endswith((".", ".”", '."')) or _NEXT_SENTENCE.search(text):
            yield self.fault(f"is not one sentence that ends in a full stop (got {text!r})")
        yield from self.summary(text)

    def question(self, text: str) -> Iterator[Fault]:
        """Say why a text in our own voice is not a neutral question."""
        if not text.endswith("?"):
            yield self.fault(f"does not end in a question mark (got {text!r})")
        yield from self.summary(text)

    def fault(self, words: str, level: Level = "refuse") -> Fault:
        """Make a fault of the level that this collection has for all of them."""
        return Fault(words, self.level or level)

    def _faults(self, text: str, places: Sequence[Place]) -> Iterator[Fault]:
        if found := _MARKUP.search(text):
            yield self.fault(
                f"holds markup; write plain text (got {found.group()!r} in {text[:60]!r})"
            )
        ours = _QUOTED.sub(" ", text)
        for rule in self.rules:
            if not set(places).intersection(rule.where):
                continue
            if broken := rule.find(ours, text):
                how = "stands alone" if rule.beside else "outside a quotation"
                yield self.fault(f"{broken!r} {how}; write instead: {rule.write}", rule.level)


def word_count(text: str) -> int:
    """Count the words, separated by white space."""
    return len(text.split())


def excerpt_faults(text: str) -> Iterator[Fault]:
    """Say why a fragment is too long to be a short quotation."""
    if word_count(text) > EXCERPT_WORDS:
        yield Fault(f"has {word_count(text)} words, at most {EXCERPT_WORDS} (got {text[:60]!r}...)")
    if text[0].isupper() and text.endswith((".", "!", "?")) and word_count(text) > 3:
        yield Fault(f"is a whole sentence; quote less (got {text!r})")
