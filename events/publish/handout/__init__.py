"""Handouts: events on paper, with their sources numbered."""
