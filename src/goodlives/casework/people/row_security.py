"""The database itself keeps one person from another's record, even where a page forgets to ask.

Pages for somebody who draws on support run as the database role `goodlives_portal`. Row-level security lets that role
see a row only when the row leads, by its foreign keys, to a person whose record this user may read. What leads to no
person is closed to it, unless it is named here. The rules are written again after each migration, so that a new table
is covered, or closed, from its first day.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from django.apps import apps
from django.db import connections, models, transaction
from django.db.models import Func

from . import own_history
from .own_history import parent_of

ROLE = "goodlives_portal"
USER = "goodlives.portal_user"
ACTING = "goodlives.portal_acting"
TODAY = "goodlives.portal_today"

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
    "access_user": (
        "role <> 'person' OR id = {user} OR id = ANY ((SELECT portal_known_users())::uuid[])",
        "id = {user}",
        "SELECT, UPDATE",
    ),
    "account_emailaddress": ("user_id = {user}", "user_id = {user}", "SELECT"),
    "access_draft": ("user_id = {user}", "user_id = {user}", "SELECT, INSERT, UPDATE, DELETE"),
    "access_accountentry": ("user_id = {user}", "user_id = {user}", "SELECT, INSERT"),
    "mfa_authenticator": ("user_id = {user}", "user_id = {user}", "SELECT, INSERT, UPDATE, DELETE"),
    "access_userevent": ("false", "id = {user}", "INSERT"),  # a trigger writes; nobody reads
}

# The context of a change is the one being written now.
OF_CHANGES = {"pghistory_context": "id = nullif(current_setting('pghistory.context_id', true), '')::uuid"}

THIS_USER = f"nullif(current_setting('{USER}', true), '')::uuid"
THIS_ACTING = f"nullif(current_setting('{ACTING}', true), '')::uuid"
THIS_DAY = f"nullif(current_setting('{TODAY}', true), '')::date"
THEIRS = "ANY ((SELECT portal_people())::uuid[])"
THEMSELVES = "ANY ((SELECT portal_self())::uuid[])"

# What some may read who act for a person without seeing the whole record: the tables that hang on the person, by the
# right that opens them, and which of their rows. What hangs on these rows follows by itself.
BY_RIGHT = {
    "people_person": (("money", "benefits", "direct_payment"), ""),
    "finances_financialassessment": (("money",), ""),
    "finances_reportedchange": (("money", "benefits"), ""),
    "payments_directpayment": (("money", "direct_payment"), ""),
    "plans_plan": (("direct_payment",), ""),
    "decisions_decision": (("money", "direct_payment"), "kind IN ('charge', 'personal_budget', 'direct_payment')"),
}

# Whoever opens anything by one of these rights leaves a look behind, though they may not read who else looked.
LEAVES = {"people_recordread": ("money", "benefits", "direct_payment")}

# Tables about who acts for whom. Nobody in this role reads why somebody is suspended, nor what was said of them to
# staff: not the person, who may be reading with them, and not another who acts for the same person.
_ACTS = "representatives_representation"
UNSEEN = ("representatives_suspension",)
ABOUT_REPRESENTATIVES = {
    "representatives_representation": (
        "SELECT, UPDATE",
        f"person_id = {THEIRS} OR user_id = {THIS_USER}",
        f"person_id = {THEMSELVES}",
    ),
    "representatives_worry": (
        "INSERT",
        "false",
        f"EXISTS (SELECT 1 FROM {_ACTS} acts WHERE acts.id = representation_id AND acts.person_id = {THEMSELVES})",  # noqa: S608
    ),
}
SHARED = "ANY ((SELECT portal_people_who_share('{what}'))::uuid[])"

# A carer's place in somebody's circle, for a row that hangs on it.
_PLACE = "EXISTS (SELECT 1 FROM people_circlemember member WHERE member.id = circle_member_id AND {whose})"

# Somebody in a circle of support sees what is said of them there, and the person's name, but no more of that record;
# and a person and their carer each see what the other lets them see, until they take it back or the place ends.
ALSO = {
    "people_circlemember": f"member_id = {THEIRS} OR person_id = {SHARED.format(what='circle')}",
    "carers_shared": _PLACE.format(
        whose=f"member.ended_on IS NULL AND (member.person_id = {THEIRS} OR member.member_id = {THEIRS})"
    ),
    "carers_emergencyplan": f"person_id = {SHARED.format(what='emergency_plan')}",
    "carers_caregiven": _PLACE.format(
        whose=f"member.person_id = {THEIRS} AND member.member_id = {SHARED.format(what='care')}"
    ),
}

# What hangs on somebody's place in a circle, but is theirs and not the person's whose circle it is.
OF_WHOEVER_HELPS = {"carers_caregiven": _PLACE.format(whose=f"member.member_id = {THEIRS}")}

# In PL/pgSQL, which keeps the plan of what it asks: each question of a page asks these first.
FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION portal_self() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS $$ BEGIN RETURN (
    SELECT coalesce(array_agg(id), '{{}}') FROM people_person WHERE user_id = {THIS_USER} AND {THIS_ACTING} IS NULL
); END $$;
CREATE OR REPLACE FUNCTION portal_acting(wanted text[]) RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS $$ BEGIN RETURN (
    SELECT coalesce(array_agg(person_id), '{{}}') FROM representatives_representation acts
    WHERE acts.id = {THIS_ACTING} AND acts.user_id = {THIS_USER} AND acts.usable::text[] && wanted
        AND acts.first_on <= {THIS_DAY} AND (acts.last_on IS NULL OR acts.last_on >= {THIS_DAY})
        AND NOT EXISTS (
            SELECT 1 FROM representatives_suspension WHERE representation_id = acts.id AND ended_on IS NULL
        )
); END $$;
CREATE OR REPLACE FUNCTION portal_people() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS $$ BEGIN RETURN (
    SELECT portal_self() || portal_acting(ARRAY['see'])
); END $$;
CREATE OR REPLACE FUNCTION portal_known_users() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS $$ BEGIN RETURN (
    SELECT coalesce(array_agg(user_id), '{{}}') FROM (
        SELECT id AS person_id, user_id FROM people_person
        UNION ALL
        SELECT person_id, user_id FROM representatives_representation
    ) known
    WHERE user_id IS NOT NULL
        AND person_id = ANY (portal_people() || portal_acting(ARRAY['money', 'benefits', 'direct_payment']))
); END $$;
CREATE OR REPLACE FUNCTION portal_people_who_share(wanted text) RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS $$ BEGIN RETURN (
    SELECT coalesce(array_agg(shared.person_id), '{{}}') FROM carers_shared shared
    JOIN people_circlemember place ON place.id = shared.circle_member_id AND place.ended_on IS NULL
    WHERE shared.what = wanted AND shared.ended_on IS NULL AND (
        shared.person_id = place.person_id AND place.member_id = {THEIRS}
        OR shared.person_id = place.member_id AND place.person_id = {THEIRS}
    )
); END $$;
CREATE OR REPLACE FUNCTION name_of_person(wanted uuid) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS $$ BEGIN RETURN (
    SELECT given_name || ' ' || family_name FROM people_person
    WHERE id = wanted AND (
        {THIS_USER} IS NULL OR id = {THEIRS}
        OR EXISTS (SELECT 1 FROM people_circlemember WHERE person_id = wanted AND member_id = {THEIRS})
        OR EXISTS (SELECT 1 FROM assessments_assessment WHERE cared_for_id = wanted AND person_id = {THEIRS})
        OR EXISTS (SELECT 1 FROM representatives_representation WHERE person_id = wanted AND user_id = {THIS_USER})
    )
); END $$;
"""  # noqa: S608  # made of our own names only


class Rule(NamedTuple):
    """What the role may do with one table, and with which of its rows."""

    table: str
    may: str
    sees: str
    writes: str


class NameOf(Func):
    """The name of a person who is cared for, or acted for, for whoever does so and for nobody else."""

    function = "name_of_person"
    output_field = models.CharField()


@contextmanager
def only_what_is_theirs(user, *, acting: UUID | None = None, on: date | None = None) -> Iterator[None]:
    """Until this ends, the database shows this user their own record and no other.

    `acting`: the representation by which they act for another on this day. Then it shows that person's record instead,
    as far as their rights go, and not their own. What one person asks of their record every other asks too, of a few
    rows found by a key, so it is planned once for all of them.
    """
    with _quietly() as execute:
        execute(
            "SELECT set_config(%s, %s, false), set_config(%s, %s, false), set_config(%s, %s, false), "
            "set_config('plan_cache_mode', 'force_generic_plan', false), set_config('role', %s, false)",
            [USER, str(user.pk), ACTING, str(acting or ""), TODAY, on.isoformat() if on else "", ROLE],
        )
    try:
        yield
    finally:
        with _quietly() as execute:
            execute(
                "SELECT set_config('role', 'none', false), set_config('plan_cache_mode', 'auto', false), "
                "set_config(%s, '', false), set_config(%s, '', false)",
                [USER, ACTING],
            )


@contextmanager
def for_the_council() -> Iterator[None]:
    """What the council must do at once because of what somebody said of themselves: past the wall, until this ends.

    For an action that has seen to it that they may say it, and for a sum that needs a yes of somebody else; around
    nothing that gives them another's words to read.
    """
    with _quietly() as execute:
        before = execute("SELECT current_setting('role')").fetchone()[0]
    if before != ROLE:
        yield
        return
    with _quietly() as execute:
        execute("SELECT set_config('role', 'none', false)")
    try:
        with transaction.atomic():
            yield
    finally:
        with _quietly() as execute:
            execute("SELECT set_config('role', %s, false)", [ROLE])


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
                found.append(Rule(table, *own_history.rule(model, THEMSELVES)))
        elif table in ABOUT_REPRESENTATIVES:
            found.append(Rule(table, *ABOUT_REPRESENTATIVES[table]))
        elif rows := _rows_of(model):
            rows = OF_WHOEVER_HELPS.get(table, rows)
            also = f" OR {ALSO[table]}" if table in ALSO else ""
            leaves = " OR " + _acting("person_id", LEAVES[table]) if table in LEAVES else ""
            found.append(Rule(table, "SELECT, INSERT, UPDATE, DELETE", rows + also, rows + leaves))
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


def _rows_of(model: type[models.Model]) -> str | None:
    """Which rows are theirs: those whose person they are, or whose parent row is theirs."""
    person, table = apps.get_model("people", "Person"), model._meta.db_table
    if table in UNSEEN:
        return None
    if model is person:
        return f"id = {THEIRS}" + _by_right(table, "id")
    parent = parent_of(model, (), UNSEEN)
    if parent is None:
        return None
    if parent.related_model is person:
        return f'"{parent.column}" = {THEIRS}' + _by_right(table, parent.column)
    above = parent.related_model._meta
    theirs = f'above."{above.pk.column}" = "{table}"."{parent.column}"'
    return f'EXISTS (SELECT 1 FROM "{above.db_table}" above WHERE {theirs})'  # noqa: S608  # our own names


def _by_right(table: str, column: str) -> str:
    """The same for somebody who acts for the person with less than the right to see everything."""
    if table not in BY_RIGHT:
        return ""
    rights, only = BY_RIGHT[table]
    rows = _acting(column, rights)
    return f" OR ({rows} AND {only})" if only else f" OR {rows}"


def _acting(column: str, rights: tuple[str, ...]) -> str:
    wanted = ", ".join(f"'{right}'" for right in rights)
    return f'"{column}" = ANY ((SELECT portal_acting(ARRAY[{wanted}]))::uuid[])'


def write_rules(using: str = "default", **_signal) -> None:
    """Put the rules into the database. Called after each migration; does nothing where they stand already."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    wanted = [rule for rule in rules() if rule.table in tables]
    if not {"people_circlemember", "assessments_assessment", "representatives_suspension", "carers_shared"} <= tables:
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
        DROP POLICY IF EXISTS only_they_take_it_away ON "{rule.table}";
        CREATE POLICY only_they_take_it_away ON "{rule.table}" AS RESTRICTIVE FOR DELETE TO {ROLE}
            USING ({rule.writes});
    """
