"""What each category of a file is called here: two of one name become one."""

import pandas as pd
import streamlit as st

from events.importers import Imported
from events.records.models import digest
from pages.parts.yours.brought import Brought

WRITTEN, BECOMES = "In the file", "Becomes"

SAID = (
    "Give several one name to make them one category, or another name to one. What the file says "
    "stays beside each event."
)


def merging(file: Brought, imported: Imported) -> None:
    """Offer to rename the categories that the file has of its own."""
    names = imported.mapping.values.get("category", {})
    if not names:
        return
    with st.expander(f"Categories of the file: {len(names):,}"):
        st.caption(SAID)
        # What was typed belongs to the table that it was typed into.
        key = f"categories-{digest(*names, *names.values())}"
        st.data_editor(
            pd.DataFrame({WRITTEN: list(names), BECOMES: list(names.values())}),
            key=key,
            hide_index=True,
            disabled=[WRITTEN],
            column_config={BECOMES: st.column_config.TextColumn(max_chars=80)},
            on_change=_rename,
            args=(key, file, imported),
        )


def _rename(key: str, file: Brought, imported: Imported) -> None:
    """Take what was typed; a category whose name is emptied keeps that of the file."""
    names = dict(imported.mapping.values["category"])
    written = list(names)
    for row, changed in st.session_state[key]["edited_rows"].items():
        name = written[int(row)]
        names[name] = (changed.get(BECOMES) or "").strip() or name
    values = {**imported.mapping.values, "category": names}
    file.change(imported.mapping.model_copy(update={"values": values}))
