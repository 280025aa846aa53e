"""Versions: what changed since one of them, said to who comes with an older link."""

import pytest

from events.records.models import Version
from events.records.reading import CurationError, load_dataset
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
        load_dataset(folder)
    return list(raised.value.problems)


def test_changes_are_those_of_all_later_versions():
    assert changes_since("2025.1.0", VERSIONS).added == frozenset()
    since_old, since_oldest = (changes_since(v.id, VERSIONS) for v in VERSIONS[1:])
    assert (since_old.added, since_old.changed) == ({SPEECH}, {LEAVING})
    assert (since_oldest.added, since_oldest.changed) == ({SPEECH}, {LEAVING, CROSSING})
    with pytest.raises(ValueError):
        changes_since("2001.1.1", VERSIONS)


def test_a_reader_is_told_what_changed_and_nothing_where_nothing_did(dataset):
    event = next(event for event in dataset.events if event.id == LEAVING)
    assert tell_changes("2025.1.0", VERSIONS, event) == []
    told = tell_changes("2024.12.3", VERSIONS, event)
    assert told[0].startswith("This link was made with version 2024.12.3 (2025-01-02). Since then ")
    assert "1 event was added and 1 event was changed" in told[0]
    assert told[1] == "The event that it opens was changed: no note says how."
    noted = event.model_copy(update={"change_note": "The day is known now."})
    assert tell_changes("2024.12.3", VERSIONS, noted)[1].endswith("The day is known now.")
    assert len(tell_changes("2024.12.3", VERSIONS, None)) == 1


def test_a_folder_with_versions_is_read(folder):
    write(folder / "versions.yaml", [NEW, OLD, OLDEST])
    assert load_dataset(folder).versions == VERSIONS


@pytest.mark.parametrize(
    ("versions", "told"),
    [
        ([OLD, OLDEST], "2024.12.3: id: the first must be dataset.yaml's version"),
        ([NEW, OLDEST, OLD], "file: must start with the newest version"),
        ([{**NEW, "added": ["gone"]}], "2025.1.0: added: is not in events/ (got 'gone')"),
        ([{**NEW, "changed": ["gone"]}], "2025.1.0: changed: is not in events/ (got 'gone')"),
    ],
)
def test_what_is_wrong_with_versions_is_named(folder, versions, told):
    assert [line for line in problems(folder, *versions) if told in line]


def test_every_event_was_added_or_stood_in_the_first_version(curated):
    since = changes_since(curated.versions[-1].id, curated.versions)
    known = {event.id for event in curated.events}
    assert since.added | since.changed <= known
