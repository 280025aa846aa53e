"""What was measured on: versions, machine and date."""

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from playwright.sync_api import Browser

PACKAGES = ("streamlit", "folium", "streamlit-folium", "geopandas")


def describe(browser: Browser) -> dict[str, str]:
    """Name what a result depends on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        **{package: version(package) for package in PACKAGES},
        "chromium": browser.version,
        "python": platform.python_version(),
        "machine": f"{os.cpu_count()} cores ({_processor()}), {memory:.0f} GB",
        "kernel": f"{platform.system()} {platform.release()}",
        "load before": f"{os.getloadavg()[0]:.1f}",
    }


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = [line.partition(": ")[2] for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
