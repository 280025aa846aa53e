"""WHAT and WHEN, and who says so: collections of events, and all that is made of them."""
