"""What was asked for and cannot be done."""


class Refusal(Exception):
    """Something that was asked for cannot be done; each line says what, and what to do."""
