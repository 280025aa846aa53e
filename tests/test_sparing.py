"""What is changed of Streamlit to serve many visitors: it is there, is used, and says the same."""

import inspect
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.scriptrunner import script_runner

from pages.parts import sparing

SECTIONS = ("theme", *(f"theme.{each.value}" for each in config.CustomThemeCategories))


@pytest.fixture
def written(monkeypatch):
    """The sections that Streamlit's own function wrote."""
    asked = []
    write = app_session._populate_theme_msg

    def note(message, section="theme"):
        asked.append(section)
        write(message, section)

    monkeypatch.setattr(app_session, "_populate_theme_msg", note)
    return asked


def test_the_browser_is_told_the_same_theme_each_time(written):
    remembered = sparing.remember_theme(app_session._populate_theme_msg)
    for section in SECTIONS:
        plain, first, second = (CustomThemeConfig() for _ in range(3))
        app_session._populate_theme_msg(plain, section)
        remembered(first, section)
        remembered(second, section)
        assert first == second == plain
    assert len(written) == 2 * len(SECTIONS)  # once without the memory, once with it
    light, whole = CustomThemeConfig(), CustomThemeConfig()
    remembered(light, "theme.light")
    assert light.primary_color  # of .streamlit/config.toml
    remembered(whole.light, "theme.light")
    assert whole.light == light


def test_streamlit_asks_for_each_section_of_the_theme_in_this_way():
    source = inspect.getsource(app_session.AppSession._create_new_session_message)
    assert source.count("_populate_theme_msg(") == len(SECTIONS)


def test_streamlit_runs_a_script_by_what_takes_turns():
    source = inspect.getsource(script_runner.ScriptRunner._run_script_thread)
    assert "self._run_script(request.rerun_data)" in source
    assert list(inspect.signature(script_runner.ScriptRunner._run_script).parameters) == [
        "self",
        "rerun_data",
    ]


def test_a_few_reruns_work_at_a_time_and_all_are_run(monkeypatch):
    monkeypatch.setattr(sparing, "PATIENCE", 20)
    most, working, ran, lock = [0], [0], [], threading.Lock()

    def run(runner, rerun_data):
        with lock:
            working[0] += 1
            most[0] = max(most[0], working[0])
        time.sleep(0.01)
        with lock:
            working[0] -= 1
            ran.append(rerun_data)

    in_turn = sparing.take_turns(run)
    with ThreadPoolExecutor(20) as threads:
        list(threads.map(lambda number: in_turn(None, number), range(20)))
    assert sorted(ran) == list(range(20))
    assert most[0] == sparing.AT_ONCE


def test_a_rerun_that_fails_gives_its_turn_back():
    def run(runner, rerun_data):
        raise SystemError

    in_turn = sparing.take_turns(run)
    for _ in range(2 * sparing.AT_ONCE):
        start = time.monotonic()
        with pytest.raises(SystemError):
            in_turn(None, None)
        assert time.monotonic() - start < sparing.PATIENCE / 2


def test_who_waits_for_those_that_wait_themselves_runs_all_the_same(monkeypatch):
    """As when all of them have asked a database that is silent."""
    monkeypatch.setattr(sparing, "PATIENCE", 0.05)
    speaks, ran = threading.Event(), threading.Event()
    in_turn = sparing.take_turns(lambda runner, data: ran.set() if data else speaks.wait(20))
    with ThreadPoolExecutor(sparing.AT_ONCE) as threads:
        try:
            for _ in range(sparing.AT_ONCE):
                threads.submit(in_turn, None, None)
            time.sleep(0.05)
            in_turn(None, "another")
            assert ran.is_set()
            assert not speaks.is_set()
        finally:
            speaks.set()
