"""Other places where people sign in: the council's own directory for staff, GOV.UK One Login or NHS login for people.

What may be read by anybody stands in the council's file, under `sign_in`. What may not comes from the environment:
`GOODLIVES_SECRET_OF_<ID>` holds a client secret, `GOODLIVES_KEY_OF_<ID>` the path of a private key.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any


class ProviderIsWrong(Exception):
    """A provider of sign-ins has a name it should not have, lacks one, or its secret is not in the environment."""


@dataclass(frozen=True)
class SignInProvider:
    """One provider of OpenID Connect, in the council's own words."""

    id: str  # part of the address it sends people back to: /sign-in/with/<id>/back/
    name: str  # what the button says
    whom: str  # staff or people
    server_url: str  # where its .well-known/openid-configuration is
    client_id: str
    trust_email: bool = (
        False  # the council's own directory, whose email addresses are its own even if it does not say so
    )
    scope: tuple[str, ...] = ("openid", "email")
    ask: Mapping[str, Any] = field(default_factory=dict)  # more to ask for, such as vtr or acr_values
    must_say: Mapping[str, Any] = field(default_factory=dict)  # what its token must say, such as vot
    assertion_algorithm: str = ""  # with it, we sign who we are (private_key_jwt) instead of sending a secret
    secret: str = field(default="", repr=False)
    private_key: str = field(default="", repr=False)

    def for_allauth(self) -> dict[str, Any]:
        return {
            "provider_id": self.id,
            "name": self.name,
            "client_id": self.client_id,
            "secret": self.secret,
            "settings": {
                "server_url": self.server_url,
                "scope": list(self.scope),
                "auth_params": dict(self.ask),
                "token_auth_method": "private_key_jwt" if self.assertion_algorithm else None,
                "oauth_pkce_enabled": True,
                "whom": self.whom,
                "trust_email": self.trust_email,
                "must_say": dict(self.must_say),
                "assertion_algorithm": self.assertion_algorithm,
                "private_key": self.private_key,
            },
        }


FROM_THE_ENVIRONMENT = {"secret", "private_key"}


def read_providers(told: list[dict[str, Any]]) -> tuple[SignInProvider, ...]:
    """The providers that the council's file names, each with its secret."""
    return tuple(_provider(one) for one in told)


def _provider(told: dict[str, Any]) -> SignInProvider:
    who = f"sign_in {told.get('id', '')}".strip()
    known = {one.name: one for one in fields(SignInProvider) if one.name not in FROM_THE_ENVIRONMENT}
    needed = {name for name, one in known.items() if one.default is MISSING and one.default_factory is MISSING}
    if missing := sorted(needed - told.keys()):
        raise ProviderIsWrong(f"{who} does not say: {', '.join(missing)}")
    if unknown := sorted(told.keys() - known.keys()):
        raise ProviderIsWrong(f"{who} has names we do not know: {', '.join(unknown)}. A secret is never in this file")
    if told["whom"] not in ("staff", "people"):
        raise ProviderIsWrong(f"{who}: whom must be staff or people")
    if told["whom"] == "people" and told.get("trust_email"):
        raise ProviderIsWrong(f"{who}: trust_email is for the council's own directory only")
    if not str(told["server_url"]).startswith(("https://", "http://localhost", "http://127.0.0.1")):
        raise ProviderIsWrong(f"{who}: server_url must begin with https://")
    name = str(told["id"]).upper().replace("-", "_")
    if told.get("assertion_algorithm"):
        kept = {"private_key": Path(_from_environment(f"GOODLIVES_KEY_OF_{name}", who)).read_text()}
    else:
        kept = {"secret": _from_environment(f"GOODLIVES_SECRET_OF_{name}", who)}
    scope = tuple(told.get("scope", ("openid", "email")))
    return SignInProvider(**{**told, "scope": scope, **kept})


def _from_environment(variable: str, who: str) -> str:
    if not os.environ.get(variable):
        raise ProviderIsWrong(f"{who} needs {variable} in the environment")
    return os.environ[variable]
