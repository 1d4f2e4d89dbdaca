"""ASCOF 3D: who directs their own support, and who is paid directly. Each council of a drawing is a case."""

from __future__ import annotations

from .drawn import by_council, events, results

CARE = "Long term support: Community"
DIRECT = "Unpaid carer support: Direct to unpaid carer"
PAID, MANAGED, BOUGHT = "Direct payment", "CASSR managed personal budget", "CASSR commissioned support"


def test_support_counts_that_is_open_on_the_last_day_of_the_year():
    drawn = events(f"""
        council | who | what   | how    | from       | to
        E1      | ann | {CARE} | {PAID} | 2024-05-01 | 2025-03-30
        E2      | ann | {CARE} | {PAID} | 2024-05-01 | 2025-03-31
        E3      | ann | {CARE} | {PAID} | 2025-03-31 | -
        E4      | ann | {CARE} | {PAID} | 2025-04-01 | -
    """)
    assert by_council("3D(2a)", drawn) == {"E1": (0, 0), "E2": (1, 1), "E3": (1, 1), "E4": (0, 0)}


def test_how_support_is_arranged():
    drawn = events(f"""
        council | who | what   | component | how          | from       | to
        E1      | ann | {CARE} | Meals     | {PAID}       | 2024-05-01 | -
        E2      | ann | {CARE} | {PAID}    | {BOUGHT}     | 2024-05-01 | -
        E3      | ann | {CARE} | Meals     | {MANAGED}    | 2024-05-01 | -
        E4      | ann | {CARE} | Meals     | {BOUGHT}     | 2024-05-01 | -
        E5      | ann | {CARE} | -         | -            | 2024-05-01 | -
        E6      | ann | {CARE} | Meals     | Not recorded | 2024-05-01 | -
    """)
    yes, no = (1, 1), (0, 1)
    assert by_council("3D(1a)", drawn) == {"E1": yes, "E2": yes, "E3": yes, "E4": no, "E5": no, "E6": no}
    assert by_council("3D(2a)", drawn) == {"E1": yes, "E2": yes, "E3": no, "E4": no, "E5": no, "E6": no}


def test_of_several_services_one_stands_for_a_person():
    drawn = events(f"""
        council | who | what                                | component | how       | from       | to
        E1      | ann | {CARE}                              | Meals     | {PAID}    | 2024-05-01 | -
        E1      | ann | Long term support: Residential care | -         | -         | 2024-05-01 | -
        E2      | ann | {CARE}                              | Meals     | {BOUGHT}  | 2024-05-01 | -
        E2      | ann | {CARE}                              | Transport | {MANAGED} | 2024-05-01 | -
        E3      | ann | Long term support: Prison           | Meals     | {PAID}    | 2024-05-01 | -
        E3      | ann | {CARE}                              | Meals     | -         | 2024-05-01 | -
        E4      | ann | Long term support: Prison           | {PAID}    | {PAID}    | 2024-05-01 | -
        E5      | ann | Long term support: Nursing care     | {PAID}    | {PAID}    | 2024-05-01 | -
    """)
    assert by_council("3D(1a)", drawn) == {"E1": (0, 0), "E2": (1, 1), "E3": (0, 1), "E4": (0, 0), "E5": (0, 0)}


def test_a_review_that_names_a_long_term_service_counts():
    drawn = events(f"""
        council | who | event  | what   | how    | from       | to
        E1      | ann | Review | {CARE} | {PAID} | 2025-03-01 | 2025-03-31
        E2      | ann | Review | {CARE} | {PAID} | 2025-03-01 | 2025-03-30
    """)
    assert by_council("3D(2a)", drawn) == {"E1": (1, 1), "E2": (0, 0)}


def test_a_carer_counts_with_support_of_their_own_in_the_year():
    drawn = events(f"""
        council | who | client                             | what     | component | how       | from       | to
        E1      | ann | Unpaid carer                       | {DIRECT} | {PAID}    | -         | 2023-05-01 | 2024-04-01
        E2      | ann | Unpaid carer known by association  | {DIRECT} | Meals     | {MANAGED} | 2024-05-01 | 2024-06-01
        E3      | ann | Unpaid carer                       | {DIRECT} | Meals     | {BOUGHT}  | 2024-05-01 | 2024-06-01
        E4      | ann | Unpaid carer                       | {DIRECT} | -         | {MANAGED} | 2024-05-01 | 2024-06-01
        E5      | ann | Unpaid carer                       | {DIRECT} | -         | {PAID}    | 2024-05-01 | 2024-06-01
        E6      | ann | Unpaid carer                       | {DIRECT} | Meals     | -         | 2024-05-01 | 2024-06-01
        E7      | ann | Service user                       | {DIRECT} | {PAID}    | {PAID}    | 2024-05-01 | 2024-06-01
        E8      | ann | Unpaid carer                       | Unpaid carer support: Support involving the person cared-for | {PAID} | {PAID} | 2024-05-01 | -
        E9      | ann | Unpaid carer                       | {DIRECT} | {PAID}    | -         | 2023-05-01 | 2024-03-31
        E10     | ann | Unpaid carer                       | {DIRECT} | {PAID}    | -         | 2025-03-31 | -
    """)  # noqa: E501 one row is as long as the value in it
    nobody = dict.fromkeys(("E4", "E6", "E7", "E8", "E9"), (0, 0))
    assert (
        by_council("3D(1b)", drawn) == {"E1": (1, 1), "E2": (1, 1), "E3": (0, 1), "E5": (1, 1), "E10": (1, 1)} | nobody
    )
    assert (
        by_council("3D(2b)", drawn) == {"E1": (1, 1), "E2": (0, 1), "E3": (0, 1), "E5": (1, 1), "E10": (1, 1)} | nobody
    )


def test_age_is_on_the_last_day_of_the_year():
    drawn = events(f"""
        council | who | born       | died       | what   | how    | from       | to
        E1      | ann | 1960-03-01 | -          | {CARE} | {PAID} | 2024-05-01 | -
        E2      | ann | 1960-04-01 | -          | {CARE} | {PAID} | 2024-05-01 | -
        E3      | ann | 2007-04-01 | -          | {CARE} | {PAID} | 2024-05-01 | -
        E4      | ann | 1940-04-01 | 2025-03-30 | {CARE} | {PAID} | 2024-05-01 | -
        E5      | ann | 1940-04-01 | 2025-03-31 | {CARE} | {PAID} | 2024-05-01 | -
        E6      | ann | -          | -          | {CARE} | {PAID} | 2024-05-01 | -
    """)
    older = {"E1": (1, 1), "E2": (0, 0), "E3": (0, 0), "E4": (0, 0), "E5": (1, 1), "E6": (0, 0)}
    assert by_council("3D(1a)", drawn, "65 and above") == older
    assert by_council("3D(1a)", drawn) == {**older, "E2": (1, 1), "E6": (1, 1)}


def test_without_any_carer_there_are_no_rows_for_carers():
    drawn = events(f"""
        who | what   | how    | from       | to
        ann | {CARE} | {PAID} | 2024-05-01 | -
    """)
    assert {(row["measure"], row["group"]) for row in results(drawn) if row["measure"].startswith("3D")} == {
        (measure, group) for measure in ("3D(1a)", "3D(2a)") for group in ("Total", "65 and above")
    }
