"""The timeline: each event in a lane, or of many how many begin when."""
