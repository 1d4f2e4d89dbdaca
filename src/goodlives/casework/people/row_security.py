"""The database itself keeps one person from another's record, even where a page forgets to ask.

Pages for somebody who draws on support run as the database role `goodlives_portal`. Row-level security lets that role
see a row only when the row leads, by its foreign keys, to a person whose record this user may read. What leads to no
person is closed to it, unless it is named here. The rules are written again after each migration, so that a new table
is covered, or closed, from its first day.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any, NamedTuple

from django.apps import apps
from django.db import connections, models, transaction
from django.db.models import Func

ROLE = "goodlives_portal"
USER = "goodlives.portal_user"

# Tables that say nothing of any person, and what the role may do with them. Every other one that leads to no person
# is closed: a test lists those.
OPEN = {
    "access_team": "SELECT",
    "access_signofflimit": "SELECT",
    "access_signintry": "SELECT, INSERT, DELETE",
    "charging_policies_chargingpolicy": "SELECT",
    "consents_partner": "SELECT",
    "django_content_type": "SELECT",
    "django_session": "SELECT, INSERT, UPDATE, DELETE",
    "auth_permission": "SELECT",
}

# Tables about users: themselves, and who works for the council.
OF_USERS = {
    "access_user": ("role <> 'person' OR id = {user}", "id = {user}", "SELECT, UPDATE"),
    "account_emailaddress": ("user_id = {user}", "user_id = {user}", "SELECT"),
    "access_accountentry": ("user_id = {user}", "user_id = {user}", "SELECT, INSERT"),
    "mfa_authenticator": ("user_id = {user}", "user_id = {user}", "SELECT, INSERT, UPDATE, DELETE"),
    "access_userevent": ("false", "id = {user}", "INSERT"),  # a trigger writes; nobody reads
}

# The context of a change is the one being written now.
OF_CHANGES = {"pghistory_context": "id = nullif(current_setting('pghistory.context_id', true), '')::uuid"}

# Somebody in a circle of support sees what is said of them there, and the person's name, but no more of that record.
ALSO = {"people_circlemember": "member_id"}

THIS_USER = f"nullif(current_setting('{USER}', true), '')::uuid"
THEIRS = "ANY ((SELECT portal_people())::uuid[])"

FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION portal_people() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(id), '{{}}') FROM people_person WHERE user_id = {THIS_USER}
$$;
CREATE OR REPLACE FUNCTION name_of_person(wanted uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
    SELECT given_name || ' ' || family_name FROM people_person
    WHERE id = wanted AND (
        {THIS_USER} IS NULL OR id = {THEIRS}
        OR EXISTS (SELECT 1 FROM people_circlemember WHERE person_id = wanted AND member_id = {THEIRS})
        OR EXISTS (SELECT 1 FROM assessments_assessment WHERE cared_for_id = wanted AND person_id = {THEIRS})
    )
$$;
"""  # noqa: S608  # made of our own names only


class Rule(NamedTuple):
    """What the role may do with one table, and with which of its rows."""

    table: str
    may: str
    sees: str
    writes: str


class NameOf(Func):
    """The name of a person who is cared for, for the carer whose own record says so, and for nobody else."""

    function = "name_of_person"
    output_field = models.CharField()


@contextmanager
def only_what_is_theirs(user) -> Iterator[None]:
    """Until this ends, the database shows this user their own record and no other."""
    with _quietly() as execute:
        execute("SELECT set_config(%s, %s, false), set_config('role', %s, false)", [USER, str(user.pk), ROLE])
    try:
        yield
    finally:
        with _quietly() as execute:
            execute("SELECT set_config('role', 'none', false), set_config(%s, '', false)", [USER])


@contextmanager
def _quietly():
    """The connection's own cursor: two settings are no query of any page."""
    connection = connections["default"]
    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        yield cursor.execute


def rules() -> list[Rule]:
    """What the role may do with each table that leads to a person, or is open to it."""
    found = [Rule(table, may, "true", "true") for table, may in OPEN.items()]
    found += [
        Rule(table, may, sees.format(user=THIS_USER), writes.format(user=THIS_USER))
        for table, (sees, writes, may) in OF_USERS.items()
    ]
    found += [Rule(table, "SELECT, INSERT, UPDATE", rows, "true") for table, rows in OF_CHANGES.items()]
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        if is_history(model):
            if leads_to_person(model):
                found.append(Rule(table, "SELECT, INSERT", "false", "true"))  # a trigger writes; nobody reads
        elif rows := _rows_of(model):
            also = f" OR {ALSO[table]} = {THEIRS}" if table in ALSO else ""
            found.append(Rule(table, "SELECT, INSERT, UPDATE, DELETE", rows + also, rows))
    return found


def closed() -> list[str]:
    """The tables of which the role sees nothing at all."""
    ruled = {rule.table for rule in rules()}
    return sorted({model._meta.db_table for model in apps.get_models(include_auto_created=True)} - ruled)


def is_history(model: type[models.Model]) -> bool:
    return any(field.name == "pgh_obj" for field in model._meta.concrete_fields)


def leads_to_person(model: type[models.Model]) -> bool:
    tracked = getattr(model, "pgh_tracked_model", model)
    return _rows_of(tracked) is not None


def _rows_of(model: type[models.Model], on_the_way: tuple[type[models.Model], ...] = ()) -> str | None:
    """Which rows are theirs: those whose person they are, or whose parent row is theirs."""
    person = apps.get_model("people", "Person")
    if model is person:
        return f"id = {THEIRS}"
    table = model._meta.db_table
    parents: list[Any] = [
        field
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model not in (*on_the_way, model)
    ]
    parents.sort(key=lambda field: (field.name != "person", field.null))
    for field in parents:
        if field.related_model is person:
            if field.name == "person":
                return f'"{field.column}" = {THEIRS}'
        elif _rows_of(field.related_model, (*on_the_way, model)):
            above = field.related_model._meta
            theirs = f'above."{above.pk.column}" = "{table}"."{field.column}"'
            return f'EXISTS (SELECT 1 FROM "{above.db_table}" above WHERE {theirs})'  # noqa: S608  # our own names
    return None


def write_rules(using: str = "default", **_signal) -> None:
    """Put the rules into the database. Called after each migration; does nothing where they stand already."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    wanted = [rule for rule in rules() if rule.table in tables]
    if not {"people_circlemember", "assessments_assessment"} <= tables:
        return
    statements = FUNCTIONS + "".join(_statements(rule) for rule in wanted)
    mark = sha256(statements.encode()).hexdigest()
    with transaction.atomic(using=using), connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regprocedure('portal_people()'), 'pg_proc')")
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
        cursor.execute(f"COMMENT ON FUNCTION portal_people() IS '{mark}'")


def _statements(rule: Rule) -> str:
    return f"""
        GRANT {rule.may} ON "{rule.table}" TO {ROLE};
        ALTER TABLE "{rule.table}" ENABLE ROW LEVEL SECURITY;
        DROP POLICY IF EXISTS what_is_theirs ON "{rule.table}";
        CREATE POLICY what_is_theirs ON "{rule.table}" TO {ROLE} USING ({rule.sees}) WITH CHECK ({rule.writes});
    """
