"""Which number an event has in its table, and back."""

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc


class Identifiers:
    """The ids of a table, in its order; found by a scan, since links name few of them."""

    def __init__(self, ids: pd.Series) -> None:
        self._ids = pa.chunked_array(pa.array(ids, pa.large_string()))

    def __len__(self) -> int:
        return len(self._ids)

    def __getitem__(self, number: int) -> str:
        identifier: str = self._ids[number].as_py()
        return identifier

    def __contains__(self, identifier: object) -> bool:
        return self.number(identifier) is not None

    def number(self, identifier: object) -> int | None:
        """Return an event's number; None where no event of the table has this id."""
        # Ids are ASCII; other text, as half a character from a link, cannot even be looked for.
        if not isinstance(identifier, str) or not identifier.isascii():
            return None
        found: int = pc.index(self._ids, identifier).as_py()
        return found if found >= 0 else None
