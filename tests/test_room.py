"""`--room`: who reaches the server, where students find it, and what is said of that."""

import socket
import subprocess
import sys
from types import SimpleNamespace

import pytest
import segno

from pages.parts import network, starting
from pages.parts.network import LONGEST_CODE, NO_NETWORK, addresses, drawn_code, page_address
from pages.parts.present import room
from pages.parts.serving import asked
from tests.test_private import serving
from tests.visit import buttons, drawn, open_page, problems_of, text

WIRELESS, CABLE, BRIDGE = "192.168.7.20", "10.1.2.3", "172.17.0.1"


@pytest.fixture
def adapters(monkeypatch):
    """Give the computer adapters with these addresses, of which the last one leads to others."""

    def give(*each, routed=None):
        found = [SimpleNamespace(ips=[SimpleNamespace(ip=ip) for ip in ips]) for ips in each]
        monkeypatch.setattr(network.ifaddr, "get_adapters", lambda: found)
        monkeypatch.setattr(network, "_routed", lambda: routed)

    return give


@pytest.fixture
def in_room(monkeypatch):
    for module in (network, room, starting):
        monkeypatch.setattr(module, "is_for_room", lambda: True)


def test_the_likeliest_address_comes_first_and_what_leads_nobody_here_is_left_out(adapters):
    adapters(
        ["127.0.0.1", ("::1", 0, 0)],
        [BRIDGE],
        [CABLE, ("2001:db8::7", 0, 0), ("2001:db8::8", 0, 0), ("fe80::1", 0, 3)],
        ["169.254.9.9"],
        routed=CABLE,
    )
    assert addresses() == [
        f"http://{CABLE}:8501", f"http://{BRIDGE}:8501", "http://[2001:db8::7]:8501",
    ]  # fmt: skip


def test_without_a_network_nobody_is_told_an_address(adapters, in_room):
    adapters(["127.0.0.1"], ["169.254.9.9", ("fe80::1", 0, 3)])
    assert addresses() == []
    assert list(starting._for_others()) == [NO_NETWORK]
    assert NO_NETWORK in text(open_page("present"), "-room")


def test_the_start_says_where_who_and_how(adapters, in_room):
    adapters([WIRELESS], [CABLE], routed=WIRELESS)
    first, other, who, code = starting._for_others()
    assert first == f"For this room: http://{WIRELESS}:8501/Present"
    assert other == f"or: http://{CABLE}:8501/Present"
    assert "Everyone on the same network" in who
    assert "nothing is stored" in who
    assert code.count("\n") > 15


def test_a_port_that_was_taken_is_named(adapters, in_room, monkeypatch):
    adapters([WIRELESS])
    real = starting.st.get_option
    ports = {"server.port": 8502, "browser.serverPort": 8502}
    monkeypatch.setattr(starting.st, "get_option", lambda name: ports.get(name) or real(name))
    assert next(starting._for_others()).startswith("Port 8501 is taken")


def test_a_terminal_that_has_no_blocks_gets_no_code(adapters, in_room, monkeypatch):
    adapters([WIRELESS])
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(encoding="cp1252"))
    assert list(starting._for_others())[-1] == ""


def test_a_code_holds_the_address_and_says_so():
    address = page_address("http://10.1.2.3:8501", "a story&more")
    assert address == "http://10.1.2.3:8501/lesson?story=a+story%26more"
    given = dict(drawn_code(address).attributes)
    assert given["alt"] == f"QR code of {address}"
    assert given["src"].startswith("data:image/svg+xml;")
    assert segno.make_qr(address, error="m").matrix == network.qr_code(address).matrix
    assert drawn_code("http://x/?story=" + "a" * LONGEST_CODE) is None


def test_the_panel_leads_to_the_story_that_is_chosen(adapters, in_room, quill):
    adapters([WIRELESS], [CABLE], routed=WIRELESS)
    app = open_page("present")
    assert f"http://{WIRELESS}:8501/Present" in text(app, "-room")
    story = quill.records.stories[1]
    assert buttons(app, "-room") == [
        "story:", *(f"story:{each.id}" for each in quill.records.stories), "network:0", "network:1",
    ]  # fmt: skip
    chosen = app.session_state["session"].room
    chosen.story, chosen.network = story.id, 1
    app.run()
    assert problems_of(app) == []
    assert f"http://{CABLE}:8501/lesson?story={story.id}" in text(app, "-room")


def test_without_the_option_there_is_no_panel():
    app = open_page("present")
    with pytest.raises(AssertionError, match="0 components"):
        drawn(app, "-room")


@pytest.fixture
def at(monkeypatch):
    """Visit the page by a name of the computer."""

    monkeypatch.setattr(sys, "argv", ["dashboard.py"])

    def visit(host):
        context = SimpleNamespace(url=f"http://{host}:8501/Present")
        monkeypatch.setattr(network, "st", SimpleNamespace(context=context))

    return visit


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
def test_a_link_of_this_computer_alone_says_so(at, host):
    at(host)
    assert "works on this computer only" in network.limit()
    assert "--room" in network.limit()


def test_in_a_room_links_name_the_address_that_leads_here(at, adapters, in_room):
    adapters([WIRELESS])
    at("localhost")
    assert (network.limit(), network.shared_home()) == (None, f"http://{WIRELESS}:8501")
    adapters(["127.0.0.1"])
    assert (network.limit(), network.shared_home()) == (NO_NETWORK, None)
    at(WIRELESS)
    assert (network.limit(), network.shared_home()) == (None, None)


def test_what_is_hosted_says_nothing_of_this_computer(at, monkeypatch):
    monkeypatch.setattr(network._hosting, "hosted", True)
    monkeypatch.setattr(sys, "argv", ["app.py", "--room"])
    at("localhost")
    assert network.limit() is None
    assert not network.is_for_room()


@pytest.mark.parametrize(
    ("hosted", "words"), [(True, "address of its own"), (False, "python dashboard.py --room")]
)
def test_an_option_that_would_do_nothing_ends_the_start(monkeypatch, hosted, words):
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--room"])
    monkeypatch.setattr(starting.st, "get_option", {"server.address": "127.0.0.1"}.get)
    with pytest.raises(SystemExit, match=words):
        starting.prepare_server(hosted=hosted)


def test_options_of_both_kinds_may_stand_in_any_order(monkeypatch):
    given = []
    monkeypatch.setattr(starting.cli, "main", given.extend)
    words = ["--room", "--server.port", "8600", "--data", "folder"]
    starting.start("dashboard.py", words)
    ours = given.index("--")
    assert given[:2] == ["run", "dashboard.py"]
    assert given[given.index("--server.address") + 1] == network.EVERYWHERE
    assert given[ours - 2 :] == ["--server.port", "8600", "--", "--data", "folder", "--room"]
    monkeypatch.setattr(sys, "argv", ["dashboard.py", *given[ours + 1 :]])
    assert (asked().data, asked().room) == ("folder", True)
    given.clear()
    starting.start("dashboard.py", [])
    assert given == ["run", "dashboard.py", "--"]


def is_reached(host, port):
    try:
        socket.create_connection((host, port), timeout=5).close()
    except OSError:
        return False
    return True


OTHER = "127.0.0.9"
"""An address of this computer, as good as any, at which a server for it alone does not listen."""


def test_only_a_server_for_a_room_is_reached_at_other_addresses(repository, tmp_path):
    with serving(repository, tmp_path, "dashboard.py") as (port, lookups, log):
        assert not is_reached(OTHER, port)
        assert is_reached("127.0.0.1", port)
    assert "For this room" not in log.read_text()
    assert not lookups.exists()
    options = ("--server.address", network.EVERYWHERE, "--", "--room")
    with serving(repository, tmp_path, "dashboard.py", *options) as (port, lookups, log):
        assert is_reached(OTHER, port)
    printed = log.read_text()
    assert "For this room: http://" in printed or NO_NETWORK in printed
    assert not lookups.exists(), "no host is looked up or asked"


def test_a_port_that_was_asked_for_and_is_taken_ends_the_start(repository):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [sys.executable, "dashboard.py", "--room", "--server.port", port]
        ended = subprocess.run(command, cwd=repository, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 1
    assert f"Port {port} is not available" in ended.stderr
    assert "Traceback" not in ended.stderr
