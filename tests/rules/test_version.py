"""The version of the rules is the same wherever they are the same, and another as soon as they are not."""

import re

from goodlives.rules.version import fingerprint, rule_version

TWO = [("charging/charge.py", b"def charge():\n    return 1\n"), ("money.py", b"Pence = int\n")]


def test_it_names_the_package_and_the_source() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+\S*\+[0-9a-f]{12}", rule_version())


def test_it_does_not_depend_on_the_order_of_files_or_how_lines_end() -> None:
    windows = [(name, text.replace(b"\n", b"\r\n")) for name, text in reversed(TWO)]
    assert fingerprint(windows) == fingerprint(TWO)


def test_another_word_or_another_place_is_another_version() -> None:
    (name, text), other = TWO
    changed = [(name, text.replace(b"1", b"2")), other]
    moved = [("charging/other.py", text), other]
    run_together = [(name, text + other[1]), (other[0], b"")]
    assert len({fingerprint(each) for each in (TWO, changed, moved, run_together)}) == 4
