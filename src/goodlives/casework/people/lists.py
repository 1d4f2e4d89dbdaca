"""The lists the Department's Client Level Data uses, release 2, each with the words we say to people.

The value is sent to the Department as it stands; the label is what a page shows.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Gender(models.TextChoices):
    """Client Level Data: Gender."""

    MALE = "Male", _("Male")
    FEMALE = "Female", _("Female")
    OTHER = "Other", _("Other")
    UNKNOWN = "Unknown", _("Not known")


class Ethnicity(models.TextChoices):
    """Client Level Data: Ethnicity."""

    WHITE_BRITISH = (
        "White: English, Welsh, Scottish, Northern Irish or British",
        _("White: English, Welsh, Scottish, Northern Irish or British"),
    )
    WHITE_IRISH = "White: Irish", _("White: Irish")
    GYPSY_TRAVELLER = "White: Gypsy or Irish Traveller", _("White: Gypsy or Irish Traveller")
    ROMA = "White: Roma", _("White: Roma")
    WHITE_OTHER = "White: Any other White background", _("White: any other background")
    WHITE_AND_BLACK_CARIBBEAN = (
        "Mixed or multiple ethnic groups: White and Black Caribbean", _("Mixed: White and Black Caribbean"),
    )  # fmt: skip
    WHITE_AND_BLACK_AFRICAN = (
        "Mixed or multiple ethnic groups: White and Black African", _("Mixed: White and Black African"),
    )  # fmt: skip
    WHITE_AND_ASIAN = "Mixed or multiple ethnic groups: White and Asian", _("Mixed: White and Asian")
    MIXED_OTHER = (
        "Mixed or multiple ethnic groups: Any other Mixed or multiple ethnic background",
        _("Mixed: any other background"),
    )
    INDIAN = "Asian or Asian British: Indian", _("Asian: Indian")
    PAKISTANI = "Asian or Asian British: Pakistani", _("Asian: Pakistani")
    BANGLADESHI = "Asian or Asian British: Bangladeshi", _("Asian: Bangladeshi")
    CHINESE = "Asian or Asian British: Chinese", _("Asian: Chinese")
    ASIAN_OTHER = "Asian or Asian British: Any other Asian background", _("Asian: any other background")
    CARIBBEAN = "Black, Black British, Caribbean or African: Caribbean", _("Black: Caribbean")
    AFRICAN = "Black, Black British, Caribbean or African: African", _("Black: African")
    BLACK_OTHER = (
        "Black, Black British, Caribbean or African: Any other Black, Black British or Caribbean background",
        _("Black: any other background"),
    )
    ARAB = "Other ethnic group: Arab", _("Other: Arab")
    OTHER = "Other ethnic group: Any other ethnic group", _("Other: any other group")
    REFUSED = "No data: Refused", _("Prefers not to say")
    UNKNOWN = "No data: Undeclared or not known", _("Not known")


class SupportReason(models.TextChoices):
    """Client Level Data: Primary_Support_Reason."""

    PHYSICAL_ACCESS = "Physical support: Access and mobility only", _("Getting about")
    PHYSICAL_CARE = "Physical support: Personal care support", _("Personal care")
    SENSORY_VISUAL = "Sensory support: Support for visual impairment", _("Sight loss")
    SENSORY_HEARING = "Sensory support: Support for hearing impairment", _("Hearing loss")
    SENSORY_DUAL = "Sensory support: Support for dual impairment", _("Sight and hearing loss")
    MEMORY = "Support with memory and cognition", _("Memory and thinking")
    LEARNING_DISABILITY = "Learning disability support", _("Learning disability")
    MENTAL_HEALTH = "Mental health support", _("Mental health")
    SUBSTANCE_MISUSE = "Social support: Substance misuse support", _("Drugs or alcohol")
    ASYLUM_SEEKER = "Social support: Asylum seeker support", _("Seeking asylum")
    ISOLATION = "Social support: Support for social isolation or other reason", _("Being alone, or another reason")
    CARER = "Social support: Support to unpaid carer", _("Caring for somebody")
    UNKNOWN = "Unknown", _("Not known")


class Accommodation(models.TextChoices):
    """Client Level Data: Accommodation_Status."""

    OWNER = "Owner occupier or shared ownership scheme", _("Owns their home, or shares ownership")
    SOCIAL_TENANT = (
        "Tenant: Local authority or other social housing provider",
        _("Rents from the council or a housing association"),
    )
    PRIVATE_TENANT = "Tenant: Private landlord", _("Rents from a private landlord")
    WITH_FAMILY = "Settled mainstream housing with family or friends", _("Lives with family or friends")
    SUPPORTED = (
        "Supported accommodation, supported lodgings or supported group home", _("Supported living"),
    )  # fmt: skip
    SHARED_LIVES = "Shared Lives scheme", _("Shared Lives")
    APPROVED_PREMISES = (
        "Approved premises for offenders released from prison or under probation supervision",
        _("Probation hostel"),
    )
    SHELTERED = (
        "Sheltered housing, extra care housing or other sheltered housing", _("Sheltered or extra care housing"),
    )  # fmt: skip
    MOBILE = (
        "Mobile accommodation for Gypsy, Roma and Traveller communities",
        _("Caravan or mobile home: Gypsy, Roma or Traveller"),
    )
    ROUGH = "Rough sleeper or squatting", _("Sleeping rough or squatting")
    NIGHT_SHELTER = "Night shelter, emergency hostel or direct access hostel", _("Night shelter or hostel")
    REFUGE = "Refuge", _("Refuge")
    TEMPORARY_COUNCIL = (
        "Placed in temporary accommodation by the council (inc. homelessness resettlement)",
        _("Temporary home found by the council"),
    )
    GUEST = "Staying with family or friends as a short term guest", _("Staying with family or friends for a while")
    HOSPITAL = "Acute hospital or long term healthcare residential facility", _("Hospital")
    CARE_HOME = "Registered care home", _("Care home")
    NURSING_HOME = "Registered nursing home", _("Nursing home")
    PRISON = "Prison, young offenders institution or detention centre", _("Prison or detention")
    OTHER_TEMPORARY = "Other temporary accommodation", _("Another temporary place")
    UNKNOWN = "Unknown", _("Not known")
