"""What is read of an event: its panel, its excerpts, and documents made of such parts."""
