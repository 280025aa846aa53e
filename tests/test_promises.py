"""What a choice is said to let in is what comes in when it is made, in every case."""

import pytest

from events.importers import import_file
from tests.test_cases import CASES, OUTCOMES


def waited_for(result):
    """Each choice of the questions that rows wait for, with how many rows it is said to let in."""
    return {
        (question.id, choice.id): choice.rows
        for question in result.report.questions
        for choice in question.choices
        if question.rows
    }


@pytest.mark.parametrize("name", OUTCOMES)
def test_a_choice_lets_in_as_many_rows_as_it_promises(name):
    before = import_file(CASES / name)
    came = {
        (question, choice): len(import_file(CASES / name, answers={question: choice}).events)
        - len(before.events)
        for question, choice in waited_for(before)
    }
    assert came == waited_for(before)
