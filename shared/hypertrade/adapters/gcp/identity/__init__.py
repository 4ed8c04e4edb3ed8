"""Identity by Firebase Authentication: tokens checked here, people signed in there."""

from __future__ import annotations

import base64
import json
import os
import secrets
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from hypertrade.adapters.gcp.identity.toolkit import TOKENS, TOOLKIT, Toolkit, linked_elsewhere
from hypertrade.domain.credentials import checked_email, checked_password
from hypertrade.domain.errors import Denied, NotFound, Unauthenticated, Unavailable
from hypertrade.ports.identity import Claims, Provider, Session

if TYPE_CHECKING:
    from collections.abc import Iterator

    import firebase_admin
    from firebase_admin import credentials

EMULATOR = "FIREBASE_AUTH_EMULATOR_HOST"
"""With this in the environment Firebase's SDK takes any token for true, unsigned ones too."""
LEEWAY = 10
"""Seconds that Google's clock may be ahead of ours."""


class FirebaseIdentity:
    """Firebase Authentication of one project."""

    def __init__(
        self,
        project: str,
        api_key: str,
        *,
        emulator: str | None = None,
        credential: credentials.Base | None = None,
    ) -> None:
        """Work for ``project``, signing in with the web app's ``api_key``.

        ``emulator`` is the ``host:port`` of Firebase's emulator, in tests of signing in;
        ``credential`` is what admin acts are done with (default: the machine's own).

        Raises:
            Denied: the environment names an emulator, and we were not told to use it: every forged
                token would be let in.
        """
        self._project = project
        self._emulator = emulator
        self._credential = credential
        base = f"http://{emulator}/" if emulator else ""
        self._toolkit = (
            Toolkit(
                api_key,
                f"{base}{TOOLKIT.removeprefix('https://')}",
                f"{base}{TOKENS.removeprefix('https://')}",
            )
            if emulator
            else Toolkit(api_key)
        )
        self._check_emulator()

    @property
    def second_factors(self) -> None:
        """None of ours: what guards a password besides is the project's own matter."""

    @cached_property
    def _app(self) -> firebase_admin.App:
        import firebase_admin

        return firebase_admin.initialize_app(
            self._credential,
            {"projectId": self._project},
            name=f"hypertrade-{secrets.token_hex(8)}",
        )

    def _check_emulator(self) -> None:
        if os.environ.get(EMULATOR) != self._emulator:
            raise Denied(
                f"{EMULATOR} makes Firebase take forged tokens for true",
                field=EMULATOR,
                remedy="Unset it.",
            )

    # ---------------------------------------------------------------------------- signing in

    def sign_up(self, email: str, password: str, name: str = "") -> Session:
        """Make an account that signs in with ``password``; see the port."""
        email = checked_email(email)
        checked_password(password, email)
        answer = self._toolkit.accounts("signUp", email=email, password=password, displayName=name)
        return _session(answer, new=True)

    def sign_in(self, email: str, password: str, code: str = "") -> Session:  # noqa: ARG002 - none
        """Sign somebody in; see the port."""
        return _session(
            self._toolkit.accounts(
                "signInWithPassword", email=email.strip().lower(), password=password
            )
        )

    def renew(self, refresh_token: str) -> Session:
        """Return a session with a new ID token; see the port."""
        answer = self._toolkit.renewed(refresh_token)
        return Session(
            user=answer["user_id"],
            email=_unverified(answer["id_token"]).get("email", ""),
            id_token=answer["id_token"],
            refresh_token=answer["refresh_token"],
            expires_in=int(answer["expires_in"]),
        )

    def sign_in_with(self, provider: Provider, token: str, *, nonce: str = "") -> Session:
        """Sign in with what a provider gave; see the port."""
        google = provider == "google"
        if google:
            self._refuse_takeover(token)
        given = {
            "id_token" if google else "access_token": token,
            "providerId": f"{provider}.com",
        }
        if nonce:
            given["nonce"] = nonce
        answer = self._toolkit.accounts(
            "signInWithIdp",
            postBody=urlencode(given),
            requestUri="http://localhost",
            returnIdpCredential=False,
        )
        if answer.get("needConfirmation"):
            raise linked_elsewhere()
        return _session(answer, new=bool(answer.get("isNewUser")))

    def _refuse_takeover(self, token: str) -> None:
        """Raise if Google's sign-in would take over an account that nobody verified.

        Firebase would drop its password and hand it over, with whatever is in it.
        """
        from firebase_admin import auth

        email = _unverified(token).get("email")
        if not isinstance(email, str):
            return
        with _translated():
            try:
                found = auth.get_user_by_email(email, app=self._app)
            except auth.UserNotFoundError:
                return
        linked = {one.provider_id for one in found.provider_data}
        if not found.email_verified and "google.com" not in linked:
            raise linked_elsewhere()

    # ------------------------------------------------------------------------- who is it

    def verify(self, id_token: str, *, check_revoked: bool = False) -> Claims:
        """Return what a token says, if it holds; see the port."""
        from firebase_admin import auth

        self._check_emulator()
        try:
            with _translated():
                claims = auth.verify_id_token(id_token, app=self._app, clock_skew_seconds=LEEWAY)
                if check_revoked:
                    self._check_revoked(claims["uid"], claims["auth_time"])
        except (ValueError, NotFound) as error:
            raise _refused() from error
        return Claims(
            user=claims["uid"],
            email=str(claims.get("email", "")).lower(),
            email_verified=claims.get("email_verified") is True,
            name=claims.get("name", ""),
            provider=claims["firebase"]["sign_in_provider"],
            signed_in=datetime.fromtimestamp(claims["auth_time"], UTC),
            issued=datetime.fromtimestamp(claims["iat"], UTC),
            expires=datetime.fromtimestamp(claims["exp"], UTC),
        )

    def _check_revoked(self, user: str, signed_in: int) -> None:
        """Raise if a user is disabled, or signed in before their sessions were ended.

        The SDK's own check looks at when the token was issued: one renewed later would pass it.
        """
        from firebase_admin import auth

        found = auth.get_user(user, app=self._app)
        if found.disabled or signed_in * 1000 < found.tokens_valid_after_timestamp:
            raise _refused()

    # ------------------------------------------------------------------------------- changes

    def change_password(self, user: str, password: str) -> None:
        """Set another password; see the port."""
        from firebase_admin import auth

        with _translated():
            email = auth.get_user(user, app=self._app).email or ""
            checked_password(password, email)
            auth.update_user(user, password=password, app=self._app)
            auth.revoke_refresh_tokens(user, app=self._app)

    def revoke(self, user: str) -> None:
        """End every session of a user; see the port."""
        from firebase_admin import auth

        with _translated():
            auth.revoke_refresh_tokens(user, app=self._app)

    def disable(self, user: str, *, disabled: bool) -> None:
        """Shut a user out, or let them in again; see the port."""
        from firebase_admin import auth

        with _translated():
            auth.update_user(user, disabled=disabled, app=self._app)

    def delete(self, user: str) -> None:
        """Delete an account; see the port."""
        from firebase_admin import auth

        with _translated():
            try:
                auth.delete_user(user, app=self._app)
            except auth.UserNotFoundError:
                return


@contextmanager
def _translated() -> Iterator[None]:
    """Translate what Firebase's SDK raises.

    Raises:
        Unauthenticated: a token does not hold.
        NotFound: there is no such user.
        Unavailable: Firebase does not answer now.
    """
    from firebase_admin import auth, exceptions

    try:
        yield
    except auth.InvalidIdTokenError as error:
        raise _refused() from error
    except auth.UserNotFoundError as error:
        raise NotFound("there is no such user", field="user", remedy="List the users.") from error
    except exceptions.FirebaseError as error:
        raise Unavailable(
            "the identity provider does not answer now", remedy="Try again in a few seconds."
        ) from error


def _refused() -> Unauthenticated:
    return Unauthenticated(
        "the token does not hold",
        field="Authorization",
        remedy="Sign in, or renew the session.",
    )


def _session(answer: dict[str, Any], *, new: bool = False) -> Session:
    return Session(
        user=answer["localId"],
        email=answer.get("email", "").lower(),
        id_token=answer["idToken"],
        refresh_token=answer["refreshToken"],
        expires_in=int(answer["expiresIn"]),
        new=new,
    )


def _unverified(token: str) -> dict[str, Any]:
    """Return what a token says, before anybody has looked whether it holds; ``{}`` if nothing."""
    try:
        part = token.split(".")[1]
        said = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (IndexError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}
