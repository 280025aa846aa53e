"""Find words in any script, ignoring case, diacritics and punctuation."""

import re
import unicodedata
from collections.abc import Iterable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

_NOT_WORD = re.compile(r"[^\w]+")

_UNHEARD = "'`‘’ʻʼʾʿ׳\u0640"
"""Apostrophes of any kind, and the stroke that only widens an Arabic word."""


def fold(text: str) -> str:
    """Reduce text to what a search compares.

    Harakat, niqqud and accents go, as do case, apostrophes and the Arabic tatweel.

    >>> fold("Khuza’a, CAFÉ, عَزّة")
    'khuzaa cafe عزة'
    """
    apart = unicodedata.normalize("NFKD", text).casefold()
    again = unicodedata.normalize("NFKD", apart)
    bare = "".join(c for c in again if not unicodedata.combining(c) and c not in _UNHEARD)
    return _NOT_WORD.sub(" ", bare).strip()


class TextIndex:
    """Which events hold which words: the words once, folded, and for each the events.

    A searched word is found inside a longer one. The index is built when it is first asked.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = (
            texts
            if isinstance(texts, pa.ChunkedArray)
            else pa.chunked_array([list(texts)], pa.large_string())
        )
        self._words: list[str] | None = None

    def find(self, words: str) -> NDArray[np.bool_]:
        """Mark the events whose text holds every one of the words; all where there are none."""
        found = np.ones(len(self._texts), dtype=np.bool_)
        for word in fold(words).split():
            found &= self._holding(word)
        return found

    def _holding(self, word: str) -> NDArray[np.bool_]:
        if self._words is None:
            self._build()
        matches = [code for code, known in enumerate(self._words or []) if word in known]
        mask = np.zeros(len(self._texts), dtype=np.bool_)
        for code in matches:
            mask[self._rows[self._starts[code] : self._starts[code + 1]]] = True
        return mask

    def _build(self) -> None:
        """Split every text at white space, number the different words, and sort by word."""
        lists = pc.utf8_split_whitespace(self._texts).combine_chunks()
        encoded = pc.dictionary_encode(lists.flatten())
        if isinstance(encoded, pa.ChunkedArray):
            encoded = encoded.combine_chunks()
        codes = encoded.indices.to_numpy(zero_copy_only=False)
        rows = lists.value_parent_indices().to_numpy(zero_copy_only=False).astype(np.int32)
        order = np.argsort(codes, kind="stable")
        self._words = [fold(word) for word in encoded.dictionary.to_pylist()]
        self._rows = rows[order]
        self._starts = np.searchsorted(codes[order], np.arange(len(self._words) + 1))
