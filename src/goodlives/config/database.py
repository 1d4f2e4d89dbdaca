"""How the database is asked: a question that comes again is planned once, and its plan kept by the connection."""

from __future__ import annotations

from typing import Any

from psycopg import ClientCursor, Cursor

HISTORYS = "SELECT set_config("
"""What `pghistory` puts before each command that writes: who is at work."""


class PlansQuestionsOnce(Cursor[Any]):
    """Sends a question and its values apart, so that PostgreSQL may keep the plan; whatever writes, in one text.

    Who may see a record has a dozen parts, and to choose how to look them up takes longer than to look. What writes
    has its values in it, because `pghistory` puts a command before it, and a kept plan holds only one.
    """

    def execute(self, query: Any, params: Any = None, **how: Any) -> Any:
        if is_question(query):
            return super().execute(query, params, **how)
        return super().execute(self.mogrify(query, params) if params else query, prepare=False, **how)

    def mogrify(self, query: Any, params: Any = None) -> str:
        """The text with its values in it."""
        return ClientCursor(self.connection).mogrify(query, params)


def is_question(query: Any) -> bool:
    text = query.lstrip() if isinstance(query, str) else ""
    return text.startswith(("SELECT", "(SELECT")) and not text.startswith(HISTORYS)
