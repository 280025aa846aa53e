"""The lesson: a story in one file, with what students do in it."""
