"""Find words in any script, ignoring case, diacritics and punctuation."""

import re
import unicodedata
from collections.abc import Iterator
from threading import Lock

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

_NOT_WORD = re.compile(r"[^\w]+")

IGNORED = "'`‘’ʻʼʾʿ׳\u0640"
"""Apostrophes of any kind, and the tatweel, which only stretches an Arabic word."""


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

    A searched word is found inside a longer one too. The index is built by the first search.
    """

    def __init__(self, *columns: pd.Series) -> None:
        self._columns = columns
        self._size = len(columns[0])
        self._built: _Index | None = None
        self._building = Lock()

    def find(self, words: str) -> NDArray[np.bool_]:
        """Mark the events whose text has every one of the words; all where there are none."""
        found = np.ones(self._size, dtype=np.bool_)
        for word in fold(words).split():
            found &= self._index.find(word)
        return found

    @property
    def _index(self) -> "_Index":
        with self._building:
            if self._built is None:
                self._built = _Index(self._columns, self._size)
            return self._built


class _Index:
    """The words in one array; for a frequent one a bit for each row, for the others the rows."""

    def __init__(self, columns: tuple[pd.Series, ...], size: int) -> None:
        pieces = list(_words_in(columns))
        encoded = pa.chunked_array([words for words, _ in pieces]).unify_dictionaries()
        words = encoded.chunk(0).dictionary
        codes = np.concatenate([chunk.indices.to_numpy() for chunk in encoded.chunks])
        rows = np.concatenate([rows for _, rows in pieces])
        del pieces, encoded
        self._words = _folded(words)
        numbers = np.bincount(codes, minlength=len(words))
        frequent = numbers > size // FREQUENT
        self._bits: dict[int, NDArray[np.uint8]] = {}
        found = np.flatnonzero(frequent)
        for batch in np.array_split(found, -(-len(found) // 64) or 1):
            self._bits |= zip(batch.tolist(), _bits(batch, codes, rows, size), strict=True)
        rare = ~frequent[codes]
        order = np.argsort(codes[rare], kind="stable")
        self._rows = rows[rare][order]
        self._starts = np.concatenate([[0], np.cumsum(np.where(frequent, 0, numbers))])
        self._size = size
        pa.default_memory_pool().release_unused()

    def find(self, word: str) -> NDArray[np.bool_]:
        """Mark the rows whose text has the word, or one that it is part of."""
        matches = np.flatnonzero(
            pc.match_substring(self._words, word).to_numpy(zero_copy_only=False)
        )
        runs = [self._rows[self._starts[code] : self._starts[code + 1]] for code in matches]
        mask = _marked(self._size, np.concatenate(runs) if runs else self._rows[:0])
        for code in matches[np.isin(matches, list(self._bits))]:
            mask |= np.unpackbits(self._bits[int(code)], count=self._size).view(np.bool_)
        return mask


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


def _marked(size: int, rows: NDArray[np.int32]) -> NDArray[np.bool_]:
    mask = np.zeros(size, dtype=np.bool_)
    mask[rows] = True
    return mask


def _words_in(columns: tuple[pd.Series, ...]) -> Iterator[tuple[pa.Array, NDArray[np.int32]]]:
    """Yield the words as the text has them, and the row of each, PIECE rows at a time."""
    for column in columns:
        for start in range(0, len(column), PIECE):
            texts = pa.array(column.iloc[start : start + PIECE], pa.large_string())
            lists = pc.utf8_split_whitespace(texts)
            rows = lists.value_parent_indices().to_numpy(zero_copy_only=False)
            yield pc.dictionary_encode(lists.flatten()), rows.astype(np.int32) + np.int32(start)


PIECE = 65_536
"""Rows that are split at once, which bounds the memory needed."""


def _folded(words: pa.Array) -> pa.Array:
    """Fold words by the rules of `fold`, those of ASCII alone all at once."""
    simple = pc.string_is_ascii(words)
    bare = pc.replace_substring_regex(pc.ascii_lower(words), "['`]", "")
    quick = pc.utf8_trim(pc.replace_substring_regex(bare, "[^0-9a-z_]+", " "), " ")
    slow = [fold(word) for word in words.filter(pc.invert(simple)).to_pylist()]
    return pc.replace_with_mask(quick, pc.invert(simple), pa.array(slow, words.type))
