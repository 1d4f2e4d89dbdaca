"""How help works: what there is, who can have it, and how to get it."""

from django.utils.translation import gettext_lazy as _

from .topic import Part, Step, Topic

TOPICS = (
    Topic(
        "how-help-works", "help",
        _("What help there is, and how it works"),
        _("Who can get help, the steps on the way, and what the council must do."),
        _("Everybody who is 18 or over, and anybody who looks after an adult."),
        (
            Part(_("What it is for"), (
                _("Care and support helps you to live the life you want when illness, disability, age or caring makes "
                  "that hard. It can be a person who helps, a thing that helps, a change to your home, or something to "
                  "do and people to do it with."),
                _("The law says the council must work for your wellbeing. That means your dignity, your health, your "
                  "safety, your family and friends, your home, your work and learning, and your say over your own "
                  "life. It must begin from the idea that you know best what is good for you."),
            )),
            Part(_("Who can get it"), (
                _("Anybody can have information and advice. Anybody who looks as if they may need care and support can "
                  "have an assessment, whatever they need and however much money they have."),
                _("The council must then help you if three things are true:"),
            ), (
                _("your needs come from a physical or mental impairment or illness"),
                _("because of them there are two or more everyday things that you cannot do, or only with help, with "
                  "pain, with danger or very slowly"),
                _("this makes a real difference to your wellbeing"),
            )),
            Part(_("The steps"), (), (
                _("You ask. Somebody reads it and answers."),
                _("Often something can help straight away, and then that comes first."),
                _("You have an assessment: a talk about your life and what would help."),
                _("The council decides whether it must help, and tells you why."),
                _("You see what you would pay before you choose anything."),
                _("You write your plan, with whoever you like. It says what you want and how it will happen."),
                _("You get a personal budget. You can take it as money and arrange things yourself."),
                _("You look at it again together after %(light_touch_review_from_weeks)s to "
                  "%(light_touch_review_to_weeks)s weeks, and then at least once in every %(plan_review_months)s "
                  "months."),
            )),
        ),
        (Step(_("Ask for help"), "requests:ask"), Step(_("See what you might pay"), "advice:what_you_might_pay")),
        ("having-an-assessment", "kinds-of-support", "paying-for-care"),
        ("Care Act 2014 ss1, 4, 9, 13, 18, 24 to 27", "SI 2015/313 reg 2"),
        "social services social care eligible eligibility wellbeing",
    ),
    Topic(
        "having-an-assessment", "help",
        _("Having an assessment"),
        _("What happens, how to get ready, and what you are told afterwards."),
        _("Anybody who may need care and support, or who looks after somebody."),
        (
            Part(_("What it is"), (
                _("A talk about your life: what you do well, what is hard, who is around you, and what you would like. "
                  "It is not a test. It is free, and you can have it however much money you have."),
                _("It can be at home, on the phone or by video. You can also write it yourself first, with our "
                  "support. You see the questions beforehand."),
            )),
            Part(_("How to get ready"), (), (
                _("Think of a day when things went badly as well as one that went well."),
                _("Write down what you do for yourself, what takes very long, and what hurts or is not safe."),
                _("Say what you would need if nobody helped you. Help that family gives now does not count against "
                  "you."),
                _("Think about what you want: people to see, things to do, how you like your day."),
                _("Ask somebody you trust to be there."),
            )),
            Part(_("If it is hard to take part"), (
                _("Tell us what you need: an interpreter, sign language, large print, short talks, a quiet place. If "
                  "you would find it very hard to understand, remember, weigh up or say what you think, and have "
                  "nobody suitable to help you, we must find you an independent advocate."),
            )),
            Part(_("Afterwards"), (
                _("You get a copy of what was written. You are told whether the council must help, which rule that "
                  "rests on, and why. If it need not help, you still get written advice on what you can do. If you "
                  "disagree, you can question it."),
            )),
        ),
        (Step(_("Ask for an assessment"), "requests:ask"),),
        ("advocates-and-communication", "looking-after-somebody", "if-something-is-wrong"),
        ("Care Act 2014 ss9 to 13 and 67", "SI 2014/2827", "SI 2015/313"),
        "needs assessment social worker visit occupational therapist",
    ),
    Topic(
        "kinds-of-support", "help",
        _("The kinds of support there are"),
        _("From somebody who comes in to help, to a place to live."),
        _("Anybody who wants to know what there is to choose from."),
        (
            Part(_("At home"), (), (
                _("a personal assistant whom you choose and employ"),
                _("a care worker from an agency, for a short visit, a night, or all the time"),
                _("equipment, an alarm, or a change to your home"),
                _("meals, cleaning, shopping or help with letters"),
            )),
            Part(_("Out and about"), (), (
                _("groups, clubs, classes and day centres"),
                _("help to find or keep work, or to volunteer"),
                _("somebody to come with you"),
            )),
            Part(_("Places to live"), (), (
                _("sheltered or extra care housing: your own front door, with help near"),
                _("supported living: your own tenancy, with support"),
                _("shared lives: living with a family who support you"),
                _("a care home, with or without nursing"),
            )),
            Part(_("How to choose"), (
                _("You choose. Try before you decide, if you can. Ask others who use it. The Care Quality Commission "
                  "looks at care agencies and care homes and publishes what it finds. A personal assistant who works "
                  "for you alone is not looked at by them, so ask for references."),
            )),
        ),
        (
            Step(_("Read what the Care Quality Commission found"), address="https://www.cqc.org.uk/"),
            Step(_("Ask for help"), "requests:ask"),
        ),
        ("direct-payments", "doing-more-for-yourself", "paying-for-care"),
        ("Care Act 2014 ss4, 5, 8 and 30",),
        "care home care worker agency domiciliary home care day centre supported living extra care shared lives",
    ),
    Topic(
        "leaving-hospital", "help",
        _("Leaving hospital"),
        _("What should happen before and after you go home."),
        _("Anybody in hospital who may need help afterwards, and whoever looks after them."),
        (
            Part(_("Before you leave"), (
                _("The hospital must involve you, and whoever looks after you, early on when it plans your leaving. "
                  "Say what you need at home and what worries you. Nobody should assume that your family will do it: "
                  "they must be asked, and may say no."),
            )),
            Part(_("At first"), (
                _("You may get help to get going again, called reablement or intermediate care. It is free for up to "
                  "%(free_reablement_weeks)s weeks each time. Decisions about where to live for good are best made "
                  "afterwards, when you know what you can do again."),
            )),
            Part(_("Who pays for later"), (
                _("The NHS pays for everything if your main need is for health care. This is called NHS continuing "
                  "healthcare. Ask the ward for a checklist. If you need a nursing home for other reasons, the NHS "
                  "pays %(nhs_funded_nursing_care)s a week towards the nursing. For other care, the council looks at "
                  "what you can pay."),
            )),
        ),
        (Step(_("Ask for help"), "requests:ask"), Step(_("See what you might pay"), "advice:what_you_might_pay")),
        ("doing-more-for-yourself", "looking-after-somebody", "paying-for-care"),
        ("National Health Service Act 2006", "Care Act 2014 ss2, 9, 22 and 74", "SI 2014/2672 reg 3"),
        "discharge ward reablement intermediate care continuing healthcare chc nursing",
    ),
)  # fmt: skip
