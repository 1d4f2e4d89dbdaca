"""There is one door. Every place where a letter is made is walked here, and seen to pass it."""

import ast
import re

import pytest

from tests.test_architecture import SOURCE, modules, said

EVERYWHERE = ("web", "exchange", "demonstration", "cli", "casework", "config")
LETTERS = "exchange/letters"
ASKS_THE_DOOR, HAS_NO_ADDRESS = f"{LETTERS}/sending.py", f"{LETTERS}/reading.py"
WRITES = {f"{LETTERS}/writing.py", f"{LETTERS}/easy_read.py", f"{LETTERS}/about_assessments.py"}
DRAWS = f"{LETTERS}/pdf.py"
WORDS = {"letter_for", "easy_read_for", "in_easy_words", "invitation", "written_record"}
PAPER = {"as_pdf", "many_as_pdf", "easy_read_as_pdf"}


def place(path):
    return path.relative_to(SOURCE).as_posix()


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for name in node.names:
                yield node, f"{'.' * node.level}{node.module or ''}", name.name
        elif isinstance(node, ast.Import):
            for name in node.names:
                yield node, name.name, name.name


def of_letters(path, source):
    """Whether an import is from the folder of letters, as they are named from where it stands."""
    return "letters" in source or (place(path).startswith(LETTERS) and source.startswith("."))


def calls_in(function):
    return {node.func.id for node in ast.walk(function) if isinstance(node, ast.Call) and hasattr(node.func, "id")}


def functions(path):
    return [node for node in ast.parse((SOURCE / path).read_text()).body if isinstance(node, ast.FunctionDef)]


def test_nothing_writes_or_draws_a_letter_but_what_sends_it_by_the_door_and_what_shows_it_without_an_address():
    allowed = {ASKS_THE_DOOR, HAS_NO_ADDRESS}
    found = [
        f"{said(path, node)} {name}"
        for path, tree in modules(*EVERYWHERE)
        if place(path) not in allowed
        for node, source, name in imported(tree)
        if name in WORDS | PAPER and of_letters(path, source)
    ]
    assert not found, f"these make letters past the door: {found}"


def test_nothing_imports_what_draws_letters_as_a_whole():
    found = [
        said(path, node)
        for path, tree in modules(*EVERYWHERE)
        for node, source, name in imported(tree)
        if (name in {"pdf", "writing", "about_assessments", "easy_read"} or source == "goodlives.exchange.letters.pdf")
        and of_letters(path, source) and place(path) not in {ASKS_THE_DOOR, HAS_NO_ADDRESS}
    ]  # fmt: skip
    assert not found, f"then nobody sees which of it they use: {found}"


def test_a_letter_comes_into_being_only_where_letters_are_written():
    found = [
        said(path, node)
        for path, tree in modules(*EVERYWHERE)
        if place(path) not in WRITES
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"Letter", "EasyRead"}
    ]
    assert not found, f"these create letters: {found}"


OTHER_PAPER = {"exchange/plans/pdf.py", "exchange/about_me/paper.py"}
"""The person's own plan and About me, which they take with them: without an address."""


def test_nothing_else_makes_paper():
    found = {
        place(path)
        for path, tree in modules(*EVERYWHERE)
        for _node, source, _name in imported(tree)
        if source.split(".")[0] in {"typst", "weasyprint", "reportlab", "fpdf", "docx"}
    }
    assert found - {"exchange/plans/word.py"} == {DRAWS, *OTHER_PAPER}
    for path in OTHER_PAPER:
        words = {
            node.attr for node in ast.walk(ast.parse((SOURCE / path).read_text())) if isinstance(node, ast.Attribute)
        }
        assert not words & {"address", "postcode", "address_words", "phone", "email"}, path


def test_what_draws_a_letter_to_be_sent_asks_the_door_in_the_same_function():
    drawing = [one for one in functions(ASKS_THE_DOOR) if calls_in(one) & PAPER]
    assert [one.name for one in drawing] == ["_drawn", "print_together"]
    for function in drawing:
        assert calls_in(function) & {"how_to_send", "way_for"}, f"{function.name} asks nobody"
    assert {one.name for one in functions(ASKS_THE_DOOR) if one.name.endswith("to_send")} == {
        one.name for one in functions(ASKS_THE_DOOR) if "_drawn" in calls_in(one)
    }


def test_what_shows_a_letter_to_be_read_puts_no_address_on_it():
    tree = ast.parse((SOURCE / HAS_NO_ADDRESS).read_text())
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "to"]


@pytest.mark.parametrize(
    "page", ["web/decisions/letters.py", "web/assessments/copies.py", "web/assessments/preparing.py"]
)
def test_a_page_gives_staff_only_a_letter_that_passed_the_door(page):
    """Each `..._to_read` stands below `if not request.user.is_council_staff`; all else is `to_send_or_held`."""
    for function in functions(page):
        calls = calls_in(function)
        if calls & {"to_read_as_pdf", "invitation_to_read", "written_record_to_read"}:
            [branch] = [
                node for node in function.body
                if isinstance(node, ast.If) and ast.unparse(node.test) == "not request.user.is_council_staff"
            ]  # fmt: skip
            rest = [node for node in function.body if node is not branch]
            assert isinstance(branch.body[-1], ast.Return)
            assert not any("to_read" in ast.unparse(node) for node in rest)
            assert "to_send_or_held" in ast.unparse(function.body[-1])


EMAILS = {"casework/requests/actions.py", "casework/seeing/telling.py", "web/access/mail.py"}
"""That there is something to read, and a forgotten password: neither says anything about anybody."""


def test_nothing_else_sends_email():
    found = {
        place(path)
        for path, tree in modules(".")
        for node, source, _name in imported(tree)
        if source.startswith("django.core.mail")
    }
    assert found <= EMAILS, f"these send email past the door: {found - EMAILS}"
    for path in found:
        assert "may_be_emailed" in (SOURCE / path).read_text(), f"{path} does not ask whether email is safe"


def test_pages_note_that_somebody_was_told_only_as_the_door_allows():
    found = [
        said(path, node)
        for path, tree in modules("web")
        for node, source, name in imported(tree)
        if source.endswith("casework.decisions.actions") and name == "tell"
    ]
    telling = (SOURCE / "web/decisions/telling.py").read_text()
    assert not found
    assert "from goodlives.casework.communication import actions" in telling


READS_AN_ADDRESS = {
    "casework/communication/recipients.py", "casework/communication/actions.py", "casework/people/models.py",
    "web/communication/private.py", "demonstration/communication.py", "demonstration/council.py",
    "web/requests/questions.py", "demonstration/journeys.py",
}  # fmt: skip
"""The door, what changes an address, the page for those who may read it, and the person's own request for help."""


def test_nothing_else_reads_where_somebody_lives_from_their_record():
    found = [
        said(path, node)
        for path, tree in modules("casework", "exchange", "web", "demonstration", "cli")
        if place(path) not in READS_AN_ADDRESS
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "address" and isinstance(node.ctx, ast.Load)
        and isinstance(node.value, (ast.Name, ast.Attribute))
        and (getattr(node.value, "id", "") or getattr(node.value, "attr", "")) == "person"
    ]  # fmt: skip
    assert not found, f"say person.address_words, or ask the door: {found}"


def test_no_page_says_where_somebody_lives_but_in_the_words_that_keep_it_private():
    found = [
        path.name
        for path in (SOURCE / "web").rglob("*.jinja")
        if re.search(r"\b(?:person|other|row\.person)\.(?:address|postcode)\b(?!_)", path.read_text())
    ]
    assert not found, f"say address_words, or what the door answers: {found}"
