"""The nine areas of wellbeing: Care Act 2014 s1(2)."""

from goodlives.rules.words import Lettered


class Wellbeing(Lettered):
    """An area of wellbeing, with its letter in s1(2) and plain words."""

    DIGNITY = "dignity", "a", "Being treated with dignity and respect"
    HEALTH = "health", "b", "Your physical health, your mental health and how you feel"
    PROTECTION = "protection", "c", "Being safe from abuse and neglect"
    CONTROL = "control", "d", "Having control over your day-to-day life and your care"
    WORK_AND_LEARNING = "work_and_learning", "e", "Taking part in work, learning, training or leisure"
    SOCIAL_AND_ECONOMIC = "social_and_economic", "f", "Your money and your social life"
    RELATIONSHIPS = "relationships", "g", "Your home life, family and other relationships"
    HOME = "home", "h", "Living somewhere that suits you"
    CONTRIBUTION = "contribution", "i", "What you give to other people and your community"

    @property
    def law(self) -> str:
        return f"Care Act 2014 s1(2)({self.letter})"
