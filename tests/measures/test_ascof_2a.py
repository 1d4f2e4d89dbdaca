"""ASCOF 2A: what came after reablement."""

from __future__ import annotations

import pytest

from .drawn import events, run

ST_MAX = "Short term support: ST-Max"
PLANNED = "NFA: Support ended as planned"
GOES_ON = "Continuation of support or services"


def after_reablement(*lines: str, outcome: str = GOES_ON, to: str = "2024-05-20", died: str = "-") -> tuple[int, int]:
    """What 2A makes of Ann's reablement from 1 to 20 May, and of what is drawn beside it."""
    drawing = f"""
        who | event      | what   | component | from       | to    | outcome   | died
        ann | Service    | {ST_MAX} | -      | 2024-05-01 | {to}  | {outcome} | {died}
    """ + "\n".join(f"ann | {line} | {died}" for line in lines)
    return run(events(drawing))["2A"]


def test_an_episode_that_ended_as_planned_counts_in_both():
    assert after_reablement(outcome=PLANNED) == (1, 1)


def test_an_episode_of_which_nothing_is_said_counts_in_neither():
    assert after_reablement(outcome=GOES_ON) == (0, 0)
    assert after_reablement(outcome="-") == (0, 0)
    assert after_reablement(outcome="something on no list") == (0, 0)


def test_an_open_episode_is_not_counted_yet():
    assert after_reablement(outcome=PLANNED, to="-") == (0, 0)


@pytest.mark.parametrize(
    ("to", "counted"), [("2024-03-31", 0), ("2024-04-01", 1), ("2025-03-31", 1), ("2025-04-01", 0)]
)
def test_an_episode_counts_in_the_year_in_which_it_ends(to, counted):
    drawn = events(f"""
        who | what     | from       | to   | outcome
        ann | {ST_MAX} | 2024-01-01 | {to} | {PLANNED}
    """)
    assert run(drawn)["2A"] == (counted, counted)


@pytest.mark.parametrize(("second", "episodes"), [("2024-05-27", 1), ("2024-05-28", 2)])
def test_services_a_week_apart_are_one_episode(second, episodes):
    drawn = events(f"""
        who | what     | from       | to         | outcome
        ann | {ST_MAX} | 2024-05-01 | 2024-05-20 | {PLANNED}
        ann | {ST_MAX} | {second}   | 2024-06-20 | {PLANNED}
    """)
    assert run(drawn)["2A"] == (episodes, episodes)


def test_a_long_service_holds_together_the_short_ones_inside_it():
    drawn = events(f"""
        who | what     | from       | to         | outcome
        ann | {ST_MAX} | 2024-05-01 | 2024-07-31 | {PLANNED}
        ann | {ST_MAX} | 2024-05-02 | 2024-05-03 | {GOES_ON}
        ann | {ST_MAX} | 2024-06-20 | 2024-06-25 | {PLANNED}
    """)
    assert run(drawn)["2A"] == (1, 1)


def test_the_outcome_of_an_episode_is_that_of_the_service_that_ended_last_and_of_two_the_one_that_says_more():
    drawn = events(f"""
        who | what     | component  | from       | to         | outcome
        ann | {ST_MAX} | Reablement | 2024-05-01 | 2024-05-10 | {PLANNED}
        ann | {ST_MAX} | Reablement | 2024-05-02 | 2024-05-20 | {GOES_ON}
        bob | {ST_MAX} | Reablement | 2024-05-01 | 2024-05-20 | {PLANNED}
        bob | {ST_MAX} | Equipment  | 2024-05-01 | 2024-05-20 | {GOES_ON}
    """)
    assert run(drawn)["2A"] == (1, 1)


@pytest.mark.parametrize(("ended", "counted"), [("2024-01-31", 1), ("2024-02-01", 0), ("-", 0)])
def test_somebody_with_long_term_support_in_the_91_days_before_is_not_new(ended, counted):
    to_be_new = after_reablement(
        f"Service | Long term support: Community | - | 2023-06-01 | {ended} | -", outcome=PLANNED
    )
    assert to_be_new == (counted, counted)


def test_the_91_days_are_before_the_first_service_of_an_episode():
    drawn = events(f"""
        who | what                         | from       | to         | outcome
        ann | Long term support: Community | 2023-06-01 | 2024-02-01 | -
        ann | {ST_MAX}                     | 2024-05-01 | 2024-05-20 | {PLANNED}
        ann | {ST_MAX}                     | 2024-05-25 | 2024-06-10 | {PLANNED}
    """)
    assert run(drawn)["2A"] == (0, 0)


def test_a_review_that_names_a_long_term_service_makes_somebody_known_too():
    assert after_reablement(
        "Review | Long term support: Prison | - | 2024-04-10 | 2024-04-12 | -", outcome=PLANNED
    ) == (0, 0)


@pytest.mark.parametrize(("died", "counted"), [("2024-05-27", 0), ("2024-05-28", 1)])
def test_a_death_within_a_week_counts_in_neither(died, counted):
    assert after_reablement(outcome=PLANNED, died=died) == (counted, counted)


def test_hospital_counts_in_neither_even_where_a_service_follows():
    followed = "Service | Long term support: Community | - | 2024-05-22 | 2024-06-30 | -"
    assert after_reablement(followed, outcome="Admitted to hospital") == (0, 0)


@pytest.mark.parametrize(
    ("service", "component", "expected"),
    [
        ("Long term support: Nursing care", "-", (0, 1)),
        ("Long term support: Residential care", "-", (0, 1)),
        ("Long term support: Community", "-", (0, 1)),
        ("Long term support: Prison", "-", (0, 1)),
        ("Short term support: Ongoing low level", "-", (1, 1)),
        ("Short term support: Other short term", "-", (1, 1)),
        ("Short term support: Other short term", "Short term nursing care", (0, 1)),
        ("Short term support: Other short term", "Short term residential care", (0, 1)),
        ("Unpaid carer support: Direct to unpaid carer", "-", (0, 0)),
    ],
)
def test_a_service_that_follows_says_what_came_after(service, component, expected):
    assert after_reablement(f"Service | {service} | {component} | 2024-05-22 | 2024-06-30 | -") == expected


@pytest.mark.parametrize(("start", "expected"), [("2024-05-27", (0, 1)), ("2024-05-28", (1, 1))])
def test_what_follows_follows_within_a_week(start, expected):
    followed = f"Service | Long term support: Community | - | {start} | 2024-06-30 | -"
    assert after_reablement(followed, outcome=PLANNED) == expected


def test_a_service_that_began_in_the_episode_and_outlasts_it_follows_it():
    assert after_reablement("Service | Long term support: Community | - | 2024-05-01 | 2024-05-21 | -") == (0, 1)
    assert after_reablement("Service | Long term support: Community | - | 2024-05-01 | 2024-05-20 | -") == (0, 0)


def test_long_term_support_is_chosen_before_short_term_support():
    assert after_reablement(
        "Service | Short term support: Ongoing low level | - | 2024-05-21 | 2024-06-30 | -",
        "Service | Long term support: Prison | - | 2024-05-25 | 2024-06-30 | -",
    ) == (0, 1)


def test_what_follows_stops_where_reablement_is_named_again():
    assert after_reablement(
        f"Review | {ST_MAX} | - | 2024-05-22 | 2024-05-23 | -",
        "Service | Long term support: Community | - | 2024-05-22 | 2024-06-30 | -",
        outcome=PLANNED,
    ) == (1, 1)


def test_of_two_reviews_that_name_reablement_again_the_first_stops_what_follows():
    assert after_reablement(
        f"Review | {ST_MAX} | - | 2024-05-22 | 2024-05-23 | -",
        f"Review | {ST_MAX} | - | 2024-05-26 | 2024-05-27 | -",
        "Service | Long term support: Community | - | 2024-05-24 | 2024-06-30 | -",
        outcome=PLANNED,
    ) == (1, 1)


def test_something_that_follows_and_says_nothing_takes_the_place_of_the_outcome_of_the_episode():
    # Then the last step gives the outcome of the episode back, so that it counts all the same.
    assert after_reablement(f"Request | - | - | 2024-05-22 | 2024-05-23 | {PLANNED}", outcome=PLANNED) == (1, 1)


def test_a_request_that_follows_says_what_came_after_where_the_episode_does_not():
    advice = "Request | - | - | 2024-05-22 | 2024-05-23 | NFA: Information and advice or signposting"
    assert after_reablement(advice) == (1, 1)
    assert after_reablement(f"Request | - | - | 2024-05-22 | 2024-05-23 | {GOES_ON}") == (0, 0)


def test_of_several_outcomes_the_one_that_matters_most_is_chosen():
    declined = "Request | - | - | 2024-05-22 | 2024-05-23 | NFA: Support declined"
    assert after_reablement(declined, outcome="NFA: Other") == (0, 0)


@pytest.mark.parametrize(
    ("ended", "expected"), [("2024-05-06", (0, 0)), ("2024-05-07", (1, 1)), ("2024-05-20", (1, 1))]
)
def test_a_review_in_the_last_fortnight_speaks_of_the_end(ended, expected):
    assert after_reablement(f"Review | - | - | 2024-05-01 | {ended} | {PLANNED}") == expected


def test_a_review_speaks_of_the_end_where_the_episode_has_no_outcome():
    moved = "NFA: Responsibility moved to another local authority"
    assert after_reablement(f"Review | - | - | 2024-05-01 | 2024-05-18 | {PLANNED}", outcome="-") == (1, 1)
    assert after_reablement(f"Review | - | - | 2024-05-01 | 2024-05-18 | {moved}") == (1, 1)


def test_of_two_reviews_the_later_speaks_of_the_end():
    assert after_reablement(
        "Review | - | - | 2024-05-01 | 2024-05-12 | NFA: Support declined",
        f"Review | - | - | 2024-05-01 | 2024-05-18 | {PLANNED}",
    ) == (1, 1)


def test_a_review_that_began_before_the_episode_does_not_speak_of_its_end():
    assert after_reablement(f"Review | - | - | 2024-04-30 | 2024-05-18 | {PLANNED}") == (0, 0)


def test_a_request_inside_the_episode_does_not_speak_of_its_end():
    assert after_reablement(f"Request | - | - | 2024-05-10 | 2024-05-18 | {PLANNED}") == (0, 0)


def test_equipment_given_in_the_episode_is_low_level_support():
    given = "Service | Short term support: Ongoing low level | Equipment | 2024-05-05 | 2024-05-06 | -"
    assert after_reablement(given) == (1, 1)
    assert after_reablement(given, outcome="NFA: Support declined") == (0, 0)
    on_the_first_day = "Service | Short term support: Ongoing low level | Equipment | 2024-05-01 | 2024-05-01 | -"
    assert after_reablement(on_the_first_day) == (0, 0)
    named_in_a_review = "Review | Short term support: Ongoing low level | Equipment | 2024-05-05 | 2024-05-06 | -"
    assert after_reablement(named_in_a_review) == (0, 0)
    other = "Service | Short term support: Ongoing low level | Meals | 2024-05-05 | 2024-05-06 | -"
    assert after_reablement(other) == (0, 0)


@pytest.mark.parametrize(
    ("born", "group", "counted"),
    [("2006-05-01", "18 to 64", 1), ("2006-06-01", "Total", 0), ("1959-05-01", "65 and above", 1), ("-", "Total", 1)],
)
def test_age_is_on_the_last_day_of_the_episode(born, group, counted):
    drawn = events(f"""
        who | born   | what     | from       | to         | outcome
        ann | {born} | {ST_MAX} | 2024-05-01 | 2024-05-20 | {PLANNED}
    """)
    assert run(drawn, group)["2A"] == (counted, counted)


def test_an_event_that_ends_before_it_starts_does_not_count():
    assert after_reablement(outcome=PLANNED, to="2024-04-30") == (0, 0)
