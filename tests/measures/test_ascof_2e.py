"""ASCOF 2E: people with long-term support who live at home or with family. Each council of a drawing is a case."""

from __future__ import annotations

from .drawn import by_council, events, results

CARE = "Long term support: Community"
HOME = "Tenant: Private landlord"


def test_somebody_counts_whose_support_was_open_on_any_day_of_the_year():
    drawn = events(f"""
        council | who | what    | from       | to
        E1      | ann | {CARE}  | 2023-04-01 | 2024-03-31
        E2      | ann | {CARE}  | 2023-04-01 | 2024-04-01
        E3      | ann | {CARE}  | 2025-03-31 | -
        E4      | ann | {CARE}  | 2025-04-01 | -
        E5      | ann | Short term support: ST-Max | 2024-05-01 | -
        E6      | ann | {CARE}  | 2024-05-02 | 2024-05-01
    """)
    assert by_council("2E(2b)", drawn) == {
        "E1": (0, 0), "E2": (1, 1), "E3": (1, 1), "E4": (0, 0), "E5": (0, 0), "E6": (0, 0),
    }  # fmt: skip


def test_where_somebody_lives_is_what_was_last_known():
    drawn = events(f"""
        council | who | what   | from       | to         | lives
        E1      | ann | {CARE} | 2024-05-01 | 2024-05-09 | {HOME}
        E1      | ann | {CARE} | 2024-06-01 | 2024-06-09 | Registered care home
        E2      | ann | {CARE} | 2024-05-01 | 2024-05-09 | {HOME}
        E2      | ann | {CARE} | 2024-06-01 | 2024-06-09 | Unknown
        E3      | ann | {CARE} | 2024-05-01 | 2024-06-09 | {HOME}
        E3      | ann | {CARE} | 2024-06-01 | 2024-06-09 | Registered care home
        E4      | ann | {CARE} | 2024-05-01 | 2024-05-09 | {HOME}
        E4      | ann | {CARE} | 2024-06-01 | -          | a value on no list
    """)
    assert by_council("2E(2b)", drawn) == {"E1": (0, 1), "E2": (1, 1), "E3": (0, 1), "E4": (1, 1)}


def test_two_records_that_contradict_each_other_leave_the_service_to_say_where_somebody_lives():
    at_home = "Home support or domiciliary care"
    drawn = events(f"""
        council | who | what   | component | from       | to | lives
        E1      | ann | {CARE} | {at_home} | 2024-05-01 | -  | {HOME}
        E1      | ann | {CARE} | Meals     | 2024-05-01 | -  | Registered care home
        E2      | ann | {CARE} | Meals     | 2024-05-01 | -  | Refuge
        E2      | ann | {CARE} | Transport | 2024-05-01 | -  | {HOME}
    """)
    assert by_council("2E(2b)", drawn) == {"E1": (1, 1), "E2": (0, 1)}


def test_where_it_is_not_known_the_latest_service_says_where_somebody_lives():
    drawn = events(f"""
        council | who | what                                | component               | from       | to   | lives
        E1      | ann | {CARE}                              | Home support or domiciliary care | 2024-05-01 | - | -
        E2      | ann | {CARE}                              | Meals | 2024-05-01 | - | Unknown
        E3      | ann | Long term support: Nursing care     | Shared Lives            | 2024-05-01 | -          | -
        E4      | ann | {CARE}                              | Shared Lives            | 2024-05-01 | -          | -
        E5      | ann | {CARE}                              | Extra care housing      | 2024-05-01 | -          | -
        E6      | ann | {CARE}                              | Community supported living | 2024-05-01 | -       | -
        E7      | ann | {CARE}                              | Shared Lives            | 2024-05-01 | -          | -
        E7      | ann | {CARE}                              | Extra care housing      | 2024-05-01 | -          | -
        E8      | ann | Long term support: Prison           | -                       | 2024-05-01 | -          | -
        E9      | ann | {CARE}                              | Shared Lives            | 2024-05-01 | -          | -
        E9      | ann | Long term support: Residential care | -                       | 2024-04-05 | -          | -
    """)
    expected = {"E1": 1, "E2": 0, "E3": 0, "E4": 1, "E5": 1, "E6": 1, "E7": 0, "E8": 0, "E9": 0}
    assert by_council("2E(2b)", drawn) == {council: (home, 1) for council, home in expected.items()}


def test_age_is_on_the_last_day_of_support_or_of_the_year():
    drawn = events(f"""
        council | who | born       | what   | from       | to
        E1      | ann | 1959-06-01 | {CARE} | 2024-04-01 | 2024-05-01
        E2      | ann | 1959-06-01 | {CARE} | 2024-04-01 | -
        E3      | ann | 2007-06-01 | {CARE} | 2024-04-01 | -
        E4      | ann | -          | {CARE} | 2024-04-01 | -
    """)
    assert by_council("2E(2a)", drawn) == {"E1": (1, 1), "E2": (0, 0), "E3": (0, 0), "E4": (0, 0)}
    assert by_council("2E(2b)", drawn) == {"E1": (0, 0), "E2": (1, 1), "E3": (0, 0), "E4": (0, 0)}


def test_who_died_before_the_year_is_left_out():
    drawn = events(f"""
        council | who | event   | died       | what   | from       | to
        E1      | ann | Service | -          | {CARE} | 2023-05-01 | -
        E1      | ann | Review  | 2024-03-31 | -      | 2024-03-01 | 2024-03-31
        E2      | ann | Service | -          | {CARE} | 2023-05-01 | -
        E2      | ann | Review  | 2024-04-01 | -      | 2024-03-01 | 2024-04-01
    """)
    assert by_council("2E(2b)", drawn) == {"E1": (0, 0), "E2": (1, 1)}


def test_a_learning_disability_is_the_main_reason_last_known_leaving_support_to_carers_aside():
    adult, disability = "1980-01-01", "Learning disability support"
    drawn = events(f"""
        council | who | born    | what   | from       | to         | reason
        E1      | ann | {adult} | {CARE} | 2024-05-01 | 2024-05-09 | {disability}
        E1      | ann | {adult} | {CARE} | 2024-06-01 | 2024-06-09 | Social support: Support to unpaid carer
        E2      | ann | {adult} | {CARE} | 2024-05-01 | 2024-05-09 | {disability}
        E2      | ann | {adult} | {CARE} | 2024-06-01 | 2024-06-09 | Mental health support
        E3      | ann | 1940-01-01 | {CARE} | 2024-05-01 | -       | {disability}
    """)
    assert by_council("2E(1)", drawn) == {"E1": (1, 1), "E2": (0, 0), "E3": (0, 0)}


def test_a_gender_is_shown_for_every_council_once_anybody_of_it_counts_anywhere():
    drawn = events(f"""
        council | who | gender  | what   | from       | to
        E1      | ann | Female  | {CARE} | 2024-05-01 | -
        E2      | bob | Other   | {CARE} | 2024-05-01 | -
        E2      | cid | Unknown | {CARE} | 2024-05-01 | -
        E2      | dee | -       | {CARE} | 2024-05-01 | -
    """)
    shown = {(row["la_code"], row["group"]): row["denominator"] for row in results(drawn) if row["measure"] == "2E(2b)"}
    assert shown == {("E1", "Total"): 1, ("E1", "Female"): 1, ("E2", "Total"): 3, ("E2", "Female"): 0}


def test_where_nobody_at_all_counts_there_is_no_row_not_even_a_total():
    # The Department shows the groups that its denominator has. 2E(2a) and 2E(2b) are one run, 2E(1) another.
    drawn = events(f"""
        council | who | gender | what                       | from       | to
        E1      | ann | Female | {CARE}                     | 2024-05-01 | -
        E2      | bob | Male   | Short term support: ST-Max | 2024-05-01 | -
    """)
    shown = {
        (row["measure"], row["la_code"], row["group"]) for row in results(drawn) if row["measure"].startswith("2E")
    }
    assert shown == {
        (measure, council, group)
        for measure in ("2E(2a)", "2E(2b)")
        for council in ("E1", "E2")
        for group in ("Total", "Female")
    }
    nobody = [row for row in drawn if row["LA_Code"] == "E2"]
    assert not [row for row in results(nobody) if row["measure"].startswith("2E")]
