"""What each response means in law, and the words it may begin with. Whoever responds changes them to fit."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from goodlives.casework.requests.models import Response
from goodlives.rules.parameters import parameter

What = Response.What


def means(on: date) -> dict[str, str]:
    """What each response means in law."""
    weeks = parameter("free_reablement_weeks").on(on)
    return {
        What.ADVICE: _(
            "Care Act s4. You give information and advice that fits. It does not take the place of an assessment: "
            "if it looks as if they may need care and support, offer one."
        ),
        What.EARLY_HELP: _(
            "Care Act s2. Something that prevents, delays or reduces needs: equipment, a small change to the home, a "
            "group or a volunteer."
        ),
        What.REABLEMENT: _(
            "Care Act s2. A few weeks of help to do things for themselves again, free for up to %(weeks)s weeks (SI "
            "2014/2672 reg 3). It may come before an assessment or beside it, and not instead of one."
        )
        % {"weeks": weeks},
        What.ASSESSMENT: _(
            "Care Act s9. You must offer one to anybody who looks as if they may need care and support, whatever the "
            "level of need and whatever money they have."
        ),
        What.CARERS_ASSESSMENT: _(
            "Care Act s10. The right of anybody who cares for an adult, or will, and looks as if they may need "
            "support. It does not depend on the person they look after."
        ),
        What.SAFEGUARDING: _(
            "Care Act s42. There is reason to suspect that an adult who has needs for care and support is being abused "
            "or neglected, or is at risk of it, and cannot protect themselves because of those needs. Act now; do not "
            "wait for an assessment."
        ),
    }


def beginning(what: str, on: date) -> str:
    """The words a message may begin with."""
    weeks = parameter("free_reablement_weeks").on(on)
    thanks = _("Thank you for telling us about this.")
    ask_anyway = _(
        "You can also ask for an assessment at any time. It is free, and it does not depend on how much money you have."
    )
    paragraphs = {
        What.ADVICE: (
            thanks, _("From what you say, this may help:"), "- ", _("If it does not, or if things change, tell us."),
            ask_anyway,
        ),
        What.EARLY_HELP: (
            thanks, _("We think this can help straight away:"), "- ",
            _("We will ask you in a few weeks whether it has helped."), ask_anyway,
        ),
        What.REABLEMENT: (
            thanks,
            _("We would like to help you to get back to doing things for yourself. Somebody comes to your home for a "
              "few weeks and works with you on what you want to do again. It is free for up to %(weeks)s weeks.")
            % {"weeks": weeks},
            _("We will get in touch to agree when to begin. Afterwards we look together at how it went, and at whether "
              "you need anything more."),
        ),
        What.ASSESSMENT: (
            thanks,
            _("We would like to talk with you about your life, what you can do, what is hard, and what would help. "
              "This is called an assessment. It is free, and it does not depend on how much money you have."),
            _("We will get in touch to agree a day. You can have somebody with you whom you trust. If you find it hard "
              "to take part and there is nobody suitable to help, we find you an advocate. You can also begin by "
              "writing things down yourself."),
        ),
        What.CARERS_ASSESSMENT: (
            _("Thank you for telling us about this, and for what you do."),
            _("We would like to talk with you about how caring affects your own life, what you want to go on doing, "
              "and what would help you. This is called a carer’s assessment. It is free, and it is yours: the person "
              "you look after need not be there, nor agree."),
            _("We will get in touch to agree a day."),
        ),
        What.SAFEGUARDING: (
            _("Thank you for telling us about this. You did the right thing."),
            _("We are looking into it. The first thing we do is to ask the person what they want to happen."),
            _("If anybody is in danger now, phone 999."),
        ),
    }  # fmt: skip
    return "\n\n".join(paragraphs[What(what)])
