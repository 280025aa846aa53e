"""A Streamlit server of an app in a process of its own, and its memory."""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from benchmarks.wire import Wire, relaying

ROOT = Path(__file__).parent.parent
PATIENCE = 60  # seconds for a server to start


@dataclass(frozen=True)
class Server:
    """A server that runs."""

    address: str
    process: subprocess.Popen[bytes]
    wire: Wire

    @property
    def memory(self) -> float:
        """Its resident memory now, in megabytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        (kilobytes,) = re.findall(r"VmRSS:\s+(\d+) kB", status)
        return int(kilobytes) / 1024

    @property
    def seconds(self) -> float:
        """The processor time that it has taken so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        user, system = int(fields[11]), int(fields[12])
        return (user + system) / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(script: str, *arguments: str, counted: bool = True) -> Iterator[Server]:
    """Run an app on a free port of this machine until the block ends.

    Where nobody asks what goes over the wire it need not be `counted`, which takes time itself.
    """
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    command += ["--server.headless", "true", "--", *arguments]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
        try:
            with relaying(port) if counted else nullcontext((Wire(port), port)) as (wire, door):
                server = Server(f"http://127.0.0.1:{door}", process, wire)
                if not _starts(server):
                    log.seek(0)
                    raise SystemExit(f"{script} did not start; it printed:\n{log.read().decode()}")
                yield server
        finally:
            _stop(process)


def _starts(server: Server) -> bool:
    end = time.monotonic() + PATIENCE
    while server.process.poll() is None and time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{server.address}/_stcore/health", timeout=5):
                return True
        except OSError:  # refused, or not answered in time
            time.sleep(0.1)
    return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the server; one that is busy with a million marks does not listen."""
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
