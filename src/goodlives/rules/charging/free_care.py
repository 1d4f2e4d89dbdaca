"""Care that is free whatever somebody has: SI 2014/2672 regs 3 and 4, Mental Health Act 1983 s117, and the NHS."""

from __future__ import annotations

from goodlives.rules.charging.circumstances import Circumstances, Exemption, Setting
from goodlives.rules.charging.result import Charge
from goodlives.rules.explain import Step
from goodlives.rules.parameters import rates_year

_FREE = {
    Exemption.CJD: ("Your care is free because you have Creutzfeldt-Jakob disease", "SI 2014/2672 reg 4"),
    Exemption.SECTION_117: (
        "Your care is free because it is aftercare following a stay in hospital under the Mental Health Act",
        "Mental Health Act 1983 s117",
    ),
    Exemption.CONTINUING_HEALTHCARE: (
        "Your care is free because the NHS pays for all of it (NHS continuing healthcare)",
        "Care Act 2014 s22",
    ),
    Exemption.REABLEMENT: (
        "Your care is free for up to 6 weeks because it helps you get back on your feet (reablement)",
        "SI 2014/2672 reg 3",
    ),
}


def free_care(c: Circumstances, exempt: Exemption) -> Charge:
    """Care that is free: no means test is done, so nothing about money is asked or shown."""
    cost = c.cost_of_care
    in_care_home = c.setting != Setting.HOME
    if cost is not None and in_care_home and c.nhs_funded_nursing_care is not None:
        cost = max(cost - c.nhs_funded_nursing_care, 0)
    met = cost
    if cost is not None and in_care_home and c.council_rate is not None:
        met = min(cost, c.council_rate)
    by_nhs = exempt == Exemption.CONTINUING_HEALTHCARE
    council_pays, top_up = (0, 0) if by_nhs else (met, None if cost is None or met is None else cost - met)
    words, law = _FREE[exempt]
    steps = [Step(words, 0, law), Step("What you pay each week: nothing", 0, law)]
    if council_pays is not None and not by_nhs:
        steps.append(Step("What the council pays each week", council_pays, "Care Act 2014 s26"))
    if top_up:
        steps.append(Step("The rest, for a dearer home (top-up)", top_up, "Care Act 2014 s30; SI 2014/2670"))
    return Charge(
        charge=0,
        council_pays=council_pays,
        top_up=top_up,
        range=None,
        full_cost=False,
        tariff_income=None,
        minimum_income_guarantee=None,
        personal_expenses_allowance=None,
        rates=rates_year(c.on),
        not_yet_known=(),
        steps=tuple(steps),
        rests_on=(),
    )
