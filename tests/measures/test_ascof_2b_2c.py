"""ASCOF 2B and 2C: people newly admitted to a care home for the long term. Each council of a drawing is a case."""

from __future__ import annotations

from .drawn import by_council, events

NURSING = "Long term support: Nursing care"
HOME = "Long term nursing care"
PEOPLE = 100_000


def admitted(drawing: str, measure: str = "2C") -> dict[str, int]:
    return {council: number for council, (number, people) in by_council(measure, events(drawing)).items() if people}


def test_an_admission_counts_in_the_year_in_which_it_starts():
    assert admitted(f"""
        council | who | what      | component | from       | to
        E1      | ann | {NURSING} | {HOME}    | 2024-03-31 | -
        E2      | ann | {NURSING} | {HOME}    | 2024-04-01 | -
        E3      | ann | {NURSING} | {HOME}    | 2025-03-31 | -
        E4      | ann | {NURSING} | {HOME}    | 2025-04-01 | -
    """) == {"E1": 0, "E2": 1, "E3": 1, "E4": 0}


def test_an_admission_is_new_a_year_after_the_last_one_ended():
    assert admitted(f"""
        council | who | what      | component | from       | to
        E1      | ann | {NURSING} | {HOME}    | 2023-01-01 | 2023-06-01
        E1      | ann | {NURSING} | {HOME}    | 2024-05-30 | -
        E2      | ann | {NURSING} | {HOME}    | 2023-01-01 | 2023-06-01
        E2      | ann | {NURSING} | {HOME}    | 2024-05-31 | -
        E3      | ann | {NURSING} | {HOME}    | 2023-01-01 | -
        E3      | ann | {NURSING} | {HOME}    | 2024-05-31 | -
        E4      | ann | {NURSING} | {HOME}    | 2024-05-31 | 2024-07-01
        E4      | ann | Long term support: Residential care | Long term residential care | 2024-07-01 | -
    """) == {"E1": 0, "E2": 1, "E3": 0, "E4": 1}


def test_a_component_must_be_known_and_be_long_term():
    assert admitted(f"""
        council | who | what      | component                      | from       | to
        E1      | ann | {NURSING} | -                              | 2024-05-01 | -
        E2      | ann | {NURSING} | Short term nursing care        | 2024-05-01 | -
        E3      | ann | {NURSING} | Meals                          | 2024-05-01 | -
        E4      | ann | {NURSING} | something on no list           | 2024-05-01 | -
        E5      | ann | {NURSING} | LONG TERM RESIDENTIAL CARE     | 2024-05-01 | -
        E6      | ann | Long term support: Community | {HOME}      | 2024-05-01 | -
    """) == {"E1": 0, "E2": 0, "E3": 0, "E4": 0, "E5": 1, "E6": 0}


def test_somebody_who_goes_on_to_pay_for_themselves_is_not_counted_unless_another_stay_of_that_day_says_otherwise():
    pays = "NFA: Self-funded client or under 12wk disregard"
    assert admitted(f"""
        council | who | what      | component | from       | to         | outcome
        E1      | ann | {NURSING} | {HOME}    | 2024-05-01 | 2024-06-01 | {pays}
        E2      | ann | {NURSING} | {HOME}    | 2024-05-01 | 2024-06-01 | -
        E3      | ann | {NURSING} | {HOME}    | 2024-05-01 | 2024-06-01 | {pays}
        E3      | ann | {NURSING} | Long term residential care | 2024-05-01 | - | -
        E4      | ann | {NURSING} | {HOME}    | 2024-05-01 | 2024-06-01 | {pays}
        E4      | ann | {NURSING} | {HOME}    | 2024-06-02 | -          | -
    """) == {"E1": 0, "E2": 1, "E3": 1, "E4": 0}


def test_a_person_counts_once_at_the_younger_age():
    drawing = f"""
        council | who | born       | what      | component | from       | to
        E1      | ann | 1959-08-01 | {NURSING} | {HOME}    | 2024-05-01 | 2024-05-02
        E1      | ann | 1959-08-01 | {NURSING} | {HOME}    | 2024-05-01 | -
        E2      | bob | 2006-08-01 | {NURSING} | {HOME}    | 2024-05-01 | -
        E3      | cid | -          | {NURSING} | {HOME}    | 2024-05-01 | -
        E4      | dee | 1940-08-01 | {NURSING} | {HOME}    | 2024-05-01 | -
        E4      | eve | 1940-08-01 | {NURSING} | {HOME}    | 2024-05-01 | -
    """
    assert admitted(drawing, "2B") == {"E1": 1, "E2": 0, "E3": 0, "E4": 0}
    assert admitted(drawing, "2C") == {"E1": 0, "E2": 0, "E3": 0, "E4": 2}


def test_of_two_new_admissions_in_one_year_the_younger_age_counts():
    # Only a stay that ends before it starts leaves a year between two admissions of one year.
    drawing = f"""
        council | who | born       | what      | component | from       | to
        E1      | ann | 1960-01-01 | {NURSING} | {HOME}    | 2024-04-10 | 2024-03-20
        E1      | ann | 1960-01-01 | {NURSING} | {HOME}    | 2025-03-25 | -
    """
    assert (admitted(drawing, "2B"), admitted(drawing, "2C")) == ({"E1": 1}, {"E1": 0})


def test_the_dead_the_carers_and_the_reviews_are_left_out():
    assert admitted(f"""
        council | who | event   | client       | died       | what      | component | from       | to
        E1      | ann | Service | Service user | 2024-05-01 | {NURSING} | {HOME}    | 2024-05-01 | -
        E2      | ann | Service | Unpaid carer | -          | {NURSING} | {HOME}    | 2024-05-01 | -
        E3      | ann | Review  | Service user | -          | {NURSING} | {HOME}    | 2024-05-01 | 2024-05-02
        E4      | ann | Service | Service user | 2024-04-01 | {NURSING} | {HOME}    | 2024-04-01 | -
    """) == {"E1": 1, "E2": 0, "E3": 0, "E4": 1}


def test_a_stay_that_ends_before_it_starts_counts():
    # The Department leaves such rows in here, and out of the other measures.
    assert admitted(f"""
        council | who | what      | component | from       | to
        E1      | ann | {NURSING} | {HOME}    | 2024-05-01 | 2024-04-20
    """) == {"E1": 1}
