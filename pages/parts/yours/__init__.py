"""The parts of the page Your events."""
