"""Work that Streamlit repeats for every rerun of every visitor, done once or in turns.

Streamlit has no setting for any of it. A test holds that what is replaced is there, is used, and
that the browser is told the same.
"""

from collections.abc import Callable
from functools import cache, wraps
from threading import BoundedSemaphore

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.scriptrunner import RerunData
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner

AT_ONCE = 3
"""Reruns that work at a time; others wait, for each would only slow down all."""
PATIENCE = 0.5
"""Seconds after which one that waits runs all the same: others may be waiting for a database."""


@cache
def spare() -> None:
    """Change Streamlit once, before the first visitor comes."""
    app_session._populate_theme_msg = remember_theme(app_session._populate_theme_msg)
    ScriptRunner._run_script = take_turns(ScriptRunner._run_script)  # type: ignore[method-assign, assignment]


def remember_theme(write: Callable[..., None]) -> Callable[..., None]:
    """Write each section of the theme once: nothing changes it, and each rerun sends it anew."""
    known: dict[str, CustomThemeConfig] = {}

    @wraps(write)
    def written(message: CustomThemeConfig, section: str = "theme") -> None:
        if section not in known:
            theme = CustomThemeConfig()
            write(theme, section)
            known[section] = theme
        message.MergeFrom(known[section])

    return written


def take_turns(
    run: Callable[[ScriptRunner, RerunData], None],
) -> Callable[[ScriptRunner, RerunData], None]:
    """Let a few reruns work at a time, each to its end, and all others wait for their turn.

    Python runs one thread at a time. A hundred reruns at once are all late, and so is the loop that
    sends what they have drawn.
    """
    turns = BoundedSemaphore(AT_ONCE)

    @wraps(run)
    def in_turn(runner: ScriptRunner, rerun_data: RerunData) -> None:
        has_turn = turns.acquire(timeout=PATIENCE)
        try:
            run(runner, rerun_data)
        finally:
            if has_turn:
                turns.release()

    return in_turn
