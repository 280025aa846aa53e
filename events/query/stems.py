"""Which words are forms of one word: a stemmer for a language, and a list of what it misses."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from threading import Lock

import snowballstemmer

from geodata.files import read_yaml
from geodata.region import Record

FOLDER = Path(__file__).parents[1] / "data" / "words"
"""Contains a file for each language."""

SHORTEST = 3
"""Letters that a word needs to have other forms."""


class Language(Record):
    """What a file says of a language."""

    stemmer: str
    """Its name at Snowball."""
    before_dates: frozenset[str] = frozenset()
    """Words that lead to a date."""
    irregular: Mapping[str, tuple[str, ...]]
    """Forms that the stemmer does not find, by the word that they are forms of."""


@lru_cache(4)
def language_of(code: str) -> Language:
    """Read what is known of a language that has a file."""
    return Language.model_validate(read_yaml(FOLDER / f"{code}.yaml"))


class Stems:
    """Tells of folded words whether they are forms of one."""

    def __init__(self, language: Language) -> None:
        self._stemmer, self._using = snowballstemmer.stemmer(language.stemmer), Lock()
        self._stem = lru_cache(50_000)(self._stem_word)
        self._roots: dict[str, str] = {}
        self._irregular: dict[str, tuple[str, ...]] = {}
        self._others: dict[str, list[str]] = {}
        for word, irregular in language.irregular.items():
            root = self._stem(word)
            stems = [root, *map(self._stem, irregular)]
            self._irregular[root] = (word, *irregular)
            self._roots |= dict.fromkeys(stems, root)
            self._others.setdefault(root, []).extend(stems)

    def root(self, word: str) -> str:
        """Return what all forms of a word have in common; words of other scripts are their own."""
        if len(word) < SHORTEST or not (word.isascii() and word.isalpha()):
            return word
        stem = self._stem(word)
        return self._roots.get(stem, stem)

    def irregular(self, root: str) -> tuple[str, ...]:
        """Return the forms with this root that are in the list, with the word itself."""
        return self._irregular.get(root, ())

    def _stem_word(self, word: str) -> str:
        with self._using:  # a stemmer keeps the word that it works on
            stem: str = self._stemmer.stemWord(word)
        return stem

    def beginnings(self, word: str) -> set[str]:
        """Return with what every form of a word begins: a stemmer changes but a word's end."""
        root = self.root(word)
        stems = self._others.get(root, [root])
        return {stem[:-1] if len(stem) > SHORTEST else stem for stem in stems}


@lru_cache(4)
def stems_of(code: str) -> Stems:
    """Return the stems of a language that has a file; whoever asks gets the same."""
    return Stems(language_of(code))
