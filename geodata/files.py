"""Read curated YAML strictly, and say what is wrong with a record in words."""

from collections.abc import Hashable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from yaml.composer import Composer

LARGEST = 1_000_000
"""Bytes; a curated file is far smaller."""

NONE: Mapping[str, str] = {}


class _StrictLoader(Composer, yaml.CBaseLoader):
    """Keep every scalar as text, so that pydantic alone decides types.

    libyaml splits the text, which takes most of the time in Python; nodes are composed here.

    An unquoted `null` or nothing is None. Equal keys and anchors are refused: the first hide
    a slip, the second can grow without bound.
    """

    def __init__(self, text: str) -> None:
        yaml.CBaseLoader.__init__(self, text)
        Composer.__init__(self)

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            mark: Any = getattr(self.peek_event(), "start_mark", None)
            raise yaml.MarkedYAMLError(problem="aliases (*name) are not used", problem_mark=mark)
        return super().compose_node(parent, index)

    def construct_scalar(self, node: Any) -> Any:
        if not node.style and node.value in ("", "null"):
            return None
        return super().construct_scalar(node)

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Hashable, Any]:
        """Refuse equal keys, of which PyYAML would keep the last, and keys that are no text."""
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                problem = "a field's name must be plain text"
                raise yaml.MarkedYAMLError(problem=problem, problem_mark=key.start_mark)
            if key.value in seen:
                problem = f"the field {key.value!r} stands twice"
                raise yaml.MarkedYAMLError(problem=problem, problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


_StrictLoader.add_constructor("tag:yaml.org,2002:str", _StrictLoader.construct_scalar)


def read_yaml(path: Path) -> Any:
    """Read one YAML file; scalars stay text.

    Raises ValueError with one line that names the place in the file.
    """
    if path.stat().st_size > LARGEST:
        raise ValueError(f"file: is larger than {LARGEST:,} bytes (got {path.stat().st_size:,})")
    return parse_yaml(path.read_bytes())


def parse_yaml(content: bytes) -> Any:
    """Read YAML in UTF-8; scalars stay text. The caller bounds its size.

    Raises ValueError with one line that names the place in it.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"file: is not UTF-8 (byte {error.start})") from None
    try:
        return yaml.load(text, Loader=_StrictLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        # The end of a text counts as a line of its own for libyaml.
        where = f"line {min(mark.line, text.count(chr(10))) + 1}" if mark else "file"
        raise ValueError(f"{where}: {error.problem}") from None
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(f"file: is not YAML ({type(error).__name__})") from None


def explain(error: ValidationError, advice: Mapping[str, str] = NONE) -> Iterator[str]:
    """Write each fault of a record as `field: what is wrong (got value)`.

    `advice` says what to do about a kind of fault, by pydantic's name for it.
    """
    for fault in error.errors(include_url=False):
        field = ".".join(str(part) for part in fault["loc"]) or "record"
        got = "" if fault["type"] == "missing" else f" (got {_short(fault['input'])})"
        to_do = f"; {advice[fault['type']]}" if fault["type"] in advice else ""
        yield f"{field}: {fault['msg'].removeprefix('Value error, ')}{to_do}{got}"


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 90 else f"{text[:87]}..."
