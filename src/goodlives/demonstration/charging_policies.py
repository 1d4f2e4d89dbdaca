"""What the made-up council has chosen within the law of charging, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goodlives.casework.access.models import User
from goodlives.casework.charging_policies import actions
from goodlives.casework.charging_policies.models import ChargingPolicy
from goodlives.rules.charging import Policy

from .journeys import at

OWNER = "Director of Adult Social Care"


@dataclass(frozen=True)
class Version:
    starts_on: date
    agreed_on: date
    minute: str
    reason: str
    policy: Policy


VERSIONS = (
    Version(
        date(2023, 4, 10), date(2023, 2, 14), "Cabinet minute 61, 2022 to 2023",
        "We follow the law's own amounts while we ask people who draw on care what would be fair.", Policy(),
    ),
    Version(
        date(2026, 4, 6), date(2026, 2, 10), "Cabinet minute 84, 2025 to 2026",
        "People told us that keeping receipts for the costs of a disability is a burden, and that many never asked. "
        "So £20 a week is taken off without receipts for everybody who gets a disability benefit that counts. "
        "Whoever spends more can still have all of it taken off.",
        Policy(disability_related_expenditure_flat_rate=20_00),
    ),
)  # fmt: skip


def in_force(on: date) -> Policy:
    """What the made-up council asks by on this day, without asking the database for each person."""
    return next((version.policy for version in reversed(VERSIONS) if version.starts_on <= on), Policy())


def write_down(by: User, on: date) -> None:
    """Every version that has been decided by this day."""
    for version in VERSIONS:
        if version.agreed_on <= on and not ChargingPolicy.objects.filter(starts_on=version.starts_on).exists():
            actions.record(
                version.policy, starts_on=version.starts_on, owner=OWNER, reason=version.reason, agreed_by="Cabinet",
                agreed_on=version.agreed_on, minute=version.minute, by=by, at=at(version.agreed_on),
            )  # fmt: skip
