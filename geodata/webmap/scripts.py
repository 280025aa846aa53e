"""The map's scripts as one file, so that a frame waits for one answer and not for one a module."""

import re
from pathlib import Path

import js_lib_leaflet

from geodata.webmap.columns import write_hashed

ASSETS = Path(__file__).parent / "web"

LEAFLET = Path(js_lib_leaflet.__file__).parent / "static" / "js_lib_leaflet"
"""Where the package django-js-lib-leaflet keeps Leaflet; Django itself is not needed."""

_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.{1,2}/[\w./-]+\.js)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?function|class|const) (\w+)", re.MULTILINE)
_COMMENT = re.compile(r"^ *(?:/\*\*(?:(?!\*/).)*\*/|//[^\n]*)\n", re.MULTILINE | re.DOTALL)
"""Comments on lines of their own, with the types: half of the text, and nothing to a browser."""

_OTHER = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)


def write_scripts(folder: Path, leaflet: Path = LEAFLET / "leaflet.js") -> str:
    """Write Leaflet and our scripts behind it into a folder; return the file's name."""
    return write_hashed(folder, "map", "js", join_scripts(ASSETS / "main.js", leaflet).encode())


def join_scripts(entry: Path, leaflet: Path = LEAFLET / "leaflet.js") -> str:
    """Return Leaflet and a module with all that it imports, as one classic script."""
    return f"{leaflet.read_text('utf-8')}\n;\n{join_modules(entry)}"


def join_modules(entry: Path) -> str:
    """Return a module with all that it imports as one script, each module in its own scope.

    Modules are written in one style, which is all that is understood: imports and exports stand at
    the start of a line, and name what they give one by one. Raises ValueError for another style,
    and for modules that import each other in a circle.
    """
    joined: dict[Path, str] = {}
    _join(entry.resolve(), joined, ())
    return "".join(('(() => {\n"use strict";\nconst modules = [];\n', *joined.values(), "})();\n"))


def _join(path: Path, joined: dict[Path, str], above: tuple[Path, ...]) -> None:
    """Add a module behind those that it imports."""
    if path in above:
        raise ValueError(f"{path.name}: imports itself, by way of {above[-1].name}")
    text = path.read_text("utf-8")
    for _, name in _IMPORT.findall(text):
        imported = (path.parent / name).resolve()
        if imported not in joined:
            _join(imported, joined, (*above, path))
    numbers = {module: number for number, module in enumerate(joined)}

    def take(found: re.Match[str]) -> str:
        number = numbers[(path.parent / found[2]).resolve()]
        return f"const {{{found[1].replace(' as ', ': ')}}} = modules[{number}];"

    given = ", ".join(name for _, name in _EXPORT.findall(text))
    body = _COMMENT.sub("", _EXPORT.sub(r"\1 \2", _IMPORT.sub(take, text)))
    if other := _OTHER.search(body):
        raise ValueError(f"{path.name}: {other[0]!r} is not an import or export that can be joined")
    joined[path] = f"modules.push((() => {{\n{body}return {{ {given} }};\n}})());\n"


def join_styles() -> str:
    """Return Leaflet's style sheet, without the pictures that our map never shows, and ours."""
    leaflet = (LEAFLET / "leaflet.css").read_text("utf-8")
    return re.sub(r"url\([^)]*\)", "none", leaflet) + (ASSETS / "map.css").read_text("utf-8")
