"""Neutral wording for titles, summaries and stories, as data. Quotations are never touched.

The words follow the project's guide for curators: a label or a verdict belongs to whoever
says it, so it may stand in an attributed excerpt and not in our own voice.
"""

import re
from collections.abc import Iterator

TITLE_WORDS = 12
EXCERPT_WORDS = 20

AVOID: dict[str, str] = {
    "terrorist|terrorists|terrorism|terror": "name the group; fighters, gunmen, militants",
    "martyr|martyrs|martyred": "killed",
    "murdered|slaughtered|butchered|executed|eliminated|neutralised|neutralized": "killed",
    "massacre|massacred|carnage|bloodbath": "attack, strike; the number killed, and who says so",
    "genocide|genocidal|ethnic cleansing": "what a court or a speaker said, in a quotation",
    "resistance|freedom fighter|freedom fighters": "name the group; fighters, armed group",
    "liberated|liberation": "freed, left, entered",
    "regime|occupation forces|zionist entity|the enemy": "government, Israeli military, forces",
    "surgical|pounded|pounding|rampage|onslaught|brutal|barbaric|heinous": "the act itself",
    "so-called|self-styled": "the corridor that the Israeli military calls ...",
    "claimed|admitted|revealed|boasted|conceded": "said, according to",
    "reportedly|allegedly|it is believed": "who reports it",
    "retreat|retreated|surrender|surrendered": "withdrawal, left",
    "tragically|shocking|horrific|notorious": "no adjectives of feeling",
}
"""Words not used in our own voice (a pattern of alternatives), each with what to write."""

_AVOID = [
    (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), advice) for words, advice in AVOID.items()
]
_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")
_NEXT_SENTENCE = re.compile(r"[.!?][\"”]?\s+[\"“]?[A-Z]")
_MARKUP = re.compile(r"<[A-Za-z/!?]|&[A-Za-z#]\w*;|\]\(|javascript:", re.IGNORECASE)


def word_count(text: str) -> int:
    """Count the words between spaces."""
    return len(text.split())


def title_problems(title: str) -> Iterator[str]:
    """Say what in a title is not neutral, plain or short."""
    if word_count(title) > TITLE_WORDS:
        yield f"has {word_count(title)} words, at most {TITLE_WORDS} (got {title!r})"
    if "?" in title or "!" in title:
        yield f"has a question or an exclamation mark (got {title!r})"
    yield from summary_problems(title)


def summary_problems(text: str) -> Iterator[str]:
    """Say which words of a text in our own voice are not neutral, or are markup."""
    if found := _MARKUP.search(text):
        yield f"holds markup, write plain text (got {found.group()!r} in {text[:60]!r})"
    ours = _QUOTED.sub(" ", text)
    for pattern, advice in _AVOID:
        if found := pattern.search(ours):
            yield f"{found.group()!r} outside a quotation; write instead: {advice}"


def sentence_problems(text: str) -> Iterator[str]:
    """Say why a text in our own voice is not one neutral sentence."""
    if not text.endswith((".", ".”", '."')) or _NEXT_SENTENCE.search(text):
        yield f"is not one sentence that ends in a full stop (got {text!r})"
    yield from summary_problems(text)


def question_problems(text: str) -> Iterator[str]:
    """Say why a text in our own voice is not a neutral question."""
    if not text.endswith("?"):
        yield f"does not end in a question mark (got {text!r})"
    yield from summary_problems(text)


def excerpt_problems(text: str) -> Iterator[str]:
    """Say why a fragment is too long to be a short quotation."""
    if word_count(text) > EXCERPT_WORDS:
        yield f"has {word_count(text)} words, at most {EXCERPT_WORDS} (got {text[:60]!r}...)"
    if text[0].isupper() and text.endswith((".", "!", "?")) and word_count(text) > 3:
        yield f"is a whole sentence; quote less (got {text!r})"
