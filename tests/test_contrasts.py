"""Contrast cards: chosen by rules, blind until they are told, and two on a page of paper."""

import re
from datetime import date
from itertools import combinations
from typing import get_args

import pytest

from events.compare import (
    blind_veil,
    contrast_card,
    count_excerpts,
    find_contrasts,
    story_contrasts,
    tell_rules,
)
from events.compare.contrasts import FEWEST, MOST, card_rules, is_covered
from events.compare.differences import FINDERS, MOST_OFFERED, _distance
from events.publish import write_cards
from events.query.question import BY
from events.records import CurationError, Figure, read_records
from events.records.models import CardKind
from events.telling import Veil, draw_veil
from events.telling.veil import OPEN
from tests.conftest import CROSSING, EXCERPT, INFO, write, write_event
from tests.test_compare import PAIR, STRIKE, find, layout_of, stands, words_of

NUMBER = {"what": "dockers", "according_to": "minister", "source": "paper"}
RULE = {"kind": "missing", "title": "Left out", "chosen": "By date.", "ask": "Who knew of it?"}


def contrasts_of(records, by="articles", names=None):
    return find_contrasts(layout_of(records, by, names))


def card_words(contrast, records, veil=OPEN, **options):
    return words_of(contrast_card(contrast, records, veil, **options))


@pytest.fixture(scope="module")
def pair(quill):
    """The cards of the two articles of the invented collection, by kind."""
    found = contrasts_of(quill.records, names=PAIR)
    assert [contrast.rule.kind for contrast in found] == [
        "words", "subject", "figures", "voices", "missing",
    ]  # fmt: skip
    return {contrast.rule.kind: contrast for contrast in found}


@pytest.fixture
def covered(folder):
    """Two papers with other words for one event, of which a note warns."""
    write_event(
        folder,
        CROSSING,
        content_note="Describes animals drowned",
        excerpts=[
            {**EXCERPT, "text": "after the strike"},
            {**EXCERPT, "source": "post", "text": "after the mutiny"},
        ],
    )
    records = read_records(folder)
    (card,) = [c for c in contrasts_of(records, names=("paper", "post")) if c.rule.kind == "words"]
    return card, records


def test_every_kind_of_card_has_a_rule_and_is_found_by_what_the_rule_prefers(quill):
    layout, rules = layout_of(quill.records, names=PAIR), card_rules(quill.records)
    assert [rule.kind for rule in rules] == [*dict.fromkeys(rule.kind for rule in rules)]
    assert {rule.kind for rule in rules} == set(FINDERS) == set(get_args(CardKind))
    for rule in rules:
        assert rule.ask.endswith("?")
        for difference in FINDERS[rule.kind](layout):
            assert set(rule.prefer) <= set(difference.points)


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("name", ["quill", "gaza"])
def test_three_to_five_cards_repeat_no_fragment_and_are_the_same_each_time(by, name, request):
    records = request.getfixturevalue(name).records
    names = [name for name, _ in count_excerpts(records.events, records, by).most_common(4)]
    for two in combinations(names, 2):
        found = contrasts_of(records, by, two)
        assert len(found) <= MOST
        quoted = [h.quoted.excerpt for c in found for h in c.difference.halves if h.quoted]
        assert len({(x.source, x.speaker, x.text) for x in quoted}) == len(quoted)
        assert found == contrasts_of(records, by, two)


def test_the_two_articles_begin_with_the_reasons_that_they_give(gaza):
    found = contrasts_of(gaza.records)
    assert FEWEST <= len(found) <= MOST
    first = card_words(found[0], gaza.records)
    assert "rest and refit" in first
    assert "commitments under a brittle ceasefire deal" in first
    assert "Two different events" in first
    assert [is_covered(contrast) for contrast in found[:2]] == [False, True]
    assert "kidnapped" in card_words(found[1], gaza.records)


@pytest.mark.parametrize("name", ["quill", "gaza"])
def test_a_blind_card_names_no_outlet_speaker_or_title_and_a_told_one_does(name, request):
    records = request.getfixturevalue(name).records
    for by in BY:
        found = contrasts_of(records, by)
        veil = blind_veil(found, records)
        assert found
        for contrast in found:
            blind = contrast_card(contrast, records, veil)
            lines = [
                words_of(p) for p in find(blind, "p") if ("class", "which") not in p.attributes
            ]
            for half in contrast.difference.halves:
                if not half.quoted:
                    continue
                source = records.sources[half.quoted.excerpt.source]
                speaker = records.speakers[half.quoted.excerpt.speaker]
                hidden = [source.outlet, source.title, source.url]
                shown = str(blind.as_data())
                assert [word for word in hidden if word and stands(word, shown)] == []
                assert [line for line in lines if line.startswith(speaker.name)] == []
                told = card_words(contrast, records)
                assert source.outlet in told
                assert records.is_outlet(speaker.id) or speaker.name in told


def test_two_columns_are_lettered_in_their_order_and_sides_are_called_sides(quill, pair):
    veil = blind_veil(list(pair.values()), quill.records)
    words = card_words(pair["words"], quill.records, veil)
    assert re.findall("Outlet .", words) == ["Outlet A", "Outlet B"]
    sides = contrasts_of(quill.records, "sides", ("company", "dockers"))
    assert "Side A" in card_words(sides[0], quill.records, draw_veil(quill.records))
    assert "Harbour company" in card_words(sides[0], quill.records)


def test_words_that_differ_are_marked_and_the_event_is_named_once(quill, pair):
    card = contrast_card(pair["words"], quill.records, OPEN)
    marked = [
        words_of(word) for quote in find(card, "blockquote") for word in find(quote, "strong")
    ]
    assert marked == ["docker", "strike", "idle hands", "stoppage"]
    assert words_of(card).count(quill.records.by_id[STRIKE].title) == 1


def test_a_word_is_left_out_until_it_is_told(quill):
    names = ("harbour-courier-1892-03-06", "island-lantern-1892-03-19")
    found = contrasts_of(quill.records, names=names)
    (gap,) = [contrast for contrast in found if contrast.rule.kind == "gap"]
    blind = contrast_card(gap, quill.records, blind_veil(found, quill.records))
    quotes = [words_of(quote) for quote in find(blind, "blockquote")]
    assert [re.search("stoppage|walk-out", quote) for quote in quotes] == [None, None]
    assert all("a word is left out" in quote for quote in quotes)
    assert {"stoppage", "walk-out"} <= set(gap.difference.offered)
    assert len(gap.difference.offered) <= MOST_OFFERED
    told = contrast_card(gap, quill.records, OPEN)
    marked = [
        words_of(word) for quote in find(told, "blockquote") for word in find(quote, "strong")
    ]
    assert marked == ["stoppage", "walk-out"]


def test_a_mark_does_not_break_the_name_that_the_veil_hides(covered):
    card, records = covered
    veil = Veil(("After The Strike",))
    words = card_words(card, records, veil)
    assert "after the" not in words.split("“")[1].split("”")[0]


def test_figures_differ_where_they_do_not_overlap(quill, pair):
    words = card_words(pair["figures"], quill.records)
    assert "above three hundred" in words
    assert "fewer than 200" in words
    assert "Dockers’ Union, in The Quill Courier" in words


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ({"best": 40}, {"best": 30}, 0.25),
        ({"low": 301}, {"high": 199}, 102 / 301),
        ({"low": 30, "best": 35, "high": 40}, {"best": 36}, None),
        ({"high": 19}, {"best": 18}, None),
        ({"best": 40}, {}, None),
    ],
)
def test_numbers_are_apart_by_the_share_between_their_nearest_ends(one, other, apart):
    figures = [Figure.model_validate({**NUMBER, "as_reported": "x", **n}) for n in (one, other)]
    assert _distance(*figures) == _distance(*figures[::-1]) == apart


def test_what_is_missing_had_happened_before_it_was_published(quill, pair):
    for half, name in zip(pair["missing"].difference.halves, PAIR, strict=True):
        assert half.absent
        published = quill.records.sources[name].published
        assert all(event.date <= published for event in half.absent)


def test_who_speaks_is_told_by_side_and_by_name(quill, pair):
    blind = card_words(pair["voices"], quill.records, blind_veil([pair["voices"]], quill.records))
    told = card_words(pair["voices"], quill.records)
    assert "Harbour company" in blind
    assert "Ambrose Pell" not in blind
    assert "Ambrose Pell" in told


def test_what_a_note_covers_is_folded_on_a_screen_and_on_the_teachers_sheet_alone(covered):
    card, records = covered
    veil = blind_veil([card], records)
    for shown in (OPEN, veil):
        folds = find(contrast_card(card, records, shown), "details")
        assert all("Show: Describes animals drowned" in words_of(fold) for fold in folds)
        assert [bool(re.search("strike|mutiny", words_of(fold))) for fold in folds] == [True, True]
    on_paper = card_words(card, records, veil, paper=True)
    assert "The words are on the teacher’s sheet." in on_paper
    assert not re.search("after the", on_paper)
    told = contrast_card(card, records, OPEN, paper=True)
    assert find(told, "details") == []
    assert len(re.findall("after the", words_of(told))) == 2


def test_a_collection_can_have_rules_of_its_own(folder):
    write(folder / "collection.yaml", {**INFO, "compare": {"cards": [RULE]}})
    records = read_records(folder)
    found = contrasts_of(records, names=("paper", "post"))
    assert [contrast.rule.title for contrast in found] == ["Left out"]
    assert "Left out. \nBy date." in words_of(tell_rules(found, records))


def test_the_rules_of_a_collection_are_neutral_and_ask(folder):
    rule = {**RULE, "title": "What the terrorists left out", "ask": "Look it up."}
    write(folder / "collection.yaml", {**INFO, "compare": {"cards": [RULE, rule]}})
    with pytest.raises(CurationError) as error:
        read_records(folder)
    assert len(error.value.problems) == 2
    assert all(p.startswith("collection.yaml: compare.cards.1: ") for p in error.value.problems)


def test_one_column_has_no_cards(quill):
    assert contrasts_of(quill.records, names=PAIR[:1]) == ()


@pytest.mark.parametrize("name", ["quill", "gaza"])
def test_every_story_has_cards_of_its_own_events(name, request):
    records = request.getfixturevalue(name).records
    for story in records.stories:
        found = story_contrasts(story, records)
        assert FEWEST <= len(found) <= MOST
        events = {step.event for step in story.steps}
        told = {h.quoted.event.id for c in found for h in c.difference.halves if h.quoted}
        assert told
        assert told <= events


def test_a_story_of_two_articles_contrasts_these(gaza):
    (story,) = [s for s in gaza.records.stories if s.id == "two-withdrawals-two-newspapers"]
    found = story_contrasts(story, gaza.records)
    articles = set(gaza.records.info.compare.articles)
    assert {column.id for column in found[0].columns} == articles


def test_cards_on_paper_are_two_a_page_first_blind_then_told(quill, pair):
    page = write_cards(list(pair.values()), quill.records, "a4", date(2026, 3, 1)).decode()
    sheets = page.split('<section class="sheet">')[1:]
    assert [sheet.count("<article") for sheet in sheets] == [2, 2, 1, 2, 2, 1]
    assert all("1 March 2026" in sheet for sheet in sheets)
    assert "Courier" not in "".join(sheets[:3]).replace(quill.records.info.title, "")
    assert "The Harbour Courier" in sheets[3]
    assert "<details" not in page
