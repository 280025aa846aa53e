"""The words of a database: which events have one, a form of it, or a phrase."""

from functools import lru_cache, reduce
from operator import or_

import ibis
from ibis.expr.types import BooleanValue

from events.query.engines.sql.connections import Connections
from events.query.engines.sql.tables import OCCURRENCES, WORDS
from events.query.stems import SHORTEST, Stems
from events.query.text import MOST_KNOWN, PHRASES, SHORT, letters_of, nearest_among


class Words:
    """Says which events have words, by the same rules as the index in memory.

    A phrase is looked for in the whole text, however many events have its words.
    """

    def __init__(self, events: ibis.Table, connections: Connections, stems: Stems) -> None:
        self._events = events
        self._connections = connections
        self._stems = stems
        self._forms = lru_cache(PHRASES)(self._find_forms)
        self.nearest = lru_cache(PHRASES)(self._nearest)

    def word(self, word: str) -> BooleanValue:
        """Ask for events whose text has a folded word, another form of it, or a longer one."""
        inside = WORDS.word.contains(word)
        forms = self._forms(word)
        return self._having(inside | WORDS.code.isin(forms) if forms else inside)

    def phrase(self, phrase: str) -> BooleanValue:
        """Ask for events whose text has folded words one after the other.

        A short one alone, such as an abbreviation, must not be part of a longer one.
        """
        if " " in phrase:
            return self._events.folded.contains(phrase)
        if len(phrase) > SHORT:
            return self._having(WORDS.word.contains(phrase))
        apart = ibis.literal(" ") + WORDS.word + " "
        return self._having(apart.contains(f" {phrase} ") | apart.contains(f" {phrase}s "))

    def _having(self, words: BooleanValue) -> BooleanValue:
        codes = WORDS.filter(words).code
        return self._events.number.isin(OCCURRENCES.filter(OCCURRENCES.code.isin(codes)).number)

    def _find_forms(self, word: str) -> tuple[int, ...]:
        """Return the codes of the other forms of a word."""
        root = self._stems.root(word)
        if root == word and len(word) < SHORTEST:
            return ()
        written = self._connections.write(_beginning, *sorted(self._stems.beginnings(word)))
        found = self._connections.read(written).to_pylist()
        return tuple(each["code"] for each in found if self._stems.root(each["word"]) == root)

    def _nearest(self, word: str) -> str | None:
        """Return the word of the texts that is meant by a misspelt one; None where none is near."""
        frequent = self._connections.ask(self._connections.write(_frequent))
        return nearest_among(letters_of(frequent["word"].to_pylist()), word)


def _beginning(*beginnings: str) -> ibis.Table:
    """Ask for the words that begin in any of these ways."""
    return WORDS.filter(reduce(or_, map(WORDS.word.startswith, beginnings))).select("code", "word")


def _frequent() -> ibis.Table:
    """Ask for the words of which one can be meant."""
    order = [WORDS.frequency.desc(), WORDS.word]
    return WORDS.order_by(order).limit(MOST_KNOWN).select("word")
