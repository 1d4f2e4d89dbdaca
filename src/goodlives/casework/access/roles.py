"""Who may do what, as sentences. *Who* is answered here; *when* is answered by each action."""

from __future__ import annotations

import rules

from .models import NOT_COUNCIL_STAFF, Role


@rules.predicate
def anyone(user) -> bool:
    """Whoever opens the page, signed in or not."""
    return True


def _in_use(user) -> bool:
    return bool(user and user.is_authenticated and user.is_active)


@rules.predicate
def signed_in(user) -> bool:
    """Somebody we know, whose account is in use."""
    return _in_use(user)


def _has_role(name: str, *wanted: str):
    return rules.predicate(lambda user: _in_use(user) and user.role in wanted, name=name)


@rules.predicate
def person(user) -> bool:
    """Somebody who draws on support or cares, for themself: not while they act for somebody else."""
    return _in_use(user) and user.role == Role.PERSON and user.acting is None


@rules.predicate
def acting(user) -> bool:
    """Somebody who is acting for somebody else now."""
    return _in_use(user) and user.acting is not None


def _acts_with(name: str, right: str):
    """Somebody who is acting for somebody else now, with this right."""
    return rules.predicate(lambda user: acting(user) and right in user.acting.usable, name=name)


sees_for_somebody = _acts_with("sees_for_somebody", "see")
suggests_for_somebody = _acts_with("suggests_for_somebody", "write")
questions_for_somebody = _acts_with("questions_for_somebody", "question")
agrees_for_somebody = _acts_with("agrees_for_somebody", "agree")


social_worker = _has_role(
    "social_worker", Role.SOCIAL_WORKER, Role.TEAM_MANAGER, Role.SERVICE_MANAGER, Role.SAFEGUARDING_LEAD
)
safeguarding_lead = _has_role("safeguarding_lead", Role.SAFEGUARDING_LEAD)
manager = _has_role("manager", Role.TEAM_MANAGER, Role.SERVICE_MANAGER)
finance_officer = _has_role("finance_officer", Role.FINANCE_OFFICER)
money_worker = _has_role(
    "money_worker", Role.FINANCE_OFFICER, Role.SOCIAL_WORKER, Role.TEAM_MANAGER, Role.SERVICE_MANAGER
)
opens_restricted_records = _has_role(
    "opens_restricted_records", Role.TEAM_MANAGER, Role.SERVICE_MANAGER, Role.SAFEGUARDING_LEAD
)
charging_policy_keeper = _has_role("charging_policy_keeper", Role.FINANCE_OFFICER, Role.SERVICE_MANAGER)
uprating_keeper = _has_role("uprating_keeper", Role.FINANCE_OFFICER, Role.SERVICE_MANAGER)
council_staff = _has_role("council_staff", *[role for role in Role.values if role not in NOT_COUNCIL_STAFF])
administrator = _has_role("administrator", Role.ADMINISTRATOR)
partner = _has_role("partner", Role.PARTNER)
partner_keeper = _has_role("partner_keeper", Role.SERVICE_MANAGER, Role.ADMINISTRATOR)
