"""Find words in any script, ignoring case, diacritics and punctuation."""

import re
import unicodedata
from collections.abc import Iterable

import numpy as np
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
    """The folded text of every event, built once for a dataset."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = [fold(text) for text in texts]

    def find(self, words: str) -> NDArray[np.bool_]:
        """Mark the events whose text holds every one of the words; all where there are none."""
        wanted = fold(words).split()
        found = (all(word in text for word in wanted) for text in self._texts)
        return np.fromiter(found, dtype=np.bool_, count=len(self._texts))
