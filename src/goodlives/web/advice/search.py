"""Finding a topic by the words somebody types."""

from __future__ import annotations

import re

from .topics import TOPICS, Topic

# Words that are in every question and say nothing of what it is about.
PASSED_OVER = frozenset(
    re.findall(
        r"\w+",
        "a about am an and any are at be being by can do does for from get have help how i if in is it me mum my "
        "need of on or someone somebody the there to want what when where who will with you your",
    )
)


def find(typed: str) -> list[Topic]:
    """Topics with any of the words, those with the most and in the most telling places first."""
    words = [word for word in re.findall(r"\w+", typed.lower()) if len(word) > 1 and word not in PASSED_OVER]
    scored = [(sum(_score(topic, word) for word in words), topic) for topic in TOPICS]
    return [topic for score, topic in sorted(scored, key=lambda pair: -pair[0]) if score]


def _score(topic: Topic, word: str) -> int:
    """A word in the title tells most, then one that people search by, then one anywhere in the text."""
    stem = word[:-1] if len(word) > 4 and word.endswith("s") else word
    begins = re.compile(rf"\b{re.escape(stem)}")
    if begins.search(str(topic.title).lower()):
        return 9
    if begins.search(topic.words):
        return 5
    return 1 if any(begins.search(str(text).lower()) for text in topic.texts()) else 0
