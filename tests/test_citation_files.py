"""Other programs read our citation files, and find in them what we wrote."""

import json
from importlib.metadata import distribution
from pathlib import Path

import bibtexparser
import pytest
import rispy
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft3Validator
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from events.cite import STYLES, cite, cite_all
from events.cite.bibtex import ENTRIES
from events.cite.reference import Reference, dataset_reference, event_reference, source_reference
from events.cite.ris import TYPES
from events.records.models import LiteralName, PersonName

# Of LaTeX's own names for signs, pylatexenc lacks these, or reads them as look-alikes.
SIGNS = {
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciicircum": "^",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
}
HOSTILE = [
    'A "quote" in {braces} and \\backslashes\\ \\n \\end{document}',
    "50 % of R&D costs $5 #1 a_b x^2 ~ 2 < 3 > 1 | `` '' -- --- ,, ?` !`",
    "}, year = {1066}}\n@misc{x, title = {y}",
    "{{{", "}}}", "\\", "\\textbf{x}", "%",
    "one\r\nER  - \r\nTY  - JOUR\nTI  - two",
    "AU  - Somebody", "a\u2028UR  - https://evil.example\x85b",
    "غزة — رفح", "רפיח “עזה”", "\u200fغزة and English\u200e", "e\u0301 🙂 \U0010fffd",
    "Smith and Jones", "a, b and others", "</script><img src=x onerror=1>", '","type":"book',
]  # fmt: skip
DANA = PersonName(family="Karni", given="Dana")
text = st.text(
    st.characters(
        exclude_categories=["Cc", "Cs", "Co", "Cn"], include_characters="\n\r\\{}%&_#\"'-"
    ),
    min_size=1,
    max_size=60,
).filter(lambda text: line(text) != "")


def line(text):
    """Return what a text is on one line: line ends and runs of spaces are one space."""
    words = " ".join(text.splitlines()).split(" ")
    return " ".join(word for word in words if word).strip()


def literal(text):
    """Name somebody by any text, even one that no curated file could have."""
    return LiteralName.model_construct(literal=text)


def decoder():
    context = get_default_latex_context_db()
    macros = [MacroTextSpec(name, sign) for name, sign in SIGNS.items()]
    context.add_context_category("signs", prepend=True, macros=macros)
    return LatexNodes2Text(latex_context=context, keep_comments=True)


DECODER = decoder()


def decoded(value):
    return DECODER.latex_to_text(value).strip()


def from_bibtex(written):
    library = bibtexparser.parse_string(written)
    assert library.failed_blocks == []
    return {
        entry.key: {field.key: field.value for field in entry.fields} for entry in library.entries
    }


def from_ris(written):
    return {record["id"]: record for record in rispy.loads(written)}


def from_csl(written):
    return {item["id"]: item for item in json.loads(written)}


def edtf(record):
    """Return the date of a RIS record as it was before it was written."""
    if "date" not in record:
        return None
    year, month, day, other = record["date"].split("/")
    assert record["year"] == year
    sign = {"": "", "inferred": "?", "approximate": "~"}[other]
    return "-".join(part for part in (year, month, day) if part) + sign


@pytest.fixture(scope="module")
def schema():
    """CSL's own schema of its JSON, in the form of 2016, as the package csl-data carries it."""
    path = distribution("csl-data").locate_file("csl_data/csl-data.json")
    return Draft3Validator(json.loads(Path(str(path)).read_text("utf-8")))


@pytest.fixture(scope="module")
def references(quill):
    return {name: source_reference(source) for name, source in quill.records.sources.items()}


def test_every_source_comes_back_from_bibtex(quill, references):
    entries = from_bibtex(cite_all(list(references.values()), "bibtex"))
    assert list(entries) == list(references)
    for name, fields in entries.items():
        source, where = quill.records.sources[name], references[name]
        assert decoded(fields["title"]) == where.named
        assert fields.get("date") == source.published
        container = fields[ENTRIES[source.type][1]]
        assert (decoded(container), fields.get("url")) == (source.outlet, source.url)
        assert fields.get("year") == (source.published and source.published[:4])


def test_every_source_comes_back_from_ris(quill, references):
    records = from_ris(cite_all(list(references.values()), "ris"))
    assert list(records) == list(references)
    for name, record in records.items():
        source = quill.records.sources[name]
        assert record["title"] == references[name].named
        assert edtf(record) == source.published
        assert (record["secondary_title"], record.get("urls", [None])) == (
            source.outlet,
            [source.url],
        )
        assert record["type_of_reference"] == TYPES[source.type]


def test_every_source_comes_back_from_csl_json(quill, references, schema):
    written = cite_all(list(references.values()), "csl-json")
    schema.validate(json.loads(written))
    for name, item in from_csl(written).items():
        source = quill.records.sources[name]
        assert (item["type"], item["title"]) == (source.type, references[name].named)
        assert (item["container-title"], item.get("URL")) == (source.outlet, source.url)
        parts = item.get("issued", {}).get("date-parts")
        days = ["-".join(f"{number:02d}" for number in part) for part in parts or []]
        assert "/".join(days) == (source.published or "").replace("?", "").replace("~", "")
        circa = (source.published or "").endswith(("?", "~"))
        assert item.get("issued", {}).get("circa", False) == circa


def test_events_and_the_dataset_are_items_of_csl_too(quill, schema):
    info = quill.records.info
    records = [event_reference(event, info) for event in quill.records.events]
    items = json.loads(cite_all([*records, dataset_reference(info)], "csl-json"))
    schema.validate(items)
    assert [item["id"] for item in items[:-1]] == [event.id for event in quill.records.events]
    assert {item["container-title"] for item in items[:-1]} == {info.title}
    assert {item["version"] for item in items} == {info.version}


def test_the_schema_refuses_what_is_no_item(schema):
    assert schema.is_valid([{"id": "a", "type": "webpage", "issued": {"date-parts": [[2024]]}}])
    for wrong in (
        {"id": "a"},
        {"id": "a", "type": "web"},
        {"id": "a", "type": "webpage", "outlet": "x"},
        {"id": "a", "type": "webpage", "issued": {"date": "2024"}},
        {"id": "a", "type": "webpage", "author": [{"name": "x"}]},
    ):
        assert not schema.is_valid([wrong]), wrong


def test_keys_are_the_ids_and_no_two_are_alike(references):
    entries = bibtexparser.parse_string(cite_all(list(references.values()), "bibtex")).entries
    assert [entry.key for entry in entries] == list(references)
    assert len({entry.key for entry in entries}) == len(references)


def test_a_ris_line_is_a_tag_of_two_letters_between_ty_and_er(references):
    for reference in references.values():
        lines = cite(reference, "ris").split("\n")
        assert all(line[2:6] == "  - " or line == "ER  -" for line in lines), lines
        assert (lines[0][:6], lines[-1][:5]) == ("TY  - ", "ER  -")
        assert [line[:2] for line in lines].count("TY") == 1


@given(title=text, outlet=text, author=text, note=text)
@example(title="a -- b", outlet="---", author="x", note="y")
@example(title="a", outlet="b", author="c", note="\N{NO-BREAK SPACE}d")
def test_any_text_comes_back_from_every_file(title, outlet, author, note):
    comes_back(title, outlet, author, note)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_comes_back_from_every_file(hostile, schema):
    comes_back(hostile, hostile, hostile, hostile)
    one = Reference(
        "a", "webpage", hostile, container=hostile, authors=(literal(hostile),), version=hostile
    )
    schema.validate(json.loads(cite(one, "csl-json")))
    for style in ("apa", "mla"):
        assert len(cite(one, style).splitlines()) == 1


def comes_back(title, outlet, author, note):
    """Write a reference between two others into each file, and read all three again."""
    one = Reference(
        "one",
        "article-newspaper",
        title,
        container=outlet,
        authors=(literal(author), DANA),
        date="2024-04-07?",
        url="https://example.org/a?b=%7B_#~",
        notes=(f"copy read on {note}",),
    )
    others = [Reference(name, "webpage", name, container="The Paper") for name in ("zero", "two")]
    written = {style: cite_all([others[0], one, others[1]], style) for style in STYLES}
    expected = (line(title), line(outlet), one.url)
    remark = line(f"Copy read on {note}")

    entries = from_bibtex(written["bibtex"])
    assert list(entries) == ["zero", "one", "two"]
    entry = entries["one"]
    assert (decoded(entry["title"]), decoded(entry["journal"]), entry["url"]) == expected
    assert decoded(entry["author"]) == f"{line(author)} and Karni, Dana"
    assert decoded(entry["note"]) == f"{remark}; date inferred."

    records = from_ris(written["ris"])
    assert list(records) == ["zero", "one", "two"]
    record = records["one"]
    assert (record["title"], record["secondary_title"], *record["urls"]) == expected
    assert record["authors"] == [line(author), "Karni, Dana"]
    assert record["notes"] == [remark, "Date inferred"]

    item = from_csl(written["csl-json"])["one"]
    assert (item["title"].strip(), item["container-title"], item["URL"]) == (
        expected[0],
        outlet,
        one.url,
    )
    assert item["author"][0] == {"literal": author}


def test_an_address_with_braces_does_not_end_its_field():
    one = Reference("a", "webpage", "t", url="https://example.org/{a}?b={c")
    (entry,) = from_bibtex(cite(one, "bibtex")).values()
    assert entry["url"] == "https://example.org/%7Ba%7D?b=%7Bc"


def test_authors_are_separate_names_for_every_reader():
    one = Reference("a", "webpage", "t", authors=(DANA, literal("Bread and Roses, Inc")))
    assert "author = {Karni, Dana and {Bread and Roses, Inc}}" in cite(one, "bibtex")
    assert from_ris(cite(one, "ris"))["a"]["authors"] == ["Karni, Dana", "Bread and Roses, Inc"]
    assert from_csl(cite(one, "csl-json"))["a"]["author"] == [
        {"family": "Karni", "given": "Dana"},
        {"literal": "Bread and Roses, Inc"},
    ]


def test_a_span_of_days_is_kept():
    one = Reference("a", "webpage", "t", date="2024-04-07/2024-05")
    assert from_bibtex(cite(one, "bibtex"))["a"]["date"] == "2024-04-07/2024-05"
    assert "DA  - 2024/04/07/to 2024-05" in cite(one, "ris")
    issued = from_csl(cite(one, "csl-json"))["a"]["issued"]
    assert issued == {"date-parts": [[2024, 4, 7], [2024, 5]]}
