"""Loses the engine of any server that Python starts with this, while a file is there."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from events.query import Arrays, Unanswered

LOST = Path(os.environ["TEST_LOST"])


def or_lost(question):
    def asked(engine, *about):
        if LOST.exists():
            raise Unanswered("The database is lost")
        return question(engine, *about)

    return asked


for name in ("page", "passing", "count", "counts", "at", "neighbours", "position"):
    setattr(Arrays, name, or_lost(getattr(Arrays, name)))
