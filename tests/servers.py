"""Servers of databases that the tests start themselves, and end."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest

PASSWORD = "p@ss:word/%20 “quoted”"
WRITTEN = "p%40ss%3Aword%2F%2520%20%E2%80%9Cquoted%E2%80%9D"
"""The password as an address has it."""


def programs() -> Path:
    """Return the folder of PostgreSQL's programs; skip, or fail in CI, where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    known = shutil.which("initdb") or (found[-1] if found else None)
    if known is None:
        miss = pytest.fail if os.environ.get("CORRIDORS_BROWSER") == "required" else pytest.skip
        miss("PostgreSQL is not installed")
    return Path(known).parent


class PostgreSQL:
    """A server with an empty cluster, in a folder and on a port of its own.

    Its texts are sorted as in a dictionary, unlike those of Python.
    """

    def __init__(self, folder: Path) -> None:
        self._programs, self._folder = programs(), folder
        self._account: list[str] = []
        if os.getuid() == 0:  # which PostgreSQL refuses
            user = pwd.getpwnam("postgres")
            os.chown(folder, user.pw_uid, user.pw_gid)
            names = (f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups")
            self._account = ["setpriv", *names]
        secret = folder / "password"
        secret.write_text(PASSWORD, "utf-8")
        secret.chmod(0o644)
        self._run("initdb", "--encoding=UTF8", "--locale=C", "--locale-provider=icu",
                  "--icu-locale=en", "--no-sync", "--username=me", "--auth=scram-sha-256",
                  f"--pwfile={secret}")  # fmt: skip
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.start()

    def _command(self, program: str, *words: str) -> list[str]:
        return [*self._account, str(self._programs / program), "-D", f"{self._folder}/data", *words]

    def _run(self, program: str, *words: str) -> None:
        subprocess.run(
            self._command(program, *words), cwd="/", check=True, stdout=subprocess.DEVNULL
        )

    def address(self, database: str) -> str:
        return f"postgresql://me:{WRITTEN}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Start, and wait until questions are answered."""
        settings = {"port": self.port, "listen_addresses": "127.0.0.1", "fsync": "off",
                    "unix_socket_directories": "", "shared_buffers": "32MB"}  # fmt: skip
        words = (word for name, value in settings.items() for word in ("-c", f"{name}={value}"))
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                self._command("postgres", *words), cwd="/", stdout=log, stderr=log
            )
        until = time.monotonic() + 30
        while True:
            try:
                psycopg.connect(self.address("postgres")).close()
                return
            except psycopg.OperationalError:
                if time.monotonic() > until or self._process.poll() is not None:
                    raise
                time.sleep(0.05)

    def stop(self) -> None:
        """Stop at once, as a server does that loses its power."""
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(30)

    @contextmanager
    def silent(self) -> Iterator[None]:
        """Let the server be there, but say nothing, as one behind a broken network."""
        own = self._process.pid
        held = [own, *map(int, Path(f"/proc/{own}/task/{own}/children").read_text().split())]
        for each in held:
            os.kill(each, signal.SIGSTOP)
        try:
            yield
        finally:
            for each in held:
                with suppress(ProcessLookupError):
                    os.kill(each, signal.SIGCONT)

    def create(self, database: str) -> str:
        """Make an empty database; return its address."""
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{database}"')
        return self.address(database)


@contextmanager
def spark() -> Iterator[str]:
    """Start a cluster of Spark with two workers in processes of their own; yield its address."""
    import pyspark

    program = Path(pyspark.__file__).parent / "bin" / "spark-class"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = Path(tempfile.mkdtemp(prefix="corridors-"))
    known = {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_DAEMON_MEMORY": "256m",
             "SPARK_WORKER_DIR": str(folder), "PYSPARK_PYTHON": sys.executable}  # fmt: skip
    address, started = f"spark://127.0.0.1:{port}", []
    deploy = "org.apache.spark.deploy"
    commands = [
        (f"{deploy}.master.Master", "--host", "127.0.0.1", "--port", str(port),
         "--webui-port", "0"),
        *[(f"{deploy}.worker.Worker", address, "-c", "1", "-m", "1g", "--webui-port", "0")] * 2,
    ]  # fmt: skip
    try:
        with pytest.MonkeyPatch.context() as environment, (folder / "log").open("ab") as log:
            for name, value in known.items():
                environment.setenv(name, value)
            for words in commands:
                started.append(subprocess.Popen([program, *words], stdout=log, stderr=log))
            until = time.monotonic() + 60
            while (folder / "log").read_text().count("Registering worker") < 2:
                assert time.monotonic() < until, (folder / "log").read_text()
                time.sleep(0.2)
            yield address
    finally:
        if session := pyspark.sql.SparkSession.getActiveSession():
            session.stop()
        for process in reversed(started):
            process.terminate()
            process.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def postgresql() -> Iterator[PostgreSQL]:
    """Start a server, and end it."""
    programs()
    folder = Path(tempfile.mkdtemp(prefix="corridors-"))
    server = None
    try:
        server = PostgreSQL(folder)
        yield server
    finally:
        if server:
            server.stop()
        shutil.rmtree(folder)
