"""Addresses of databases: which there are, what each needs, and how a message names one."""

import re
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType

from events.records import CurationError

REQUIREMENTS = "-r requirements.txt"
"""What pip is told to install, where the first command of the README has not been run."""


@dataclass(frozen=True)
class Kind:
    """A kind of database: how its address is written, and what opens it."""

    form: str
    """The address, for a reader."""
    module: str
    """Beside this one.

    `Reader` opens a database, and `is_there` tells whether there is one. `loading` opens the room
    in which a load is written until it is complete, `appending` what is there for further events,
    `tables` names the tables there, and `insert` adds rows to them, all or none.
    """
    packages: tuple[str, ...]
    """Modules that must be installed."""
    install: str = REQUIREMENTS
    """What pip is told to install, where one is missing."""


_POSTGRESQL = "postgresql://USER:PASSWORD@HOST/DATABASE"

KINDS: dict[str, Kind] = {
    "duckdb": Kind("duckdb:///FILE", "embedded", ("duckdb", "ibis")),
    "postgresql": Kind(_POSTGRESQL, "postgresql", ("psycopg", "ibis")),
    "postgres": Kind(_POSTGRESQL, "postgresql", ("psycopg", "ibis")),
    "clickhouse": Kind(
        "clickhouse://USER:PASSWORD@HOST/DATABASE",
        "clickhouse",
        ("clickhouse_connect", "ibis"),
        "'ibis-framework[clickhouse]>=12,<13'",
    ),
    "spark": Kind(
        "spark://HOST:PORT/FOLDER",
        "spark",
        ("pyspark", "py4j", "duckdb", "ibis"),
        "'pyspark>=4.0,<4.1'",
    ),
}
"""Every kind of database, by what its addresses begin with."""

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*)://")
_SERVER = re.compile(r"(?:[^@/?#\s]*@)?([\w.-]+(?::\d+)?(?:/[\w.-]*)*)(?:\?\S*)?", re.ASCII)


def forms(between: str = ", ") -> str:
    """Name every kind of address."""
    return between.join(dict.fromkeys(kind.form for kind in KINDS.values()))


def is_address(source: str | Path | None) -> bool:
    """Tell whether a source is the address of a database, of a kind that is known or not."""
    return isinstance(source, str) and _SCHEME.match(source) is not None


def worded(address: str) -> str:
    """Name an address in a message: without the user, the password and what follows a ?.

    >>> worded("postgresql://me:secret@host:5432/news?password=secret")
    'postgresql://host:5432/news'
    >>> worded("postgresql://me:sec/ret@host")
    'postgresql://…'
    """
    scheme, _, rest = address.partition("://")
    if not rest or rest.startswith("/"):  # a file
        return f"{scheme}://{rest}"
    known = _SERVER.fullmatch(rest)
    return f"{scheme}://{known[1] if known else '…'}"


def file_of(address: str) -> Path:
    """Return the file of an address; raise CurationError where it names none."""
    path = address.partition("://")[2].removeprefix("/")
    if not path or not address.partition("://")[2].startswith("/"):
        raise CurationError([f"{worded(address)}: names no file; write it as duckdb:///FILE"])
    return Path(path)


def check_address(address: str) -> None:
    """Raise CurationError with one line where nothing can open an address."""
    scheme = _scheme(address)
    if scheme not in KINDS:
        line = f"{worded(address)}: is no kind of database that is known; there is {forms()}"
        raise CurationError([line])
    try:
        for package in KINDS[scheme].packages:
            import_module(package)
    except ImportError as error:
        raise CurationError(
            [
                f"{worded(address)}: needs {error.name}, which is not installed; "
                f"pip install {KINDS[scheme].install}"
            ]
        ) from None


def module_of(address: str) -> ModuleType:
    """Load what opens an address that was checked."""
    return import_module(f"{__package__}.{KINDS[_scheme(address)].module}")


def _scheme(address: str) -> str:
    return address.partition("://")[0].lower()
