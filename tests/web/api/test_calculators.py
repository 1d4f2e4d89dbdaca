"""POST /api/v1/charge and /api/v1/eligibility: the same JSON as the commands, open to anyone, nothing stored."""

import json

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

PETER = {
    "on": "2023-06-05",
    "setting": "home",
    "person": {"age": 37, "household": "single"},
    "cost_of_care": "454.00",
    "income": [
        {"kind": "employment_and_support_allowance", "amount": "225.45"},
        {"kind": "pip_daily_living", "amount": "101.75", "rate": "enhanced"},
        {"kind": "pip_mobility", "amount": "26.90"},
    ],
    "housing_costs": "17.27",
    "disability_related_expenditure": "28.08",
}

pytestmark = pytest.mark.django_db


def post(client, path, body):
    return client.post(path, body if isinstance(body, str) else json.dumps(body), content_type="application/json")


def test_the_published_devon_example_costs_the_person_110_10(client):
    answer = post(client, "/api/v1/charge", PETER).json()
    assert (answer["charge"], answer["council_pays"], answer["rates"]) == ("110.10", "343.90", "2023-24")
    assert answer["steps"]


def test_the_api_and_the_command_give_the_same_answer(client):
    from click.testing import CliRunner

    from goodlives.cli import main

    said = CliRunner().invoke(main, ["charge", "-", "--json"], input=json.dumps(PETER)).output
    assert post(client, "/api/v1/charge", PETER).json() == json.loads(said)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (PETER | {"cost_of_car": "1.00"}, "cost_of_car"),
        (PETER | {"cost_of_care": 454.0}, "cost_of_care"),
        (PETER | {"person": {"household": "single"}}, "person.age"),
        (PETER | {"on": "1999-01-01"}, "on"),
        ("{", ""),
        ("[]", ""),
    ],
)
def test_what_is_wrong_is_named(client, body, field):
    response = post(client, "/api/v1/charge", body)
    assert response.status_code == 422
    assert response.json()["problems"][0]["field"] == field
    assert response.json()["problems"][0]["message"]


def test_two_outcomes_and_an_impact_are_eligible(client):
    told = {
        "who": "adult",
        "needs_arise": True,
        "unable_to_achieve": {"nutrition": True, "clothing": True},
        "significant_impact": True,
    }
    answer = post(client, "/api/v1/eligibility", told).json()
    assert answer["eligible"] is True
    assert [condition["met"] for condition in answer["conditions"]] == [True, True, True]


def test_what_is_not_yet_known_is_asked_for(client):
    told = {"who": "carer", "needs_arise": True, "significant_impact": True}
    answer = post(client, "/api/v1/eligibility", told).json()
    assert answer["eligible"] is None
    assert answer["still_to_find_out"]


def test_nothing_is_stored(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        post(client, "/api/v1/charge", PETER)


def test_the_openapi_document_describes_both(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    assert set(paths) == {"/api/v1/charge", "/api/v1/eligibility"}


@pytest.mark.parametrize("path", ["/api/v1/charge", "/api/v1/eligibility"])
def test_anything_sent_gets_an_answer_that_the_document_describes(path):
    document = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())

    @given(case=document[path]["POST"].as_strategy())
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    def send(case):
        case.call_and_validate(checks=[not_a_server_error, response_schema_conformance, status_code_conformance])

    send()
