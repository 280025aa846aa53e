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
    "martyr|martyrs|martyred|martyrdom": "killed",
    "murder|murders|murdered|slaughtered|butchered|executed": "killed",
    "eliminate|eliminates|eliminated|eliminating|elimination": "killed",
    "neutralise|neutralised|neutralize|neutralized": "killed",
    "assassinate|assassinated|assassination|assassinations": "killed",
    "targeted killing|targeted killings": "killed, and who says that it was aimed at whom",
    "massacre|massacres|massacred|carnage|bloodbath": "attack; the number killed, and who says so",
    "genocide|genocidal|ethnic cleansing": "what a court or a speaker said, in a quotation",
    "resistance|freedom fighter|freedom fighters": "name the group; fighters, armed group",
    "liberate|liberated|liberating|liberation": "freed, left, entered",
    "regime|regimes|zionist entity|the enemy": "government, Israeli military, forces",
    "occupation forces|occupation army|occupation soldiers|IOF": "Israeli military, troops",
    "surgical|pounded|pounding|rampage|onslaught|brutal|barbaric|heinous": "the act itself",
    "so-called|self-styled": "the corridor that the Israeli military calls ...",
    "claimed|admitted|admits|revealed|reveals|boasted|conceded": "said, according to",
    "reportedly|allegedly|it is believed": "who reports it",
    "retreat|retreated|retreats|surrender|surrendered|surrenders": "withdrawal, left",
    "tragically|shocking|horrific|notorious": "no adjectives of feeling",
    "war on Gaza|self-defence operation|self-defense operation": "the war in Gaza",
    "security fence|separation fence|separation wall|apartheid wall": "barrier",
    "in Palestine|occupied Palestine|Judea and Samaria": "Gaza, the West Bank, East Jerusalem",
    "safe zone|safe zones": "an area that Israel had designated as humanitarian",
    "Khan Yunis|Khan Younes|Khan Yunus": "Khan Younis, the spelling of the gazetteer",
    "(?:al-)?Muwasi|Al Mawasi|Muwassi": "al-Mawasi, the spelling of the gazetteer",
    "Philadelphia (?:corridor|route|axis)": "Philadelphi corridor",
}
"""Words not used in our own voice (a pattern of alternatives), each with what to write."""

AVOID_IN_TITLES: dict[str, str] = {
    "(?:broke|breaks|violated|violates|breached|breaches) the (?:ceasefire|truce)": (
        "each side's stated reason"
    ),
    "IDF": "Israeli military",
    "tragic|tragedy|heartbreaking|horrifying|appalling|devastating": "no adjectives of feeling",
    "heroic|cowardly|cruel|vicious|savage|deadly|bloody": "no adjectives of feeling",
}
"""Words that a summary can hold, such as what a speaker called something, but no title."""

BESIDE: dict[str, tuple[str, str]] = {
    "IDF|Israel Defen[cs]e Forces": ("Israeli military", "Israeli military (IDF)"),
    "Gaza(?:['’]s)? health ministry": ("Hamas-run", "the ministry, in the Hamas-run territory"),
    "Kare?m Abu Salem": ("Kerem Shalom", "Kerem Shalom (Karem Abu Salem)"),
    "Salah al-Din axis": ("Philadelphi", "Philadelphi corridor (Salah al-Din axis)"),
    r"\d[\d,]*(?: \w+){0,4} (?:killed|dead)|killed (?:\w+ ){0,3}\d[\d,]*": (
        "said|says|according to|reports?|reported|writes|wrote|counts?|counted|tally|put",
        "the number, according to whom",
    ),
}
"""What a summary holds only with something beside it: a pattern, what it needs, what to write."""


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


_AVOID = [(_whole(words), advice) for words, advice in AVOID.items()]
_AVOID_IN_TITLES = [(_whole(words), advice) for words, advice in AVOID_IN_TITLES.items()]
_BESIDE = [(_whole(words), _whole(need), advice) for words, (need, advice) in BESIDE.items()]
# The sign that ends a single quotation is also the apostrophe, which has a letter behind it.
_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]|‘[^‘]*?’(?!\w)")
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
    yield from note_problems(title)
    yield from _found(_AVOID_IN_TITLES, title)


def summary_problems(text: str) -> Iterator[str]:
    """Say what in a summary is not neutral, is markup or stands without what belongs to it."""
    yield from note_problems(text)
    ours = _QUOTED.sub(" ", text)
    for pattern, need, advice in _BESIDE:
        if (found := pattern.search(ours)) and not need.search(text):
            yield f"{found.group()!r} stands alone; write: {advice}"


def note_problems(text: str) -> Iterator[str]:
    """Say which words of a text in our own voice are not neutral, or are markup."""
    if found := _MARKUP.search(text):
        yield f"holds markup, write plain text (got {found.group()!r} in {text[:60]!r})"
    yield from _found(_AVOID, text)


def _found(avoid: list[tuple[re.Pattern[str], str]], text: str) -> Iterator[str]:
    ours = _QUOTED.sub(" ", text)
    for pattern, advice in avoid:
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
