"""The veil: hides from a reader which outlets are meant, or what the figures are.

Outlets are replaced by letters, and figures by a box, until they are revealed.
"""

import calendar
import re
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import count

from events.records import Records

THE = "The "

HIDDEN = "▢"
"""Stands for a figure."""


@dataclass(frozen=True)
class Veil:
    """Hides the names of outlets, each behind a letter in the order given, and figures.

    A name is found with and without its article and its words in brackets, in any case. A name of
    a single word is not found in lower case, where it is a common word (`the national`).
    """

    names: tuple[str, ...] = ()
    short_names: tuple[str, ...] = ()
    """Words that, after an article, are short for an outlet with the word in its name: the Post."""
    revealed: frozenset[str] = frozenset()
    """Names that are shown; the letters of the others do not change."""
    hides_figures: bool = False

    @cached_property
    def _meant(self) -> dict[str, tuple[str, ...]]:
        """The outlets that each form of a name can mean: one, or several for a short name."""
        meant = {name: (name,) for name in self.names}
        for name in self.names:
            for form in _written(name):
                meant.setdefault(form, (name,))
        short: dict[str, tuple[str, ...]] = {}
        for name in dict.fromkeys(self.names):
            for word in set(self.short_names).intersection(name.split()):
                short[THE + word] = (*short.get(THE + word, ()), name)
        return short | meant

    @cached_property
    def _letters(self) -> dict[str, str]:
        # Letters that are an outlet's name themselves would name it.
        letters = (letter for letter in map(_letter, count()) if letter not in self._meant)
        return {name: f"Outlet {next(letters)}" for name in dict.fromkeys(self.names)}

    @cached_property
    def _forms(self) -> tuple[tuple[str, str], ...]:
        """All forms, the longest first, each with a word that a text with it must contain."""
        forms = (form for form in self._meant if form.removeprefix(THE).strip())
        ordered = sorted(forms, key=lambda form: (-len(form), form))
        return tuple((form, _longest_word(form)) for form in ordered)

    @property
    def is_blind(self) -> bool:
        """Whether letters stand for outlets."""
        return bool(self.names)

    def text(self, text: str) -> str:
        """Hide names and, if the veil hides them, figures."""
        shown = self.dated(text)
        return without_figures(shown) if self.hides_figures else shown

    def dated(self, text: str) -> str:
        """Hide names alone; figures stay, for texts such as titles and dates."""
        for start, end, letter in reversed(self.hidden(text)):
            text = text[:start] + letter + text[end:]
        return text

    def hidden(self, text: str) -> list[tuple[int, int, str]]:
        """List the names in a text: where each begins and ends, and what stands for it."""
        small = text.casefold()
        forms = tuple(form for form, word in self._forms if word in small)
        if not forms:
            return []
        found = _pattern(forms).finditer(text)
        return [(*name.span(), self._replaced(name, forms)) for name in found]

    def _replaced(self, found: re.Match[str], forms: tuple[str, ...]) -> str:
        meant = self._meant[forms[(found.lastindex or 1) - 1]]
        if self.revealed.issuperset(meant):
            return found[0]
        return self._letters[meant[0]] if len(meant) == 1 else f"{found[0][0]}he outlet"

    def name(self, outlet: str) -> str:
        """Return an outlet's letter, or its name if it is revealed or the veil hides no names.

        Raises KeyError for an outlet that is not among `names`.
        """
        if not self.names or outlet in self.revealed:
            return outlet
        return self._letters[outlet]

    def hides(self, outlet: str) -> bool:
        """Tell whether a letter stands for an outlet."""
        return outlet in self._letters and outlet not in self.revealed


OPEN = Veil()
"""Hides nothing."""


def draw_veil(
    records: Records,
    first: Iterable[str] = (),
    *,
    revealed: frozenset[str] = frozenset(),
    hides_figures: bool = False,
) -> Veil:
    """Hide all outlets of a collection; those in `first` get the first letters."""
    names = tuple(dict.fromkeys([*first, *outlet_names(records)]))
    return Veil(names, records.vocabulary.short_names, revealed, hides_figures)


def outlet_names(records: Records) -> tuple[str, ...]:
    """List the names of all outlets that are sources or speakers of a collection."""
    names = [source.outlet for source in records.sources.values()]
    names += [s.name for s in records.speakers.values() if records.is_outlet(s.id)]
    unnamed = records.vocabulary.unnamed_outlets
    return tuple(name for name in dict.fromkeys(names) if name not in unnamed)


def _letter(number: int) -> str:
    """Count in letters: A to Z, then AA.

    >>> _letter(0), _letter(25), _letter(26), _letter(51), _letter(52)
    ('A', 'Z', 'AA', 'AZ', 'BA')
    """
    before, last = divmod(number, 26)
    return (_letter(before - 1) if before else "") + string.ascii_uppercase[last]


def _written(name: str) -> Iterator[str]:
    """Yield the forms in which a name is written."""
    bare = re.sub(r"\s*\(.*?\)", "", name).strip()
    for part in dict.fromkeys([name, bare, *bare.split(" / ")]):
        if not part:
            continue
        yield part
        core = part.removeprefix(THE)
        if core == part:
            yield THE + part
        elif " " in core:
            yield core


def _longest_word(form: str) -> str:
    """Return the longest word of a form, whose absence rules the form out quickly."""
    words = re.split(r"['’\s]+", form.removeprefix(THE).casefold())
    return max(words, key=len)


@lru_cache(1024)
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"({_searched(form)})" for form in forms))


def _searched(form: str) -> str:
    """Return an expression for a form: any spaces, either apostrophe, not within a longer word."""
    core = form.removeprefix(THE)
    words = r"\s+".join(re.sub("['’]", "['’]", re.escape(word)) for word in core.split())
    capitals = r"\s+".join(re.escape(word.upper()) for word in core.split())
    loose = " " in core or not core.replace("-", "").isalpha()
    found = f"(?i:{words})" if loose else f"(?:{words}|{capitals})"
    article = r"(?i:the)\s+" if core != form else ""
    return _edge(r"(?<!\w)", form[0]) + article + found + _edge(r"(?!\w)", form[-1])


def _edge(boundary: str, character: str) -> str:
    """Require a word boundary, except in scripts without spaces: Chinese, Japanese and Thai."""
    spaceless = "\u0e00" <= character <= "\u0e7f" or "\u3040" <= character <= "\u9fff"
    return "" if spaceless or not re.match(r"\w", character) else boundary


_MONTHS = "|".join(calendar.month_name[1:])

_NUMBER = re.compile(
    rf"(?P<date>\b(?:[0-9]{{1,2}} )?(?:{_MONTHS})(?: [0-9]{{4}})?\b(?![.,]?[0-9]))"
    r"|[\d¼-¾⅐-⅞]+(?:[.,:٫٬\u00a0\u202f][\d¼-¾⅐-⅞]+)*"
)


def without_figures(text: str) -> str:
    """Hide every number that is written in digits, except in dates that name a month.

    >>> without_figures("33,100 killed by 7 April 2024, nearly 19 miles off")
    '▢ killed by 7 April 2024, nearly ▢ miles off'
    """
    return _NUMBER.sub(lambda found: found[0] if found["date"] else HIDDEN, text)
