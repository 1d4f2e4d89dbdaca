"""The public API, described at /api/v1/openapi.json."""

from django.db.transaction import non_atomic_requests
from django.urls import path
from ninja import NinjaAPI

from .calculators import router

api = NinjaAPI(
    title="Good Lives",
    version="1",
    urls_namespace="api",
    docs_url=None,  # the page would fetch its script from another host
    openapi_url="/openapi.json",
    description="What a person pays and whether needs are eligible, explained. Open to anybody; nothing is kept.",
)
api.add_router("", router)

urls = api.urls
# The calculators keep nothing, so they answer even when the database does not.
for pattern in urls[0]:
    non_atomic_requests(pattern.callback)

urlpatterns = [path("api/v1/", urls)]
