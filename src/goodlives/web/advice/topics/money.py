"""Paying for care, with or without help from the council."""

from django.utils.translation import gettext_lazy as _

from .topic import Part, Step, Topic

TOPICS = (
    Topic(
        "paying-for-care", "money",
        _("Paying for care"),
        _("What is free, what counts, and how the sum is done."),
        _("Anybody who may get care through the council."),
        (
            Part(_("What is always free"), (), (
                _("information, advice and every assessment"),
                _("equipment, and small changes to your home that cost %(free_minor_adaptation_limit)s or less each"),
                _("reablement, for up to %(free_reablement_weeks)s weeks"),
                _("care that the NHS pays for, aftercare under section 117 of the Mental Health Act, and care for "
                  "people with Creutzfeldt-Jakob disease"),
            )),
            Part(_("Savings"), (
                _("We look only at your own money, and at your half of what you share. If you have more than "
                  "%(upper_capital_limit)s, you pay for your care yourself. A council may set a higher limit for care "
                  "at home. Up to %(lower_capital_limit)s is left out. In between, each %(tariff_income_step)s or part "
                  "of it counts as %(tariff_income_per_step)s a week of income."),
                _("Your home does not count while you live in it and get care there. In a care home it may count after "
                  "12 weeks, but not while your partner, or a relative of 60 or over, or one who is ill or disabled, "
                  "lives there."),
            )),
            Part(_("Income for care at home"), (
                _("Pensions and most benefits count. What you earn by working does not, nor does the part of a benefit "
                  "that is for getting about. Then these are taken off: your rent and council tax, what you spend "
                  "because of your disability, and the amount you must be left with."),
                _("That amount is called the minimum income guarantee. From pension age it is "
                  "%(mig_single_pension_age)s a week for a person on their own, and %(mig_couple_pension_age)s for one "
                  "of a couple. From 25 to pension age it is %(mig_single_25)s on your own, and more if you get a "
                  "disability benefit or look after somebody. What is left is the most you can be asked for."),
            )),
            Part(_("What you spend because of your disability"), (
                _("This is called disability-related expenditure. Examples are extra washing, heating, special food or "
                  "clothes, a gardener or cleaner, taxis, an alarm, the upkeep of equipment, and care you buy "
                  "yourself. Keep receipts if you can. If the council counts your disability benefit, it must look at "
                  "these."),
            )),
            Part(_("Income in a care home"), (
                _("Most of your income goes towards the home. You keep at least %(personal_expenses_allowance)s a week "
                  "for yourself. If you choose a home that costs more than the council would pay for one that suits "
                  "you, somebody else can agree to pay the rest."),
            )),
        ),
        (Step(_("See what you might pay"), "advice:what_you_might_pay"),
         Step(_("See which benefits you can get"), address="https://www.gov.uk/benefits-calculators")),
        ("paying-for-your-own-care", "direct-payments", "if-something-is-wrong"),
        ("Care Act 2014 ss14, 17 and 18", "SI 2014/2672"),
        "cost charge charges fees savings capital house home means test benefits attendance allowance pip contribution "
        "disability related expenditure dre minimum income guarantee mig",
    ),
    Topic(
        "paying-for-your-own-care", "money",
        _("Paying for your own care"),
        _("The same advice and the same assessment as everybody, and help to arrange things if you ask."),
        _("Anybody with more than the limit in savings, or who chooses to arrange their own care."),
        (
            Part(_("You still have rights"), (
                _("You can have an assessment, advice and a plan, free, whatever you have. Everybody can have the free "
                  "help too: equipment, small changes to the home and reablement."),
            )),
            Part(_("Asking the council to arrange it"), (
                _("If you have more than %(upper_capital_limit)s and need care that is not in a care home, you can ask "
                  "the council to arrange it for you. It must. You pay the full cost, and it may charge what the "
                  "arranging costs it, but no more. For a care home it may arrange it, and must if you cannot and "
                  "nobody else can for you."),
            )),
            Part(_("Before the money runs low"), (
                _("Tell us in good time, some months before your savings fall to %(upper_capital_limit)s. Have an "
                  "assessment then, so that help begins on the day it is due. We cannot usually pay for the time "
                  "before you asked."),
            )),
            Part(_("A home that need not be sold now"), (
                _("If you move into a care home and most of what you have is your house, you can ask for a deferred "
                  "payment agreement. The council pays part of the fees now, and is paid back when the house is sold, "
                  "with interest and costs. In the first 12 weeks the house does not count at all."),
            )),
            Part(_("Independent financial advice"), (
                _("Care can cost more than a house. Speak to a financial adviser who does not sell only one company’s "
                  "products and knows about care. The Society of Later Life Advisers lists some. MoneyHelper gives "
                  "free guidance. Attendance Allowance does not depend on savings: it is %(disability_benefit_middle)s "
                  "or %(disability_benefit_higher)s a week."),
                _("You may have read of a cap on what people pay, and of a care account that counts towards it. They "
                  "were cancelled in July 2024. There is no cap."),
            )),
        ),
        (Step(_("See what you might pay"), "advice:what_you_might_pay"),
         Step(_("Find free guidance at MoneyHelper"), address="https://www.moneyhelper.org.uk/"),
         Step(_("Find an adviser of the Society of Later Life Advisers"),
              address="https://societyoflaterlifeadvisers.co.uk/"),
         Step(_("Ask us to arrange your care"), "requests:ask")),
        ("paying-for-care", "planning-ahead", "kinds-of-support"),
        ("Care Act 2014 ss4, 9, 18(3) and 34 to 36", "SI 2014/2672 reg 5", "SI 2014/2671"),
        "self funder self-funder private cap account house sell deferred payment financial adviser attendance "
        "allowance",
    ),
    Topic(
        "direct-payments", "money",
        _("Direct payments, and employing somebody yourself"),
        _("Take your budget as money and arrange your own support."),
        _("Anybody for whom the council must or decides to arrange support, carers too."),
        (
            Part(_("What it is"), (
                _("Instead of care that the council arranges, you get the money and choose who helps you, when and "
                  "how. It must be enough to buy what your plan says. You can take part of it as money and leave the "
                  "rest to us. You can stop at any time."),
            )),
            Part(_("Who can have one"), (
                _("You ask. The council must say yes if these are true:"),
            ), (
                _("you can decide about it"),
                _("you can manage it, by yourself or with help"),
                _("it is a fitting way to meet your needs"),
                _("the law does not rule it out, as it does for people under some court orders about drugs or alcohol"),
            )),
            Part(_("If you cannot, or the council says no"), (
                _("If somebody cannot decide, another person can have the payment for them. If the council says no, it "
                  "must say why in writing."),
            )),
            Part(_("What it can buy"), (
                _("Anything legal that meets the needs in your plan: a personal assistant, an agency, a class, a "
                  "break, equipment. It cannot pay for a care home for good, only for short stays, for what the NHS "
                  "should give, or for the council’s own services. Family can be paid if they live somewhere else. A "
                  "partner or close relative in the same home can be paid only if the council agrees that it is "
                  "necessary."),
            )),
            Part(_("Employing a personal assistant"), (
                _("You are the employer. You choose and can end it. You must:"),
            ), (
                _("check that they may work in the United Kingdom, and ask for references and a criminal record check"),
                _("give them their terms in writing"),
                _("pay at least the minimum wage, tax, national insurance, holidays and sick pay, and a pension if "
                  "they earn enough"),
                _("have employers’ liability insurance"),
            )),
            Part(_("You need not do it alone"), (
                _("A payroll service can work out pay and tax. A support service can hold the money for you and help "
                  "you to find somebody. These costs are part of the payment. Keep papers: the council looks at how it "
                  "is going within %(first_direct_payment_review_months)s months, and then at least every "
                  "%(direct_payment_review_months)s months."),
            )),
        ),
        (Step(_("Ask about a direct payment"), "requests:ask"),
         Step(_("Read about employing somebody at home"), address="https://www.gov.uk/au-pairs-employment-law")),
        ("kinds-of-support", "how-help-works", "paying-for-care"),
        ("Care Act 2014 ss31 to 33", "SI 2014/2871"),
        "personal budget personal assistant pa employ employer payroll money instead prepaid card",
    ),
)  # fmt: skip
