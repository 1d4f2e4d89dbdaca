"""The kinds of representative, their rights and their papers, in words that anybody can read."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from goodlives.rules import representatives as law


class Kind(models.TextChoices):
    HEALTH_ATTORNEY = law.Kind.HEALTH_ATTORNEY.value, _("Attorney for health and welfare")
    PROPERTY_ATTORNEY = law.Kind.PROPERTY_ATTORNEY.value, _("Attorney for property and financial affairs")
    ENDURING_ATTORNEY = law.Kind.ENDURING_ATTORNEY.value, _("Attorney under an enduring power of attorney")
    HEALTH_DEPUTY = law.Kind.HEALTH_DEPUTY.value, _("Deputy of the Court of Protection for personal welfare")
    PROPERTY_DEPUTY = law.Kind.PROPERTY_DEPUTY.value, _("Deputy of the Court of Protection for property and affairs")
    APPOINTEE = law.Kind.APPOINTEE.value, _("Appointee for benefits")
    ADVOCATE = law.Kind.ADVOCATE.value, _("Independent advocate")
    NOMINATED = law.Kind.NOMINATED.value, _("Nominated person for a direct payment")
    AUTHORISED = law.Kind.AUTHORISED.value, _("Authorised person for a direct payment")
    HELPER = law.Kind.HELPER.value, _("Helper the person has chosen")


MEANS = {
    Kind.HEALTH_ATTORNEY: _("Chosen in a lasting power of attorney, to decide about care when the person cannot."),
    Kind.PROPERTY_ATTORNEY: _("Chosen in a lasting power of attorney, to deal with money and property."),
    Kind.ENDURING_ATTORNEY: _("Chosen in an older power, made before October 2007. Money and property only."),
    Kind.HEALTH_DEPUTY: _("Named by the Court of Protection, to decide about care when the person cannot."),
    Kind.PROPERTY_DEPUTY: _("Named by the Court of Protection, to deal with money and property."),
    Kind.APPOINTEE: _("Named by the Department for Work and Pensions. Benefits only, and no other money."),
    Kind.ADVOCATE: _("Helps the person to understand and to be heard. Decides nothing for them."),
    Kind.NOMINATED: _("Chosen by the person to receive and manage their direct payment."),
    Kind.AUTHORISED: _("Manages a direct payment for somebody who cannot ask for one themselves."),
    Kind.HELPER: _("Family, a friend or anybody else the person asks to help them here."),
}

CHOSEN_BY_THE_PERSON = (Kind.NOMINATED, Kind.HELPER)
"""The person ends these themselves, at once."""


class Right(models.TextChoices):
    """What they may do, said of them to anybody."""

    SEE = law.Right.SEE.value, _("See the record")
    WRITE = law.Right.WRITE.value, _("Suggest words for the plan and About me")
    QUESTION = law.Right.QUESTION.value, _("Question decisions and ask for a review")
    AGREE = law.Right.AGREE.value, _("Agree the plan")
    LETTERS = law.Right.LETTERS.value, _("Receive letters")
    MONEY = law.Right.MONEY.value, _("See and deal with money: the financial assessment and what is paid")
    BENEFITS = law.Right.BENEFITS.value, _("Tell the council about benefits")
    DIRECT_PAYMENT = law.Right.DIRECT_PAYMENT.value, _("Manage the direct payment")


MAY = {
    Right.SEE: _("see your record here"),
    Right.WRITE: _("suggest words for your plan and About me: nothing changes until you say yes"),
    Right.QUESTION: _("question what the council decided, and ask for a review"),
    Right.AGREE: _("agree your plan for you"),
    Right.LETTERS: _("get your letters"),
    Right.MONEY: _("see your financial assessment and deal with the council about money"),
    Right.BENEFITS: _("tell the council about your benefits"),
    Right.DIRECT_PAYMENT: _("manage your direct payment"),
}
"""What they may do, said to the person."""


class Document(models.TextChoices):
    LASTING = "lasting", _("Lasting power of attorney, registered")
    ENDURING = "enduring", _("Enduring power of attorney")
    COURT_ORDER = "court_order", _("Order of the Court of Protection")
    APPOINTMENT = "appointment", _("Letter of appointment from the Department for Work and Pensions (BF57)")
    REFERRAL = "referral", _("Referral to the advocacy service")
    AGREEMENT = "agreement", _("Written agreement of the person or the council")
    SPOKEN = "spoken", _("The person told us themselves")


PAPERS: dict[Kind, tuple[Document, ...]] = {
    Kind.HEALTH_ATTORNEY: (Document.LASTING,),
    Kind.PROPERTY_ATTORNEY: (Document.LASTING,),
    Kind.ENDURING_ATTORNEY: (Document.ENDURING,),
    Kind.HEALTH_DEPUTY: (Document.COURT_ORDER,),
    Kind.PROPERTY_DEPUTY: (Document.COURT_ORDER,),
    Kind.APPOINTEE: (Document.APPOINTMENT,),
    Kind.ADVOCATE: (Document.REFERRAL,),
    Kind.NOMINATED: (Document.AGREEMENT,),
    Kind.AUTHORISED: (Document.AGREEMENT, Document.LASTING, Document.COURT_ORDER),
    Kind.HELPER: (Document.SPOKEN, Document.AGREEMENT),
}

NUMBERED = (Document.LASTING, Document.ENDURING, Document.COURT_ORDER)
"""Papers with a number that the Office of the Public Guardian or the court can look up."""
