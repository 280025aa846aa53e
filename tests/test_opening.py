"""A foreign file is opened as the folder that it would become, and says what waits."""

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import pytest

from events.collection import open_collection
from events.importers import folder as writing
from events.importers import import_file, open_imported, write_folder
from events.records import CurationError
from events.telling.panel import panel
from tests.conftest import ROW, said, written

LIST = """Title,Date,Lat,Lon,Town,Source,Tags
A bell is cast,1851-03-04,-38.05,-24.91,Sandrock,The Courier | The Lantern,a; b
A bell is hung,1852-06,-38.002,-24.86,Inkhaven,The Courier,
A bell is lost,1892-02-30,,,,,c
"""


@pytest.fixture
def file(tmp_path):
    (tmp_path / "bells.csv").write_text(LIST, "utf-8")
    return tmp_path / "bells.csv"


def test_a_file_opens_with_what_can_be_taken_and_says_what_waits(file):
    collection = open_collection(file)
    assert list(collection.table["title"]) == ["A bell is cast", "A bell is hung"]
    assert collection.records.info.title == "bells"
    assert collection.notice.startswith("1 of 3 rows wait or were refused: python -m events import")
    assert "Tagsa; b" in said(panel(collection.table["id"].iloc[0], collection))
    assert sorted(collection.table["outlets"]) == ["The Courier", "The Courier, The Lantern"]


def test_a_file_of_which_all_is_taken_says_nothing(tmp_path):
    path = tmp_path / "one.csv"
    path.write_text("\n".join(LIST.splitlines()[:3]), "utf-8")
    assert open_collection(path).notice is None


def test_a_file_of_which_nothing_can_be_taken_is_refused(tmp_path):
    path = tmp_path / "none.csv"
    path.write_text("\n".join([LIST.splitlines()[0], LIST.splitlines()[3]]), "utf-8")
    with pytest.raises(CurationError, match="no row can be taken as it is"):
        open_collection(path)


def test_a_folder_has_what_became_of_every_row_beside_the_list(file, tmp_path):
    folder = tmp_path / "mine"
    write_folder(import_file(file), folder)
    assert {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()} == {
        "collection.yaml",
        "events.csv",
        "import/mapping.yaml",
        "import/report.csv",
        "import/waiting.csv",
    }
    assert open_collection(folder).engine.size == 2
    assert pd.read_csv(folder / "import" / "waiting.csv")["Title"].tolist() == ["A bell is lost"]
    assert "1892-02-30" in (folder / "import" / "report.csv").read_text("utf-8")


def test_a_large_file_becomes_a_table_that_says_the_same(file, monkeypatch, tmp_path):
    as_list = open_collection(file)
    monkeypatch.setattr(writing, "MOST_ROWS", 1)
    as_table = open_imported(import_file(file))
    names = ["id", "title", "date", "place_name", "precision", "status", "outlets", "category"]
    for name in names:
        assert as_table.table[name].tolist() == as_list.table[name].tolist()
    for collection in (as_list, as_table):
        assert "Tagsa; b" in said(panel(collection.table["id"].iloc[0], collection))
    write_folder(import_file(file), tmp_path / "large")
    assert pq.read_table(tmp_path / "large" / "events.parquet").num_rows == 2
    assert written("csv", as_table)


def test_a_table_in_another_coordinate_system_is_moved(tmp_path):
    path = tmp_path / "moved.parquet"
    gpd.GeoDataFrame(pd.DataFrame([ROW]), crs="EPSG:4326").to_crs(3857).to_parquet(path)
    (place,) = open_collection(path).table[["longitude", "latitude"]].to_numpy()
    assert place == pytest.approx((-24.86, -38), abs=1e-6)
