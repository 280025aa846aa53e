"""Comparing: who is quoted, which words are used and what is left out, article by article."""
