"""Find words in any script, ignoring case, diacritics and punctuation."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from threading import Lock

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from events.query.stems import SHORTEST, Stems

Marks = NDArray[np.bool_]
"""A mark for each word of an index."""

_NOT_WORD = re.compile(r"[^\w]+")

IGNORED = "'`‘’ʻʼʾʿ׳\u0640"
"""Apostrophes of any kind, and the tatweel, which only stretches an Arabic word."""


SEARCHED = ("title", "summary", "place_name", "outlets", "text")
"""The columns that a search for words reads, where a table has them."""


def searched(table: pd.DataFrame) -> list[str]:
    """Return the names of the columns of a table that a search for words reads."""
    return [name for name in SEARCHED if name in table]


def fold(text: str) -> str:
    """Reduce text to what a search compares.

    Case, apostrophes, accents, harakat, niqqud and the Arabic tatweel are dropped.

    >>> fold("O’Hara, CAFÉ, كِتاب")
    'ohara cafe كتاب'
    """
    apart = unicodedata.normalize("NFKD", text).casefold()
    again = unicodedata.normalize("NFKD", apart)
    # Every mark is dropped, also one of combining class 0, which \w would take for a word's end.
    bare = "".join(c for c in again if unicodedata.category(c)[0] != "M" and c not in IGNORED)
    return _NOT_WORD.sub(" ", bare).strip()


class TextIndex:
    """Which events have which words: each word once, folded, with the events that have it.

    A searched word is found inside a longer one too, and in its other forms. The index is built by
    `prepare`, or else by the first search.
    """

    def __init__(self, *columns: pd.Series, stems: Stems) -> None:
        self._columns = columns
        self._size = len(columns[0])
        self._stems = stems
        self._built: _Index | None = None
        self._building = Lock()
        self._remembered = lru_cache(PHRASES)(self._phrase)
        self.nearest = lru_cache(PHRASES)(self._nearest)

    def prepare(self) -> None:
        """Build the index, where that has not been done."""
        _ = self._index

    def word(self, word: str) -> NDArray[np.bool_]:
        """Mark the events whose text has a folded word, another form of it, or a longer one."""
        index = self._index
        return index.rows_of(index.inside(word) | index.forms(word, self._stems))

    def phrase(self, phrase: str) -> NDArray[np.bool_]:
        """Mark the events whose text has folded words one after the other.

        A short one alone, such as an abbreviation, must not be part of a longer one.
        """
        return np.unpackbits(self._remembered(phrase), count=self._size).view(np.bool_)

    def _phrase(self, phrase: str) -> NDArray[np.uint8]:
        index, words = self._index, phrase.split()
        if len(words) == 1:
            known = index.inside(phrase) if len(phrase) > SHORT else index.whole(phrase)
            return np.packbits(index.rows_of(known))
        mask = np.ones(self._size, dtype=np.bool_)
        for word in words:
            mask &= index.rows_of(index.inside(word))
        rows = np.flatnonzero(mask)
        if len(rows) <= MOST_READ:
            texts = ("\n".join(str(column.iloc[row]) for column in self._columns) for row in rows)
            mask[rows] = [phrase in fold(text) for text in texts]
        return np.packbits(mask)

    def _nearest(self, word: str) -> str | None:
        """Return the word of the texts that is meant by a misspelt one; None where none is near."""
        return self._index.nearest(word)

    @property
    def _index(self) -> "_Index":
        with self._building:
            if self._built is None:
                self._built = _Index(self._columns, self._size)
            return self._built


PHRASES = 256
"""Phrases whose events are remembered, and misspelt words whose meaning is."""

SHORT = 3
"""Letters up to which a name must be a whole word."""

MOST_READ = 5_000
"""Events whose text is read again to see whether words follow each other; of more, all count."""


class _Index:
    """The words in one array; for a frequent one a bit for each row, for the others the rows."""

    def __init__(self, columns: tuple[pd.Series, ...], size: int) -> None:
        pieces = list(_words_in(columns))
        encoded = pa.chunked_array([words for words, _ in pieces]).unify_dictionaries()
        words = encoded.chunk(0).dictionary
        codes = np.concatenate([chunk.indices.to_numpy() for chunk in encoded.chunks])
        rows = np.concatenate([rows for _, rows in pieces])
        del pieces, encoded
        self._words, codes = _once(folded(words), codes)
        numbers = np.bincount(codes, minlength=len(self._words))
        frequent = numbers > size // FREQUENT
        self._bits: dict[int, NDArray[np.uint8]] = {}
        found = np.flatnonzero(frequent)
        for batch in np.array_split(found, -(-len(found) // 64) or 1):
            self._bits |= zip(batch.tolist(), _bits(batch, codes, rows, size), strict=True)
        rare = ~frequent[codes]
        order = np.argsort(codes[rare], kind="stable")
        self._rows = rows[rare][order]
        self._starts = np.concatenate([[0], np.cumsum(np.where(frequent, 0, numbers))])
        self._numbers = numbers
        self._size = size
        pa.default_memory_pool().release_unused()

    def inside(self, word: str) -> Marks:
        """Mark the words that a word is part of."""
        return _marks(pc.match_substring(self._words, word))

    def whole(self, word: str) -> Marks:
        """Mark a word itself, and its plural or genitive."""
        return _marks(pc.match_substring_regex(self._words, f"(^| ){re.escape(word)}s?( |$)"))

    def forms(self, word: str, stems: Stems) -> Marks:
        """Mark the other forms of a word."""
        root, found = stems.root(word), np.zeros(len(self._words), dtype=np.bool_)
        if root == word and len(word) < SHORTEST:
            return found
        for beginning in stems.beginnings(word):
            found |= _marks(pc.starts_with(self._words, beginning))
        for code in np.flatnonzero(found):
            found[code] = stems.root(self._words[code].as_py()) == root
        return found

    def nearest(self, word: str) -> str | None:
        """Return the most frequent of the words that are least far from one."""
        return nearest_among(self._frequent, word)

    @cached_property
    def _frequent(self) -> list[str]:
        counted = pa.table({"word": self._words, "number": self._numbers})
        order = [("number", "descending"), ("word", "ascending")]
        most = pc.select_k_unstable(counted, MOST_KNOWN, order)
        return letters_of(self._words.take(most).to_pylist())

    def rows_of(self, words: Marks) -> NDArray[np.bool_]:
        """Mark the rows that have any of the marked words."""
        matches = np.flatnonzero(words)
        runs = [self._rows[self._starts[code] : self._starts[code + 1]] for code in matches]
        mask = _marked(self._size, np.concatenate(runs) if runs else self._rows[:0])
        for code in matches[np.isin(matches, list(self._bits))]:
            mask |= np.unpackbits(self._bits[int(code)], count=self._size).view(np.bool_)
        return mask


MOST_KNOWN = 50_000
"""Words, the most frequent, of which one can be meant; of those as frequent the first."""


def letters_of(words: Iterable[str]) -> list[str]:
    """Return the words of letters that folded words are made of, each once."""
    parts = (part for word in words for part in word.split())
    return list(dict.fromkeys(part for part in parts if part.isalpha()))


def nearest_among(known: list[str], word: str) -> str | None:
    """Return the first of the words that are least far from one; None where none is near."""
    far = 1 if len(word) <= SHORT + 2 else 2
    ends = process.extract(word, known, scorer=OSA.distance, score_cutoff=far, limit=None)
    best = min(ends, key=lambda end: (end[1], end[2]), default=None)
    return None if best is None or len(word) <= SHORT else str(best[0])


FREQUENT = 32
"""A word that one event in so many has needs less memory as bits than as rows of four bytes."""


def _bits(
    wanted: NDArray[np.intp], codes: NDArray[np.int32], rows: NDArray[np.int32], size: int
) -> NDArray[np.uint8]:
    """Return a line of bits for each wanted word: which rows have it."""
    line = np.full(int(codes.max(initial=0)) + 1, -1, dtype=np.int16)
    line[wanted] = np.arange(len(wanted))
    lines = line[codes]
    known = lines >= 0
    marks = np.zeros((len(wanted), size), dtype=np.bool_)
    marks[lines[known], rows[known]] = True
    return np.packbits(marks, axis=1)


def _marks(matches: pa.Array) -> Marks:
    marks: Marks = np.array(matches.to_numpy(zero_copy_only=False))
    return marks


def _marked(size: int, rows: NDArray[np.int32]) -> NDArray[np.bool_]:
    mask = np.zeros(size, dtype=np.bool_)
    mask[rows] = True
    return mask


def _words_in(columns: Iterable[pd.Series]) -> Iterator[tuple[pa.Array, NDArray[np.int32]]]:
    """Yield the words as the text has them, and the row of each, PIECE rows at a time."""
    for column in columns:
        for start in range(0, len(column), PIECE):
            texts = pa.array(column.iloc[start : start + PIECE], pa.large_string())
            lists = pc.utf8_split_whitespace(texts)
            rows = lists.value_parent_indices().to_numpy(zero_copy_only=False)
            yield pc.dictionary_encode(lists.flatten()), rows.astype(np.int32) + np.int32(start)


PIECE = 65_536
"""Rows that are split at once, which bounds the memory needed."""


def _once(words: pa.Array, codes: NDArray[np.int32]) -> tuple[pa.Array, NDArray[np.int32]]:
    """Number each word once that different words became when they were folded."""
    encoded = pc.dictionary_encode(words)
    return encoded.dictionary, encoded.indices.to_numpy()[codes]


def folded(words: pa.Array) -> pa.Array:
    """Fold words by the rules of `fold`, those of ASCII alone all at once."""
    simple = pc.string_is_ascii(words)
    bare = pc.replace_substring_regex(pc.ascii_lower(words), "['`]", "")
    quick = pc.utf8_trim(pc.replace_substring_regex(bare, "[^0-9a-z_]+", " "), " ")
    slow = [fold(word) for word in words.filter(pc.invert(simple)).to_pylist()]
    return pc.replace_with_mask(quick, pc.invert(simple), pa.array(slow, words.type))
