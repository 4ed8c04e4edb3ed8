"""Signing in at Google or GitHub: the OAuth 2.0 code flow with state, PKCE and nonce.

The browser that begins gets a ``proof`` to keep, and must hand it in with the code: so nobody can
make somebody else finish a sign-in, and find themselves in a stranger's account (RFC 9700, 4.7).
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from hypertrade.domain.accounts import OAuthState, Visit
from hypertrade.domain.errors import Invalid, Unauthenticated

if TYPE_CHECKING:
    from hypertrade.ports.clock import Clock
    from hypertrade.ports.identity import Identity, Provider, Session
    from hypertrade.ports.oauth import OAuth
    from hypertrade.services.accounts.sign_ins import SignIns
    from hypertrade.stores.oauth_states import OAuthStates

LASTS = timedelta(minutes=10)
LONGEST_REDIRECT = 500


@dataclass(frozen=True, slots=True)
class Begun:
    """Where the browser goes now, and what it keeps until it is back."""

    address: str
    proof: str = field(repr=False)


class OAuthSignIns:
    """Sign-ins at providers; browsers may come back to pages of ``origins`` alone."""

    def __init__(  # noqa: PLR0913 - what it is wired to
        self,
        provider: OAuth,
        identity: Identity,
        states: OAuthStates,
        sign_ins: SignIns,
        clock: Clock,
        *,
        origins: frozenset[str],
    ) -> None:
        self._provider = provider
        self._identity = identity
        self._states = states
        self._sign_ins = sign_ins
        self._clock = clock
        self._origins = origins

    def start(self, provider: Provider, redirect: str) -> Begun:
        """Begin a sign-in; ``redirect`` is the page that takes ``code`` and ``state``.

        Raises:
            Invalid: that page is not the platform's.
            NotFound: this platform does not take that provider.
        """
        self._check_redirect(redirect)
        state, proof, verifier, nonce = (secrets.token_urlsafe(32) for _ in range(4))
        address = self._provider.address(
            provider,
            redirect=redirect,
            state=state,
            challenge=_challenge(verifier),
            nonce=_digest(nonce),
        )
        now = self._clock.now()
        self._states.begin(
            OAuthState(
                id=_digest(state),
                provider=provider,
                redirect=redirect,
                verifier=verifier,
                nonce=nonce,
                proof_digest=_digest(proof),
                expires=now + LASTS,
            ),
            now,
        )
        return Begun(address, proof)

    def finish(self, code: str, state: str, proof: str, visit: Visit) -> Session:
        """Sign in whoever came back with ``code`` and ``state``, in the browser that began.

        Raises:
            Unauthenticated: no sign-in began like this, it is over, it was finished before, or the
                provider does not confirm it.
            Denied, Conflict, Unavailable: as ``Identity.sign_in_with``.
        """
        begun = self._states.take(_digest(state), self._clock.now())
        if begun is None or not secrets.compare_digest(begun.proof_digest, _digest(proof)):
            raise Unauthenticated(
                "no sign-in that began here ends like this",
                field="state",
                remedy="Begin again; it must be finished within ten minutes, in one browser.",
            )
        token = self._provider.exchange(
            begun.provider, code, redirect=begun.redirect, verifier=begun.verifier
        )
        nonce = begun.nonce if begun.provider == "google" else ""
        session = self._identity.sign_in_with(begun.provider, token, nonce=nonce)
        return self._sign_ins.welcome(session, visit)

    def _check_redirect(self, redirect: str) -> None:
        try:
            parts = urlsplit(redirect)
        except ValueError:
            parts = urlsplit("")
        ours = f"{parts.scheme}://{parts.netloc}" in self._origins
        plain = redirect.isascii() and redirect.isprintable() and " " not in redirect
        if not ours or not plain or parts.fragment or len(redirect) > LONGEST_REDIRECT:
            raise Invalid(
                "a sign-in comes back to a page of this platform only",
                field="redirect",
                remedy="Name one below " + " or ".join(sorted(self._origins)) + ".",
            )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
