"""A citation names what is known, in the words of its style, and invents nothing."""

import json
from dataclasses import replace

import pytest
from pydantic import ValidationError

from events.cite import STYLES, cite, cite_all
from events.cite.apa import in_apa
from events.cite.mla import in_mla
from events.cite.reference import Reference, dataset_reference, event_reference, source_reference
from events.records import Event, Info, Source
from events.records.models import LiteralName, PersonName
from geodata.files import explain
from tests.conftest import EVENT, INFO, LEAVING, POST

DANA = PersonName(family="Karni", given="Dana")
TIM = PersonName(family="Lister", given="Tim")
AGENCY = LiteralName(literal="Foreign, Commonwealth and Aid Office")
ARTICLE = Reference(
    "paper-1",
    "article-newspaper",
    "Boats leave the harbour",
    container="The Paper",
    authors=(DANA, TIM),
    date="2024-04-07",
    url="https://example.org/a",
)
COPY = "https://archive.example.org/2026/https://example.org/news"
UNKNOWN = Reference("paper-2", "article-newspaper", None, container="The Paper")


def source(**fields):
    return source_reference(Source.model_validate({**POST, **fields}))


def event(**fields):
    return event_reference(
        Event.model_validate({"id": LEAVING, **EVENT, **fields}), Info.model_validate(INFO)
    )


def dataset(selection="", **fields):
    return dataset_reference(Info.model_validate({**INFO, **fields}), selection)


def test_an_article_of_which_all_is_known():
    assert cite(ARTICLE, "apa") == (
        "Karni, D., & Lister, T. (2024, April 7). Boats leave the harbour. The Paper. "
        "https://example.org/a"
    )
    assert cite(ARTICLE, "mla") == (
        "Karni, Dana, and Tim Lister. “Boats leave the harbour.” The Paper, 7 Apr. 2024, "
        "https://example.org/a."
    )


def test_the_title_stands_first_where_no_author_is_known():
    nameless = replace(ARTICLE, authors=())
    assert cite(nameless, "apa").startswith("Boats leave the harbour. (2024, April 7). The Paper.")
    assert cite(nameless, "mla").startswith("“Boats leave the harbour.” The Paper, 7 Apr.")


def test_what_is_not_known_is_written_as_the_styles_write_it():
    assert cite(UNKNOWN, "apa") == "[Article without a known title]. (n.d.). The Paper."
    assert cite(UNKNOWN, "mla") == "[Article without a known title]. The Paper, n.d."
    for style in ("bibtex", "ris", "csl-json"):
        written = cite(UNKNOWN, style).casefold()
        assert "[article without a known title]" in written
        for invented in ("http", "url", "n.d.", "anonymous", "author", "au  -", "year", "issued"):
            assert invented not in written


@pytest.mark.parametrize(
    ("date", "apa", "mla"),
    [
        ("2024", "(2024)", "2024"),
        ("2024-06", "(2024, June)", "June 2024"),
        ("2024-09-05", "(2024, September 5)", "5 Sept. 2024"),
        ("2024-04-07~", "(ca. 2024, April 7)", "circa 7 Apr. 2024"),
        ("2024-04?", "(ca. 2024, April)", "circa Apr. 2024"),
        ("2024-04-07/2024-04-09", "(2024, April 7–2024, April 9)", "7 Apr. 2024–9 Apr. 2024"),
    ],
)
def test_a_date_is_no_more_precise_than_it_is_known(date, apa, mla):
    dated = replace(ARTICLE, date=date)
    assert f"{apa}." in cite(dated, "apa")
    assert f"The Paper, {mla}, https" in cite(dated, "mla")


def test_authors_are_counted_as_the_styles_count():
    three = replace(ARTICLE, authors=(DANA, TIM, PersonName(family="Mellen", given="Riley")))
    assert cite(three, "apa").startswith("Karni, D., Lister, T., & Mellen, R. (2024")
    assert cite(three, "mla").startswith("Karni, Dana, et al. “Boats")
    many = replace(ARTICLE, authors=(DANA,) * 20 + (TIM,))
    assert cite(many, "apa").count("Karni, D.") == 19
    assert "Karni, D., . . . Lister, T. (2024" in cite(many, "apa")


@pytest.mark.parametrize("title", ["Who leaves?", "They leave!", "“Who leaves?”", "They leave …"])
def test_a_title_that_ends_by_itself_gets_no_full_stop(title):
    named = replace(ARTICLE, title=title, authors=())
    assert cite(named, "apa").startswith(f"{title} (2024")
    assert "?." not in cite(named, "mla")
    assert "!." not in cite(named, "mla")


def test_a_literal_name_stays_in_one_piece():
    named = replace(ARTICLE, authors=(AGENCY,))
    for style in STYLES:
        assert AGENCY.literal in cite(named, style)


@pytest.mark.parametrize(
    ("given", "initials"),
    [
        ("Dana", "D."),
        ("Jean-Pierre", "J.-P."),
        ("Yasmine Osama", "Y. O."),
        ("T.", "T."),
        ("Élodie", "É."),
    ],
)
def test_apa_shortens_every_given_name(given, initials):
    named = replace(ARTICLE, authors=(PersonName(family="Filiu", given=given),))
    assert cite(named, "apa").startswith(f"Filiu, {initials} (2024")


@pytest.mark.parametrize(
    ("authors", "byline"),
    [
        (None, None),
        ([DANA], "Dana Karni"),
        ([DANA, TIM], "Dana Karni and Tim Lister"),
        ([DANA, AGENCY, TIM], f"Dana Karni, {AGENCY.literal} and Tim Lister"),
    ],
)
def test_authors_are_read_in_one_line(authors, byline):
    assert Source.model_validate({**POST, "authors": authors}).byline == byline


def test_authors_who_are_not_known_are_not_cited():
    assert source(authors=None).authors == ()
    assert source(authors=[DANA, AGENCY]).authors == (DANA, AGENCY)


FORMS = "authors.0: must be a person's `family` and `given`, or one name as `literal`"


@pytest.mark.parametrize(
    ("authors", "fault"),
    [
        ([], "authors: names nobody; write null where no author is known"),
        (["Dana Karni"], FORMS),
        ([{}], FORMS),
        ([{"family": "Karni"}], FORMS),
        ([{"family": "Karni", "given": "Dana", "literal": "Dana Karni"}], FORMS),
        ([{"literal": "Dana Karni", "suffix": "Jr."}], FORMS),
        ([{"family": "Karni", "given": ""}], "authors.0.person.given: "),
        ([{"literal": "Dana\u202eKarni"}], "authors.0.literal.literal: holds the hidden character"),
    ],
)
def test_a_name_has_exactly_one_of_two_forms(authors, fault):
    with pytest.raises(ValidationError) as found:
        Source.model_validate({**POST, "authors": authors})
    (line,) = explain(found.value)
    assert line.startswith(fault)


@pytest.mark.parametrize("style", ["apa", "bibtex", "ris", "csl-json"])
def test_every_author_of_the_collection_is_cited(quill, style):
    for known in quill.records.sources.values():
        written = cite(source_reference(known), style)
        for author in known.authors or ():
            name = author.literal if isinstance(author, LiteralName) else author.family
            assert name in written, known.id


def test_a_copy_is_named_and_never_linked():
    copied = source(copy_on="copies.example", url=None, republished_from="CNN")
    for style in STYLES:
        written = cite(copied, style)
        assert "copy read on copies.example" in written.casefold()
        assert "republished from CNN" in written.replace("Republished", "republished")
        assert "://" not in written
        assert "UR  - " not in written


def test_only_the_addresses_of_the_collection_are_cited(quill):
    for known in quill.records.sources.values():
        for style in STYLES:
            written = cite(source_reference(known), style)
            linked = f"{known.url} {known.archive_url}"
            assert written.count("://") == linked.count("://"), (known.id, style)


def test_a_copy_in_an_archive_is_cited_with_its_day():
    copied = source(archive_url=COPY, archived_at="2026-01-09")
    words = f"Archived on 9 January 2026: {COPY}"
    assert cite(copied, "apa").endswith(f" ({words})")
    assert cite(copied, "mla").endswith(f" {words}.")
    assert f"AV  - {COPY}\nN1  - Archived on 9 January 2026\n" in cite(copied, "ris")
    assert f"note = {{{words}.}}" in cite(copied, "bibtex")
    (item,) = json.loads(cite_all([copied], "csl-json"))
    assert (item["archive"], item["archive_location"]) == ("archive.example.org", COPY)
    assert item["note"] == "Archived on 9 January 2026."


def test_a_copy_in_an_archive_is_cited_without_a_publishers_address():
    copied = source(url=None, archive_url=COPY, archived_at="2026-01-09")
    assert all(cite(copied, style).count(COPY) == 1 for style in STYLES)


def test_an_event_is_a_record_of_its_dataset():
    record = event()
    assert cite(record, "apa") == (
        "Ferries leave Inkhaven. (2025, January 2). In A small collection (Version 2025.1.0, "
        f"Record {LEAVING}) [Data set]."
    )
    assert cite(record, "mla") == (
        f"“Ferries leave Inkhaven.” A small collection, version 2025.1.0, record {LEAVING}, "
        "2 Jan. 2025."
    )
    assert not any("http" in cite(record, style) for style in STYLES)


def test_the_dashboards_own_address_is_cited_where_it_is_given():
    given = event_reference(
        Event.model_validate({"id": LEAVING, **EVENT}),
        Info.model_validate(INFO),
        "https://islands.example/?event=x",
    )
    for style in STYLES:
        assert "https://islands.example/?event=x" in cite(given, style)


def test_a_withdrawn_event_says_so():
    gone = event(status="withdrawn", change_note="It was another day.")
    for style in STYLES:
        assert "record withdrawn" in cite(gone, style).casefold()


def test_the_dataset_with_its_version_and_licence():
    assert cite(dataset(), "apa") == "A small collection (Version 2025.1.0) [Data set]. (2025)."
    assert cite(dataset(), "mla") == "A small collection. Version 2025.1.0, 2 Jan. 2025."
    for style in ("bibtex", "ris", "csl-json"):
        assert "CC BY 4.0" in cite(dataset(), style)


def test_a_dataset_of_which_neither_version_nor_date_is_known():
    bare = dataset(version=None, modified=None, created=None, licence=None)
    assert cite(bare, "apa") == "A small collection [Data set]. (n.d.)."
    assert cite(bare, "mla") == "A small collection. n.d."


def test_a_selection_says_what_is_selected():
    for style in STYLES:
        written = cite(dataset("cat=vessels&to=2024-04-07"), style).replace("\\", "")
        assert "cat=vessels&to=2024-04-07" in written
        assert "selection" in written.casefold()
    assert dataset("") == dataset()


def test_references_are_sorted_by_their_words():
    written = cite_all([replace(ARTICLE, authors=(), title=t) for t in "bca"], "mla")
    assert [line[1] for line in written.splitlines()] == ["a", "b", "c"]


def test_nothing_to_cite_is_a_file_without_references():
    assert [cite_all([], style) for style in STYLES] == ["", "", "", "", "[]\n"]


def test_titles_of_a_whole_are_in_italics_and_keep_their_direction():
    def italics(line):
        return [
            child.texts().__next__() for child in line.children if getattr(child, "tag", "") == "em"
        ]

    webpage = replace(ARTICLE, kind="webpage")
    assert italics(in_apa(ARTICLE)) == italics(in_mla(ARTICLE)) == ["The Paper"]
    assert italics(in_apa(webpage)) == ["Boats leave the harbour"]
    assert italics(in_apa(dataset())) == italics(in_mla(dataset())) == ["A small collection"]
    assert italics(in_apa(replace(UNKNOWN, kind="webpage"))) == []
    arabic = in_apa(replace(ARTICLE, title="غزة", authors=()))
    assert dict(arabic.attributes)["dir"] == "ltr"
    assert arabic.children[0].tag == "bdi"
