"""Information and advice for everybody, in our own plain words: Care Act 2014 s4."""

from .getting_help import TOPICS as GETTING_HELP
from .living_your_life import TOPICS as LIVING_YOUR_LIFE
from .money import TOPICS as MONEY
from .rights_and_safety import TOPICS as RIGHTS_AND_SAFETY
from .topic import GROUPS, Part, Step, Topic

TOPICS: tuple[Topic, ...] = (*GETTING_HELP, *LIVING_YOUR_LIFE, *MONEY, *RIGHTS_AND_SAFETY)
BY_SLUG = {topic.slug: topic for topic in TOPICS}

__all__ = ["BY_SLUG", "GROUPS", "TOPICS", "Part", "Step", "Topic"]
