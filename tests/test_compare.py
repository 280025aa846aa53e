"""Columns side by side: whose words stand where, and what stays hidden from a blind reader."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.compare import (
    PAGE,
    Layout,
    build_columns,
    compared_events,
    count_excerpts,
    draw_sections,
    lay_out,
    shared_events,
)
from events.compare.columns import BELONGING, choose_columns
from events.compare.findings import (
    events_of_one,
    find_namings,
    shared_categories,
    sides_quoted,
    speakers_quoted,
    uses,
)
from events.compare.sections import MOST_QUOTED, QUESTIONS
from events.markup import element
from events.query import Comparison, Query
from events.query.question import BY, MOST_COLUMNS
from events.records import read_records
from events.telling import Veil, draw_veil
from events.telling.veil import OPEN, outlet_names
from tests.conftest import CROSSING, EXCERPT, LEAVING, SPEECH, write_collection, write_event
from tests.test_query import over

COURIER, HARBOUR = "quill-courier-1892-03-05", "harbour-courier-1892-03-06"
PAIR = (COURIER, HARBOUR)
STRIKE = "1892-03-04-harbour-strike-begins"


def layout_of(records, by="articles", names=None, veil=OPEN):
    counts = count_excerpts(records.events, records, by)
    names = names or choose_columns(Comparison(by), counts, records)
    return Layout(build_columns(records.events, records, by, names), records, by, veil)


def drawn(layout, first=0):
    return element("section", *draw_sections(layout, first, None))


def words_of(tree):
    return "\n".join(tree.texts())


@pytest.fixture(scope="module")
def two_papers(tmp_path_factory):
    """Two outlets on one event, a third event each, a note on content, and figures that differ."""
    folder = write_collection(tmp_path_factory.mktemp("compare") / "small")
    post = {"source": "post", "speaker": "spokesman"}
    count = {"what": "dockers who stopped work", "according_to": "minister"}
    write_event(
        folder,
        excerpts=[
            {**EXCERPT, "text": "a stoppage and a “strike” of dockers"},
            {**post, "text": "the dispute goes on, The Paper says"},
            {**EXCERPT, "crediting": "minister", "text": "the mutiny of the idle hands"},
        ],
        figures=[
            {**count, "as_reported": "dozens", "source": "paper"},
            {**count, "as_reported": "40", "source": "post", "according_to": "paper-voice"},
            {**count, "as_reported": "unknown", "source": None, "source_note": "Told at the pier."},
        ],
    )
    write_event(
        folder,
        CROSSING,
        date="2024-05",
        content_note="Describes animals drowned, after The Post",
        also_reported_by=["post"],
        excerpts=[{**EXCERPT, "text": "a walk-out"}],
    )
    return read_records(folder)


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("name", ["quill", "gaza"])
def test_columns_have_what_is_theirs_and_nothing_else(by, name, request):
    records = request.getfixturevalue(name).records
    counts = count_excerpts(records.events, records, by)
    assert counts.total() == sum(len(event.excerpts) for event in records.events)
    for column in build_columns(records.events, records, by, counts):
        assert len(column.excerpts) == counts[column.id]
        for part in column.parts.values():
            assert {BELONGING[by].excerpt(x, records) for x in part.excerpts} <= {column.id}
            assert {BELONGING[by].figure(f, records) for f in part.figures} <= {column.id}


def test_every_way_to_compare_is_known():
    assert set(BELONGING) == set(BY)


def test_the_columns_of_the_collection_come_first_where_nobody_chose(quill):
    records = quill.records
    counts = count_excerpts(records.events, records, "articles")
    assert choose_columns(Comparison(), counts, records) == PAIR
    assert choose_columns(Comparison(columns=()), counts, records) == ()
    assert choose_columns(Comparison(columns=(HARBOUR,)), counts, records) == (HARBOUR,)
    sides = Counter(islanders=4, dockers=1, company=1)
    assert choose_columns(Comparison("sides"), sides, records) == ("dockers", "company")


def test_where_they_have_nothing_those_with_most_excerpts_come_first(quill):
    counts = Counter({"b": 2, "a": 2, "c": 3, "d": 0, "e": 1})
    assert choose_columns(Comparison(), counts, quill.records) == ("c", "a")
    about = Comparison(about="event.x")
    assert choose_columns(about, counts, quill.records) == ("c", "a", "b", "e")[:MOST_COLUMNS]
    assert choose_columns(Comparison(), Counter(), quill.records) == ()


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        (None, {SPEECH}),
        ("place.inkhaven", {LEAVING}),
        ("period.spring", {LEAVING, CROSSING}),
        (f"event.{CROSSING}", {CROSSING}),
    ],
)
def test_a_comparison_is_about_an_event_a_place_a_period_or_the_query(small, about, expected):
    query = over("2025", chosen={"side": ("company",)})
    events = compared_events(small, Comparison(about=about), query)
    assert {event.id for event in events} == expected


def test_a_layout_follows_what_a_visitor_compares(quill):
    query = Query(*quill.engine.span)
    layout = lay_out(quill, Comparison(), query)
    assert [column.id for column in layout.columns] == list(PAIR)
    assert not layout.veil.is_blind
    outlets = Comparison("outlets", ("The Harbour Courier", "The Quill Courier"), blind=True)
    assert lay_out(quill, outlets, query).labels == ("Outlet A", "Outlet B")
    revealed = lay_out(quill, outlets, query, frozenset(["The Quill Courier"]))
    assert revealed.labels == ("Outlet A", "The Quill Courier")


def test_events_are_reported_by_several_or_by_one_alone(two_papers):
    paper, post = build_columns(two_papers.events, two_papers, "articles", ("paper", "post"))
    assert [e.id for e in shared_events((paper, post))] == [LEAVING, CROSSING, SPEECH]
    assert events_of_one(post, (paper, post)) == []
    assert post.parts[CROSSING].excerpts == ()
    outlets = build_columns(two_papers.events, two_papers, "outlets", ("The Paper", "The Post"))
    assert [list(c.parts) for c in outlets] == [list(c.parts) for c in (paper, post)]


@pytest.mark.parametrize("name", ["quill", "gaza"])
def test_categories_are_compared_by_what_one_column_alone_reports(name, request):
    records = request.getfixturevalue(name).records
    columns = layout_of(records).columns
    shared = {event.id for event in shared_events(columns)}
    categories = dict(shared_categories(columns, records))
    assert shared
    assert categories
    for category, parts in categories.items():
        assert sum(map(bool, parts)) > 1
        assert all(part.event.category == category for own in parts for part in own)
        assert not shared & {part.event.id for own in parts for part in own}
    first, second = ({e.id for e in events_of_one(column, columns)} for column in columns)
    assert not first & second


def test_voices_are_counted_by_side_and_by_speaker(two_papers):
    (paper,) = build_columns(two_papers.events, two_papers, "articles", ("paper",))
    assert sides_quoted(paper, two_papers) == Counter(paper=2, company=2)
    assert speakers_quoted(paper, two_papers) == (Counter(), Counter(minister=2))


LISTS = {
    "People who load ships": ("docker", "idle hand", "hand"),
    "Stopping work": ("walk-out", "strike", "dispute"),
}


@pytest.mark.parametrize(
    ("text", "subject", "found"),
    [
        ("An idle hand, hands", "People who load ships", [("idle hand", 3, 12), ("hand", 14, 19)]),
        ("a post-strike walk-out", "Stopping work", [("strike", 7, 13), ("walk-out", 14, 22)]),
        ("a striker, handed", "Stopping work", []),
        ('“hands” and "dockers" and ‘dockers’', "People who load ships", []),
        ("a fragment “that ends with hands", "People who load ships", []),
        ("the captain’s hands’ wages", "People who load ships", [("hand", 14, 19)]),
    ],
)
def test_a_word_is_found_whole_unquoted_and_the_longest_first(text, subject, found):
    assert uses(text, LISTS[subject]) == found


@given(st.text(), st.sampled_from(sorted(LISTS)))
def test_a_word_that_is_found_stands_there(text, subject):
    for word, start, end in uses(text, LISTS[subject]):
        assert text[start:end].casefold() in {
            word.casefold() + ending for ending in ("", "s", "es")
        }


def test_only_a_columns_own_words_are_searched(two_papers):
    found = find_namings(layout_of(two_papers, names=("paper", "post")))
    assert {subject: list(words) for subject, words in found.items()} == {
        "People who load ships": ["docker", "idle hand"],
        "Stopping work": ["mutiny", "stoppage", "walk-out"],
    }
    sides = find_namings(layout_of(two_papers, "sides", ("company", "dockers")))
    assert {subject: list(words) for subject, words in sides.items()} == {
        "Stopping work": ["dispute"]
    }


@pytest.mark.parametrize(
    ("subject", "word", "numbers"),
    [
        ("Stopping work", "strike", [2, 0]),
        ("Stopping work", "stoppage", [0, 1]),
        ("People who load ships", "idle hand", [0, 1]),
    ],
)
def test_two_articles_differ_in_words_for_the_same(quill, subject, word, numbers):
    found = find_namings(layout_of(quill.records, names=PAIR))
    assert [len(uses) for uses in found[subject][word]] == numbers


def test_words_of_other_languages_are_not_searched(folder):
    foreign = {"text": "o strike", "language": "pt", "translation": "the strike"}
    write_event(folder, excerpts=[{**EXCERPT, **foreign}])
    assert find_namings(layout_of(read_records(folder), names=("paper", "post"))) == {}


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("name", ["quill", "gaza"])
def test_every_fragment_is_verbatim(by, name, request):
    records = request.getfixturevalue(name).records
    quoted = {f"“{x.text}”" for event in records.events for x in event.excerpts}
    counts = count_excerpts(records.events, records, by).most_common(MOST_COLUMNS)
    texts = drawn(layout_of(records, by, [name for name, _ in counts])).texts()
    shown = [text for text in texts if text.startswith("“") and text.endswith("”")]
    shown = [text for text in shown if len(text) > 1]
    assert shown
    assert [text for text in shown if text not in quoted] == []


def test_figures_stand_next_to_each_other(two_papers):
    shown = words_of(drawn(layout_of(two_papers, names=("paper", "post"))))
    assert "dozens (according to Dana Levi)" in shown
    assert "40 (according to The Paper)" in shown
    assert "unknown" not in shown
    assert "It reports this too; nothing of it is quoted here." in shown


def find(node, tag):
    """List the elements of a tag, without looking into them."""
    if isinstance(node, str):
        return []
    if node.tag == tag:
        return [node]
    return [found for child in node.children for found in find(child, tag)]


def test_what_a_note_warns_of_is_folded_everywhere(two_papers):
    tree = drawn(layout_of(two_papers, names=("paper", "post")))
    inside = [words_of(part) for part in find(tree, "details") if "walk-out" in words_of(part)]
    everywhere = [text for text in tree.texts() if "walk-out" in text]
    assert len(inside) == 2
    assert all("Show: Describes animals drowned" in text for text in inside)
    # Once as an excerpt, and in the table of words as the row's head and in its fragment.
    assert len(everywhere) == 3


def test_tables_have_captions_and_heads_for_rows_and_columns(quill):
    found = find(drawn(layout_of(quill.records)), "table")
    assert len(found) > 4
    for table in found:
        caption, head, body = table.children
        assert caption.tag == "caption"
        assert words_of(caption)
        assert {dict(th.attributes)["scope"] for th in head.children[0].children} == {"col"}
        assert {dict(row.children[0].attributes)["scope"] for row in body.children} == {"row"}


def stands(word, text):
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)


def authors_of(source, records):
    """List the names of authors, but for those who are quoted themselves."""
    names = [getattr(a, "literal", None) or f"{a.given} {a.family}" for a in source.authors or ()]
    return set(names) - {speaker.name for speaker in records.speakers.values()}


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("name", ["quill", "gaza"])
def test_a_blind_reader_reads_of_no_outlet(by, name, request):
    records = request.getfixturevalue(name).records
    veil = draw_veil(records)
    for event in records.events:
        counts = count_excerpts([event], records, by)
        columns = build_columns([event], records, by, [*counts][:MOST_COLUMNS])
        tree = str(drawn(Layout(columns, records, by, veil)).as_data())
        for source in (records.sources[name] for name in {x.source for x in event.excerpts}):
            hidden = [
                source.outlet,
                source.title,
                source.url,
                source.archive_url,
                *authors_of(source, records),
            ]
            assert [word for word in hidden if word and stands(word, tree)] == []


def test_a_revealed_column_is_named_and_the_other_stays_hidden(quill):
    names = outlet_names(quill.records)
    veil = Veil(("The Quill Courier", *names), revealed=frozenset(["The Quill Courier"]))
    shown = words_of(drawn(layout_of(quill.records, names=PAIR, veil=veil)))
    assert "Hooks laid down at Old Pier" in shown
    assert "The Harbour Courier" not in shown
    assert "Second day of idleness" not in shown


def test_a_note_on_content_names_no_hidden_outlet(two_papers):
    veil = Veil(("The Paper", "The Post"))
    shown = words_of(drawn(layout_of(two_papers, names=("paper", "post"), veil=veil)))
    assert "Show: Describes animals drowned, after Outlet B" in shown
    assert "The Post" not in shown


HEADLINE = "The Post, 8 April 2024, “A headline”"


@pytest.mark.parametrize(
    ("names", "veil", "labels"),
    [
        (
            ("paper", "post"),
            Veil(("The Paper", "The Post")),
            ("Outlet A, 8 April 2024", "Outlet B, 8 April 2024"),
        ),
        (("post", "post"), OPEN, (f"{HEADLINE} (1)", f"{HEADLINE} (2)")),
        (
            ("paper", "paper"),
            OPEN,
            ("The Paper, 8 April 2024 (1)", "The Paper, 8 April 2024 (2)"),
        ),
    ],
)
def test_columns_that_are_named_alike_are_numbered(two_papers, names, veil, labels):
    assert layout_of(two_papers, names=names, veil=veil).labels == labels


def test_a_comparison_is_bounded_however_much_is_compared(folder):
    for number in range(PAGE + 2):
        write_event(
            folder,
            f"2024-04-{10 + number}-both",
            title=f"Ferry number {number} leaves",
            date=f"2024-04-{10 + number}",
            excerpts=[
                *({**EXCERPT, "text": f"part {n} of {number}"} for n in range(MOST_QUOTED + 2)),
                {**EXCERPT, "source": "post"},
            ],
        )
    layout = layout_of(read_records(folder), names=("paper", "post"))
    several = shared_events(layout.columns)
    assert len(several) > PAGE
    shown = words_of(drawn(layout, first=PAGE))
    assert several[PAGE].title in shown
    assert several[0].title not in shown
    assert "and 2 more excerpts" in shown


@pytest.mark.parametrize("heading", QUESTIONS)
def test_what_a_reader_can_ask_is_a_question(heading):
    assert all(question.endswith("?") for question in QUESTIONS[heading])


def test_every_section_is_folded_under_its_heading_but_where_a_blind_reader_reveals(quill):
    sections = draw_sections(layout_of(quill.records), 0, None)
    assert {words_of(section.children[0]) for section in sections} == set(QUESTIONS)
    assert [dict(section.attributes).get("open") for section in sections] == [None] * len(QUESTIONS)
    blind = draw_sections(layout_of(quill.records, veil=draw_veil(quill.records)), 0, None)
    assert [section for section in blind if "open" in dict(section.attributes)] == [blind[0]]
