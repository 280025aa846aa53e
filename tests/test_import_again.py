"""What is exported here comes in again, and has lost nothing that the format can hold."""

import numpy as np
import pytest

from events.collection import open_collection
from events.exporters import FORMATS, write_file
from events.importers import import_file

SAME = {
    "id": "id", "title": "title", "summary": "summary", "date": "date", "category": "category",
    "status": "status", "place": "place_name", "precision": "precision",
}  # fmt: skip
"""The columns of a table by the fields of what is imported."""

EXPORTS = ("geojson", "csv", "geoparquet", "kml")


def joined(values):
    return " | ".join([values] if isinstance(values, str) else values)


@pytest.mark.parametrize("name", EXPORTS)
@pytest.mark.parametrize("kind", ["quill", "quill_table"])
def test_an_export_comes_in_again(request, kind, name):
    given = request.getfixturevalue(kind)
    collection = given if kind == "quill" else open_collection(given)
    content = write_file(collection, name, collection.offers.view.query, None)
    file = f"events.{FORMATS[name].ending}"
    result = import_file(content, file, {"no-place": "without-place"})
    assert result.report.outcomes["asked"] + result.report.outcomes["refused"] == 0
    table = collection.table.set_index("id", drop=False)
    events = result.events.set_index("id", drop=False)
    assert set(events.index) == set(table.index)
    table = table.loc[events.index]
    for field, column in SAME.items():
        assert events[field].tolist() == table[column].astype(str).tolist(), field
    assert events["source"].tolist() == [joined(each) for each in table["outlet"]]
    assert events["side"].fillna("").tolist() == [joined(each) for each in table["sides"]]
    assert events["precision_m"].astype(int).tolist() == table["precision_m"].tolist()
    there = ~np.isnan(result.longitude)
    assert there.sum() >= (~table["precision"].isin(["country", "international"])).sum()
    for axis in ("longitude", "latitude"):
        read = getattr(result, axis)[there]
        assert read == pytest.approx(table[axis].to_numpy()[there], abs=1e-5)
    assert result.about.get("title") == collection.records.info.title
