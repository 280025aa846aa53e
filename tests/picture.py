"""Take the README's picture: python -m tests.picture"""

import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Route, sync_playwright

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "explore.png"
EVENT = "2025-02-09-netzarim-withdrawal"
OWN = re.compile(r"^(https?://127\.0\.0\.1[:/]|data:|blob:)")


@contextmanager
def running_dashboard() -> Iterator[str]:
    """Run the dashboard on a free port while the picture is taken; give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--server.port", str(port), "--server.headless", "true"]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", *options]
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as server:
        try:
            while server.poll() is None and not _answers(f"{address}/_stcore/health"):
                time.sleep(0.1)
            yield address
        finally:
            server.terminate()


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=1) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def main() -> None:
    """Open an event and write what a visitor sees to docs/explore.png."""
    with running_dashboard() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium-headless-shell") or shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        page.set_default_timeout(120_000)  # also of a busy machine
        page.route("**/*", _own_requests_only)
        page.goto(f"{address}/?event={EVENT}")
        page.frame_locator("iframe").locator(".mark.selected").wait_for()
        page.get_by_label("Period", exact=True).wait_for()  # the last of what is drawn
        page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
        page.wait_for_function("!document.querySelector('[data-stale=true], .stSkeleton')")
        page.wait_for_timeout(800)  # the map's own movement to the event
        page.screenshot(path=PICTURE)
    print(f"wrote {PICTURE.relative_to(ROOT)}")


def _own_requests_only(route: Route) -> None:
    if OWN.match(route.request.url):
        route.continue_()
    else:
        route.abort()


if __name__ == "__main__":
    main()
