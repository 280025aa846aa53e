"""The parts of the page Present."""
