"""From rows to unique events and people. Each council of a drawing is a case."""

from __future__ import annotations

from .drawn import by_council, events

CARE = "Long term support: Community"
ST_MAX = "Short term support: ST-Max"
PLANNED = "NFA: Support ended as planned"
FIRST, SECOND = "2023-04-01 | 2024-06-30", "2024-07-01 | 2025-06-30"


def test_letter_case_and_spaces_make_no_difference():
    drawn = events(f"""
        council | who  | event   | client       | what             | from       | to
        E1      | Ann  | SERVICE | service USER | {CARE.upper()}   | 2024-05-01 | -
        E1      | aNN  | service | Service user | {CARE.lower()}   | 2024-05-01 | -
    """)
    drawn[0]["Service_Type"] = f"  {drawn[0]['Service_Type']} "
    assert by_council("2E(2b)", drawn) == {"E1": (1, 1)}


def test_dates_are_read_in_the_styles_in_use():
    drawn = events(f"""
        council | who | what   | from                | to
        E1      | ann | {CARE} | 01/05/2024          | 20/05/2024
        E2      | ann | {CARE} | 1-May-2024          | 20-May-2024
        E3      | ann | {CARE} | 2024-05-01 00:00:00 | 2024-05-20
        E4      | ann | {CARE} | 01 May 2024         | -
        E5      | ann | {CARE} | 05.01.24            | -
    """)
    assert by_council("2E(2b)", drawn) == {"E1": (1, 1), "E2": (1, 1), "E3": (1, 1), "E4": (1, 1), "E5": (0, 0)}


def test_a_person_is_known_by_nhs_number_else_by_the_council():
    drawn = events(f"""
        council | NHS number | who  | what   | from       | to
        E1      | 9990000001 | ann  | {CARE} | 2024-05-01 | -
        E1      | 9990000001 | anna | {CARE} | 2024-06-01 | -
        E1      | -          | ann  | {CARE} | 2024-07-01 | -
        E2      | -          | -    | {CARE} | 2024-05-01 | -
        E2      | -          | bob  | {CARE} | 2024-05-01 | -
    """)
    assert by_council("2E(2b)", drawn) == {"E1": (2, 2), "E2": (1, 1)}


def test_a_death_ends_what_was_open_and_rows_after_it_are_left_out():
    drawn = events(f"""
        council | who | died       | what   | from       | to
        E1      | ann | 2024-03-31 | {CARE} | 2023-05-01 | -
        E2      | ann | 2024-05-31 | {CARE} | 2023-05-01 | -
        E3      | ann | 2024-05-31 | {CARE} | 2024-06-01 | -
    """)
    assert by_council("2E(2b)", drawn) == {"E1": (0, 0), "E2": (1, 1), "E3": (0, 0)}


def test_a_service_open_at_the_end_of_a_submission_and_not_in_the_next_ended_with_it():
    drawn = events(f"""
        council | period from | period to  | who | what   | how            | from       | to
        E1      | {FIRST}                  | ann | {CARE} | Direct payment | 2024-05-01 | -
        E1      | {SECOND}                 | bob | {CARE} | Direct payment | 2024-05-01 | -
        E2      | {FIRST}                  | ann | {CARE} | Direct payment | 2024-05-01 | -
        E2      | {SECOND}                 | ann | {CARE} | Direct payment | 2024-05-01 | -
        E3      | {FIRST}                  | ann | {CARE} | Direct payment | 2024-05-01 | -
        E4      | {FIRST}                  | ann | {CARE} | Direct payment | 2024-05-01 | 2025-05-01
        E4      | {SECOND}                 | bob | {ST_MAX} | -            | 2024-09-01 | -
    """)
    assert by_council("3D(2a)", drawn) == {"E1": (1, 1), "E2": (1, 1), "E3": (1, 1), "E4": (0, 0)}


def test_an_event_counts_as_the_latest_submission_has_it():
    drawn = events(f"""
        council | period from | period to | who | what     | from       | to         | outcome
        E1      | {FIRST}                 | ann | {ST_MAX} | 2024-05-01 | 2024-06-20 | {PLANNED}
        E1      | {SECOND}                | ann | {ST_MAX} | 2024-05-01 | 2024-07-05 | Admitted to hospital
        E2      | {SECOND}                | ann | {ST_MAX} | 2024-05-01 | 2024-07-05 | {PLANNED}
        E2      | {FIRST}                 | ann | {ST_MAX} | 2024-05-01 | -          | Admitted to hospital
    """)
    assert by_council("2A", drawn) == {"E1": (0, 0), "E2": (1, 1)}


def test_of_two_rows_for_one_event_the_later_end_counts_and_then_the_outcome_that_matters_more():
    drawn = events(f"""
        council | who | what     | from       | to         | outcome
        E1      | ann | {ST_MAX} | 2024-05-01 | 2024-05-20 | {PLANNED}
        E1      | ann | {ST_MAX} | 2024-05-01 | 2024-05-21 | Admitted to hospital
        E2      | ann | {ST_MAX} | 2024-05-01 | 2024-05-20 | Admitted to hospital
        E2      | ann | {ST_MAX} | 2024-05-01 | 2024-05-20 | {PLANNED}
        E3      | ann | {ST_MAX} | 2024-05-01 | -          | {PLANNED}
        E3      | ann | {ST_MAX} | 2024-05-01 | 2024-05-20 | {PLANNED}
    """)
    assert by_council("2A", drawn) == {"E1": (0, 0), "E2": (0, 0), "E3": (0, 0)}


def test_of_two_rows_that_are_otherwise_equal_the_last_in_the_file_counts():
    drawn = events(f"""
        council | who | what   | from       | to | how
        E1      | ann | {CARE} | 2024-05-01 | -  | Direct payment
        E1      | ann | {CARE} | 2024-05-01 | -  | CASSR commissioned support
        E2      | ann | {CARE} | 2024-05-01 | -  | CASSR commissioned support
        E2      | ann | {CARE} | 2024-05-01 | -  | Direct payment
    """)
    assert by_council("3D(2a)", drawn) == {"E1": (0, 1), "E2": (1, 1)}


def test_two_values_that_are_on_no_list_are_two_events():
    advice = "NFA: Information and advice or signposting"
    drawn = events(f"""
        council | who | event   | what     | route | from       | to         | outcome
        E1      | ann | Service | {ST_MAX} | -     | 2024-05-01 | 2024-05-20 | Continuation of support or services
        E1      | ann | Request | -        | a     | 2024-05-21 | 2024-05-22 | NFA: Support declined
        E1      | ann | Request | -        | b     | 2024-05-21 | 2024-05-22 | {advice}
        E2      | ann | Service | {ST_MAX} | -     | 2024-05-01 | 2024-05-20 | Continuation of support or services
        E2      | ann | Request | -        | a     | 2024-05-21 | 2024-05-22 | NFA: Support declined
        E2      | ann | Request | -        | A     | 2024-05-21 | 2024-05-22 | {advice}
    """)
    assert by_council("2A", drawn) == {"E1": (1, 1), "E2": (1, 1)}


def test_a_type_of_event_that_is_on_no_list_is_what_its_words_say():
    drawn = events(f"""
        council | who | event        | what   | how            | from       | to
        E1      | ann | Home service | {CARE} | Direct payment | 2024-05-01 | -
        E2      | ann | Contact      | {CARE} | Direct payment | 2024-05-01 | -
        E3      | ann | Contact      | {CARE} | Direct payment | 2024-05-01 | 2025-03-31
    """)
    assert by_council("3D(2a)", drawn) == {"E1": (1, 1), "E2": (0, 0), "E3": (1, 1)}


def test_two_types_of_event_that_are_on_no_list_are_two_events():
    # One event would count as the last in the file has it.
    paid, bought = "Direct payment", "CASSR commissioned support"
    drawn = events(f"""
        council | who | event            | route | what   | how      | from       | to
        E1      | ann | Contact          | -     | {CARE} | {paid}   | 2025-03-01 | 2025-03-31
        E1      | ann | Visit            | -     | {CARE} | {bought} | 2025-03-01 | 2025-03-31
        E2      | ann | Request for help | a     | {CARE} | {paid}   | 2025-03-01 | 2025-03-31
        E2      | ann | Request for help | b     | {CARE} | {bought} | 2025-03-01 | 2025-03-31
        E3      | ann | Request          | a     | {CARE} | {paid}   | 2025-03-01 | 2025-03-31
        E3      | ann | Request          | b     | {CARE} | {bought} | 2025-03-01 | 2025-03-31
        E4      | ann | Contact          | a     | {CARE} | {paid}   | 2025-03-01 | 2025-03-31
        E4      | ann | contact          | b     | {CARE} | {bought} | 2025-03-01 | 2025-03-31
    """)
    assert by_council("3D(2a)", drawn) == {"E1": (1, 1), "E2": (1, 1), "E3": (1, 1), "E4": (0, 1)}


def test_values_of_release_1_are_read_as_those_of_release_2():
    drawn = events("""
        council | who | client       | what                              | component | how                         | from | to
        E1      | ann | Carer        | Carer Support: Direct to Carer    | Meals     | CASSR Managed Personal Budget | 2024-05-01 | -
        E2      | ann | Service User | Long Term Support: Nursing Care   | Long term nursing care | -              | 2024-05-01 | -
    """)  # noqa: E501 one row is as long as the values in it
    assert by_council("3D(1b)", drawn) == {"E1": (1, 1), "E2": (0, 0)}
    assert by_council("2C", drawn) == {"E1": (0, 100_000), "E2": (1, 100_000)}
