"""The parts of pages; those of one page alone are in a folder that is called as it is."""
