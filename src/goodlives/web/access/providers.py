"""Signing in somewhere else with OpenID Connect: the way there, and the way back.

django-allauth does the walking. Added here, because GOV.UK One Login and NHS login ask for them: who we are as a signed
statement instead of a secret (private_key_jwt, RFC 7523), a nonce, a token whose signature is checked, and what it must
say, such as how surely the person was known (vot).
"""

from __future__ import annotations

import secrets
from hashlib import sha256
from typing import Any

import jwt
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

from .. import clock

A_SIGNED_STATEMENT = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
SECONDS_A_STATEMENT_LASTS = 300
SIGNED_WITH_A_KEY_OF_THEIRS = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"}


def nonce_of(state: str) -> str:
    """Ties the token to this very sign-in, as the state ties the way back to this browser."""
    return sha256(f"nonce {state}".encode()).hexdigest()


class Client(OAuth2Client):
    private_key = ""
    assertion_algorithm = ""

    def get_redirect_url(self, authorization_url, scope, extra_params) -> str:
        return super().get_redirect_url(authorization_url, scope, {**extra_params, "nonce": nonce_of(self.state)})

    def get_access_token(self, code, pkce_code_verifier=None, extra_data=None):
        if self.private_key:
            extra_data = {
                "client_assertion_type": A_SIGNED_STATEMENT, "client_assertion": self.statement(),
            } | (extra_data or {})  # fmt: skip
        return super().get_access_token(code, pkce_code_verifier=pkce_code_verifier, extra_data=extra_data)

    def statement(self) -> str:
        """Who we are, signed with the key whose other half the provider has."""
        now = int(clock.now().timestamp())
        words = {
            "iss": self.consumer_key, "sub": self.consumer_key, "aud": self.access_token_url, "iat": now,
            "exp": now + SECONDS_A_STATEMENT_LASTS, "jti": secrets.token_urlsafe(16),
        }  # fmt: skip
        return jwt.encode(words, self.private_key, algorithm=self.assertion_algorithm)


class Adapter(OpenIDConnectOAuth2Adapter):
    client_class = Client

    def get_provider(self):
        """The provider, which goes there by this same adapter, so that the nonce goes too."""
        provider = super().get_provider()
        provider.oauth2_adapter_class = type(self)
        return provider

    def get_client(self, request: HttpRequest, app):
        client = super().get_client(request, app)
        client.private_key = app.settings["private_key"]
        client.assertion_algorithm = app.settings["assertion_algorithm"]
        return client

    def complete_login(self, request: HttpRequest, app, token, **kwargs: Any):
        login = super().complete_login(request, app, token, **kwargs)
        said = login.account.extra_data.get("id_token") or {}
        if not constant_time_compare(said.get("nonce", ""), nonce_of(request.GET.get("state", ""))):
            raise OAuth2Error("The token is not for this sign-in.")
        everything = {**(login.account.extra_data.get("userinfo") or {}), **said}
        if everything.get("sub") != login.account.uid:
            raise OAuth2Error("The token is about somebody else.")
        for name, wanted in app.settings["must_say"].items():
            if everything.get(name) != wanted:
                raise OAuth2Error(f"The token does not say {name}: {wanted}.")
        login.account.extra_data = {}  # who they are is enough: what else the provider knows is not ours to keep
        return login

    def _decode_id_token(self, app, id_token: str) -> dict:
        """What the token says, once its signature, its issuer, for whom it is and its time are right."""
        try:
            header = jwt.get_unverified_header(id_token)
            if header["alg"] not in SIGNED_WITH_A_KEY_OF_THEIRS:
                raise OAuth2Error(f"The token is signed with {header['alg']}.")
            with get_adapter().get_requests_session() as session:
                keys = session.get(self.openid_config["jwks_uri"]).json()["keys"]
            theirs = [key for key in keys if header.get("kid") in (None, key.get("kid"))]
            if len(theirs) != 1:
                raise OAuth2Error("The token is signed with a key that we cannot find.")
            return jwt.decode(
                id_token, jwt.PyJWK(theirs[0], algorithm=header["alg"]), algorithms=[header["alg"]],
                issuer=self.openid_config["issuer"], audience=app.client_id,
                options={"require": ["exp", "iat", "sub"]},
            )  # fmt: skip
        except jwt.PyJWTError as wrong:
            raise OAuth2Error(f"The token is not right: {wrong}") from wrong


def _walk(kind, request: HttpRequest, provider_id: str) -> HttpResponse:
    adapter = Adapter(request, provider_id)
    try:
        return kind.adapter_view(adapter)(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except (OSError, KeyError, ValueError) as wrong:  # the provider does not answer, or not as one would
        try:
            get_adapter().on_authentication_error(request, adapter.get_provider(), exception=wrong)
        except ImmediateHttpResponse as instead:
            return instead.response
        raise


@require_safe
def there(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _walk(OAuth2LoginView, request, provider_id)


@require_safe
def back(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _walk(OAuth2CallbackView, request, provider_id)


def offered(whom: str) -> list[dict[str, str]]:
    """The other sign-ins that this council has for staff, or for people: name and address of each."""
    providers = get_adapter().list_apps(None, provider="openid_connect")
    return [{"id": app.provider_id, "name": app.name} for app in providers if app.settings["whom"] == whom]
