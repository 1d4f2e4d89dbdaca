"""What people can do for themselves and for one another."""

from django.utils.translation import gettext_lazy as _

from .topic import Part, Step, Topic

TOPICS = (
    Topic(
        "doing-more-for-yourself", "life",
        _("Doing more for yourself"),
        _("Equipment, small changes to your home, and a few weeks of help to get going again. All free."),
        _("Anybody who finds everyday things harder than they were."),
        (
            Part(_("Equipment"), (
                _("A rail, a raised toilet seat, a bath board, a key safe, a device that calls for help or reminds "
                  "you. If the council finds that you need it, equipment is free."),
            )),
            Part(_("Small changes to your home"), (
                _("A ramp, a second rail on the stairs, a step made lower. Each change is free if it costs "
                  "%(free_minor_adaptation_limit)s or less with its fitting. For larger changes, such as a shower you "
                  "can walk into or a stairlift, ask about a Disabled Facilities Grant."),
            )),
            Part(_("Getting going again"), (
                _("After an illness, a fall or a stay in hospital somebody can come for a few weeks and work with you "
                  "on what you want to do again. This is called reablement. It is free for up to "
                  "%(free_reablement_weeks)s weeks each time."),
            )),
            Part(_("Fewer falls"), (), (
                _("Keep moving: ask your doctor about strength and balance classes."),
                _("Have your eyes, feet and medicines looked at."),
                _("Put a light where you get up at night. Take away loose rugs."),
            )),
        ),
        (Step(_("Ask for equipment, a small change or reablement"), "requests:ask"),),
        ("leaving-hospital", "company-and-things-to-do", "kinds-of-support"),
        ("Care Act 2014 s2", "SI 2014/2672 reg 3", "SI 2014/2673"),
        "aids adaptations rail stairlift bath shower falls alarm telecare occupational therapist reablement",
    ),
    Topic(
        "looking-after-somebody", "life",
        _("Looking after somebody"),
        _("You have rights of your own, whoever you look after."),
        _("Anybody who looks after an adult without being paid: a partner, parent, child, friend or neighbour."),
        (
            Part(_("Your own assessment"), (
                _("You can have a carer’s assessment. It is about you: your health, sleep, work, family and free time, "
                  "and whether you are willing and able to go on. It is free. It does not matter how many hours you "
                  "give, whether the person you look after has any help, or whether they agree."),
                _("You are asked whether you want to care. You may say no, or say how much. Nobody may count on your "
                  "help unless you have agreed to it."),
            )),
            Part(_("When the council must help you"), (
                _("It must help you as a carer if the care you give is needed, and it is harming your health or may do "
                  "so, or keeps you from one of the things in a life: your home, eating well, family and friends, work "
                  "or learning, your children, caring for others, getting about, or free time."),
            )),
            Part(_("What may help"), (), (
                _("a break, for an afternoon or a week"),
                _("somebody to sit with them, or a personal assistant"),
                _("training, and others in the same position to talk to"),
                _("a plan for what happens if you are ill"),
                _("Carer’s Allowance, which is %(carers_allowance)s a week if you care for 35 hours or more, earn "
                  "little, and they get one of certain benefits"),
            ),),
            Part(_("If you are under 18"), (
                _("Young carers have their own assessment, with children’s services. Tell a teacher, a doctor or us."),
            )),
        ),
        (Step(_("Ask for help as a carer"), "requests:ask"),
         Step(_("Read about Carer’s Allowance"), address="https://www.gov.uk/carers-allowance")),
        ("having-an-assessment", "keeping-safe", "direct-payments"),
        ("Care Act 2014 ss10, 13, 20 and 63", "SI 2015/313 reg 3"),
        "carer caring carers allowance break respite wife husband mother father",
    ),
    Topic(
        "company-and-things-to-do", "life",
        _("Being alone, and what is near you"),
        _("People to meet, things to do, and something to give."),
        _("Anybody who would like more company or more to do."),
        (
            Part(_("It is common, and it can change"), (
                _("Being lonely for a long time is bad for your health. It often comes after a loss, a move or an "
                  "illness. It is worth telling somebody."),
            )),
            Part(_("Places to begin"), (), (
                _("Your doctor’s surgery has a link worker, sometimes called a social prescriber, who knows the groups "
                  "near you and can go with you the first time."),
                _("Your library has lists of groups and classes, and is a warm place to be."),
                _("The Silver Line is a free phone line for older people, day and night: 0800 4 70 80 90."),
                _("Samaritans listen to anybody, day and night: 116 123."),
                _("Age UK, Mind and your faith group often visit, phone and meet."),
            )),
            Part(_("Something to give"), (
                _("Many people feel better when they are needed. You can volunteer from a chair: by phone, by reading "
                  "to somebody, by teaching what you know."),
            )),
        ),
        (Step(_("Ask us what there is near you"), "requests:ask"),),
        ("doing-more-for-yourself", "looking-after-somebody", "kinds-of-support"),
        ("Care Act 2014 ss1, 2 and 4",),
        "lonely loneliness isolated friends clubs groups befriending volunteer near me",
    ),
    Topic(
        "planning-ahead", "life",
        _("Planning ahead"),
        _("Choosing now who decides for you if one day you cannot."),
        _("Everybody: it can only be done while you can decide for yourself."),
        (
            Part(_("Deciding for yourself"), (
                _("The law takes it that you can decide until it is shown that you cannot. You must get all the help "
                  "you need to decide. You may make decisions that others think unwise. Being able to decide is about "
                  "one decision at one time: you may be able to decide one thing and not another."),
            )),
            Part(_("Power of attorney"), (
                _("A lasting power of attorney lets somebody you trust decide for you. There are two: one for money "
                  "and property, one for health and care. You make it while you can decide, and it must be registered "
                  "before it is used. Without one, not even your husband, wife or child can decide everything for "
                  "you."),
            )),
            Part(_("What else to write down"), (), (
                _("An advance decision: treatment that you refuse. It binds doctors."),
                _("An advance statement: how you like to live, what matters to you. Those who decide must take it into "
                  "account."),
                _("A will."),
            )),
            Part(_("If somebody can no longer decide"), (
                _("Others decide in their best interests: with them as far as they can take part, thinking of what "
                  "they would have wanted, and in the way that leaves them most free. Where nobody has the power to "
                  "decide about money, the Court of Protection can name a deputy."),
            )),
        ),
        (Step(_("Make a lasting power of attorney"), address="https://www.gov.uk/power-of-attorney"),
         Step(_("Ask us about planning ahead"), "requests:ask")),
        ("advocates-and-communication", "paying-for-your-own-care", "keeping-safe"),
        ("Mental Capacity Act 2005 ss1 to 5, 9 to 11 and 24 to 26", "Care Act 2014 s4"),
        "capacity dementia lpa will deputy best interests dols advance decision",
    ),
)  # fmt: skip
