"""History kept by the database: a copy of a row at each change, and when it is taken away. Nothing edits a copy."""

import pghistory


def with_history(**options):
    """Keep every version of a model's rows, the last one too."""
    return pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), **options)
