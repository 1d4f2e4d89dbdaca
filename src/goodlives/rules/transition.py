"""Before and after 18: Care Act 2014 ss58 to 66.

The law names no age at which to begin: only that an assessment would be of significant benefit. What a young person
has from children's services goes on until the council has decided as for an adult, so that nobody falls between.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from goodlives.rules.conditions import Answer, Conclusion, Condition, all_of, any_of, opposite


class Who(StrEnum):
    """Whose needs are looked at before somebody turns 18."""

    CHILD = "child"
    CHILDS_CARER = "childs_carer"
    YOUNG_CARER = "young_carer"


SECTION = {Who.CHILD: "58", Who.CHILDS_CARER: "60", Who.YOUNG_CARER: "63"}


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeEighteen:
    """What has been found. None is not yet known. A grown-up carer need only agree."""

    who: Who
    is_under_18: Answer
    likely_to_have_needs_after_18: Answer
    significant_benefit: Answer
    able_to_consent: Answer = None
    consents: Answer = None
    best_interests: Answer = None
    abuse_or_neglect_or_risk_of_it: Answer = None


def consent_condition(facts: BeforeEighteen) -> Answer:
    """The child is able to consent and does; or is not able to, and it is best for them: ss58(3), 63(3).

    A child who refuses is assessed all the same where they are abused or neglected, or at risk of it: ss58(4), 63(4).
    """
    f = facts
    if f.who == Who.CHILDS_CARER:
        return f.consents
    return any_of(
        (
            all_of((f.able_to_consent, f.consents)),
            all_of((opposite(f.able_to_consent), f.best_interests)),
            f.abuse_or_neglect_or_risk_of_it,
        )
    )


def must_assess_before_18(facts: BeforeEighteen) -> Conclusion:
    """Whether the council must assess before somebody turns 18: ss58(1), 60(1) and 63(1)."""
    f, section = facts, SECTION[facts.who]
    carer = f.who == Who.CHILDS_CARER
    return Conclusion(
        (
            Condition(
                f"Care Act 2014 s{section}(1)",
                "The child you care for is under 18" if carer else "You are under 18",
                f.is_under_18,
            ),
            Condition(
                f"Care Act 2014 s{section}(1)",
                "You are likely to need support as a carer after the child turns 18"
                if carer
                else "You are likely to need support as a carer after you turn 18"
                if f.who == Who.YOUNG_CARER
                else "You are likely to need care and support after you turn 18",
                f.likely_to_have_needs_after_18,
            ),
            Condition(
                f"Care Act 2014 s{section}(1)",
                "An assessment now would be of significant benefit to you",
                f.significant_benefit,
            ),
            Condition(
                f"Care Act 2014 s{section}" if carer else f"Care Act 2014 s{section}(3) and (4)",
                "You agree to it"
                if carer
                else "You agree to it; or you are not able to decide this, and it is best for you; or somebody hurts "
                "or neglects you, or may do so",
                consent_condition(f),
                to_find_out=_about_consent(f),
            ),
        )
    )


def _about_consent(facts: BeforeEighteen) -> tuple[str, ...]:
    f = facts
    if f.who == Who.CHILDS_CARER:
        return ("Do you agree to an assessment?",)
    asked = []
    if f.able_to_consent is None:
        asked.append("Are you able to decide about an assessment yourself?")
    elif f.able_to_consent and f.consents is None:
        asked.append("Do you agree to an assessment?")
    elif f.able_to_consent is False and f.best_interests is None:
        asked.append("Would an assessment be in your best interests?")
    if f.abuse_or_neglect_or_risk_of_it is None:
        asked.append("Does anybody hurt or neglect you, or may they?")
    return tuple(asked)


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day on the way to 18, and what it means."""

    on: date
    words: str
    law: str


def turns(born_on: date, years: int) -> date:
    """The birthday. Somebody born on 29 February turns a year older on 1 March of a year that has no such day."""
    try:
        return born_on.replace(year=born_on.year + years)
    except ValueError:
        return date(born_on.year + years, 3, 1)


def year_9_begins(born_on: date) -> date:
    """1 September of the school year in which somebody turns 14."""
    fourteen = turns(born_on, 14)
    return date(fourteen.year if (fourteen.month, fourteen.day) >= (9, 1) else fourteen.year - 1, 9, 1)


def milestones(born_on: date) -> tuple[Milestone, ...]:
    """The days on the way to 18, and what each brings."""
    return (
        Milestone(
            year_9_begins(born_on),
            "School year 9 begins: from now on each review of an education, health and care plan looks ahead to "
            "adult life",
            "Children and Families Act 2014; SEND code of practice, chapter 8",
        ),
        Milestone(
            turns(born_on, 16),
            "16th birthday: taken to be able to make their own decisions, like an adult",
            "Mental Capacity Act 2005 ss1(2) and 2(5); Family Law Reform Act 1969 s8",
        ),
        Milestone(
            turns(born_on, 18),
            "18th birthday: care and support for adults. What children's services give goes on until the council has "
            "decided as for an adult",
            "Care Act 2014 s66; Children Act 1989 ss17ZG to 17ZI",
        ),
    )


def childrens_services_go_on(
    *, born_on: date, on: date, had_them_before_18: Answer, decided_as_adult: Answer
) -> Answer:
    """After 18, what children's services gave goes on until the council has decided as for an adult: s66.

    Before 18 they are given as for any child. Not yet known, they go on: nobody is left without.
    """
    if on < turns(born_on, 18):
        return had_them_before_18
    return all_of((had_them_before_18, opposite(decided_as_adult)))
