"""The server asks no other host for anything, whatever is asked of it."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from contextlib import contextmanager

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.conftest import write_collection

# Python runs this first in the server: it notes every host that is looked up or connected to, and
# lets none but this machine be reached.
WATCH = """
import os, socket, sys

LOOKED_UP = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
HERE = (None, "", "localhost", "127.0.0.1", "0.0.0.0", "::", "::1")

def watch(event, given):
    if event in LOOKED_UP:
        host = given[0]
    elif event == "socket.connect" and given[0].type == socket.SOCK_STREAM:
        host = given[1][0] if isinstance(given[1], tuple) else None
    else:
        return
    if host not in HERE:
        with open(os.environ["LOOKUPS"], "a") as file:
            print(event, host, file=file)
        raise OSError("only this machine is reached")

sys.addaudithook(watch)
"""


@contextmanager
def serving(repository, folder, script, *options):
    """Run a server that notes whom it asks; give its port and the file of its notes."""
    (folder / "sitecustomize.py").write_text(WATCH)
    lookups, log = folder / "lookups.txt", folder / "log.txt"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    command += ["--server.headless", "true", *options]
    watched = {**os.environ, "PYTHONPATH": str(folder), "LOOKUPS": str(lookups)}
    with log.open("w") as output:
        process = subprocess.Popen(
            command, cwd=repository, env=watched, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        assert answers(process, port), log.read_text()
        yield port, lookups, log
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def answers(process, port):
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5):
                return True
        except OSError:
            try:
                process.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
            return False
    return False


def is_refused(port):
    """Ask for a session as a page of another site would."""
    address, origin = f"ws://127.0.0.1:{port}/_stcore/stream", "https://elsewhere.example"
    try:
        connect(address, origin=origin, subprotocols=["streamlit"]).close()
    except InvalidStatus as error:
        return error.response.status_code == 403
    return False


@pytest.mark.parametrize(
    ("script", "address"), [("dashboard.py", "127.0.0.1"), ("deploy/app.py", "0.0.0.0")]
)
def test_a_page_of_another_site_is_refused_without_asking_a_foreign_host(
    script, address, repository, tmp_path
):
    """Before any page was drawn: that a visitor comes first cannot be counted on."""
    data = write_collection(tmp_path / "small")
    options = ("--server.address", address, "--", "--data", str(data))
    with serving(repository, tmp_path, script, *options) as (port, lookups, log):
        assert is_refused(port)
        printed = log.read_text()
    assert not lookups.exists(), lookups.read_text()
    assert "runs at http://" in printed
    assert "ScriptRunContext" not in printed, "a part of a page was imported before the server was"
    assert "Traceback" not in printed


def test_what_streamlit_alone_would_ask_is_noted(repository, tmp_path):
    """Without this the test above could pass by noting nothing."""
    plain = tmp_path / "plain.py"
    plain.write_text("import streamlit as st\nst.write(1)\n")
    with serving(tmp_path, tmp_path, plain, "--server.address", "127.0.0.1") as (port, lookups, _):
        assert is_refused(port)
    assert "amazonaws.com" in lookups.read_text()
