"""Signing in by the REST API of Identity Toolkit, which Firebase's admin SDK does not speak.

Sources: cloud.google.com/identity-platform/docs/use-rest-api and its list of error codes.
"""

from __future__ import annotations

import logging
from functools import cached_property
from typing import TYPE_CHECKING, Any, NoReturn

from hypertrade.domain.errors import (
    Conflict,
    Denied,
    HyperTradeError,
    Invalid,
    NotFound,
    RateLimited,
    Unauthenticated,
    Unavailable,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from requests import Session as Http

TIMEOUT = 10.0
"""Seconds to wait for an answer."""
_LOG = logging.getLogger(__name__)
_SERVER_ERROR = 500
_OK = 200
_RETRY_AFTER = 60.0

TOOLKIT = "https://identitytoolkit.googleapis.com"
TOKENS = "https://securetoken.googleapis.com"


class Toolkit:
    """Asks Identity Toolkit, and Secure Token for renewals."""

    def __init__(self, api_key: str, toolkit: str = TOOLKIT, tokens: str = TOKENS) -> None:
        """Ask with the web app's ``api_key``, at other addresses than Google's in tests."""
        self._api_key = api_key
        self._toolkit = toolkit
        self._tokens = tokens

    @cached_property
    def _http(self) -> Http:
        import requests

        return requests.Session()

    def accounts(self, method: str, **fields: Any) -> dict[str, Any]:
        """Return what ``accounts:method`` answers.

        Raises:
            HyperTradeError: what it says went wrong, in our words.
        """
        return self._ask(
            f"{self._toolkit}/v1/accounts:{method}", json={**fields, "returnSecureToken": True}
        )

    def renewed(self, refresh_token: str) -> dict[str, Any]:
        """Return a new ID token for a refresh token.

        Raises:
            Unauthenticated: it does not hold.
            Unavailable: Firebase does not answer now.
        """
        form = {"grant_type": "refresh_token", "refresh_token": refresh_token}
        try:
            return self._ask(f"{self._tokens}/v1/token", data=form)
        except Denied as error:
            raise _over() from error

    def _ask(self, address: str, **body: Any) -> dict[str, Any]:
        import requests

        try:
            answer = self._http.post(
                address, params={"key": self._api_key}, timeout=TIMEOUT, **body
            )
            content = answer.json()
        except requests.RequestException as error:
            raise _silent() from error
        if answer.status_code >= _SERVER_ERROR or not isinstance(content, dict):
            raise _silent()
        if answer.status_code != _OK:
            _translate(str(content.get("error", {}).get("message", "")))
        return content


def _translate(message: str) -> NoReturn:
    """Raise what a message such as ``WEAK_PASSWORD : Password should be ...`` says."""
    code, _, text = (part.strip() for part in message.partition(":"))
    raise _error(code, text)


def _error(code: str, text: str) -> HyperTradeError:
    if code in _KINDS:
        return _KINDS[code](text)
    # Our own fault, such as a wrong API key: the log says which, users need not know.
    _LOG.error("Identity Toolkit refuses: %s %s", code, text)
    return _silent()


def _wrong(_: str) -> Unauthenticated:
    return Unauthenticated(
        "no account has this address and this password",
        field="password",
        remedy="Look at both again.",
    )


def _not_confirmed(_: str) -> Unauthenticated:
    return Unauthenticated(
        "the provider does not confirm this sign-in", field="provider", remedy="Sign in again."
    )


def _bad_password(text: str) -> Invalid:
    return Invalid(
        text or "this password will not do", field="password", remedy="Take a longer one."
    )


def _bad_email(_: str) -> Invalid:
    return Invalid("this is no e-mail address", field="email", remedy="Write it in full.")


def _exists(_: str) -> Conflict:
    return Conflict("this address has an account", field="email", remedy="Sign in instead.")


def _disabled(_: str) -> Denied:
    return Denied("this account is disabled", remedy="Ask an operator.")


def _too_many(_: str) -> RateLimited:
    return RateLimited(
        "too many wrong passwords for this account",
        field="password",
        remedy=f"Wait {_RETRY_AFTER:.0f} seconds.",
        retry_after=_RETRY_AFTER,
    )


def _not_taken(_: str) -> NotFound:
    return NotFound(
        "this platform does not take that way of signing in",
        field="provider",
        remedy="Sign in another way.",
    )


def linked_elsewhere(_: str = "") -> Conflict:
    """Return the error of an address whose account signs in otherwise."""
    return Conflict(
        "this address has an account that signs in otherwise",
        field="email",
        remedy="Sign in as before.",
    )


def _over(_: str = "") -> Unauthenticated:
    return Unauthenticated("the session is over", field="refresh_token", remedy="Sign in.")


def _silent() -> Unavailable:
    return Unavailable(
        "the identity provider does not answer now", remedy="Try again in a few seconds."
    )


_KINDS: dict[str, Callable[[str], HyperTradeError]] = {
    "EMAIL_NOT_FOUND": _wrong,
    "INVALID_PASSWORD": _wrong,
    "INVALID_LOGIN_CREDENTIALS": _wrong,
    "EMAIL_EXISTS": _exists,
    "INVALID_EMAIL": _bad_email,
    "MISSING_EMAIL": _bad_email,
    "WEAK_PASSWORD": _bad_password,
    "MISSING_PASSWORD": _bad_password,
    "PASSWORD_DOES_NOT_MEET_REQUIREMENTS": _bad_password,
    "USER_DISABLED": _disabled,
    "TOO_MANY_ATTEMPTS_TRY_LATER": _too_many,
    "TOKEN_EXPIRED": _over,
    "USER_NOT_FOUND": _over,
    "INVALID_REFRESH_TOKEN": _over,
    "MISSING_REFRESH_TOKEN": _over,
    "INVALID_GRANT_TYPE": _over,
    "INVALID_IDP_RESPONSE": _not_confirmed,
    "INVALID_ID_TOKEN": _not_confirmed,
    "INVALID_CREDENTIAL": _not_confirmed,
    "MISSING_OR_INVALID_NONCE": _not_confirmed,
    "FEDERATED_USER_ID_ALREADY_LINKED": linked_elsewhere,
    "OPERATION_NOT_ALLOWED": _not_taken,
    "PASSWORD_LOGIN_DISABLED": _not_taken,
    "CONFIGURATION_NOT_FOUND": _not_taken,
}
