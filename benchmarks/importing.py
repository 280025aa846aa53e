"""How long a table takes to come in, beside what reads it alone: pandas with geopandas.

`python -m benchmarks.importing ROWS …` prints a row for each number; each is timed in a process of
its own, whose largest memory is measured.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from events.importers import import_file

WAYS = ("import", "pandas and geopandas")


def write_rows(number: int, path: Path) -> None:
    """Write a table as people have it: other names, days first, markup, several sources."""
    random = np.random.default_rng(number)
    days = np.datetime64("2000-01-01") + random.integers(0, 9_000, number)
    rows = np.arange(number)
    marked = np.where(rows % 50 == 0, "<b>Notice</b> &amp; answer", "Notice of the harbour")
    pd.DataFrame(
        {
            "Nr": rows,
            "Headline": [f"{text} {row}" for text, row in zip(marked, rows, strict=True)],
            "Date": pd.Series(days).dt.strftime("%d/%m/%Y"),
            "Place": [f"Quay {row % 3_000}" for row in rows],
            "lat": random.normal(48, 2, number).round(5),
            "lon": random.normal(10, 3, number).round(5),
            "Type": random.choice(["fire", "flood", "strike", "fair"], number),
            "Source": np.where(rows % 3, "Example Times; Harbour Post", "Example Times"),
        }
    ).to_csv(path, index=False)


def read_alone(path: Path) -> None:
    """Read a table with pandas and geopandas: nothing is checked, mapped or reported."""
    rows = pd.read_csv(path)
    rows["Date"] = pd.to_datetime(rows["Date"], dayfirst=True)
    gpd.GeoDataFrame(rows, geometry=gpd.points_from_xy(rows["lon"], rows["lat"]), crs="EPSG:4326")


def measure(way: str, path: Path) -> tuple[float, float]:
    """Return the seconds that a way takes, and the most memory of the process in MB."""
    start = time.perf_counter()
    if way == "import":
        import_file(path)
    else:
        read_alone(path)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000
    return time.perf_counter() - start, most


def _apart(way: str, path: Path, size: int) -> bytes:
    """Do it in a process of its own: its memory counts that of the process which starts it."""
    command = [sys.executable, "-m", "benchmarks.importing", way, str(path), str(size)]
    return subprocess.check_output(command)


def main(sizes: list[int]) -> None:
    """Print a table: the seconds and the memory of each way, for each number of rows."""
    print("| rows | MB | " + " | ".join(WAYS) + " |\n|--:|--:|" + "--:|" * len(WAYS))
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder) / "rows.csv"
            _apart("write", path, size)
            told = []
            for way in WAYS:
                seconds, most = json.loads(_apart(way, path, size))
                told.append(f"{seconds:.1f} s, {most:,.0f} MB")
            print(f"| {size:,} | {path.stat().st_size / 1e6:.0f} | {' | '.join(told)} |")


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write_rows(int(sys.argv[3]), Path(sys.argv[2]))
    elif sys.argv[1] in WAYS:
        print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]))))
    else:
        main([int(size) for size in sys.argv[1:]])
