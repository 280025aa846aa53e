"""Versions: what changed since one of them, for readers of older links."""

import pytest

from events.records import CurationError, Version, read_records
from events.records.versions import changes_since, tell_changes
from tests.conftest import CROSSING, LEAVING, SPEECH, write

NOTE = {"date": "2025-01-02", "note": "What is new.", "added": [], "changed": []}
NEW = {**NOTE, "id": "2025.1.0", "added": [SPEECH], "changed": [LEAVING, SPEECH]}
OLD = {**NOTE, "id": "2024.12.3", "changed": [CROSSING]}
OLDEST = {**NOTE, "id": "2024.9.11", "added": [LEAVING, CROSSING]}
VERSIONS = tuple(Version(**record) for record in (NEW, OLD, OLDEST))


def problems(folder, *versions):
    write(folder / "versions.yaml", list(versions))
    with pytest.raises(CurationError) as raised:
        read_records(folder)
    return list(raised.value.problems)


def test_changes_are_those_of_all_later_versions():
    assert changes_since("2025.1.0", VERSIONS).added == frozenset()
    since_old, since_oldest = (changes_since(v.id, VERSIONS) for v in VERSIONS[1:])
    assert (since_old.added, since_old.changed) == ({SPEECH}, {LEAVING})
    assert (since_oldest.added, since_oldest.changed) == ({SPEECH}, {LEAVING, CROSSING})
    with pytest.raises(ValueError):
        changes_since("2001.1.1", VERSIONS)


def test_a_reader_is_told_what_changed_and_nothing_if_nothing_did(small):
    event = small.records.by_id[LEAVING]
    assert tell_changes("2025.1.0", VERSIONS, event) == []
    lines = tell_changes("2024.12.3", VERSIONS, event)
    assert lines[0].startswith(
        "This link was made with version 2024.12.3 (2 January 2025). Since then "
    )
    assert "1 event was added and 1 event was changed" in lines[0]
    assert lines[1] == "The event that it opens was changed: no note says how."
    noted = event.model_copy(update={"change_note": "The day is known now."})
    assert tell_changes("2024.12.3", VERSIONS, noted)[1].endswith("The day is known now.")
    assert len(tell_changes("2024.12.3", VERSIONS, None)) == 1


def test_a_folder_with_versions_is_read(folder):
    write(folder / "versions.yaml", [NEW, OLD, OLDEST])
    assert read_records(folder).versions == VERSIONS


@pytest.mark.parametrize(
    ("versions", "says"),
    [
        ([OLD, OLDEST], "2024.12.3: id: the first must be collection.yaml’s version"),
        ([NEW, OLDEST, OLD], "file: must start with the newest version"),
        ([{**NEW, "added": ["gone"]}], "2025.1.0: added: is not in events/ (got 'gone')"),
        ([{**NEW, "changed": ["gone"]}], "2025.1.0: changed: is not in events/ (got 'gone')"),
    ],
)
def test_what_is_wrong_with_versions_is_named(folder, versions, says):
    assert [line for line in problems(folder, *versions) if says in line]


@pytest.mark.parametrize("name", ["quill", "gaza"])
def test_every_event_that_a_version_names_is_known(name, request):
    records = request.getfixturevalue(name).records
    since = changes_since(records.versions[-1].id, records.versions)
    assert since.added | since.changed <= records.by_id.keys()
    assert since.added | since.changed
