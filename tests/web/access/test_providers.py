"""Another sign-in: what the council's file may say, and who we say we are where a provider wants it signed."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import jwt
import pytest
import yaml
from allauth.core import context
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from goodlives.config.council import DEMONSTRATION_COUNCIL, CouncilFileIsWrong, read_council
from goodlives.web.access.providers import A_SIGNED_STATEMENT, Client, nonce_of

STAFF = {
    "id": "council", "name": "Wexshire single sign-on", "whom": "staff", "server_url": "https://login.example",
    "client_id": "good-lives",
}  # fmt: skip


@pytest.fixture
def council(tmp_path, monkeypatch):
    """The council's file with these providers."""
    monkeypatch.setenv("GOODLIVES_SECRET_OF_COUNCIL", "only in the environment")

    def read(*providers):
        file = tmp_path / "council.yaml"
        file.write_text(yaml.safe_dump(yaml.safe_load(DEMONSTRATION_COUNCIL.read_text()) | {"sign_in": providers}))
        return read_council(str(file))

    return read


def test_a_council_without_another_sign_in_has_none():
    assert read_council(None).sign_in == ()


def test_the_secret_comes_from_the_environment(council):
    app = council(STAFF).sign_in[0].for_allauth()
    assert (app["provider_id"], app["secret"]) == ("council", "only in the environment")
    assert app["settings"]["oauth_pkce_enabled"]
    assert "only in the environment" not in repr(council(STAFF).sign_in)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"secret": "written down"}, "secret"),
        ({"client_id": None, "whom": "everybody"}, "whom must be staff or people"),
        ({"whom": "people", "trust_email": True}, "the council's own directory only"),
        ({"server_url": "http://login.example"}, "must begin with https"),
        ({"id": "other"}, "needs GOODLIVES_SECRET_OF_OTHER in the environment"),
    ],
)
def test_a_file_that_is_wrong_is_refused_by_name(council, change, words):
    with pytest.raises(CouncilFileIsWrong, match=words):
        council(STAFF | change)


def test_what_is_missing_is_named(council):
    with pytest.raises(CouncilFileIsWrong, match="does not say: client_id"):
        council({name: value for name, value in STAFF.items() if name != "client_id"})


class TokenEndpoint(BaseHTTPRequestHandler):
    """Gives a token to whoever signs who they are with the right key, and sends no secret."""

    public_key = None
    asked: dict = {}

    def do_POST(self):
        asked = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        type(self).asked = asked
        said = jwt.decode(
            asked["client_assertion"][0], self.public_key, algorithms=["RS512"],
            audience=f"http://127.0.0.1:{self.server.server_port}/token", issuer="good-lives",
        )  # fmt: skip
        right = said["sub"] == "good-lives" and asked["client_assertion_type"] == [A_SIGNED_STATEMENT]
        body = json.dumps({"access_token": said["jti"]} if right else {"error": "invalid_client"}).encode()
        self.send_response(200 if right else 401)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


def test_who_we_are_is_signed_where_a_provider_wants_no_secret(rf):
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    TokenEndpoint.public_key = key.public_key()
    server = HTTPServer(("127.0.0.1", 0), TokenEndpoint)
    threading.Thread(target=server.handle_request, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/token"
    request = rf.get("/")
    client = Client(request, "good-lives", "", "POST", address, "https://wexshire.example/back/")
    client.private_key = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    client.assertion_algorithm = "RS512"
    with context.request_context(request):
        assert client.get_access_token("the-code", pkce_code_verifier="v")["access_token"]
    server.server_close()
    assert "client_secret" not in TokenEndpoint.asked
    assert TokenEndpoint.asked["code_verifier"] == ["v"]


def test_the_nonce_goes_with_the_state(rf):
    client = Client(rf.get("/"), "good-lives", "", "POST", "https://x.example/token", "https://w.example/back/")
    client.state = "abc"
    assert f"nonce={nonce_of('abc')}" in client.get_redirect_url("https://x.example/authorize", ["openid"], {})
    assert nonce_of("abc") != nonce_of("xyz")
