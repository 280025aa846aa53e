"""A lesson: a story with its slides, notes, map and tasks in one file that runs in any browser."""

from events.lesson.document import write_lesson
from events.lesson.screens import Lesson, make_lesson

__all__ = ["Lesson", "make_lesson", "write_lesson"]
