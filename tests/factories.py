"""Made-up rows, one factory a model. A test over everything fails when a model has none."""

from __future__ import annotations

from base64 import b64decode
from datetime import UTC, date, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from goodlives.casework.about_me.models import (
    HowLifeIs,
    Introduction,
    Offer,
    Part,
    PartVersion,
    Picture,
    SuggestedWords,
    VoiceNote,
)
from goodlives.casework.access.models import (
    AccountEntry,
    Activation,
    Draft,
    Role,
    Seal,
    SealedRow,
    SealedTable,
    SignInTry,
    SignOffLimit,
    Team,
    User,
)
from goodlives.casework.assessments.models import (
    Assessment,
    CopyOfAssessment,
    HelpWithDomain,
    OutcomeAnswer,
    Preparation,
    PreparedWords,
    RefusalOfAssessment,
    WellbeingArea,
)
from goodlives.casework.carers.models import (
    CareGiven,
    EarlyWarning,
    EmergencyPlan,
    HowCaringGoes,
    PlanForTheDay,
    Shared,
    SupportAsked,
)
from goodlives.casework.charging_policies.models import ChargingPolicy
from goodlives.casework.communication.models import (
    CommunicationNeeds,
    HeldLetter,
    MayReadAddress,
    ProtectedAddress,
    SafeContact,
)
from goodlives.casework.consents.models import Consent, Partner, PartnerWorker, Purpose, SharedFile
from goodlives.casework.continuing_healthcare.models import ContinuingHealthcare
from goodlives.casework.decisions.models import Answer, Decision, Kind, Question, Step, Telling
from goodlives.casework.finances.models import Capital, FinancialAssessment, Income, IndicativeBudget, ReportedChange
from goodlives.casework.mental_capacity.models import BestInterestsDecision, MentalCapacityAssessment
from goodlives.casework.payments.models import DirectPayment, ScheduledPayment
from goodlives.casework.people.models import CircleMember, Person, RecordRead
from goodlives.casework.plans.models import (
    Goal,
    PartWritten,
    PersonalBudget,
    Plan,
    PlanInvitation,
    PlanNote,
    PlanSignature,
    PlanSuggestion,
    PlanVersion,
    SignOffStep,
    Way,
    WrongWord,
)
from goodlives.casework.representatives import words as acting
from goodlives.casework.representatives.models import Representation, Suspension, Worry
from goodlives.casework.requests.models import Addition, RequestForSupport, Response, Urgency, WrongGuess
from goodlives.casework.reviews.models import GoalReview, NeedToMeetAgain, Review
from goodlives.casework.seeing.models import (
    DutyDay,
    EmergencyLook,
    LookedOver,
    LookQuestion,
    NamedForRecord,
    Restriction,
    TellingDecision,
    Told,
)
from goodlives.casework.taking_part.models import TakingPart
from goodlives.casework.transition.models import Transition
from goodlives.casework.upratings.models import HeldBack, PrintFile, UpratedPerson, Uprating, Waiting
from goodlives.rules.uprating import usual_percentages

ON = date(2026, 11, 2)
AT = datetime(2026, 11, 2, 10, 4, tzinfo=UTC)


class TeamFactory(DjangoModelFactory):
    class Meta:
        model = Team
        django_get_or_create = ("name",)

    name = factory.Sequence("Team {}".format)


THE_TEAM = "Wrenford town"
"""The team of everybody, where a test says nothing of teams: staff have a reason to see whoever is made up."""


class UserFactory(DjangoModelFactory):
    """Staff by default: a social worker, in the team that holds the record of everybody made up without another."""

    class Meta:
        model = User

    username = factory.Sequence("worker{}".format)
    first_name, last_name = "Sam", factory.Sequence("Okafor{}".format)
    role = Role.SOCIAL_WORKER
    job_title = "Social worker"
    team = factory.SubFactory(TeamFactory, name=THE_TEAM)


class SignOffLimitFactory(DjangoModelFactory):
    class Meta:
        model = SignOffLimit

    role = Role.TEAM_MANAGER
    starts_on = date(2020, 4, 1)
    weekly_limit = 50_000
    reason = "Scheme of delegation"


class ActivationFactory(DjangoModelFactory):
    class Meta:
        model = Activation

    user = factory.SubFactory(UserFactory)
    code_hash = factory.Sequence("{:064d}".format)
    made_at = AT
    expires_at = AT + timedelta(days=21)


class AccountEntryFactory(DjangoModelFactory):
    class Meta:
        model = AccountEntry

    user = factory.SubFactory(UserFactory)
    what = AccountEntry.What.GIVEN
    at = AT


class SignInTryFactory(DjangoModelFactory):
    class Meta:
        model = SignInTry

    mark = factory.Sequence("{:064d}".format)
    at = AT


class DraftFactory(DjangoModelFactory):
    class Meta:
        model = Draft

    user = factory.SubFactory(UserFactory)
    path, sealed = factory.Sequence("/form/{}/".format), "unreadable"
    saved_at = AT


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    council_number = factory.Sequence("9{:05d}".format)
    given_name, family_name = "Amina", factory.Sequence("Begum{}".format)
    born_on = date(1986, 3, 27)
    postcode = "WX1 1AA"
    team = factory.SubFactory(TeamFactory, name=THE_TEAM)


class CitizenFactory(PersonFactory):
    """A person who can sign in."""

    user = factory.SubFactory(UserFactory, role=Role.PERSON, team=None, job_title="")


class CircleMemberFactory(DjangoModelFactory):
    class Meta:
        model = CircleMember

    person = factory.SubFactory(PersonFactory)
    name, relationship = "Yusuf Begum", CircleMember.Relationship.SIBLING


class CareGivenFactory(DjangoModelFactory):
    """A yes to most of the help with washing and dressing, for a year."""

    class Meta:
        model = CareGiven

    circle_member = factory.SubFactory(
        CircleMemberFactory, willing=True, able=True, agreed_on=ON, agreed_until=date(2027, 11, 1),
        member=factory.SubFactory(PersonFactory),
    )  # fmt: skip
    what, domain, share = "Help with getting up", "personal_care", "most"
    agreed_on, until = ON, date(2027, 11, 1)


class PlanForTheDayFactory(DjangoModelFactory):
    class Meta:
        model = PlanForTheDay

    circle_member = factory.SubFactory(CircleMemberFactory)
    instead, keys = "Grace comes and makes lunch.", "Grace has a key."


class EmergencyPlanFactory(DjangoModelFactory):
    class Meta:
        model = EmergencyPlan

    person = factory.SubFactory(PersonFactory)
    who_to_phone = "Grace, 01632 960 001"


class SharedFactory(DjangoModelFactory):
    class Meta:
        model = Shared

    circle_member = factory.SubFactory(CircleMemberFactory, member=factory.SubFactory(PersonFactory))
    person = factory.SelfAttribute("circle_member.member")
    what, began_on = Shared.What.CARE, ON


class EarlyWarningFactory(DjangoModelFactory):
    class Meta:
        model = EarlyWarning

    person = factory.SubFactory(PersonFactory)
    since = ON


class HowCaringGoesFactory(DjangoModelFactory):
    class Meta:
        model = HowCaringGoes

    person = factory.SubFactory(PersonFactory)
    asked_on, least, most = ON, 4, 4
    answers = factory.LazyFunction(lambda: {"sleep": 2, "worn_out": 2})
    sum = factory.LazyFunction(lambda: {"least": 4, "most": 4, "steps": [], "offers": ["come_back"]})


class SupportAskedFactory(DjangoModelFactory):
    class Meta:
        model = SupportAsked

    person = factory.SubFactory(PersonFactory)
    what, asked_on, answer_by = SupportAsked.What.TALK, ON, date(2026, 11, 9)


class RecordReadFactory(DjangoModelFactory):
    class Meta:
        model = RecordRead

    person = factory.SubFactory(PersonFactory)
    reader = factory.SubFactory(UserFactory)
    role, at, page, reason = Role.SOCIAL_WORKER, AT, "Person", "They are the named worker"


class PartnerFactory(DjangoModelFactory):
    class Meta:
        model = Partner

    name = factory.Sequence("Wrenford Community Nursing {}".format)
    kind, does = Partner.Kind.NHS, "Nurses who visit people at home"
    agreed_on, agreement = date(2026, 1, 12), "Information governance, file 12"


class PartnerWorkerFactory(DjangoModelFactory):
    class Meta:
        model = PartnerWorker

    user = factory.SubFactory(UserFactory, role=Role.PARTNER, team=None, job_title="District nurse")
    partner = factory.SubFactory(PartnerFactory)


class ConsentFactory(DjangoModelFactory):
    """From ON for half a year, by the person on their own page."""

    class Meta:
        model = Consent

    person = factory.SubFactory(CitizenFactory)
    partner = factory.SubFactory(PartnerFactory)
    purpose, groups = Purpose.CARE, ["reach", "plan"]
    first_on, last_on = ON, ON + timedelta(days=180)
    given_at = AT
    recorded_by = factory.LazyAttribute(lambda row: row.person.user or UserFactory())
    told = factory.LazyAttribute(lambda row: "" if row.person.user else "She told me at home.")


class SharedFileFactory(DjangoModelFactory):
    """Asked for, and not yet made."""

    class Meta:
        model = SharedFile

    consent = factory.SubFactory(ConsentFactory)
    what, form, asked_at = SharedFile.What.PLAN, SharedFile.Form.JSON, AT
    asked_by = factory.SubFactory(UserFactory, role=Role.PARTNER)


class RepresentationFactory(DjangoModelFactory):
    """A helper the person chose, whose papers nobody has seen yet."""

    class Meta:
        model = Representation

    person = factory.SubFactory(PersonFactory)
    kind, rights = acting.Kind.HELPER, [acting.Right.SEE]
    name = factory.Sequence("Dinah Cole{}".format)
    first_on = date(2026, 6, 1)


class AttorneyFactory(RepresentationFactory):
    """An attorney for health and welfare, for somebody who cannot decide about their care, with a sign-in."""

    kind = acting.Kind.HEALTH_ATTORNEY
    rights = usable = ["agree", "letters", "question", "see", "write"]
    lacks_capacity, capacity_words, capacity_on = True, "Where to live and what care to have", date(2026, 5, 20)
    document, number, seen_on = acting.Document.LASTING, "7000-1234-5678", date(2026, 6, 1)
    seen_by = factory.SubFactory(UserFactory)
    user = factory.SubFactory(UserFactory, role=Role.PERSON, team=None, job_title="")


class SuspensionFactory(DjangoModelFactory):
    class Meta:
        model = Suspension

    representation = factory.SubFactory(AttorneyFactory)
    why = "Money has gone from her account and she is afraid of him"
    suspended_on, review_on, until_on = ON, ON + timedelta(days=7), ON + timedelta(days=28)
    suspended_by = factory.SubFactory(UserFactory, role=Role.TEAM_MANAGER)
    letters_to = Suspension.LettersTo.WORKER


class WorryFactory(DjangoModelFactory):
    class Meta:
        model = Worry

    representation = factory.SubFactory(RepresentationFactory)
    words, told_on = "He reads my post before I do", ON
    told_by = factory.SubFactory(UserFactory, role=Role.PERSON)


class PartFactory(DjangoModelFactory):
    class Meta:
        model = Part

    person = factory.SubFactory(PersonFactory)
    heading, words = "important", "My garden, and being asked first."


class PartVersionFactory(DjangoModelFactory):
    class Meta:
        model = PartVersion

    part = factory.SubFactory(PartFactory)
    number, words, source, at = 1, "My garden, and being asked first.", "self", AT
    by = factory.SubFactory(UserFactory)


class SuggestedWordsFactory(DjangoModelFactory):
    class Meta:
        model = SuggestedWords

    person = factory.SubFactory(PersonFactory)
    heading, words, made_at = "important", "You told me about your choir.", AT
    made_by = factory.SubFactory(UserFactory)


class PictureFactory(DjangoModelFactory):
    class Meta:
        model = Picture

    person = factory.SubFactory(PersonFactory)
    heading, words = "important", "My garden in spring"
    content = b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAGUlEQVR4nGNk"
        "aGhgIAUwkaR6VMOohiGlAQBBvQEg5hFlkQAAAABJRU5ErkJggg=="
    )
    media_type, width, height = "image/png", 16, 16
    added_by, added_at = factory.SubFactory(UserFactory), AT


class VoiceNoteFactory(DjangoModelFactory):
    class Meta:
        model = VoiceNote

    person = factory.SubFactory(PersonFactory)
    heading, content, media_type = "important", b"OggS a voice", "audio/ogg"
    added_by, added_at = factory.SubFactory(UserFactory), AT


class OfferFactory(DjangoModelFactory):
    """Written down, and not shared."""

    class Meta:
        model = Offer

    person = factory.SubFactory(PersonFactory)
    kind, words = Offer.Kind.SKILL, "I can teach you to fish"


class IntroductionFactory(DjangoModelFactory):
    class Meta:
        model = Introduction

    person = factory.SubFactory(PersonFactory)
    offer = factory.SubFactory(OfferFactory)
    about, message, asked_on = "Amina: I can teach you to fish", "I would love to learn.", ON


class HowLifeIsFactory(DjangoModelFactory):
    class Meta:
        model = HowLifeIs

    person = factory.SubFactory(PersonFactory)
    answers = factory.LazyFunction(dict)
    recorded_by = factory.SubFactory(UserFactory)
    asked_on, recorded_at = ON, AT


class DecisionFactory(DjangoModelFactory):
    class Meta:
        model = Decision

    person = factory.SubFactory(PersonFactory)
    kind = Kind.ELIGIBILITY
    summary = "You have eligible needs for care and support."
    favourable = True
    reasons = "You cannot wash or dress without help, and it affects your health."
    participation = "You talked with Sam at home on 2 November 2026."
    laws = ["Care Act 2014 s13", "SI 2015/313 reg 2"]
    rule_version = "0.1.0+0123456789ab"
    decided_on, recorded_at = ON, AT
    decided_by = factory.SubFactory(UserFactory)


class TellingFactory(DjangoModelFactory):
    class Meta:
        model = Telling

    decision = factory.SubFactory(DecisionFactory)
    told_on, how = ON, Telling.How.LETTER
    told_by = factory.SubFactory(UserFactory)


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = Question

    decision = factory.SubFactory(DecisionFactory)
    words, asked_on = "My rent is £10 more than you say.", ON
    asked_by = factory.SubFactory(UserFactory, role=Role.PERSON)


class StepFactory(DjangoModelFactory):
    class Meta:
        model = Step

    question = factory.SubFactory(QuestionFactory)
    what, words, on, at = Step.What.WORDS, "My landlord wrote to me.", ON, AT
    by = factory.SelfAttribute("question.asked_by")


class AnswerFactory(DjangoModelFactory):
    class Meta:
        model = Answer

    question = factory.SubFactory(QuestionFactory)
    words, answered_on = "You are right. We have worked it out again.", ON
    answered_by = factory.SubFactory(UserFactory)


class RequestForSupportFactory(DjangoModelFactory):
    class Meta:
        model = RequestForSupport

    reference = factory.Sequence("R-{:04d}-BCDF".format)
    asked_at = AT
    about = RequestForSupport.About.MYSELF
    words = "I can no longer get out of the bath."
    urgency = Urgency.WEEKS
    given_name, family_name = "Amina", "Begum"
    born_on = date(1986, 3, 27)
    postcode = "WX1 1AA"


class AdditionFactory(DjangoModelFactory):
    class Meta:
        model = Addition

    request = factory.SubFactory(RequestForSupportFactory)
    told_at, words, urgency = AT, "I fell again last night.", Urgency.DAYS


class WrongGuessFactory(DjangoModelFactory):
    class Meta:
        model = WrongGuess

    reference, at = "R-BCDF-GHJK", AT


class ResponseFactory(DjangoModelFactory):
    class Meta:
        model = Response

    request = factory.SubFactory(RequestForSupportFactory)
    what, message, responded_on = Response.What.ASSESSMENT, "Sam will phone you this week.", ON
    responded_by = factory.SubFactory(UserFactory)
    decision = factory.SubFactory(DecisionFactory, kind=Kind.REQUEST)


class CommunicationNeedsFactory(DjangoModelFactory):
    """Ordinary letters in English, and a phone call at any time."""

    class Meta:
        model = CommunicationNeeds

    person = factory.SubFactory(PersonFactory)


class SafeContactFactory(DjangoModelFactory):
    class Meta:
        model = SafeContact

    person = factory.SubFactory(PersonFactory)
    safe_way = "Text first, on weekdays between 10 and 2."


class ProtectedAddressFactory(DjangoModelFactory):
    """An address that nobody but the person may read yet."""

    class Meta:
        model = ProtectedAddress

    person = factory.SubFactory(PersonFactory, address="", postcode="", address_is_protected=True)
    address, postcode, why, since = "7 Hidden Row", "WX9 7ZZ", "They asked us to.", ON


class MayReadAddressFactory(DjangoModelFactory):
    class Meta:
        model = MayReadAddress

    protected_address = factory.SubFactory(ProtectedAddressFactory)
    user = factory.SubFactory(UserFactory)
    named_by = factory.SubFactory(UserFactory)
    named_on = ON


class HeldLetterFactory(DjangoModelFactory):
    class Meta:
        model = HeldLetter

    decision = factory.SubFactory(DecisionFactory)
    person = factory.SelfAttribute("decision.person")
    about = factory.SelfAttribute("decision.pk")
    held_on = ON
    refusals = factory.LazyFunction(
        lambda: [{"need": "braille", "words": "They need braille.", "what_to_do": "Have it printed in braille."}]
    )


class AssessmentFactory(DjangoModelFactory):
    class Meta:
        model = Assessment

    person = factory.SubFactory(PersonFactory)
    kind, method = Assessment.Kind.ADULT, Assessment.Method.FACE_TO_FACE
    started_on = ON
    assessor = factory.SubFactory(UserFactory)


class MentalCapacityAssessmentFactory(DjangoModelFactory):
    class Meta:
        model = MentalCapacityAssessment

    person = factory.SubFactory(PersonFactory)
    about, looked_at_on = "refuse_assessment", ON
    decision_to_make, why_asked = "Whether to have a needs assessment", "Amina forgot twice today what we talked about."
    assessor = factory.SubFactory(UserFactory)


class BestInterestsDecisionFactory(DjangoModelFactory):
    class Meta:
        model = BestInterestsDecision

    mental_capacity = factory.SubFactory(MentalCapacityAssessmentFactory)


class TakingPartFactory(DjangoModelFactory):
    class Meta:
        model = TakingPart

    person = factory.SubFactory(PersonFactory)
    changed_at = AT


class PreparationFactory(DjangoModelFactory):
    class Meta:
        model = Preparation

    assessment = factory.SubFactory(AssessmentFactory)
    how, invited_on = "letter", ON
    invited_by = factory.SubFactory(UserFactory)


class PreparedWordsFactory(DjangoModelFactory):
    class Meta:
        model = PreparedWords

    assessment = factory.SubFactory(AssessmentFactory, person=factory.SubFactory(CitizenFactory))
    question, words, at = "good_at", "I grow tomatoes.", AT
    by = factory.SelfAttribute("assessment.person.user")


class CopyOfAssessmentFactory(DjangoModelFactory):
    class Meta:
        model = CopyOfAssessment

    assessment = factory.SubFactory(AssessmentFactory)
    whom, name, asked_on = "carer", "Yusuf Begum", ON


class RefusalOfAssessmentFactory(DjangoModelFactory):
    class Meta:
        model = RefusalOfAssessment

    person = factory.SubFactory(PersonFactory)
    kind, own_words, refused_on = "adult", "I manage by myself, thank you.", ON


class ContinuingHealthcareFactory(DjangoModelFactory):
    class Meta:
        model = ContinuingHealthcare

    person = factory.SubFactory(PersonFactory)
    raised_on, why = ON, "Help all the time in four parts of life."


class TransitionFactory(DjangoModelFactory):
    class Meta:
        model = Transition

    person = factory.SubFactory(PersonFactory, born_on=date(2009, 5, 14))
    who, begun_on = "child", ON


class WellbeingAreaFactory(DjangoModelFactory):
    class Meta:
        model = WellbeingArea

    assessment = factory.SubFactory(AssessmentFactory)
    area, affected = "dignity", True


class OutcomeAnswerFactory(DjangoModelFactory):
    class Meta:
        model = OutcomeAnswer

    assessment = factory.SubFactory(AssessmentFactory)
    outcome, needs_help = "nutrition", True


class HelpWithDomainFactory(DjangoModelFactory):
    class Meta:
        model = HelpWithDomain

    assessment = factory.SubFactory(AssessmentFactory)
    domain, help_needed = "nutrition", "every_day"


class ChargingPolicyFactory(DjangoModelFactory):
    class Meta:
        model = ChargingPolicy

    number = factory.Sequence(lambda number: number + 1)
    starts_on = date(2025, 4, 7)
    owner, reason = "Director of Adult Social Care", "People told us that asking for receipts was a burden."
    agreed_by, agreed_on, minute = "Cabinet", date(2025, 2, 11), "Minute 87/2024-25"
    recorded_by, recorded_at = factory.SubFactory(UserFactory, role=Role.FINANCE_OFFICER), AT


class FinancialAssessmentFactory(DjangoModelFactory):
    class Meta:
        model = FinancialAssessment

    person = factory.SubFactory(PersonFactory)
    starts_on = ON
    cost_of_care = 45_400
    capital_is_all_listed = income_is_all_listed = True


class CapitalFactory(DjangoModelFactory):
    class Meta:
        model = Capital

    assessment = factory.SubFactory(FinancialAssessmentFactory)
    kind, amount = Capital.Kind.SAVINGS, 200_000


class IncomeFactory(DjangoModelFactory):
    class Meta:
        model = Income

    assessment = factory.SubFactory(FinancialAssessmentFactory)
    kind, amount = Income.Kind.ESA, 22_545


class ReportedChangeFactory(DjangoModelFactory):
    class Meta:
        model = ReportedChange

    person = factory.SubFactory(PersonFactory)
    what, words = "benefit", "My Attendance Allowance has gone up."
    happened_on = reported_on = ON
    reported_by = factory.SubFactory(UserFactory)


class UpratingFactory(DjangoModelFactory):
    """2026-27, by the usual percentages."""

    class Meta:
        model = Uprating
        django_get_or_create = ("starts_on",)

    starts_on = date(2026, 4, 6)
    percentages = factory.LazyAttribute(
        lambda row: {
            one.by.value: {"hundredths": one.hundredths, "reason": ""} for one in usual_percentages(row.starts_on)
        }
    )
    prepared_by = factory.SubFactory(UserFactory, role=Role.FINANCE_OFFICER)


class HeldBackFactory(DjangoModelFactory):
    class Meta:
        model = HeldBack

    uprating = factory.SubFactory(UpratingFactory)
    person = factory.SubFactory(PersonFactory)
    reason, at = "Their pension is in dispute.", AT
    by = factory.SubFactory(UserFactory, role=Role.FINANCE_OFFICER)


class WaitingFactory(DjangoModelFactory):
    class Meta:
        model = Waiting

    uprating = factory.SubFactory(UpratingFactory)
    person = factory.SelfAttribute("assessment.person")
    assessment = factory.SubFactory(FinancialAssessmentFactory)


class UpratedPersonFactory(DjangoModelFactory):
    class Meta:
        model = UpratedPerson

    uprating = factory.SubFactory(UpratingFactory)
    person = factory.SelfAttribute("before.person")
    before = factory.SubFactory(FinancialAssessmentFactory)
    why_not = "missing"


class PrintFileFactory(DjangoModelFactory):
    class Meta:
        model = PrintFile

    uprating = factory.SubFactory(UpratingFactory)
    number, people = 1, factory.LazyFunction(list)


class IndicativeBudgetFactory(DjangoModelFactory):
    class Meta:
        model = IndicativeBudget

    person = factory.SelfAttribute("assessment.person")
    assessment = factory.SubFactory(AssessmentFactory)
    points, weekly_amount = 35, 19_000
    worked_out_on = ON
    worked_out_by = factory.SubFactory(UserFactory)
    decision = factory.SubFactory(
        DecisionFactory, kind=Kind.INDICATIVE_BUDGET, person=factory.SelfAttribute("..assessment.person")
    )


class PlanFactory(DjangoModelFactory):
    """A draft, after a decision that the person has eligible needs."""

    class Meta:
        model = Plan

    person = factory.SelfAttribute("assessment.person")
    assessment = factory.SubFactory(
        AssessmentFactory, state="decided",
        decision=factory.SubFactory(
            DecisionFactory, kind=Kind.ELIGIBILITY, person=factory.SelfAttribute("..person")
        ),
    )  # fmt: skip
    kind = factory.SelfAttribute("assessment.kind")
    started_on = ON
    # Somebody from the council writes for the person, who asked them to.
    asked_to_write_on, asked_to_write_words = ON, "They asked me at home."


class PartWrittenFactory(DjangoModelFactory):
    class Meta:
        model = PartWritten

    plan = factory.SubFactory(PlanFactory)
    part, written_at = "what_matters", AT


class PlanInvitationFactory(DjangoModelFactory):
    """By a link and a code word that nobody was told."""

    class Meta:
        model = PlanInvitation

    plan = factory.SubFactory(PlanFactory)
    name, who, parts = "Yusuf Begum", PlanInvitation.Who.FAMILY, ["what_matters", "goals"]
    may = PlanInvitation.May.SUGGEST
    ends_on, invited_at = date(2027, 2, 2), AT
    link_hash, word_hash = factory.Sequence("link{}".format), "word"


class WrongWordFactory(DjangoModelFactory):
    class Meta:
        model = WrongWord

    invitation = factory.SubFactory(PlanInvitationFactory)
    at = AT


class PlanSuggestionFactory(DjangoModelFactory):
    class Meta:
        model = PlanSuggestion

    plan = factory.SubFactory(PlanFactory)
    part, words, at = "what_matters", "Your allotment, too.", AT
    by = factory.SubFactory(UserFactory)
    by_name = factory.LazyAttribute(lambda row: str(row.by))


class PlanNoteFactory(DjangoModelFactory):
    class Meta:
        model = PlanNote

    plan = factory.SubFactory(PlanFactory)
    part, words, at = "advice", "The falls class at the library.", AT
    by = factory.SubFactory(UserFactory)


class PlanVersionFactory(DjangoModelFactory):
    class Meta:
        model = PlanVersion

    plan = factory.SubFactory(PlanFactory)
    number = factory.Sequence(lambda number: number + 1)
    says, digest, at = {"parts": {}, "goals": []}, "0" * 64, AT


class PlanSignatureFactory(DjangoModelFactory):
    class Meta:
        model = PlanSignature

    version = factory.SubFactory(PlanVersionFactory)
    name, signed_on, how, at = "Amina Begum", ON, PlanSignature.How.ONLINE, AT
    by = factory.SubFactory(UserFactory, role=Role.PERSON)


class GoalFactory(DjangoModelFactory):
    class Meta:
        model = Goal

    plan = factory.SubFactory(PlanFactory)
    order = factory.Sequence(lambda number: number + 1)
    words = "I want to wash and dress when I like."


class WayFactory(DjangoModelFactory):
    class Meta:
        model = Way

    goal = factory.SubFactory(GoalFactory)
    by, what, weekly_cost = Way.By.MONEY, "A personal assistant, 14 hours a week", 26_600


class PersonalBudgetFactory(DjangoModelFactory):
    class Meta:
        model = PersonalBudget

    plan = factory.SubFactory(PlanFactory)
    cost, contribution, councils_share = 45_400, 11_010, 34_390
    decision = factory.SubFactory(
        DecisionFactory, kind=Kind.PERSONAL_BUDGET, person=factory.SelfAttribute("..plan.person")
    )


class SignOffStepFactory(DjangoModelFactory):
    class Meta:
        model = SignOffStep

    plan = factory.SubFactory(PlanFactory)
    what, at, weekly_cost, weekly_limit = SignOffStep.What.SUBMITTED, AT, 45_400, None
    by = factory.SubFactory(UserFactory)


class DirectPaymentFactory(DjangoModelFactory):
    class Meta:
        model = DirectPayment

    person = factory.SelfAttribute("plan.person")
    plan = factory.SubFactory(PlanFactory)
    asked_on = ON


class ScheduledPaymentFactory(DjangoModelFactory):
    class Meta:
        model = ScheduledPayment

    direct_payment = factory.SubFactory(DirectPaymentFactory)
    number, amount = 1, 137_560
    due_on, covers_from, covers_to = date(2026, 11, 9), date(2026, 11, 9), date(2026, 12, 6)


class ReviewFactory(DjangoModelFactory):
    class Meta:
        model = Review

    person = factory.SelfAttribute("plan.person")
    plan = factory.SubFactory(PlanFactory)
    kind = Review.Kind.LIGHT_TOUCH
    due_from, due_by = date(2026, 12, 14), date(2026, 12, 28)


class NeedToMeetAgainFactory(DjangoModelFactory):
    class Meta:
        model = NeedToMeetAgain

    person = factory.SelfAttribute("care.circle_member.person")
    care = factory.SubFactory(CareGivenFactory)
    domain, why, since, due_on = "personal_care", NeedToMeetAgain.Why.STOPPED, ON, date(2026, 11, 5)


class GoalReviewFactory(DjangoModelFactory):
    class Meta:
        model = GoalReview

    review = factory.SubFactory(ReviewFactory)
    goal = factory.SubFactory(GoalFactory, plan=factory.SelfAttribute("..review.plan"))
    progress = GoalReview.Progress.GETTING_THERE


class DutyDayFactory(DjangoModelFactory):
    class Meta:
        model = DutyDay

    user = factory.SubFactory(UserFactory)
    team = factory.SubFactory(TeamFactory)
    on, set_at = ON, AT
    set_by = factory.SubFactory(UserFactory, role=Role.TEAM_MANAGER)


class RestrictionFactory(DjangoModelFactory):
    """Nobody is named yet."""

    class Meta:
        model = Restriction

    person = factory.SubFactory(PersonFactory)
    why, words, began_at = Restriction.Why.COLLEAGUE, "They work in our front office.", AT
    began_by = factory.SubFactory(UserFactory, role=Role.TEAM_MANAGER)


class NamedForRecordFactory(DjangoModelFactory):
    class Meta:
        model = NamedForRecord

    restriction = factory.SubFactory(RestrictionFactory)
    user = factory.SubFactory(UserFactory)


class EmergencyLookFactory(DjangoModelFactory):
    """On 2 November 2026, told at once."""

    class Meta:
        model = EmergencyLook

    person = factory.SubFactory(PersonFactory)
    by = factory.SubFactory(UserFactory)
    role = factory.SelfAttribute("by.role")
    why, words, was_restricted = EmergencyLook.Why.DANGER, "A neighbour phoned: no answer at the door.", False
    opened_at = tell_from = AT
    ends_at = factory.LazyAttribute(lambda row: row.opened_at + timedelta(hours=13))


class TellingDecisionFactory(DjangoModelFactory):
    class Meta:
        model = TellingDecision

    look = factory.SubFactory(EmergencyLookFactory)
    last_day, reason, at = date(2026, 11, 9), "Somebody in the house reads their post.", AT
    tell_from = datetime(2026, 11, 10, 0, 0, tzinfo=UTC)
    by = factory.SubFactory(UserFactory, role=Role.SAFEGUARDING_LEAD)


class ToldFactory(DjangoModelFactory):
    class Meta:
        model = Told

    look = factory.SubFactory(EmergencyLookFactory)
    how, at = Told.How.LETTER, AT
    by = factory.SubFactory(UserFactory, role=Role.TEAM_MANAGER)


class LookedOverFactory(DjangoModelFactory):
    class Meta:
        model = LookedOver

    look = factory.SubFactory(EmergencyLookFactory)
    was_right, words, at = True, "The neighbour was right to worry.", AT
    by = factory.SubFactory(UserFactory, role=Role.TEAM_MANAGER)


class LookQuestionFactory(DjangoModelFactory):
    class Meta:
        model = LookQuestion

    read = factory.SubFactory(RecordReadFactory)
    person = factory.SelfAttribute("read.person")
    words, asked_at = "I do not know this person. Why did they look?", AT
    asked_by = factory.SubFactory(UserFactory, role=Role.PERSON)


class SealFactory(DjangoModelFactory):
    class Meta:
        model = Seal

    number, made_at, all_before, rows, digest = 1, AT, AT, 1, "ab" * 32


class SealedTableFactory(DjangoModelFactory):
    class Meta:
        model = SealedTable

    seal = factory.SubFactory(SealFactory)
    table_name, key, columns, rows, digest = "people_personevent", "pgh_id", ["pgh_id"], 1, "cd" * 32


class SealedRowFactory(DjangoModelFactory):
    class Meta:
        model = SealedRow

    part = factory.SubFactory(SealedTableFactory)
    row_key, digest = "1", b"digest"
