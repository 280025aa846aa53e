"""Values as Python prints them, read without running anything of them."""

import ast
import datetime as dt
import re
import warnings
from typing import Any

LONGEST = 1_000_000
"""Characters that are read."""

DEEPEST = 20
"""Lists and dictionaries within each other."""

MOST = 20_000
"""Words, numbers and signs that are read, so that no cell takes more than a second."""

WORDS: dict[str, bool | None] = {"None": None, "True": True, "False": False}

CLOSING: dict[str, str] = {"[": "]", "(": ")", "{": "}"}

TIME = "datetime.datetime"

_TOKEN = re.compile(
    r"""\s*(?:(?P<text>'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")
    |(?P<number>-?\d+(?:\.\d+)?(?:e[-+]?\d+)?)|(?P<word>[A-Za-z_][\w.]*)|(?P<sign>[][(){}:,=])
    |(?P<end>\Z))""",
    re.VERBOSE,
)


def taken_apart(text: object) -> Any:
    """Return the value that Python printed as this text; None where it is no plain value.

    >>> taken_apart("{'at': datetime.datetime(2024, 5, 1, tzinfo=datetime.timezone.utc)}")
    {'at': '2024-05-01T00:00:00'}
    """
    if not isinstance(text, str) or len(text) > LONGEST:
        return None
    try:
        with warnings.catch_warnings(action="ignore"):  # of unknown escapes
            return _Printed(text).whole()
    except (ValueError, SyntaxError, TypeError, OverflowError):
        return None


class _Printed:
    """Reads from the left. Its own grammar is small, where Python's can take minutes and memory."""

    def __init__(self, text: str) -> None:
        self._text, self._at, self._left = text, 0, MOST
        self._kind, self._token = "", ""
        self._step()

    def whole(self) -> Any:
        value = self._value(DEEPEST)
        if self._kind != "end":
            raise ValueError("goes on behind its end")
        return value

    def _step(self) -> tuple[str, str]:
        """Go on to the next token; return the one before."""
        before = self._kind, self._token
        self._left -= 1
        if not (found := _TOKEN.match(self._text, self._at)) or self._left < 0:
            raise ValueError("is no plain value")
        self._at = found.end()
        self._kind = str(found.lastgroup)
        self._token = found[self._kind]
        return before

    def _take(self, sign: str) -> bool:
        """Go beyond a sign, if it is the next."""
        is_next = self._kind == "sign" and self._token == sign
        if is_next:
            self._step()
        return is_next

    def _expect(self, sign: str) -> None:
        if not self._take(sign):
            raise ValueError(f"has no {sign}")

    def _value(self, depth: int) -> Any:
        kind, token = self._step()
        if kind == "text":
            # One text between quotation marks, and no more.
            return ast.literal_eval(token) if "\\" in token else token[1:-1]
        if kind == "number":
            return int(token) if token.lstrip("-").isdecimal() else float(token)
        if kind == "word" and token in WORDS:
            return WORDS[token]
        if kind == "word" and token == TIME:
            return self._time()
        if token in CLOSING and depth:
            return self._several(CLOSING[token], depth - 1)
        raise ValueError("is no plain value")

    def _several(self, closing: str, depth: int) -> Any:
        """Read what stands in brackets, with a comma between each two."""
        pairs: dict[str, Any] = {}
        values: list[Any] = []
        while not self._take(closing):
            value = self._value(depth)
            if closing == "}":
                self._expect(":")
                pairs[str(value)] = self._value(depth)
            else:
                values.append(value)
            if not self._take(","):
                self._expect(closing)
                break
        return pairs if closing == "}" else values

    def _time(self) -> str:
        """Read the numbers of a time; what else is said of it, such as its zone, is passed over."""
        self._expect("(")
        numbers: list[Any] = []
        while self._kind == "number":
            numbers.append(int(self._step()[1]))
            if not self._take(","):
                break
        open_brackets = 1
        while open_brackets:
            kind, token = self._step()
            if kind == "end":
                raise ValueError("has no )")
            open_brackets += (token == "(") - (token == ")")
        return dt.datetime(*numbers).isoformat()
