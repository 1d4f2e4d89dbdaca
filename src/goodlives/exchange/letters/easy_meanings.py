"""What each decision means, in Easy Read: one idea and the name of its picture a line."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as lazy

from goodlives.casework.decisions.models import Kind

PICTURE_OF = {
    Kind.REQUEST: "talk", Kind.ELIGIBILITY: "help", Kind.CARER_ELIGIBILITY: "together", Kind.CHARGE: "money",
    Kind.INDICATIVE_BUDGET: "money", Kind.PERSONAL_BUDGET: "money", Kind.DIRECT_PAYMENT: "money", Kind.REVIEW: "again",
    Kind.REFUSAL: "you", Kind.ADVOCATE: "together", Kind.CAPACITY: "question", Kind.BEST_INTERESTS: "help",
    Kind.BEFORE_18: "calendar",
}  # fmt: skip

# What each decision means, by whether it is what they asked for: yes, no, or neither.
MEANS = {
    (Kind.ELIGIBILITY, True): (
        ("tick", lazy("The law says that you have a right to support.")),
        ("write", lazy("Next, we plan your support with you.")),
    ),
    (Kind.ELIGIBILITY, False): (
        ("council", lazy("The law does not say that we must arrange support for you now.")),
        ("talk", lazy("You can still ask us for advice. It is free.")),
        ("again", lazy("Things can change. Tell us, and we look again.")),
    ),
    (Kind.CARER_ELIGIBILITY, True): (
        ("tick", lazy("The law says that you have a right to support as a carer.")),
        ("write", lazy("Next, we plan your support with you.")),
    ),
    (Kind.CARER_ELIGIBILITY, False): (
        ("council", lazy("The law does not say that we must arrange support for you now.")),
        ("talk", lazy("You can still ask us for advice. It is free.")),
        ("again", lazy("Things can change. Tell us, and we look again.")),
    ),
    (Kind.CHARGE, None): (
        ("money", lazy("Your money may change. Your costs may change.")),
        ("phone", lazy("Tell us when they do. Then we work it out again.")),
    ),
    (Kind.INDICATIVE_BUDGET, None): (("money", lazy("This is a first idea. Your plan may cost more, or less.")),),
    (Kind.PERSONAL_BUDGET, None): (
        ("money", lazy("This money is for your support.")),
        ("write", lazy("Your plan says how it is used.")),
        ("phone", lazy("Tell us when your money or your costs change.")),
    ),
    (Kind.DIRECT_PAYMENT, True): (
        ("money", lazy("We pay you money.")),
        ("you", lazy("You choose your support, and you pay for it with this money.")),
        ("together", lazy("You can have help to do this.")),
    ),
    (Kind.DIRECT_PAYMENT, False): (
        ("council", lazy("We can arrange your support instead.")),
        ("again", lazy("You can ask again when things change.")),
    ),
    (Kind.ADVOCATE, True): (
        ("together", lazy("An advocate is on your side.")),
        ("talk", lazy("They help you to say what you want.")),
        ("tick", lazy("It is free.")),
    ),
    (Kind.ADVOCATE, False): (("talk", lazy("Tell us if it gets hard to take part. Then we look again.")),),
    (Kind.CAPACITY, True): (("tick", lazy("You make this decision yourself.")),),
    (Kind.CAPACITY, False): (
        ("help", lazy("Somebody may have to decide this one thing for you.")),
        ("tick", lazy("They must do what is best for you.")),
        ("talk", lazy("They must ask you what you want, and listen.")),
        ("again", lazy("It is only about this decision, and only for now.")),
    ),
    (Kind.BEST_INTERESTS, None): (
        ("talk", lazy("We thought about what you want and what matters to you.")),
        ("question", lazy("You and people close to you can say if you do not agree.")),
    ),
}  # fmt: skip
