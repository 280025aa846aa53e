"""Texts for a search that only looks for letters: with the forms and names that would find them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from events.query.stems import Stems
from events.query.text import SHORT
from events.query.words import Names


def widen(texts: Sequence[str], names: Names, stems: Stems) -> Iterator[str]:
    """Yield folded texts, each with what any of them calls the same things.

    To a word are added its other forms in all texts, and to a name the other names of its place.
    """
    forms: dict[str, set[str]] = defaultdict(set)
    for word in {word for text in texts for word in text.split()}:
        root = stems.root(word)
        forms[root] |= {word, *stems.irregular(root)}
    for text in texts:
        others = [form for word in text.split() for form in sorted(forms[stems.root(word)])]
        for name, same in names.same.items():
            if name in text if len(name) > SHORT else name in text.split():
                others += same
        yield " ".join([text, *(word for word in dict.fromkeys(others) if word not in text)])
