"""The pages as Streamlit runs them, without a browser."""

import asyncio
import json
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from queue import Queue
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from events.link import PARAMETERS, View
from events.query import Query
from events.records.reading import DATA, load_dataset
from pages import PAGES
from pages.parts import session, starting
from pages.parts.serving import data_path
from pages.parts.session import Session
from tests.test_tables import ROW, write_table

ROOT = Path(__file__).parents[1]
FILES = [page.file for page in PAGES.values()]
EVENT = "2025-02-09-tank-near-the-border"

every_page = pytest.mark.parametrize("page", FILES)


def open_page(page: str, **link: str | list[str]) -> AppTest:
    """Run a page once, as a visitor would who follows a link to it."""
    app = AppTest.from_file(str(ROOT / page), default_timeout=30)
    # No browser says that the map has been drawn.
    app.session_state["session"] = Session(pictured=True)
    for name, value in link.items():
        app.query_params[name] = value
    return app.run()


def problems_of(app: AppTest) -> list[str]:
    """List the exceptions that a visitor would see."""
    return [problem.message for problem in app.exception]


def drawn(app: AppTest, key: str) -> dict[str, Any]:
    """Return what one of our own components was given to draw."""
    found = [part.proto.json for part in app.get("bidi_component") if part.proto.id.endswith(key)]
    assert len(found) == 1, f"{len(found)} components are named {key}"
    return dict(json.loads(found[0]))


def texts(node: Any) -> list[str]:
    """List the texts of a tree [tag, {attributes}, child, ...] in reading order."""
    if isinstance(node, str):
        return [node]
    return [text for child in node[2:] for text in texts(child)]


def text(app: AppTest, key: str) -> str:
    return "\n".join(texts(drawn(app, key)["tree"]))


def buttons(app: AppTest, key: str) -> list[str]:
    """List the actions that a component's buttons ask for."""

    def walk(node: Any) -> list[str]:
        own = [node[1]["data-action"]] if "data-action" in node[1] else []
        return own + [action for child in node[2:] if child != str(child) for action in walk(child)]

    return walk(drawn(app, key)["tree"])


def says_that_it_ignores(app: AppTest) -> str:
    """Return the page's notice of what it did not understand; empty where there is none."""
    notices = [p for p in app.get("bidi_component") if p.proto.id.endswith("-ignored")]
    return text(app, "-ignored") if notices else ""


def copy_with(folder: Path, **fields: str) -> Path:
    """Copy the curated files with one event alone, some of whose lines are replaced."""
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("stories", "versions.yaml"))
    for path in folder.glob("events/*.yaml"):
        if path.stem != EVENT:
            path.unlink()
    path = folder / "events" / f"{EVENT}.yaml"
    lines = path.read_text("utf-8").splitlines()
    kept = [line for line in lines if line.partition(":")[0] not in fields]
    replaced = [f"{name}: {value}" for name, value in fields.items()]
    path.write_text("\n".join([*kept, *replaced, ""]), "utf-8")
    return folder


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Name another dataset folder on the command line."""

    def name(folder: Path) -> None:
        monkeypatch.setattr(sys, "argv", ["dashboard.py", "--data", str(folder)])

    return name


def test_the_menu_lists_every_page_at_its_address(repository):
    assert [page.address for page in PAGES.values()] == [
        "/", "/Present", "/Compare", "/Sources", "/Data", "/About",
    ]  # fmt: skip
    files = {str(path.relative_to(repository)) for path in repository.glob("pages/*.py")}
    assert files - {"pages/__init__.py"} == set(FILES)


def test_the_dashboard_opens_the_first_page_and_turns_to_the_others():
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=30)
    app.session_state["session"] = Session(pictured=True)
    app.query_params["cat"] = "withdrawal"
    app.run()
    listed = buttons(app, "-listing")
    for file in (*FILES[1:], FILES[0]):
        app.switch_page(file).run()
        assert problems_of(app) == []
        assert drawn(app, "-address")["pairs"] == [["cat", "withdrawal"]]
    assert buttons(app, "-listing") == listed
    app.multiselect(key="filter-category").select("ground").run()
    app.run()
    assert problems_of(app) == []
    assert drawn(app, "-address")["pairs"] == [["cat", "withdrawal"], ["cat", "ground"]]


@pytest.mark.parametrize(
    ("headless", "opened"), [(False, ["http://localhost:8502/corridors"]), (True, [])]
)
def test_whoever_starts_the_dashboard_sees_it_in_the_browser(headless, opened, monkeypatch):
    options = {"headless": headless, "port": 8502, "baseUrlPath": "/corridors/"}
    addresses = Queue()
    monkeypatch.setattr(starting.st, "get_option", lambda name: options[name.split(".")[1]])
    monkeypatch.setattr(starting.webbrowser, "open", addresses.put)

    async def start():
        async with starting.open_browser(None):
            assert [addresses.get(timeout=10) for _ in opened] == opened

    asyncio.run(start())
    assert addresses.empty()


@every_page
def test_a_page_opens_and_runs_again(page):
    app = open_page(page)
    assert problems_of(app) == []
    first = [part.proto.json for part in app.get("bidi_component")]
    assert first
    app.run()
    assert problems_of(app) == []
    assert [part.proto.json for part in app.get("bidi_component")] == first


@every_page
def test_a_link_holds_on_every_page(page):
    link = {
        "from": "2024-04-01",
        "to": "2025-03-01",
        "cat": ["withdrawal", "ground"],
        "status": "contested",
        "q": "forces",
        "event": "2025-02-09-netzarim-withdrawal",
        "layers": ["coast", "roads"],
        "lang": "ar",
    }
    app = open_page(page, **link)
    assert problems_of(app) == []
    pairs = [
        (n, v) for n, value in link.items() for v in ([value] * isinstance(value, str) or value)
    ]
    assert sorted(map(tuple, drawn(app, "-address")["pairs"])) == sorted(pairs)
    assert not says_that_it_ignores(app)


def test_a_link_decides_which_events_are_listed():
    everything = buttons(open_page("pages/explore.py"), "-listing")
    withdrawals = buttons(open_page("pages/explore.py", cat="withdrawal"), "-listing")
    wanted = {e.id for e in load_dataset().events if e.category == "withdrawal"}
    assert {action.removeprefix("select:") for action in withdrawals} == wanted
    assert len(withdrawals) < len(everything)


def test_a_link_to_an_event_opens_its_panel():
    event = next(e for e in load_dataset().events if e.id == "2025-02-09-netzarim-withdrawal")
    assert event.title in text(open_page("pages/explore.py", event=event.id), "-panel")


@pytest.mark.parametrize(
    ("page", "part"), [("pages/explore.py", "-listing"), ("pages/data.py", "-table")]
)
def test_a_filter_changes_the_summary(page, part):
    app = open_page(page)
    count = len(load_dataset().events)
    wanted = sum(e.status == "contested" for e in load_dataset().events)
    assert f"Showing {count} of {count} events" in text(app, part)
    app.multiselect(key="filter-status").select("contested").run()
    assert problems_of(app) == []
    assert f"Showing {wanted} of {count} events" in text(app, part)
    assert ["status", "contested"] in drawn(app, "-address")["pairs"]


def test_the_map_gets_numbers_and_no_text_of_an_event():
    titles = [event.title for event in load_dataset().events]
    ids = [event.id for event in load_dataset().events]
    for link in ({}, {"cat": "withdrawal", "event": ids[0], "lang": "ar"}):
        (frame,) = open_page("pages/explore.py", **link).get("component_instance")
        message = frame.proto.json_args
        assert len(message) < 4000
        assert "corridors.show([" in message
        assert not [words for words in titles + ids if words in message]


WRONG: list[tuple[str, str | list[str]]] = [
    ("from", "yesterday"),
    ("from", "2025-02-30"),
    ("from", "2024-04-07T00:00"),
    ("from", "0001-01-01"),
    ("to", "9999-12-31"),
    ("to", "2024-04-07\0"),
    ("cat", "nothing"),
    ("cat", "withdrawal,ground"),
    ("place", "<img src=x onerror=alert(1)>"),
    ("source", "{{ 7*7 }}"),
    ("side", "\u202eilearsi"),
    ("status", "x" * 10_000),
    ("status", ["reported", "reported", "rumoured"]),
    ("event", "../../etc/passwd"),
    ("event", "a\0b"),
    ("layers", "moon"),
    ("lang", "tlh"),
    ("by", "author"),
    ("with", "<b>nobody</b>"),
    ("about", "event.2024-04-07-nothing"),
    ("blind", "true"),
    ("q", "word " * 1000),
]


def shows_all(app, curated):
    """Whether the list has every event, by its own words."""
    count = len(curated.events)
    return f"Showing {count} of {count}" in text(app, "-listing")


@pytest.mark.parametrize(("name", "value"), WRONG, ids=lambda value: str(value)[:24])
def test_a_wrong_value_in_a_link_is_named_and_nothing_breaks(name, value, curated):
    app = open_page("pages/explore.py", **{name: value})
    assert problems_of(app) == []
    assert f"{name}: " in says_that_it_ignores(app)
    assert shows_all(app, curated) or name in ("status", "q")


def test_dates_the_wrong_way_round_show_all_dates_and_say_so(curated):
    app = open_page("pages/explore.py", **{"from": "2025-01-01", "to": "2024-01-01"})
    assert "is after" in says_that_it_ignores(app)
    assert shows_all(app, curated)


@pytest.mark.parametrize("name", ["from", "q", "lang"])
def test_a_value_that_is_given_twice_is_named(name):
    values = {"from": ["2024-04-07", "2024-05-01"], "q": ["aid", "talks"], "lang": ["ar", "he"]}
    app = open_page("pages/about.py", **{name: values[name]})
    assert problems_of(app) == []
    assert f"{name}: " in says_that_it_ignores(app)


@every_page
def test_every_page_says_what_it_ignores(page):
    assert "cat: there is no “<b>x</b>”" in says_that_it_ignores(open_page(page, cat="<b>x</b>"))


@given(link=st.dictionaries(st.sampled_from(list(PARAMETERS)), st.lists(st.text(), min_size=1)))
@example(link={"unknown": ["x"], "embed": ["true"]})
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_link_breaks_the_page(link):
    app = open_page("pages/explore.py", **link)
    assert problems_of(app) == []
    for name, values in link.items():
        if name in ("cat", "place", "source", "side", "status", "event", "lang"):
            assert f"{name}: there is no" in says_that_it_ignores(app), values


FIRST_DAY = Query(0, 1)
SHOWN = {"map", "dates", "shade", "filters", "listing", "address"}


@pytest.mark.parametrize(
    ("before", "fields", "parts"),
    [
        ({}, {"query": FIRST_DAY.between(0, 0)}, SHOWN),
        ({"event": EVENT}, {"query": FIRST_DAY.between(0, 0)}, SHOWN | {"panel"}),
        ({}, {"query": replace(FIRST_DAY, text="aid")}, SHOWN | {"timeline"}),
        ({}, {"event": EVENT}, {"map", "timeline", "panel", "listing", "address"}),
        ({}, {"layers": ("coast",)}, {"map", "layers", "address"}),
        ({}, {"language": "ar"}, {"map", "layers", "address"}),
    ],
)
def test_only_the_parts_that_show_what_changed_are_drawn_again(
    before, fields, parts, opened_parts, monkeypatch
):
    visit = Session(View(FIRST_DAY, **before), parts=opened_parts)
    redrawn = []
    monkeypatch.setattr(session, "current", lambda: visit)
    monkeypatch.setattr(session.st, "rerun", redrawn.extend)
    session.change(**fields)
    assert set(redrawn) == parts
    assert redrawn[0] == "map"
    assert visit.view == replace(View(FIRST_DAY, **before), **fields)


@pytest.fixture(scope="module")
def opened_parts():
    """What each part of the Explore page shows."""
    return open_page("pages/explore.py").session_state["session"].parts


def test_a_part_that_shows_what_no_view_has_is_refused():
    with pytest.raises(ValueError, match=r"part map: shows: must be of query, .* \(got weather\)"):
        session.part("map", lambda shared: None, None, shows={"event", "weather"})


@every_page
def test_a_broken_folder_shows_the_lines_of_the_checker(page, serve, tmp_path):
    serve(copy_with(tmp_path / "broken", title="Read <b>this</b>", category="rumour"))
    app = open_page(page)
    assert problems_of(app) == []
    shown = text(app, "-problems")
    assert f"events/{EVENT}.yaml: category: " in shown
    assert "rumour" in shown
    assert len(app.get("bidi_component")) == 1


def test_markup_in_a_title_is_shown_by_the_checker_as_typed(serve, tmp_path):
    serve(copy_with(tmp_path / "broken", title="Read <b>this</b>"))
    assert "'Read <b>this</b>'" in text(open_page("pages/explore.py"), "-problems")


def test_a_missing_folder_is_named(serve, tmp_path):
    serve(tmp_path / "nowhere")
    app = open_page("pages/explore.py")
    assert problems_of(app) == []
    assert "nowhere: folder: is missing; name a folder" in text(app, "-problems")


UNLIKE_OURS: dict[str, dict[str, str]] = {
    "one day": {},
    "before 1684": {"date": "1066-10-14/1066-12-25"},
    "after 2255": {"date": "9999-01-01/9999-12-31"},
    "only withdrawn": {"status": "withdrawn", "change_note": "It was a mistake."},
}
"""Datasets that are unlike ours: a page shows them, or the checker's line about them."""


@every_page
@pytest.mark.parametrize("kind", UNLIKE_OURS)
def test_an_unusual_dataset_breaks_no_page(page, kind, serve, tmp_path):
    serve(copy_with(tmp_path / "unusual", **UNLIKE_OURS[kind]))
    assert problems_of(open_page(page)) == []


def charts(app: AppTest) -> list[dict[str, Any]]:
    return [json.loads(chart.proto.spec) for chart in app.get("vega_lite_chart")]


def test_about_shows_the_balance_as_charts_and_tables():
    app = open_page("pages/about.py")
    assert problems_of(app) == []
    assert [chart["description"].split(":")[0] for chart in charts(app)] == [
        "Whose voices are quoted",
        "Whose voices are quoted, by month",
        "Whose voices are quoted, by category",
        "Whose voices are quoted, by place",
        "Whose dead are counted",
        "Sources by kind",
    ]
    voices = sum(len(event.excerpts) for event in load_dataset().events)
    heads, *_, numbers = drawn(app, "-counts-0")["tree"][3:]
    assert sum(int(number) for number in texts(numbers)[2:]) == voices
    assert texts(heads)[:2] == ["Set", "Events"]
    assert len(drawn(app, "-counts-3")["tree"][4][2:]) == 10
    assert "What is lopsided" in text(app, "-lopsided")


def test_about_shows_no_charts_of_a_set_that_is_not_curated(serve, tmp_path):
    serve(write_table(tmp_path / "table.parquet", ROW))
    app = open_page("pages/about.py")
    assert problems_of(app) == []
    assert "1 events and 0 excerpts" in text(app, "-about")
    assert "curated by hand" not in text(app, "-about")
    assert "come from the file" in text(app, "-about")
    assert charts(app) == []
    assert not [part for part in app.get("bidi_component") if part.proto.id.endswith("-balance")]


def test_about_says_what_is_not_known_and_what_a_status_means(serve, tmp_path):
    folder = copy_with(tmp_path / "plain")
    info = folder / "dataset.yaml"
    lines = info.read_text("utf-8").splitlines()
    fields = ("version", "modified", "licence")
    kept = [line for line in lines if line.partition(":")[0] not in fields]
    info.write_text("\n".join([*kept, *(f"{field}: null" for field in fields), ""]), "utf-8")
    serve(folder)
    app = open_page("pages/about.py")
    assert problems_of(app) == []
    assert "Version not known, changed not known." in text(app, "-about")
    assert "None" not in text(app, "-about") + text(app, "-credits")
    assert "Acknowledged by the party responsible: The party responsible says" in text(
        app, "-about"
    )


def test_what_the_first_picture_does_not_need_is_drawn_after_it():
    app = AppTest.from_file(str(ROOT / "pages/explore.py"), default_timeout=30).run()
    assert problems_of(app) == []
    assert len(app.multiselect) == len(app.slider) == 0
    assert not [part for part in app.get("bidi_component") if part.proto.id.endswith("-listing")]
    assert len(app.get("vega_lite_chart")) == 0
    app.session_state["session"].pictured = True
    app.run()
    assert len(app.get("vega_lite_chart")) == 1
    assert app.multiselect(key="filter-category")


def test_sources_are_found_by_their_words_and_turn_their_pages():
    app = open_page("pages/sources.py")
    number = len(load_dataset().sources)
    assert f"{number} sources" in text(app, "sources")
    assert buttons(app, "sources") == ["page:-1", "page:+1"]
    app.session_state["session"].pages["sources"] = 1
    app.text_input(key="sources-search").set_value("MORNING star").run()
    assert problems_of(app) == []
    assert "1 source" in texts(drawn(app, "sources")["tree"])
    assert "Israeli forces begin withdrawal from key Gaza corridor" in text(app, "sources")
    app.text_input(key="sources-search").set_value("no such outlet").run()
    assert "0 sources" in text(app, "sources")


COMPARE = "pages/compare.py"


def test_two_articles_stand_side_by_side_at_first():
    app = open_page(COMPARE)
    assert problems_of(app) == []
    shown = text(app, "-compare")
    assert "They are a choice of ours" in shown
    assert "“after being kidnapped during the Oct. 7 massacre”" in shown
    assert "Israeli forces begin withdrawal from key Gaza corridor" in shown
    assert app.multiselect(key="columns").value == [
        "morning-star-2025-02-09",
        "new-york-post-2024-04-07",
    ]
    assert drawn(app, "-address")["pairs"] == []


def test_what_is_compared_is_chosen_and_stands_in_the_link():
    app = open_page(COMPARE)
    app.radio(key="by").set_value("sides").run()
    app.multiselect(key="columns").select("us").run()
    app.selectbox(key="about").set_value("period.war-before-the-truce").run()
    assert problems_of(app) == []
    app.multiselect(key="columns").set_value(["israeli", "us"]).run()
    assert drawn(app, "-address")["pairs"] == [
        ["by", "sides"],
        ["with", "israeli"],
        ["with", "us"],
        ["about", "period.war-before-the-truce"],
    ]
    assert "Israeli | United States: " in text(app, "-compare")
    assert not app.text_input  # filters count only where nothing else is chosen


def test_a_comparison_of_what_is_filtered_follows_the_filters():
    app = open_page(COMPARE, by="outlets", cat="aid")
    assert problems_of(app) == []
    aid = {event.title for event in load_dataset().events if event.category == "aid"}
    titles = {event.title for event in load_dataset().events}
    assert {line for line in text(app, "-compare").splitlines() if line in titles} <= aid
    app.multiselect(key="filter-category").set_value([]).run()
    assert {line for line in text(app, "-compare").splitlines() if line in titles} - aid


def test_a_blind_page_tells_no_outlet_until_it_is_turned_off():
    app = open_page(COMPARE, blind="1")
    assert problems_of(app) == []
    for name in ("Morning Star", "New York Post", "Ronny Reyes", "morning-star"):
        assert name not in str([part.proto for part in app.main])
        assert name not in text(app, "-compare")
    assert "Outlet A, 9 February 2025 (inferred)" in text(app, "-compare")
    assert {"reveal:all", "reveal:0", "reveal:1"} <= set(buttons(app, "-compare"))
    assert not app.multiselect
    app.toggle(key="blind").set_value(False).run()
    assert "New York Post" in text(app, "-compare")


def test_one_column_is_nothing_to_compare():
    app = open_page(COMPARE, **{"with": "none"})
    assert problems_of(app) == []
    assert "Choose two columns or more" in text(app, "-compare")
    assert drawn(app, "-address")["pairs"] == [["with", "none"]]


def test_a_table_has_no_excerpts_to_compare(serve, tmp_path):
    serve(write_table(tmp_path / "table.parquet", ROW))
    app = open_page(COMPARE, by="outlets", about="place.rafah")
    assert problems_of(app) == []
    assert "holds no excerpts" in text(app, "-nothing")
    assert "about: there is no" in says_that_it_ignores(app)


def test_the_sources_of_a_table_are_names_of_outlets(serve, tmp_path):
    serve(write_table(tmp_path / "table.parquet", ROW))
    app = open_page("pages/sources.py")
    assert problems_of(app) == []
    assert "names an outlet with each event" in text(app, "-nothing")


def test_a_faulty_table_is_not_sent_to_the_check_of_folders(serve, tmp_path):
    serve(write_table(tmp_path / "table.parquet", {**ROW, "category": "battle"}))
    told = text(open_page("pages/explore.py"), "-problems")
    assert "The file has problems" in told
    assert "category: must be one of" in told
    assert "events check" not in told


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ([], DATA),
        (["--data", "a folder"], Path("a folder")),
        (["--data=set.parquet"], Path("set.parquet")),
        (["--data"], Path("--data")),
        (["--server.port", "80"], DATA),
    ],
)
def test_the_set_is_named_on_the_command_line(words, path, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["dashboard.py", *words])
    assert data_path() == path


def test_a_period_beside_all_events_is_not_offered(serve, tmp_path):
    folder = copy_with(tmp_path / "late", date="2025-02-09")
    periods = (folder / "periods.yaml").read_text("utf-8")
    early = '- id: early\n  title: Early\n  date: "1999"\n  basis: A test.\n'
    (folder / "periods.yaml").write_text(f"{periods}{early}", "utf-8")
    add = (folder / "events" / f"{EVENT}.yaml").read_text("utf-8")
    (folder / "events" / "later.yaml").write_text(
        add.replace(f"id: {EVENT}", "id: later").replace("date: 2025-02", "date: 2025-03"), "utf-8"
    )
    serve(folder)
    app = open_page("pages/explore.py")
    assert problems_of(app) == []
    assert "Early" not in app.selectbox(key="period").options
    assert len(app.selectbox(key="period").options) > 1


def test_the_pager_counts_from_the_page_that_is_seen():
    app = open_page("pages/sources.py")
    app.session_state["session"].pages["sources"] = 1_000
    app.run()
    last = app.session_state["session"].pages["sources"]
    assert f"Page {last + 1} of {last + 1}" in text(app, "sources")


def test_an_event_of_several_sources_offers_to_compare_them():
    several = "2024-04-07-southern-gaza-withdrawal"
    assert "compare" in buttons(open_page("pages/explore.py", event=several), "-panel")
    alone = "2025-02-09-tank-near-the-border"
    assert "compare" not in buttons(open_page("pages/explore.py", event=alone), "-panel")
