"""The words there are to translate, found in the code; and the translations, made ready to be read.

    make translations    both: writes src/goodlives/locale/<language>/LC_MESSAGES/django.po again, keeping its words

A message is marked by where it is said. PERSONS names the pages, letters and rules that somebody who draws on support
reads: those must have words in every language that is offered, and a test says so. What only staff read may wait.
"""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

import yaml
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parent.parent
LOCALE = PACKAGE / "locale"
NAME = "LC_MESSAGES/django"
LANGUAGES = ("cy", "ur")
FROM_RIGHT_TO_LEFT = ("ur",)

# What somebody who draws on support, or anybody who comes to ask, reads. The names of folders and files.
PERSONS = (
    "casework/about_me", "casework/access", "casework/assessments/actions.py", "casework/assessments/assessment.py",
    "casework/assessments/copies.py", "casework/assessments/preparation.py", "casework/assessments/preparing.py",
    "casework/assessments/refusing.py", "casework/carers", "casework/communication", "casework/consents",
    "casework/continuing_healthcare", "casework/decisions", "casework/finances", "casework/mental_capacity",
    "casework/people", "casework/plans", "casework/payments", "casework/representatives", "casework/requests",
    "casework/reviews/actions.py", "casework/reviews/care_stopped.py", "casework/reviews/models.py",
    "casework/reviews/needs.py", "casework/taking_part", "casework/transition",
    "casework/seeing/reasons.py", "casework/seeing/emergency.py", "casework/seeing/telling.py",
    "config/demonstration_council.yaml",
    "exchange/about_me", "exchange/letters", "exchange/partners/groups.py", "exchange/partners/reach.py",
    "exchange/plans", "exchange/replay.py", "exchange/replayed.py", "exchange/translated.py", "rules",
    "web/about_me", "web/access", "web/advice", "web/assessments", "web/carers", "web/charging_policies",
    "web/communication", "web/consents", "web/continuing_healthcare", "web/decisions", "web/design",
    "web/finances/changes.py", "web/finances/indicative.py", "web/finances/overview.py",
    *(
        f"web/finances/templates/finances/{name}.jinja"
        for name in ("assessment", "decided", "indicative", "parts", "report", "written_down")
    ),
    "web/home", "web/law", "web/measures/results.py", "web/measures/templates/measures/results.jinja",
    "web/mental_capacity", "web/payments", "web/people", "web/permissions.py", "web/plans", "web/representatives",
    "web/requests", "web/reviews", "web/seeing/questions.py", "web/seeing/templates/seeing/ask.jinja",
    "web/taking_part", "web/transition",
)  # fmt: skip
# Of those, what only staff read.
STAFF = (
    *(
        f"web/assessments/templates/assessments/{name}.jinja"
        for name in (
            "copies_to_give", "decide", "decide_refusal", "give_copy", "invite", "list", "look_at_refusal",
            "refusal_changed", "still_to_find_out", "stop",
        )
    ),
    "web/assessments/deciding.py", "web/assessments/finding.py",
    "web/charging_policies/forms.py", "web/charging_policies/groups.py", "web/charging_policies/recording.py",
    "web/charging_policies/trying.py",
    *(
        f"web/charging_policies/templates/charging_policies/{name}.jinja"
        for name in ("answer", "by_group", "cells", "record", "what_if")
    ),
    "web/continuing_healthcare/templates/continuing_healthcare/start.jinja",
    "web/continuing_healthcare/templates/continuing_healthcare/write.jinja", "web/mental_capacity/best_interests.py",
    *(
        f"web/mental_capacity/templates/mental_capacity/{name}.jinja"
        for name in ("best_interests", "conclude", "decide_best_interests", "start", "write")
    ),
    *(
        f"web/representatives/templates/representatives/{name}.jinja"
        for name in (
            "being_checked", "decide", "details", "end", "list", "look_at_worry", "of_person_for_staff", "one",
            "papers", "suspend", "which_kind",
        )
    ),
    "web/representatives/listing.py", "web/representatives/registering.py", "web/representatives/suspending.py",
    "web/reviews/diary.py", "web/reviews/templates/reviews/hold.jinja", "web/reviews/templates/reviews/list.jinja",
    *(f"web/taking_part/templates/taking_part/{name}.jinja" for name in ("arrange", "decide", "write")),
    "web/transition/coming.py",
    *(f"web/transition/templates/transition/{name}.jinja" for name in ("after_18", "decide", "list", "start", "write")),
    "casework/communication/actions.py", "casework/communication/door.py",
    "casework/communication/recipients.py", "exchange/letters/batches.py",
    "web/access/staff.py", "web/access/of_person.py",
    "web/access/templates/access/accounts.jinja", "web/access/templates/access/new.jinja",
    "web/access/templates/access/one.jinja", "web/access/templates/access/of_person.jinja",
    "web/access/templates/access/change.jinja", "web/access/templates/access/letter.jinja",
    "casework/consents/files.py", "web/consents/partners.py", "web/consents/shared.py",
    "web/consents/templates/consents/end_partner.jinja", "web/consents/templates/consents/give_sign_in.jinja",
    "web/consents/templates/consents/keep_partner.jinja", "web/consents/templates/consents/partner.jinja",
    "web/consents/templates/consents/partners.jinja", "web/consents/templates/consents/shared_with_us.jinja",
    "web/carers/needs.py", "web/carers/support.py", "web/carers/templates/carers/answer_support.jinja",
    "web/carers/templates/carers/asked.jinja", "web/carers/templates/carers/need.jinja",
    "web/carers/templates/carers/needs.jinja", "web/carers/templates/carers/put_on_the_list.jinja",
    "web/carers/templates/carers/ran_out.jinja", "web/carers/templates/carers/shown.jinja",
    "web/carers/templates/carers/what_they_said.jinja",
    "web/communication/waiting.py",
    "web/communication/templates/communication/finish.jinja", "web/communication/templates/communication/letters.jinja",
    "web/communication/templates/communication/not_sent.jinja",
    "web/decisions/learning.py", "web/decisions/telling.py", "web/decisions/templates/decisions/learning.jinja",
    "web/decisions/templates/decisions/questions.jinja",
    "web/decisions/templates/decisions/answer.jinja",
    "web/decisions/templates/decisions/told.jinja", "web/design/templates/design/lists.jinja",
    "web/home/work.py", "web/home/templates/home/work.jinja",
    "web/payments/listing.py", "web/payments/templates/payments/list.jinja",
    "web/payments/templates/payments/decide.jinja",
    "web/people/finding.py", "web/people/templates/people/list.jinja", "web/people/templates/people/new.jinja",
    "web/people/templates/people/named_worker.jinja", "web/people/templates/people/person.jinja",
    "web/people/stages.py", "web/plans/templates/plans/list.jinja", "web/plans/templates/plans/sign_off.jinja",
    "web/plans/templates/plans/send_back.jinja",
    # The person reads none of these yet: they are worked out for staff.
    "rules/continuity.py", "rules/deferred_payments/interest.py", "rules/deferred_payments/projection.py",
    "rules/ordinary_residence.py", "rules/safeguarding.py", "rules/top_ups.py", "rules/uprating.py",
    "rules/parameters/quality_of_life.yaml", "rules/parameters/resource_allocation.yaml",
    "rules/parameters/uprating_percentages.yaml",
    "web/requests/listing.py", "web/requests/responding.py", "web/requests/templates/requests/list.jinja",
    "web/requests/templates/requests/request.jinja", "web/requests/templates/requests/respond.jinja",
)  # fmt: skip

KEYWORDS: dict[str, Any] = {
    "_": None, "gettext": None, "gettext_lazy": None, "lazy": None, "_lazy": None, "_now": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
}  # fmt: skip
JINJA = {"trimmed": "true", "newstyle_gettext": "true", "extensions": "jinja2.ext.do"}
NOT_RULES_OF_ONE_PERSON = re.compile(r"bulk|back_test|calibration|straight_line|version|against_the_law|parameters/")
LAW = re.compile(
    r"(SI (19|20)|Care Act|Care and Support|Mental (Health|Capacity) Act|statutory guidance|reg \d|Sch \d|para \d"
    r"|Council policy;|Netten|[();]|\[)"
)

# "home_others_live_in" is the name of a thing; "Nothing" is a word. A month is said by its day.
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
NAME_OF_A_THING = re.compile(
    rf"(?![A-Z][a-z]+$|(child|children|unable|able|counts)$)[\w.\[\]{{}}+%]*|[\w.]*\[.*|{MONTHS}|go\{{.*|\{{\w+\}}"
)


def is_the_persons(message: Message) -> bool:
    return any(_the_person_reads(place) for place, _line in message.locations)


@cache
def _the_person_reads(place: str) -> bool:
    return _is_under(place, PERSONS) and not _is_under(place, STAFF)


def _is_under(place: str, names: tuple[str, ...]) -> bool:
    return any(PurePosixPath(place).is_relative_to(name) for name in names)


def messages() -> Catalog:
    """Every message there is, with the files that say it."""
    found = Catalog(charset="utf-8")
    for path in sorted(PACKAGE.rglob("*")):
        place = path.relative_to(PACKAGE).as_posix()
        if "/migrations/" in place or place.startswith("locale/"):
            continue
        for words, context in _said_in(path, place):
            found.add(words, locations=[(place, 0)], context=context)
    return found


def _said_in(path: Path, place: str) -> Iterator[tuple[Any, str | None]]:
    if path.suffix == ".py" and place.startswith("rules/"):
        if not NOT_RULES_OF_ONE_PERSON.search(place):
            for words in words_of_rules(path.read_text()):
                yield words, None
    elif path.suffix == ".py" or path.suffix == ".jinja":
        method, options = ("python", {}) if path.suffix == ".py" else ("jinja2.ext:babel_extract", JINJA)
        for _line, said, _comments, context in extract(method, BytesIO(path.read_bytes()), KEYWORDS, options=options):
            yield said, context
    elif place == "config/demonstration_council.yaml":
        yield yaml.safe_load(path.read_text())["hours"], None
    elif place.startswith("rules/parameters/") and path.suffix == ".yaml":
        for parameter in yaml.safe_load(path.read_text()).values():
            yield parameter["title"], None


def words_of_rules(source: str) -> Iterator[str]:
    """The words that rules say, which are plain Python and know nothing of languages.

    A sentence with values in it, f"{name}: {amount}", is the message "{0}: {1}". A sentence made of parts is found by
    its parts, without the commas between them.
    """
    for node in _read_out(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            parts = iter(range(len(node.values)))
            words = "".join(
                str(part.value) if isinstance(part, ast.Constant) else f"{{{next(parts)}}}" for part in node.values
            )
        else:
            words = str(node.value)
        words = words.strip(" ,;:.")
        bare = re.sub(r"\{\w+\}", "", words).strip(" ,;:.")
        if re.search(r"[A-Za-z]{2}", bare) and not LAW.match(bare) and not NAME_OF_A_THING.fullmatch(words):
            yield words


def _read_out(node: ast.AST) -> Iterator[Any]:
    """The text in a syntax tree that may be read out to somebody: no docstrings, no errors, no names of things."""
    if isinstance(node, (ast.Raise, ast.Assert, ast.Import, ast.ImportFrom)):
        return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.Assign) and any(isinstance(at, ast.Name) and at.id == "__all__" for at in node.targets):
        return
    if isinstance(node, ast.JoinedStr):
        yield node
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                yield from _read_out(part.value)
        return
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node
        return
    for name, field in ast.iter_fields(node):
        if name in ("annotation", "returns"):
            continue
        for child in field if isinstance(field, list) else [field]:
            if isinstance(child, ast.AST):
                yield from _read_out(child)


def catalogue(language: str) -> Catalog:
    """A language's words, as its file has them."""
    path = LOCALE / language / f"{NAME}.po"
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def write_again(language: str, found: Catalog) -> Catalog:
    """The file of a language with the messages there are now. Words of a message that is gone are dropped."""
    had = catalogue(language)
    new = Catalog(
        locale=language, project="Good Lives", version="", copyright_holder="Good Lives contributors", charset="utf-8",
        fuzzy=False, header_comment=f"# Good Lives: {language}. docs/translations.md says how this is made.",
        creation_date=had.creation_date, revision_date=had.creation_date, last_translator="", language_team="",
    )  # fmt: skip
    for message in found:
        if not message.id:
            continue
        before = had.get(message.id, message.context)
        read_by = "the person's pages" if is_the_persons(message) else "staff"
        new.add(
            message.id, before.string if before else None, locations=message.locations, context=message.context,
            flags=message.flags, auto_comments=[read_by],
        )  # fmt: skip
    path = LOCALE / language / f"{NAME}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, new, width=0, sort_output=True, omit_header=False, include_lineno=False, ignore_obsolete=True)
    return new


# A value in a message that is read from right to left keeps its own direction: figures, English names, phone numbers.
# These two marks are what <bdi> is in a page, and letters and mail may have them too.
ISOLATE, END = "\u2068", "\u2069"
VALUE = re.compile(r"""(?<!=")(?<!=')(%\([a-z_0-9]+\)[sd]|\{[a-z_0-9]+\})""")


def make_ready(language: str) -> None:
    """Write the file that Django reads, where it is older than the words it is made from."""
    source, made = LOCALE / language / f"{NAME}.po", LOCALE / language / f"{NAME}.mo"
    if made.exists() and made.stat().st_mtime >= source.stat().st_mtime:
        return
    words = catalogue(language)
    if language in FROM_RIGHT_TO_LEFT:
        for message in words:
            if message.id and message.string:
                message.string = (
                    tuple(map(in_its_own_direction, message.string))
                    if isinstance(message.string, (tuple, list))
                    else in_its_own_direction(message.string)
                )
    new = made.with_suffix(f".{os.getpid()}")
    with new.open("wb") as file:
        write_mo(file, words)
    new.replace(made)


def in_its_own_direction(words: str) -> str:
    return VALUE.sub(f"{ISOLATE}\\1{END}", words)


def main() -> None:
    if "ready" not in sys.argv:
        found = messages()
        for language in LANGUAGES:
            words = write_again(language, found)
            of_the_person = [message for message in words if message.id and is_the_persons(message)]
            without = sum(not has_words(message) for message in of_the_person)
            print(f"{language}: {len(of_the_person):,} messages of the person's pages, {without:,} without words")
    for language in LANGUAGES:
        make_ready(language)


def has_words(message: Message) -> bool:
    said = message.string
    return all(said) if isinstance(said, (tuple, list)) else bool(said)


if __name__ == "__main__":
    main()
