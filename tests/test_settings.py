"""The settings that Streamlit reads, of the whole project and of the hosted dashboard."""

import tomllib

import pytest

FILES = (".streamlit/config.toml", "deploy/.streamlit/config.toml")


@pytest.mark.parametrize("file", FILES)
def test_no_rerun_collects_the_garbage_of_all_visitors(file, repository):
    settings = tomllib.loads((repository / file).read_text("utf-8"))
    assert settings["runner"]["postScriptGC"] is False
