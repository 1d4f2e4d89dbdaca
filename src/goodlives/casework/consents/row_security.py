"""The database itself shows a partner what people share with it now, and no more, even where a page forgets to ask.

Pages for somebody who works for a partner run as the database role `goodlives_partner`. It is granted the tables
named here and no other. Each asks, at every reading, whether the person's consent stands at that moment and takes in
that group of fields: what was withdrawn a moment ago is not there. As `people.row_security`, whose machinery this uses.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from django.db import connections, transaction

from ..access.models import User
from ..people.row_security import OF_CHANGES, OF_USERS, OPEN, THIS_USER, USER, _quietly
from .models import Group

ROLE = "goodlives_partner"
DAY = "goodlives.partner_day"

# What of a person's own row each group of fields takes in. Their name comes with every consent, while they live.
NAME = ("id", "given_name", "family_name", "preferred_name", "died_on")
COLUMNS = {
    Group.REACH: ("born_on", "nhs_number", "address", "postcode", "phone", "email"),
    Group.COMMUNICATION: ("communication_needs", "language"),
}

# Decisions about money go with the group of money, all others with the group of decisions.
ABOUT_MONEY = ("charge", "indicative_budget", "personal_budget", "direct_payment")

THIS_DAY = f"nullif(current_setting('{DAY}', true), '')::date"
FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION partner_of_this_user() RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS $$ BEGIN RETURN (
    SELECT partner.id FROM consents_partnerworker worker
    JOIN consents_partner partner ON partner.id = worker.partner_id
    WHERE worker.user_id = {THIS_USER} AND partner.ended_on IS NULL
); END $$;
CREATE OR REPLACE FUNCTION people_who_share(wanted text) RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS $$ BEGIN RETURN (
    SELECT coalesce(array_agg(DISTINCT person.id), '{{}}') FROM consents_consent consent
    JOIN people_person person ON person.id = consent.person_id
    WHERE consent.partner_id = partner_of_this_user() AND consent.withdrawn_at IS NULL
        AND {THIS_DAY} BETWEEN consent.first_on AND consent.last_on AND person.died_on IS NULL
        AND (wanted = '' OR wanted = ANY (consent.groups))
); END $$;
"""  # noqa: S608  # made of our own names only


# Where somebody told us how to reach them safely, nobody outside is given another way; they are told to ask us first.
OF_SAFE_CONTACT = {"communication_safecontact", "communication_communicationneeds"}
IN_DANGER = "safe.id IS NOT NULL"
KEPT_BACK = {
    "address": IN_DANGER,
    "postcode": IN_DANGER,
    "email": IN_DANGER,
    "phone": f"{IN_DANGER} OR needs.phoning IN ('never', 'text_only')",
}
TOLD_INSTEAD = {
    Group.REACH: {
        "ask_first": IN_DANGER,
        "address_is_private": "person.address_is_protected",
        "phoning": "coalesce(needs.phoning, '')",
    }
}


def _facts_of_person() -> str:
    """The columns of a person's own row that a group takes in, for a partner with whom the person shares it.

    Asked by the council itself, of whom no portal and no partner is set, it answers too. Safe contact is obeyed here,
    so that no page and no copy can forget it.
    """

    def said(name: str) -> str:
        if name not in KEPT_BACK:
            return f"'{name}', person.{name}"
        return f"'{name}', CASE WHEN {KEPT_BACK[name]} THEN '' ELSE person.{name} END"

    cases = " ".join(
        f"WHEN '{group.value}' THEN jsonb_build_object("
        + ", ".join([said(name) for name in columns]
                    + [f"'{name}', {words}" for name, words in TOLD_INSTEAD.get(group, {}).items()])
        + ")"
        for group, columns in COLUMNS.items()
    )  # fmt: skip
    return f"""
CREATE OR REPLACE FUNCTION facts_of_person(who uuid, wanted text) RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS $$ BEGIN RETURN (
    SELECT CASE wanted {cases} END FROM people_person person
    LEFT JOIN communication_safecontact safe ON safe.person_id = person.id AND safe.ended_on IS NULL
    LEFT JOIN communication_communicationneeds needs ON needs.person_id = person.id
    WHERE person.id = who AND ({THIS_USER} IS NULL OR person.id = ANY (people_who_share(wanted)))
); END $$;
"""  # noqa: S608  # made of our own names only


def shared(group: str) -> str:
    return f"ANY ((SELECT people_who_share('{group}'))::uuid[])"


class Rule(NamedTuple):
    """What the role may do with one table, and with which of its rows."""

    table: str
    may: str
    sees: str
    writes: str = "false"


OUR_CONSENTS = "consent_id IN (SELECT id FROM consents_consent)"
THE_PLAN = "plan_id IN (SELECT id FROM plans_plan)"

RULES = [
    Rule("people_person", f"SELECT ({', '.join(NAME)})", f"id = {shared('')}"),
    Rule("consents_partner", "SELECT", "id = (SELECT partner_of_this_user())"),
    Rule("consents_partnerworker", "SELECT", f"user_id = {THIS_USER}"),
    # What was given once, too: so that it can be told that it stopped, without a name.
    Rule("consents_consent", "SELECT", "partner_id = (SELECT partner_of_this_user())"),
    Rule("consents_sharedfile", "SELECT, INSERT, UPDATE", OUR_CONSENTS, OUR_CONSENTS),
    Rule("people_recordread", "INSERT", "false", f"reader_id = {THIS_USER} AND person_id = {shared('')}"),
    Rule("about_me_part", "SELECT",
         f"person_id = {shared(Group.ABOUT_ME)} OR heading = 'communication' AND person_id = "
         f"{shared(Group.COMMUNICATION)}"),
    Rule("people_circlemember", "SELECT", f"person_id = {shared(Group.CIRCLE)}"),
    Rule("plans_plan", "SELECT", f"state = 'agreed' AND person_id = {shared(Group.PLAN)}"),
    Rule("plans_goal", "SELECT", THE_PLAN),
    Rule("plans_way", "SELECT", "goal_id IN (SELECT id FROM plans_goal)"),
    Rule("plans_personalbudget", "SELECT", THE_PLAN),
    Rule("decisions_decision", "SELECT (id, person_id, kind, summary, reasons, decided_on, recorded_at, supersedes_id)",
         f"CASE WHEN kind IN {ABOUT_MONEY} THEN person_id = {shared(Group.MONEY)} "
         f"ELSE person_id = {shared(Group.DECISIONS)} END"),
    Rule("payments_directpayment", "SELECT (id, person_id, state, starts_on, weekly_net, asked_on)",
         f"person_id = {shared(Group.MONEY)}"),
]  # fmt: skip

# Where a trigger keeps a history of what they may write.
HISTORIES = ("consents_sharedfileevent",)


def rules() -> list[Rule]:
    """Every table that the role may read or write, and which of its rows."""
    found = list(RULES)
    found += [Rule(table, may, "true", "true") for table, may in OPEN.items() if not table.startswith("consents_")]
    for table, (sees, writes, may) in OF_USERS.items():
        own = "id = {user}" if table == "access_user" else sees  # not even the names of those who work for the council
        found.append(Rule(table, may, own.format(user=THIS_USER), writes.format(user=THIS_USER)))
    found += [Rule(table, "SELECT, INSERT, UPDATE", rows, "true") for table, rows in OF_CHANGES.items()]
    found += [Rule(table, "INSERT", "false", "true") for table in HISTORIES]
    return found


@contextmanager
def only_what_is_shared(user: User, *, on: date) -> Iterator[None]:
    """Until this ends, the database shows this user what people share with their partner on this day, and no more."""
    with _quietly() as execute:
        execute(
            "SELECT set_config(%s, %s, false), set_config(%s, %s, false), set_config('role', %s, false)",
            [USER, str(user.pk), DAY, on.isoformat(), ROLE],
        )
    try:
        yield
    finally:
        with _quietly() as execute:
            execute(
                "SELECT set_config('role', 'none', false), set_config(%s, '', false), set_config(%s, '', false)",
                [USER, DAY],
            )


@contextmanager
def as_the_council() -> Iterator[None]:
    """Step out of the role for one thing that is about nobody: to ask a worker for a job. Rolled back, it never was."""
    with _quietly() as execute:
        [role] = execute("SELECT current_setting('role')").fetchone()
        execute("SELECT set_config('role', 'none', false)")
    yield
    with _quietly() as execute:
        execute("SELECT set_config('role', %s, false)", [role])


def write_rules(using: str = "default", **_signal) -> None:
    """Put the rules into the database. Called after each migration; does nothing where they stand already."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    if not {rule.table for rule in rules()} | OF_SAFE_CONTACT <= tables:
        return
    statements = FUNCTIONS + _facts_of_person() + "".join(_statements(rule) for rule in rules())
    mark = sha256(statements.encode()).hexdigest()
    with transaction.atomic(using=using), connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regprocedure('people_who_share(text)'), 'pg_proc')")
        if cursor.fetchone()[0] == mark:
            return
        cursor.execute(
            f"""DO $$ BEGIN
                BEGIN
                    CREATE ROLE {ROLE} NOLOGIN;
                EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;  -- another database has made it
                END;
                IF NOT pg_has_role(current_user, '{ROLE}', 'MEMBER') THEN
                    EXECUTE format('GRANT {ROLE} TO %I', current_user);
                END IF;
            END $$"""
        )
        cursor.execute(
            f"GRANT USAGE ON SCHEMA public TO {ROLE}; GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {ROLE}"
        )
        cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {ROLE}")
        cursor.execute(statements)
        cursor.execute(f"COMMENT ON FUNCTION people_who_share(text) IS '{mark}'")


def _statements(rule: Rule) -> str:
    return f"""
        GRANT {rule.may} ON "{rule.table}" TO {ROLE};
        ALTER TABLE "{rule.table}" ENABLE ROW LEVEL SECURITY;
        DROP POLICY IF EXISTS what_is_shared ON "{rule.table}";
        CREATE POLICY what_is_shared ON "{rule.table}" TO {ROLE} USING ({rule.sees}) WITH CHECK ({rule.writes});
    """
