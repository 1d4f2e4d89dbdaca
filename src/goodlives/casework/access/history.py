"""History kept by the database: a copy of a row at each change, and when it is taken away. Nothing edits a copy."""

import pghistory


def with_history(**options):
    """Keep every version of a model's rows, the last one too.

    Rows that come or go together are copied in one statement: a list of thirty answers costs one copy.
    """
    return pghistory.track(
        pghistory.InsertEvent(level=pghistory.Statement),
        pghistory.UpdateEvent(level=pghistory.Row),
        pghistory.DeleteEvent(level=pghistory.Statement),
        **options,
    )
