"""For whatever watches over the server: is it alive, and is it ready for people?"""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.transaction import non_atomic_requests
from django.db.utils import InterfaceError, OperationalError
from django.http import HttpRequest, JsonResponse

from goodlives.casework.access import roles

from ..permissions import open_to


@open_to(roles.anyone)
@non_atomic_requests
def live(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"live": True})


@open_to(roles.anyone)
@non_atomic_requests
def ready(request: HttpRequest) -> JsonResponse:
    """Ready when the database answers and every migration has run; otherwise 503 with the reason."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except (OperationalError, InterfaceError):
        return JsonResponse({"ready": False, "why": "the database does not answer"}, status=503)
    if waiting:
        return JsonResponse({"ready": False, "why": f"{len(waiting)} migrations have not run"}, status=503)
    return JsonResponse({"ready": True})
