"""Putting off paying for care until a home is sold: Care Act 2014 ss34 to 36 and SI 2014/2671.

`agreement` says who is offered one, `weekly_deferral` how much can be put off, `interest` what is added, and
`projection` how long it can last.
"""

from goodlives.rules.deferred_payments.agreement import DeferredPaymentRequest, deferred_payment
from goodlives.rules.deferred_payments.interest import (
    InterestRate,
    Movement,
    NoRateForThisDay,
    RateNotAllowed,
    Statement,
    statement,
)
from goodlives.rules.deferred_payments.not_yet_known import DeferralRange, deferral_range
from goodlives.rules.deferred_payments.projection import Projection, project, repayment_due, statement_due
from goodlives.rules.deferred_payments.weekly_deferral import Deferral, Home, ImpossibleDeferral, deferral

__all__ = [
    "Deferral",
    "DeferralRange",
    "DeferredPaymentRequest",
    "Home",
    "ImpossibleDeferral",
    "InterestRate",
    "Movement",
    "NoRateForThisDay",
    "Projection",
    "RateNotAllowed",
    "Statement",
    "deferral",
    "deferral_range",
    "deferred_payment",
    "project",
    "repayment_due",
    "statement",
    "statement_due",
]
