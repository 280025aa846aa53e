"""Columns side by side: whose words stand where, and what a blind reader is not told."""

import re
from collections import Counter

import pytest
from events.compare.cards import Sheet
from events.compare.words import NAMINGS, namings, uses
from events.query.comparison import BY, MOST_COLUMNS
from hypothesis import given
from hypothesis import strategies as st

from events.compare.columns import (
    BELONGING,
    asked,
    chosen,
    laid_out,
    offered,
    on_a_subject,
    sides_quoted,
    speakers_quoted,
    told_alone,
    told_by_several,
)
from events.compare.sections import EVENTS, QUESTIONS, sections
from events.markup import element
from events.query import Comparison, Query
from events.records.reading import load_dataset
from events.records.wording import question_problems
from events.telling.veil import Blind, outlet_names
from tests.conftest import CROSSING, EXCERPT, LEAVING, SPEECH, write_dataset, write_event

STAR, POST = "morning-star-2025-02-09", "new-york-post-2024-04-07"
PAIR = (STAR, POST)
ATTACK = "2023-10-07-attack-of-7-october"


def sheet_of(dataset, by="articles", names=None, blind=None):
    names = names or chosen(Comparison(by), offered(dataset.events, dataset, by))
    return Sheet(laid_out(dataset.events, dataset, by, names), dataset, by, blind or Blind(()))


def drawn(sheet, first=0):
    return element("section", *sections(sheet, first, None))


def said(tree):
    return "\n".join(tree.texts())


@pytest.fixture(scope="module")
def two_papers(tmp_path_factory):
    """Two outlets on one event, a third event each, a note on content, and figures that differ."""
    folder = write_dataset(tmp_path_factory.mktemp("compare") / "set")
    post = {"source": "post", "speaker": "spokesman"}
    killed = {"what": "killed", "according_to": "minister"}
    write_event(
        folder,
        excerpts=[
            {**EXCERPT, "text": "militants and “terrorists” left"},
            {**post, "text": "the resistance stays, The Paper says"},
            {**EXCERPT, "crediting": "minister", "text": "the IDF and its soldiers"},
        ],
        figures=[
            {**killed, "as_reported": "dozens", "source": "paper"},
            {**killed, "as_reported": "40", "source": "post", "according_to": "paper-voice"},
            {**killed, "as_reported": "unknown", "source": None},
        ],
    )
    write_event(
        folder,
        CROSSING,
        date="2024-05",
        content_note="Describes deaths, after The Post",
        also_reported_by=["post"],
        excerpts=[{**EXCERPT, "text": "a massacre"}],
    )
    return load_dataset(folder)


def test_each_excerpt_stands_in_one_column_whatever_is_compared(curated):
    total = sum(len(event.excerpts) for event in curated.events)
    for by in BELONGING:
        assert offered(curated.events, curated, by).total() == total


def test_every_way_to_compare_is_known():
    assert set(BELONGING) == set(BY)


@pytest.mark.parametrize("by", BY)
def test_columns_hold_what_is_theirs_and_nothing_else(curated, by):
    counts = offered(curated.events, curated, by)
    for column in laid_out(curated.events, curated, by, counts):
        assert len(column.excerpts) == counts[column.id]
        for part in column.parts.values():
            assert {BELONGING[by].excerpt(x, curated) for x in part.excerpts} <= {column.id}
            assert {BELONGING[by].figure(f, curated) for f in part.figures} <= {column.id}


def test_the_two_articles_come_first_where_nobody_chose(curated):
    counts = offered(curated.events, curated, "articles")
    assert chosen(Comparison(), counts) == PAIR
    assert chosen(Comparison(columns=()), counts) == ()
    assert chosen(Comparison(columns=(POST,)), counts) == (POST,)


def test_without_them_those_with_most_excerpts_do():
    counts = Counter({"b": 2, "a": 2, "c": 3, "d": 0, "e": 1})
    assert chosen(Comparison(), counts) == ("c", "a")
    assert chosen(Comparison(about="event.x"), counts) == ("c", "a", "b", "e")
    assert chosen(Comparison("sides"), Counter(us=4, palestinian=1, israeli=1)) == (
        "israeli",
        "palestinian",
    )
    assert chosen(Comparison(), Counter()) == ()


def test_a_comparison_asks_for_its_place_its_period_or_what_is_filtered(dataset):
    everything, query = Query(0, 9), Query(3, 4, {"side": ("us",)})
    ask = [
        asked(Comparison(about=about), query, everything, dataset.periods)
        for about in (None, "place.rafah", "period.spring")
    ]
    assert ask[:2] == [query, Query(0, 9, {"place": ("rafah",)})]
    assert (ask[2].chosen, ask[2].last - ask[2].first) == ({}, 91)


def test_events_are_told_by_several_or_by_one_alone(two_papers):
    paper, post = laid_out(two_papers.events, two_papers, "articles", ("paper", "post"))
    assert [e.id for e in told_by_several((paper, post))] == [LEAVING, CROSSING, SPEECH]
    assert told_alone(post, (paper, post)) == []
    assert post.parts[CROSSING].excerpts == ()
    outlets = laid_out(two_papers.events, two_papers, "outlets", ("The Paper", "The Post"))
    assert [list(c.parts) for c in outlets] == [list(c.parts) for c in (paper, post)]


def test_the_two_articles_share_one_event_and_some_subjects(curated):
    compared = laid_out(curated.events, curated, "articles", PAIR)
    assert [event.id for event in told_by_several(compared)] == [ATTACK]
    subjects = dict(on_a_subject(compared))
    assert {"withdrawal", "captives"} <= set(subjects)
    for category, parts in subjects.items():
        assert all(part.event.category == category for own in parts for part in own)
        assert ATTACK not in {part.event.id for own in parts for part in own}
    alone = [told_alone(column, compared) for column in compared]
    assert not {e.id for e in alone[0]} & {e.id for e in alone[1]}


def test_voices_are_counted_by_side_and_by_speaker(two_papers):
    (paper,) = laid_out(two_papers.events, two_papers, "articles", ("paper",))
    assert sides_quoted(paper, two_papers) == Counter(newspaper=2, israeli=2)
    assert speakers_quoted(paper, two_papers) == (Counter(), Counter(minister=2))


def test_a_word_is_found_whole_and_the_longest_first():
    assert [
        word for word, *_ in uses("A terrorist group, terrorists", "Armed Palestinian groups")
    ] == [
        "terrorist group",
        "terrorist",
    ]
    assert uses("warning of post-war raiders", "Acts of war") == [("war", 16, 19)]
    assert uses('“hostages” and "captives" and ‘prisoners’', "People who are held") == []
    assert uses("a fragment “that ends with hostages", "People who are held") == []
    assert uses("the enemy’s hostages’ families", "People who are held") == [("hostage", 12, 20)]


@given(st.text(), st.sampled_from(sorted(NAMINGS)))
def test_a_word_that_is_found_stands_there(text, subject):
    for word, start, end in uses(text, subject):
        assert text[start:end].casefold() in {
            word.casefold() + ending for ending in ("", "s", "es")
        }


def test_only_a_columns_own_words_are_searched(two_papers):
    compared = laid_out(two_papers.events, two_papers, "articles", ("paper", "post"))
    found = namings(compared, two_papers, "articles")
    assert {subject: list(words) for subject, words in found.items()} == {
        "Armies and soldiers": ["IDF", "soldier"],
        "Armed Palestinian groups": ["militant"],
        "Acts of war": ["massacre"],
    }
    sides = laid_out(two_papers.events, two_papers, "sides", ("israeli", "palestinian"))
    assert list(namings(sides, two_papers, "sides")) == ["Armed Palestinian groups"]


def test_the_two_articles_differ_in_words_for_the_same(curated):
    found = namings(laid_out(curated.events, curated, "articles", PAIR), curated, "articles")
    taken = found["How people are taken"]
    assert [len(uses) for uses in taken["captured"]] == [1, 0]
    assert [len(uses) for uses in taken["kidnapped"]] == [0, 1]
    assert [len(uses) for uses in found["Acts of war"]["massacre"]] == [0, 1]


def test_every_fragment_is_verbatim_and_has_its_speaker(curated):
    for by in BY:
        sheet = sheet_of(curated, by)
        quoted = {f"“{x.text}”" for event in curated.events for x in event.excerpts}
        shown = [text for text in drawn(sheet).texts() if text.startswith("“") and len(text) > 1]
        assert shown
        assert [text for text in shown if text.endswith("”") and text not in quoted] == []


def test_figures_stand_next_to_each_other(two_papers):
    shown = said(drawn(sheet_of(two_papers, names=("paper", "post"))))
    assert "dozens (according to Dana Levi)" in shown
    assert "40 (according to The Paper)" in shown
    assert "unknown" not in shown
    assert "It reports this too; nothing of it is quoted here." in shown


def folds(node):
    """List the words on folds, and yield what lies in none."""
    if isinstance(node, str):
        return []
    if node.tag == "details":
        return [node]
    return [fold for child in node.children for fold in folds(child)]


def test_what_a_note_warns_of_is_folded_everywhere(two_papers):
    tree = drawn(sheet_of(two_papers, names=("paper", "post")))
    inside = [said(fold) for fold in folds(tree) if "massacre" in said(fold)]
    everywhere = [text for text in tree.texts() if "massacre" in text]
    assert len(inside) == 2
    assert all("Show: Describes deaths" in text for text in inside)
    # Once as an excerpt, and in the table of words as the row's head and in its fragment.
    assert len(everywhere) == 3


def test_tables_have_captions_and_heads_for_rows_and_columns(curated):
    def tables(node):
        if isinstance(node, str):
            return []
        own = [node] if node.tag == "table" else []
        return own + [found for child in node.children for found in tables(child)]

    found = tables(drawn(sheet_of(curated)))
    assert len(found) > 6
    for table in found:
        caption, head, body = table.children
        assert caption.tag == "caption"
        assert said(caption)
        assert {dict(th.attributes)["scope"] for th in head.children[0].children} == {"col"}
        assert {dict(row.children[0].attributes)["scope"] for row in body.children} == {"row"}


def stands(word, text):
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)


@pytest.mark.parametrize("by", BY)
def test_a_blind_reader_is_told_of_no_outlet(curated, by):
    blind = Blind(outlet_names(curated))
    for event in curated.events:
        counts = offered([event], curated, by)
        columns = laid_out([event], curated, by, [*counts][:MOST_COLUMNS])
        tree = str(drawn(Sheet(columns, curated, by, blind)).as_data())
        sources = {x.source for x in event.excerpts}
        for source in (curated.sources[name] for name in sources):
            authors = [author.words for author in source.authors or ()]
            hidden = (source.outlet, source.title, *authors, source.url)
            assert [word for word in hidden if word and stands(word, tree)] == []


def test_a_revealed_column_is_told_and_the_other_stays_hidden(curated):
    names = outlet_names(curated)
    sheet = sheet_of(curated, blind=Blind(("Morning Star", *names), frozenset(["Morning Star"])))
    shown = said(drawn(sheet))
    assert "Israeli forces begin withdrawal from key Gaza corridor" in shown
    assert "New York Post" not in shown
    assert "Ronny Reyes" not in shown


def test_a_note_on_content_names_no_hidden_outlet(two_papers):
    blind = Blind(("The Paper", "The Post"))
    shown = said(drawn(sheet_of(two_papers, names=("paper", "post"), blind=blind)))
    assert "Show: Describes deaths, after Outlet B" in shown
    assert "The Post" not in shown


def test_columns_that_are_named_alike_are_counted(two_papers):
    blind = Blind(("The Paper", "The Post"))
    assert sheet_of(two_papers, names=("paper", "post"), blind=blind).labels == [
        "Outlet A, 8 April 2024",
        "Outlet B, 8 April 2024",
    ]
    assert sheet_of(two_papers, names=("post", "post")).labels == [
        "The Post, 8 April 2024, “A headline” (1)",
        "The Post, 8 April 2024, “A headline” (2)",
    ]
    assert sheet_of(two_papers, names=("paper", "paper")).labels == [
        "The Paper, 8 April 2024 (1)",
        "The Paper, 8 April 2024 (2)",
    ]


def test_a_sheet_is_bounded_however_much_is_compared(curated):
    """Each side has many events; what is drawn is what fits, and the rest is numbered."""
    sheet = sheet_of(curated, "sides")
    several = told_by_several(sheet.compared)
    assert len(several) > EVENTS
    shown = said(drawn(sheet, first=EVENTS))
    assert several[EVENTS].title in shown
    assert several[0].title not in shown
    assert "more event" in shown


def test_questions_are_asked_as_the_guide_wants_them():
    for questions in QUESTIONS.values():
        assert [list(question_problems(question)) for question in questions] == [[]] * len(
            questions
        )
