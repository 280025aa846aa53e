"""The parts of pages; those that only one page has are in a folder with its name."""
