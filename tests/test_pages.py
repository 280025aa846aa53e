"""The pages as Streamlit runs them, without a browser."""

import asyncio
import json
import re
import socket
import sys
from asyncio import Transport
from dataclasses import replace
from functools import cache
from queue import Queue

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from streamlit import config
from uvicorn.protocols.http.auto import AutoHTTPProtocol

from events.__main__ import main
from events.collection import open_collection
from events.exporters import FORMATS, USES
from events.link import PARAMETERS, View
from events.query import Arrays, Query, Unanswered
from pages import PAGES
from pages.parts import session, starting
from pages.parts.page import name_tab
from pages.parts.serving import source
from pages.parts.session import Session
from tests.conftest import EVENT, EXCERPT, LEAVING, QUILL, write, write_collection, write_event
from tests.test_any_collection import WORD, distinctive
from tests.visit import (
    address,
    buttons,
    charts,
    components,
    drawn,
    follow,
    ignored,
    messages,
    open_page,
    problems_of,
    text,
    texts,
    unfold,
)

STRIKE, FLOOD = "1892-03-04-harbour-strike-begins", "1893-11-18-causeway-washed-away"
ALONE = "1892-03-04-crane-stands-still"
"""An event of one source."""

every_page = pytest.mark.parametrize("page", PAGES)


@pytest.fixture(scope="module")
def opened(quill_table):
    """Return a page of the invented collection or of its table, run once; it is only read."""
    return cache(
        lambda page, data="quill": open_page(page, {"quill": QUILL}.get(data, quill_table))
    )


@pytest.fixture(scope="module")
def shown(quill):
    """The events that are listed; a withdrawn one is not."""
    return quill.records.shown


def titles_in(app, key, events):
    """Return the titles of events that a component shows."""
    return {event.title for event in events} & set(text(app, key).splitlines())


# The menu, and the start of the server


def test_the_tab_is_named_by_the_page_and_the_collection_once_it_is_open(monkeypatch, quill):
    named = []
    monkeypatch.setattr("streamlit.set_page_config", lambda **given: named.append(given))
    for opened in (None, quill):
        monkeypatch.setattr("pages.parts.page.opened_collection", lambda opened=opened: opened)
        name_tab("Sources")
    assert [given["page_title"] for given in named] == [
        "Sources · Corridors",
        f"Sources · {quill.records.info.title}",
    ]
    assert {given["layout"] for given in named} == {"wide"}


def test_the_menu_begins_with_explore_and_has_the_addresses_that_links_know(repository):
    assert [(page.title, page.address) for page in PAGES.values()] == [
        ("Explore", "/"),
        ("Present", "/Present"),
        ("Compare", "/Compare"),
        ("Sources", "/Sources"),
        ("Data", "/Data"),
        ("Your events", "/Your_events"),
        ("About", "/About"),
    ]
    files = {str(path.relative_to(repository)) for path in repository.glob("pages/*.py")}
    assert files - {"pages/__init__.py"} == {page.file for page in PAGES.values()}


def test_the_dashboard_opens_the_first_page_and_turns_to_the_others(opened):
    app = follow("dashboard.py", cat="flood")
    listed = buttons(app, "-listing")
    for name in (*list(PAGES)[1:], "explore"):
        app.switch_page(PAGES[name].file).run()
        assert problems_of(app) == []
        assert address(app) == [["cat", "flood"]]
    assert buttons(app, "-listing") == listed
    unfold(app, "Category")
    app.multiselect(key="filter-category").select("labour").run()
    app.run()
    assert problems_of(app) == []
    assert address(app) == [["cat", "flood"], ["cat", "labour"]]


@pytest.mark.parametrize("headless", [False, True])
def test_whoever_starts_the_dashboard_sees_it_in_the_browser(headless, monkeypatch, capsys):
    opened, address = Queue(), "http://127.0.0.1:8502/corridors"
    options = {
        "server.headless": headless,
        "server.address": "127.0.0.1",
        "server.port": 8502,
        "server.baseUrlPath": "/corridors/",
    }
    others = config.get_option

    def get_option(name):
        return options[name] if name in options else others(name)

    monkeypatch.setattr(config, "get_option", get_option)
    monkeypatch.setattr(starting.st, "get_option", get_option)
    monkeypatch.setattr(starting.webbrowser, "open", opened.put)
    cleared = []
    monkeypatch.setattr(starting, "clear_scratch", lambda: cleared.append(True))

    async def start():
        async with starting.welcome(None):
            assert headless or opened.get(timeout=10) == address
            assert not cleared

    asyncio.run(start())
    assert cleared  # a server that is told to stop ends without what Python does last
    assert opened.empty()
    assert capsys.readouterr().out == f"The dashboard runs at {address}\n"


# Every page, of a collection and of a table of events


def words_of(app):
    """Return all words that a page is sent, of our own components and of Streamlit's."""
    ours = json.dumps(components(app), ensure_ascii=False)
    theirs = " ".join(str(part.proto) for block in (app.main, app.sidebar) for part in block)
    plain = re.sub(r'\\[ntr"\']', " ", ours + theirs).replace("-", " ").replace("_", " ")
    return {word.casefold() for word in WORD.findall(plain)}


def names_of_another_collection():
    return {word.casefold() for word in distinctive("gaza")}


@every_page
@pytest.mark.parametrize("data", ["quill", "table"])
def test_a_page_speaks_of_its_own_collection_alone(page, data, opened):
    words = words_of(opened(page, data))
    assert len(words) > 50
    assert sorted(words & names_of_another_collection()) == []


def test_the_names_of_a_collection_are_seen_where_it_is_open():
    assert {"rafah", "israeli"} <= words_of(open_page("sources", "gaza"))


@every_page
@pytest.mark.parametrize("data", ["quill", "table"])
def test_a_page_that_runs_again_draws_the_same(page, data, opened):
    app = opened(page, data)
    first = components(app)
    assert first
    app.run()
    assert problems_of(app) == []
    assert components(app) == first


LINK = {
    "from": "1892-01-01",
    "to": "1893-11-18",
    "cat": ["labour", "flood"],
    "status": "contested",
    "q": "quill",
    "event": STRIKE,
    "layers": ["shoreline", "causeway"],
    "lang": "fa",
}


@every_page
def test_a_link_holds_on_every_page_and_what_is_ignored_of_it_is_said(page):
    app = open_page(page, **LINK, side="<b>x</b>")
    pairs = [
        [name, value]
        for name, values in LINK.items()
        for value in ([values] if isinstance(values, str) else values)
    ]
    assert sorted(address(app)) == sorted(pairs)
    assert [line for line in ignored(app).splitlines() if ": " in line] == [
        "side: there is no “<b>x</b>”"
    ]


# What a link and a filter decide


def test_a_link_decides_which_events_are_listed(opened, shown):
    listed = {action.removeprefix("select:") for action in buttons(opened("explore"), "-listing")}
    labour = open_page("explore", cat="labour")
    found = {action.removeprefix("select:") for action in buttons(labour, "-listing")}
    assert found == {event.id for event in shown if event.category == "labour"}
    assert found < listed | {event.id for event in shown}


def test_a_link_to_an_event_opens_its_panel(quill):
    app = open_page("explore", event=STRIKE)
    assert quill.records.by_id[STRIKE].title in text(app, "-panel")
    assert "compare" in buttons(app, "-panel")  # it has several sources
    assert "compare" not in buttons(open_page("explore", event=ALONE), "-panel")


@pytest.mark.parametrize("page", ["explore", "data"])
def test_a_filter_changes_the_count(page, shown):
    app = open_page(page)
    contested = sum(event.status == "contested" for event in shown)
    assert f"{len(shown)} of {len(shown)} events" in text(app, "-chosen")
    unfold(app, "More")
    app.multiselect(key="filter-status").select("contested").run()
    assert problems_of(app) == []
    assert f"{contested} of {len(shown)} events" in text(app, "-chosen")
    assert ["status", "contested"] in address(app)


def test_the_map_gets_numbers_and_no_text_of_an_event(opened, shown):
    texts_of_events = [words for event in shown for words in (event.id, event.title)]
    selected = open_page("explore", cat="labour", event=STRIKE, lang="fa")
    for app in (opened("explore"), selected):
        (message,) = messages(app)
        assert len(message) < 4000
        assert "corridors.show({" in message.replace("\\", "")
        assert not [words for words in texts_of_events if words in message]


def test_the_key_counts_what_each_category_would_show_and_marks_the_chosen_ones(quill):
    app = open_page("explore", cat="labour", status="reported", to="1892-12-31")
    (message,) = messages(app)
    query = app.session_state["session"].view.query
    counts = quill.engine.counts(query, "category")
    known = [category.id for category in quill.records.vocabulary.categories]
    numbers = ",".join(str(counts.get(name, 0)) for name in known)
    assert len([name for name in known if counts.get(name)]) > 1
    sent = f'"counts":[{numbers}],"chosen":{1 << known.index("labour")}'
    assert sent in message.replace("\\", "")


def test_what_the_first_picture_does_not_need_is_drawn_after_it():
    app = follow(PAGES["explore"].file, pictured=False)
    assert (
        len(app.slider) == len(components(app, "-listing")) == len(components(app, "-chosen")) == 0
    )
    app.session_state["session"].pictured = True
    app.run()
    assert (
        len(app.slider) == len(components(app, "-listing")) == len(components(app, "-chosen")) == 1
    )


# Links that are not understood

WRONG: dict[str, list[str | list[str]]] = {
    "from": ["yesterday", "1892-02-30", "1892-03-04T00:00", "0001-01-01"],
    "to": ["9999-12-31", "1892-03-04\0"],
    "cat": ["nothing", "labour,flood"],
    "place": ["<img src=x onerror=alert(1)>"],
    "source": ["{{ 7*7 }}"],
    "side": ["\u202esrekcod"],
    "status": ["x" * 10_000, ["reported", "reported", "rumoured"]],
    "event": ["../../etc/passwd", "a\0b"],
    "history": ["inkhaven<script>", "old-pier\0"],
    "layers": ["moon"],
    "lang": ["tlh", ["fa", "pt"]],
    "by": ["author"],
    "with": ["<b>nobody</b>"],
    "about": ["event.1892-03-04-nothing"],
    "blind": ["true"],
    "q": ["word " * 1000, ["bread", "boats"]],
}
"""Values of each parameter that are not understood."""

LINKS = [
    {name: values[turn] for name, values in WRONG.items() if turn < len(values)}
    for turn in range(max(map(len, WRONG.values())))
]
"""Links of one wrong value of each parameter."""


def shows_all(app, shown):
    """Tell whether the list has every event, by its own words."""
    return f"{len(shown)} of {len(shown)}" in text(app, "-chosen")


@pytest.mark.parametrize("link", LINKS, ids=lambda link: f"{len(link)} wrong values")
def test_each_wrong_value_of_a_link_is_named_and_nothing_breaks(link, shown):
    app = open_page("explore", **link)
    assert [name for name in link if f"{name}: " not in ignored(app)] == []
    assert shows_all(app, shown) or {"status", "q"} & link.keys()


def test_dates_the_wrong_way_round_show_all_dates_and_say_so(shown):
    app = open_page("explore", **{"from": "1893-01-01", "to": "1892-01-01"})
    assert "is after" in ignored(app)
    assert shows_all(app, shown)


@given(link=st.dictionaries(st.sampled_from(list(PARAMETERS)), st.lists(st.text(), min_size=1)))
@example(link={"unknown": ["x"], "embed": ["true"]})
@settings(max_examples=10)
def test_no_link_breaks_the_page(link):
    app = open_page("explore", **link)
    for name, values in link.items():
        if name in ("cat", "place", "source", "side", "status", "event", "history", "lang"):
            assert f"{name}: there is no" in ignored(app), values


# Which parts are drawn again

BEFORE = View(Query(0, 1), layers=(), language="en")
SHOWN = {"map", "dates", "chosen", "listing", "address"}


@pytest.mark.parametrize(
    ("before", "fields", "parts"),
    [
        ({}, {"query": BEFORE.query.between(0, 0)}, SHOWN),
        ({"event": STRIKE}, {"query": BEFORE.query.between(0, 0)}, SHOWN | {"panel"}),
        ({}, {"query": BEFORE.query.choose("place", ["margin"])}, SHOWN | {"panel", "filters"}),
        ({}, {"query": replace(BEFORE.query, text="bread")}, SHOWN | {"filters"}),
        ({}, {"event": STRIKE}, {"map", "chosen", "panel", "listing", "address"}),
        ({}, {"layers": ("shoreline",)}, {"map", "layers", "address"}),
        ({}, {"language": "fa"}, {"map", "layers", "address"}),
    ],
)
def test_only_the_parts_that_show_what_changed_are_drawn_again(
    before, fields, parts, opened, monkeypatch
):
    drawn_parts = opened("explore").session_state["session"].parts
    visitor = Session(replace(BEFORE, **before), parts=drawn_parts)
    redrawn = []
    monkeypatch.setattr(session, "current", lambda: visitor)
    monkeypatch.setattr(session.st, "rerun", redrawn.extend)
    session.change(**fields)
    assert set(redrawn) == parts
    assert redrawn[0] == "map"
    assert visitor.view == replace(BEFORE, **before, **fields)


def test_a_part_that_shows_what_no_view_has_is_refused():
    with pytest.raises(ValueError, match=r"part map: shows: must be of query, .* \(got weather\)"):
        session.part("map", lambda collection: None, None, shows={"event", "weather"})


# What is opened, and what cannot be


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ([], None),
        (["--data", "a folder"], "a folder"),
        (["--data=set.parquet"], "set.parquet"),
        (["--data"], "--data"),
    ],
)
def test_the_collection_is_named_on_the_command_line(words, named, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["dashboard.py", *words])
    assert source() == named
    monkeypatch.setenv("CORRIDORS_DATA", " duckdb:////data/events.duckdb ")
    assert source() == (named or "duckdb:////data/events.duckdb")
    monkeypatch.setenv("CORRIDORS_DATA", "")
    assert source() == named


def test_no_answer_waits_for_the_one_before_it(monkeypatch):
    made = []
    monkeypatch.setattr(sys, "argv", ["dashboard.py"])
    monkeypatch.setattr(AutoHTTPProtocol, "connection_made", lambda *given: made.append(given))
    starting.prepare_server()
    with socket.socket() as line:
        transport = Transport({"socket": line})
        AutoHTTPProtocol.connection_made("protocol", transport)
        assert line.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    assert made == [("protocol", transport)]


def test_scripts_that_draw_the_parts_come_with_the_page():
    shell = starting.read_shell()
    for name in starting.EARLY:
        (file,) = re.findall(rf'<script type="module" src="\./(static/js/{name}\.[^"]+)"', shell)
        assert (starting.SHELL.parent / file).exists()


def test_what_the_command_line_does_not_know_ends_the_start_with_a_line(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--dta", "a folder", "--data", "b"])
    with pytest.raises(SystemExit, match=r"^--dta 'a folder': not known; after “--” stand --data"):
        starting.prepare_server()


@pytest.mark.parametrize("name", ["q.geoparquet", "q.PARQUET", "q.GeoParquet"])
def test_a_file_opens_by_each_ending_of_geoparquet(name, quill_table, tmp_path, shown):
    path = tmp_path / name
    path.write_bytes(quill_table.read_bytes())
    assert open_collection(path).engine.size == len(shown)


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("nowhere", "no such file or folder"),
        ("nowhere.parquet", "no such file or folder"),
        ("q.xyz", "is of no kind that can be imported"),
        ("q.csv", "has no rows"),
    ],
)
def test_what_cannot_be_opened_is_explained_on_the_page_as_on_the_command_line(
    name, advice, tmp_path, monkeypatch, capsys
):
    path = tmp_path / name
    if "nowhere" not in name:
        path.write_text("id,title\n")
    app = open_page("explore", path)
    (line,) = texts(drawn(app, "-problems")["tree"][-1])
    assert line.startswith(f"{path}: " if "nowhere" in name else f"{name}: ")
    assert advice in line
    heading = "This cannot be opened" if "nowhere" in name else "The file has problems"
    assert heading in text(app, "-problems")
    output = str(tmp_path / "out.csv")
    command = ["events", "export", "--data", str(path), "--format", "csv", "-o", output]
    monkeypatch.setattr(sys, "argv", command)
    capsys.readouterr()  # what Streamlit logs of the page
    assert main() == 1
    assert capsys.readouterr().err == f"{line}\n1 problem\n"


def leave_one_event(folder):
    """Remove all events of the small collection but one."""
    for path in folder.glob("events/*.yaml"):
        if path.stem != LEAVING:
            path.unlink()
    return folder


@pytest.fixture
def alone(folder):
    """A collection of one event, to be spoilt."""
    return leave_one_event(folder)


@every_page
def test_a_broken_folder_shows_the_lines_of_the_checker(page, alone):
    write_event(alone, title="Read <b>this</b>", category="rumour")
    app = open_page(page, alone)
    shown = text(app, "-problems")
    assert f"events/{LEAVING}.yaml: category: " in shown
    assert "rumour" in shown
    assert "events check" in shown
    assert len(components(app)) == 1


def test_markup_in_a_title_is_shown_by_the_checker_as_typed(alone):
    write_event(alone, title="Read <b>this</b>")
    assert "'Read <b>this</b>'" in text(open_page("explore", alone), "-problems")


def test_a_faulty_table_is_not_sent_to_the_check_of_folders(tmp_path):
    path = tmp_path / "faulty.parquet"
    path.write_text("id,title\n")
    shown = text(open_page("explore", path), "-problems")
    assert "The file has problems" in shown
    assert "is not Parquet" in shown
    assert "events check" not in shown


UNUSUAL = {
    "one day": {},
    "before 1684": {"date": "1066-10-14/1066-12-25"},
    "after 2255": {"date": "9999-01-01/9999-12-31"},
    "only withdrawn": {
        "status": "withdrawn",
        "change_note": "It was a mistake.",
        "modified": "2025-01-03",
    },
}
"""Collections of one event that a page shows, or of which it shows the checker's line."""


@pytest.fixture(scope="module")
def unusual(tmp_path_factory):
    """The folder of each collection of UNUSUAL."""
    folders = {}
    for kind, fields in UNUSUAL.items():
        folders[kind] = leave_one_event(write_collection(tmp_path_factory.mktemp("unusual")))
        write_event(folders[kind], **fields)
    return folders


@every_page
@pytest.mark.parametrize("kind", UNUSUAL)
def test_an_unusual_collection_breaks_no_page(page, kind, unusual):
    assert components(open_page(page, unusual[kind]))


def test_a_period_beside_all_events_is_not_offered(folder):
    periods = json.loads((folder / "periods.yaml").read_text("utf-8"))
    early = {"id": "early", "title": "Early", "date": "1999", "basis": "A test."}
    write(folder / "periods.yaml", [*periods, early])
    options = open_page("explore", folder).selectbox(key="period").options
    assert periods[0]["title"] in options
    assert "Early" not in options


# Data


def test_files_are_offered_by_use_and_the_first_of_each_is_set_off(opened, shown):
    app = opened("data")
    assert f"Files of these {len(shown)} events" in text(app, "-downloads")
    files = {b.proto.id.rpartition("download-")[2]: b for b in app.get("download_button")}
    offered = {name: files[name] for name in FORMATS}
    for use, title in USES.items():
        assert text(app, f"-title-{use}") == title
        first, *others = [b for name, b in offered.items() if FORMATS[name].use == use]
        assert first.proto.type == "secondary"
        assert {button.proto.type for button in others} == {"tertiary"}
    written = [caption.value for caption in app.caption]
    assert [form.purpose for form in FORMATS.values() if form.purpose not in written] == []


def test_a_file_that_cannot_be_had_says_why_beside_its_button():
    app = open_page("data", q="no such word")
    assert "Files of these 0 events" in text(app, "-downloads")
    assert "iCalendar needs at least one event: widen the dates or the filters." in [
        caption.value for caption in app.caption
    ]


# About


def test_about_shows_the_balance_as_charts_and_tables(opened, shown):
    app = opened("about")
    assert [chart["description"].split(":")[0] for chart in charts(app)] == [
        "Whose voices are quoted",
        "Whose voices are quoted, by month",
        "Whose voices are quoted, by category",
        "Whose voices are quoted, by place",
        "Whose dead are counted",
        "Sources by kind",
    ]
    voices = sum(len(event.excerpts) for event in shown)
    fold = drawn(app, "-counts-0")["tree"]
    heads, *_, numbers = fold[3][3:]
    assert sum(int(number) for number in texts(numbers)[2:]) == voices
    assert texts(heads)[:2] == ["Set", "Events"]
    assert len(drawn(app, "-counts-3")["tree"][3][4][2:]) <= 10
    assert "What is lopsided" in text(app, "-lopsided")


def test_about_shows_no_charts_of_a_table(opened, shown):
    app = opened("about", "table")
    assert f"{len(shown)} events and 0 excerpts" in text(app, "-about")
    assert "curated by hand" not in text(app, "-about")
    assert "come from the file" in text(app, "-about")
    assert charts(app) == []
    assert components(app, "-balance") == []


def test_about_says_what_is_not_known_and_what_a_status_means(folder):
    info = json.loads((folder / "collection.yaml").read_text("utf-8"))
    write(folder / "collection.yaml", {**info, "version": None, "modified": None, "licence": None})
    app = open_page("about", folder)
    assert "Version not known, changed not known." in text(app, "-about")
    assert "None" not in text(app, "-about") + text(app, "-credits")
    assert "party responsible\n: The party responsible says" in text(app, "-about")


def test_about_says_what_each_category_and_side_means_and_links_its_sections(opened, quill):
    app, vocabulary = opened("about"), quill.records.vocabulary
    for known in (*vocabulary.categories, *vocabulary.sides):
        assert f"{known.label}\n: {known.meaning}" in text(app, "-about")
    page = json.dumps(components(app), ensure_ascii=False)
    links = set(re.findall(r'"href": "#([a-z-]+)"', page))
    assert links <= set(re.findall(r'"id": "([a-z-]+)"', page))
    assert {"balance", "what-the-words-mean", "credits-and-licences"} <= links


# Sources


@pytest.fixture
def many_sources(folder):
    """A collection of fourteen reports, of which a page of the list shows twelve."""
    reports = yaml.safe_load((folder / "sources.yaml").read_text("utf-8"))
    reports += [{**reports[0], "id": f"paper-{n}", "title": f"Report {n}"} for n in range(12)]
    write(folder / "sources.yaml", reports)
    quoted = [{**EXCERPT, "source": f"paper-{n}"} for n in range(12)]
    write_event(folder, excerpts=[*EVENT["excerpts"], *quoted])
    return folder


def test_sources_are_found_by_their_words_and_turn_their_pages(many_sources):
    app = open_page("sources", many_sources)
    assert "14 sources" in text(app, "sources")
    *links, before, after = buttons(app, "sources")
    assert (before, after) == ("page:-1", "page:+1")
    assert f"open:{LEAVING}" in links
    app.session_state["session"].pages["sources"] = 1_000
    app.run()
    assert app.session_state["session"].pages["sources"] == 1
    assert "Page 2 of 2" in text(app, "sources")
    app.text_input(key="sources-search").set_value("the POST headline").run()
    assert problems_of(app) == []
    assert "1 source" in text(app, "sources").splitlines()
    assert "A headline" in text(app, "sources")
    app.text_input(key="sources-search").set_value("no such outlet").run()
    assert "0 sources" in text(app, "sources")


def test_the_sources_of_a_table_are_names_of_outlets(opened):
    assert "names an outlet with each event" in text(opened("sources", "table"), "-nothing")


# Compare


def test_the_articles_that_the_collection_names_stand_side_by_side_at_first(opened, quill):
    app = opened("compare")
    articles = list(quill.records.info.compare.articles)
    assert app.multiselect(key="columns").value == articles
    assert "They are a choice of ours" in text(app, "-compare")
    for name in articles:
        assert quill.records.sources[name].title in text(app, "-compare")
    assert address(app) == []


def test_what_is_compared_is_chosen_and_stands_in_the_link():
    app = open_page("compare")
    app.radio(key="by").set_value("sides").run()
    app.multiselect(key="columns").select("islanders").run()
    app.selectbox(key="about").set_value("period.the-flood").run()
    assert problems_of(app) == []
    app.multiselect(key="columns").set_value(["islanders", "paper"]).run()
    assert address(app) == [
        ["by", "sides"],
        ["with", "islanders"],
        ["with", "paper"],
        ["about", "period.the-flood"],
    ]
    assert "Islanders and officials | The paper itself: " in text(app, "-compare")
    assert not app.text_input  # filters count only where nothing else is chosen


def test_a_comparison_of_what_is_filtered_follows_the_filters(shown):
    app = open_page("compare", by="outlets", cat="flood")
    flood = {event.title for event in shown if event.category == "flood"}
    assert set() < titles_in(app, "-compare", shown) <= flood
    unfold(app, "Category")
    app.multiselect(key="filter-category").set_value([]).run()
    assert titles_in(app, "-compare", shown) - flood


def test_a_blind_page_names_no_outlet_until_it_is_turned_off(quill):
    app = open_page("compare", blind="1")
    articles = quill.records.info.compare.articles
    first, second = (quill.records.sources[name].outlet for name in articles)
    page = json.dumps(components(app), ensure_ascii=False) + str([part.proto for part in app.main])
    for name in (first, second, *articles, "Penhallow"):
        assert name not in page
    assert "Outlet A, 5 March 1892" in text(app, "-compare")
    assert {"reveal:all", "reveal:0", "reveal:1"} <= set(buttons(app, "-compare"))
    assert not app.multiselect
    app.toggle(key="blind").set_value(False).run()
    assert first in text(app, "-compare")


def test_one_column_is_nothing_to_compare():
    app = open_page("compare", **{"with": "none"})
    assert "Choose two columns or more" in text(app, "-compare")
    assert address(app) == [["with", "none"]]


def test_a_table_has_no_excerpts_to_compare(quill_table):
    app = open_page("compare", quill_table, by="outlets", about="place.margin")
    assert "holds no quotations" in text(app, "-nothing")
    assert buttons(app, "-nothing") == ["explore", "present", "yours"]
    assert "about: there is no" in ignored(app)


def test_a_database_without_an_answer_is_told_in_the_part_that_asked(monkeypatch, caplog):
    def lost(*_):
        raise Unanswered("The database in /srv/secret.duckdb is lost")

    monkeypatch.setattr(Arrays, "page", lost)
    app = open_page("explore")
    assert "The events could not be asked" in text(app, "-unanswered-listing")
    assert "listing: The database in /srv/secret.duckdb is lost" in caplog.text
    assert "events" in text(app, "-chosen")
