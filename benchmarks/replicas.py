"""The dashboard as it is hosted: replicas behind nginx, as deploy/nginx.conf sets it up."""

import shutil
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.apps import DASHBOARD
from benchmarks.server import PATIENCE, ROOT, Server, free_port, running
from benchmarks.visitors import Served

HOSTED = "deploy/app.py"

MAIN = """
daemon off;
pid {folder}/pid;
worker_processes 1;
error_log {folder}/error.log;
events {{ worker_connections 8192; }}
http {{ include {folder}/site.conf; }}
"""


@dataclass(frozen=True)
class Replicas:
    """Servers behind a proxy."""

    address: str
    servers: list[Server]

    @property
    def memory(self) -> float:
        """The resident memory of all, in megabytes."""
        return sum(server.memory for server in self.servers)

    @property
    def seconds(self) -> float:
        """The processor time that all have taken, without the proxy's."""
        return sum(server.seconds for server in self.servers)


@contextmanager
def serving(data: Path, replicas: int) -> Iterator[Served]:
    """Run the dashboard as one process, or several as hosted behind nginx, until the block ends."""
    if replicas == 1:
        with running(DASHBOARD.script, "--data", str(data), counted=False) as server:
            yield server
        return
    with ExitStack() as ends:
        runs = (running(HOSTED, "--data", str(data), counted=False) for _ in range(replicas))
        servers = [ends.enter_context(run) for run in runs]
        folder = Path(ends.enter_context(tempfile.TemporaryDirectory()))
        address = f"127.0.0.1:{free_port()}"
        nginx = shutil.which("nginx") or "/usr/sbin/nginx"
        _configure(folder, address, servers)
        proxy = subprocess.Popen([nginx, "-c", str(folder / "nginx.conf")])
        ends.callback(proxy.wait, timeout=20)
        ends.callback(proxy.terminate)
        _wait(f"http://{address}")
        yield Replicas(f"http://{address}", servers)


def _configure(folder: Path, address: str, servers: list[Server]) -> None:
    hosts = (server.address.removeprefix("http://") for server in servers)
    site = (ROOT / "deploy/nginx.conf").read_text("utf-8")
    for name, value in {
        "REPLICAS": " ".join(f"server {host};" for host in hosts),
        "LISTEN": address,
        "NAMES": "_",
        "BASE": "",
        "ACCESS_LOG": "/dev/null",
        "ERROR_LOG": str(folder / "error.log"),
    }.items():
        site = site.replace(f"${{{name}}}", value)
    (folder / "site.conf").write_text(site)
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder))


def _wait(address: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{address}/health", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("nginx did not start")
