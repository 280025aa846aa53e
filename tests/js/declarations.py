"""Writes the types of what Python gives to the map's script: python -m tests.js.declarations"""

import types
from collections.abc import Sequence
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from geodata.webmap import Message
from geodata.webmap.base import Base, Geometry, Part

FILE = Path(__file__).parents[2] / "geodata" / "webmap" / "web" / "data.d.ts"
HEAD = """\
// What Python gives to the map's script. Made of geodata/webmap/base.py and of Message in
// geodata/webmap/map.py: change those, then run python -m tests.js.declarations
"""
SIMPLE = {
    Any: "unknown",
    Geometry: "GeoJSON.Geometry",
    bool: "boolean",
    float: "number",
    int: "number",
    str: "string",
    type(None): "null",
}


def write(*roots: type) -> str:
    """Declare these types and all that they name."""
    found: dict[type, str] = {}
    for root in roots:
        declare(root, found)
    return "\n".join((HEAD, *found.values()))


def declare(record: type, found: dict[type, str]) -> None:
    """Add a typed dictionary or a dataclass to what was found, behind what it names."""
    fields = {name: written(kind, found) for name, kind in get_type_hints(record).items()}
    lines = "".join(f"  {name}: {kind};\n" for name, kind in fields.items())
    found[record] = f"export interface {record.__name__} {{\n{lines}}}\n"


def written(kind: Any, found: dict[type, str]) -> str:
    """Write a type of Python as TypeScript has it."""
    if kind in SIMPLE:
        return SIMPLE[kind]
    if is_typeddict(kind) or is_dataclass(kind):
        if kind not in found:
            declare(kind, found)
        return kind.__name__
    parts = get_args(kind)
    if get_origin(kind) is Literal:
        return " | ".join(f'"{part}"' for part in parts)
    names = [written(part, found) for part in parts if part is not ...]
    if get_origin(kind) is Sequence or parts[1:] == (...,):
        return f"({names[0]})[]" if "|" in names[0] else f"{names[0]}[]"
    if get_origin(kind) is tuple:
        return f"[{', '.join(names)}]"
    if get_origin(kind) in (Union, types.UnionType):
        return " | ".join(names)
    raise TypeError(f"{kind}: has no type in TypeScript; add it to SIMPLE")


if __name__ == "__main__":
    FILE.write_text(write(Part, Base, Message), "utf-8")
