"""Neutral wording for titles, summaries and stories. Quotations are never touched.

A label or a verdict belongs to whoever says it, so it may stand in an attributed excerpt and not
in our own voice. Which words that concerns is data: a general list for the language
(`events/data/wording/`) and the collection's own `wording.yaml`. Each rule refuses or warns.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, TypeAdapter, model_validator

from events.records.models import Line, Record
from events.records.vocabulary import Phrase, phrases
from geodata.files import read_yaml

TITLE_WORDS = 12
EXCERPT_WORDS = 20

GENERAL = Path(__file__).parents[1] / "data" / "wording"
"""Holds a list of rules for each language."""

Level = Literal["refuse", "warn"]
Place = Literal["title", "summary", "text"]
"""Where a rule holds; `text` is every text in our own voice, titles and summaries too."""


class Rule(Record):
    """Words that our own voice does without, and what to write instead."""

    words: tuple[Phrase, ...] = ()
    numbers_with: tuple[Phrase, ...] = ()
    """Instead of words: a number near one of these."""
    beside: tuple[Phrase, ...] = ()
    """What makes the words right where it stands in the same text; empty if nothing does."""
    write: Line
    where: tuple[Place, ...] = Field(default=("text",), alias="in")
    level: Level = "refuse"

    @model_validator(mode="after")
    def _finds_something(self) -> "Rule":
        if bool(self.words) == bool(self.numbers_with):
            raise ValueError("needs either `words` or `numbers_with`")
        return self

    def find(self, ours: str, text: str) -> str | None:
        """Return the first words that break the rule; `ours` is the text without quotations."""
        found = self._pattern.search(ours)
        if found is None or (self.beside and phrases(self.beside).search(text)):
            return None
        return found.group()

    @property
    def _pattern(self) -> re.Pattern[str]:
        return phrases(self.words) if self.words else _numbers_with(self.numbers_with)


@lru_cache(64)
def _numbers_with(words: tuple[str, ...]) -> re.Pattern[str]:
    """Find a number up to four words before one of these, or up to three words behind it."""
    options = "|".join(map(re.escape, words))
    return re.compile(
        rf"\b\d[\d,]*(?: \w+){{0,4}} (?:{options})\b|\b(?:{options}) (?:\w+ ){{0,3}}\d[\d,]*\b",
        re.IGNORECASE,
    )


Rules = TypeAdapter(tuple[Rule, ...])
"""What a file of rules holds."""


def general_rules(language: str) -> tuple[Rule, ...]:
    """Read the rules of a language; there are none where nobody has written them yet."""
    path = GENERAL / f"{language}.yaml"
    return Rules.validate_python(read_yaml(path)) if path.is_file() else ()


@dataclass(frozen=True)
class Fault:
    """What is wrong with a text, and whether it refuses the text or only warns."""

    words: str
    level: Level = "refuse"


# The sign that ends a single quotation is also the apostrophe, which has a letter behind it.
_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]|‘[^‘]*?’(?!\w)")
_NEXT_SENTENCE = re.compile(r"[.!?][\"”]?\s+[\"“]?[A-Z]")
_MARKUP = re.compile(r"<[A-Za-z/!?]|&[A-Za-z#]\w*;|\]\(|javascript:", re.IGNORECASE)


@dataclass(frozen=True)
class Wording:
    """The rules of one collection, the general ones first."""

    rules: tuple[Rule, ...] = ()

    def title(self, text: str) -> Iterator[Fault]:
        """Say what in a title is not neutral, plain or short."""
        if word_count(text) > TITLE_WORDS:
            yield Fault(f"has {word_count(text)} words, at most {TITLE_WORDS} (got {text!r})")
        if "?" in text or "!" in text:
            yield Fault(f"has a question or an exclamation mark (got {text!r})")
        yield from self._faults(text, ("text", "title"))

    def note(self, text: str) -> Iterator[Fault]:
        """Say which words of a text in our own voice are not neutral, or are markup."""
        yield from self._faults(text, ("text",))

    def summary(self, text: str) -> Iterator[Fault]:
        """Say what in a summary is not neutral, or stands without what belongs to it."""
        yield from self._faults(text, ("text", "summary"))

    def sentence(self, text: str) -> Iterator[Fault]:
        """Say why a text in our own voice is not one neutral sentence."""
        if not text.endswith((".", ".”", '."')) or _NEXT_SENTENCE.search(text):
            yield Fault(f"is not one sentence that ends in a full stop (got {text!r})")
        yield from self.summary(text)

    def question(self, text: str) -> Iterator[Fault]:
        """Say why a text in our own voice is not a neutral question."""
        if not text.endswith("?"):
            yield Fault(f"does not end in a question mark (got {text!r})")
        yield from self.summary(text)

    def _faults(self, text: str, places: Sequence[Place]) -> Iterator[Fault]:
        if found := _MARKUP.search(text):
            words = f"holds markup, write plain text (got {found.group()!r} in {text[:60]!r})"
            yield Fault(words)
        ours = _QUOTED.sub(" ", text)
        for rule in self.rules:
            if not set(places).intersection(rule.where):
                continue
            if broken := rule.find(ours, text):
                how = "stands alone" if rule.beside else "outside a quotation"
                yield Fault(f"{broken!r} {how}; write instead: {rule.write}", rule.level)


def word_count(text: str) -> int:
    """Count the words between spaces."""
    return len(text.split())


def excerpt_faults(text: str) -> Iterator[Fault]:
    """Say why a fragment is too long to be a short quotation."""
    if word_count(text) > EXCERPT_WORDS:
        yield Fault(f"has {word_count(text)} words, at most {EXCERPT_WORDS} (got {text[:60]!r}...)")
    if text[0].isupper() and text.endswith((".", "!", "?")) and word_count(text) > 3:
        yield Fault(f"is a whole sentence; quote less (got {text!r})")
