"""Keeping safe, being heard, and what to do when something is wrong."""

from django.utils.translation import gettext_lazy as _

from .topic import Part, Step, Topic

TOPICS = (
    Topic(
        "keeping-safe", "rights",
        _("Keeping safe from abuse and neglect"),
        _("How to see it, and what to do now."),
        _("Anybody who is being hurt, or who is worried about an adult."),
        (
            Part(_("What to do now"), (), (
                _("If somebody is in danger, phone 999."),
                _("Otherwise tell us. You can do it here, by phone, or ask somebody to do it for you. You need not be "
                  "sure. You need not give your name."),
                _("Keep what may be evidence: messages, bank papers, clothes."),
                _("Do not question whoever you think did it."),
            )),
            Part(_("The ten kinds of abuse"), (), (
                _("Physical: hitting, pushing, the wrong medicine, being tied or locked in."),
                _("Domestic: control, threats or violence by a partner, former partner or family."),
                _("Sexual: anything sexual that you did not want or could not agree to."),
                _("Of the mind: threats, shouting, shaming, being kept from others."),
                _("Of money: theft, fraud, pressure over a will or a bank card, scams."),
                _("Modern slavery: being made to work, or held against your will."),
                _("Discrimination: being treated badly for your race, religion, disability, sex, age or whom you "
                  "love."),
                _("In a service: poor care in a care home, hospital or agency, once or all the time."),
                _("Neglect: not being given food, warmth, medicine or care that is needed."),
                _("Self-neglect: not looking after oneself or one’s home, so that health or safety is at risk."),
            )),
            Part(_("What the council does"), (
                _("Some adults who need care and support cannot protect themselves because of those needs. If one "
                  "of them is being abused or neglected, or may be, the council must find out what is happening. Then "
                  "it must decide what should be done. It does not matter whether they get any help from us, or "
                  "who pays for it."),
                _("We ask the person what they want to happen. It is their life. We do things without their agreement "
                  "only if others are in danger too, if a serious crime may have happened, or if they cannot decide."),
            )),
            Part(_("If your care is bad"), (
                _("Tell whoever runs it, or tell us. You can also tell the Care Quality Commission. Nobody may treat "
                  "you worse for speaking up."),
            )),
        ),
        (Step(_("Tell us now"), "requests:ask"),
         Step(_("Tell the Care Quality Commission about bad care"),
              address="https://www.cqc.org.uk/give-feedback-on-care")),
        ("advocates-and-communication", "if-something-is-wrong", "planning-ahead"),
        ("Care Act 2014 ss42 to 47 and 68",),
        "safeguarding abuse abused neglect hurt violence stealing scam domestic slavery danger report concern worried",
    ),
    Topic(
        "advocates-and-communication", "rights",
        _("Being heard: advocates and communication"),
        _("Somebody on your side, and information in the way you need it."),
        _("Anybody who finds it hard to be heard or to understand what is said."),
        (
            Part(_("An advocate"), (
                _("An advocate is on your side. They help you to understand, to say what you want, and to question "
                  "what is decided. They do not work for the council."),
                _("We must find you one, free, if you would have real difficulty in one of these and have nobody "
                  "suitable to help you:"),
            ), (
                _("understanding what you are told"),
                _("remembering it"),
                _("weighing it up"),
                _("saying what you think and feel"),
            )),
            Part(_("Who is suitable to help"), (
                _("Somebody you agree to, who can and will help you take part. Not somebody who is paid to care for "
                  "you."),
            )),
            Part(_("When"), (
                _("For assessments, plans, reviews, and when we look into abuse. There are other advocates for "
                  "complaints about the NHS, for people under the Mental Health Act, and for big decisions when "
                  "somebody cannot decide."),
            )),
            Part(_("Information in your way"), (
                _("Tell us once what you need: large print, Easy Read, braille, sound, British Sign Language, an "
                  "interpreter, plain talk, more time. We write it down, use it, and tell others who support you if "
                  "you agree. Interpreting is free. You do not have to use your family."),
            )),
        ),
        (Step(_("Ask for an advocate, or tell us what you need"), "requests:ask"),),
        ("having-an-assessment", "if-something-is-wrong", "keeping-safe"),
        ("Care Act 2014 ss67 and 68", "SI 2014/2824", "Equality Act 2010 s20", "Accessible Information Standard"),
        "advocate advocacy interpreter translator bsl sign language easy read large print braille deaf blind",
    ),
    Topic(
        "if-something-is-wrong", "rights",
        _("If something is wrong: questions and complaints"),
        _("How to question a decision, how to complain, and who looks at it after us."),
        _("Anybody who disagrees with us or is not happy with how they were treated."),
        (
            Part(_("Question a decision"), (
                _("Every decision about you says why it was made and by which law. You can question all of it or one "
                  "line. Somebody who did not make it looks at it again."),
            )),
            Part(_("Complain"), (
                _("Tell us in any way you like, or ask somebody to do it for you. We tell you within 3 working days "
                  "that we have it. Please do it within 12 months of what happened, or of finding out. If it takes "
                  "longer than 6 months to answer, we must write and say why."),
            )),
            Part(_("If you are still not happy"), (
                _("The Local Government and Social Care Ombudsman can look at it. It is free and is not part of the "
                  "council. It looks at care that you pay for yourself, too. Phone 0300 061 0614."),
                _("Some decisions can be taken to a court. This is called judicial review. Get legal advice quickly, "
                  "as it must be begun promptly and within 3 months."),
            )),
        ),
        (Step(_("How to complain to us"), "home:complain"),
         Step(_("Go to the Ombudsman"), address="https://www.lgo.org.uk/")),
        ("advocates-and-communication", "keeping-safe", "how-help-works"),
        ("SI 2009/309", "Local Government Act 1974 Part 3A"),
        "complaint complain disagree appeal ombudsman unhappy wrong decision court",
    ),
)  # fmt: skip
