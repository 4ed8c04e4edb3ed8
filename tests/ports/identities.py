"""Identity on one machine, and Firebase's against its emulator."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import pytest
from hypertrade.adapters.gcp.identity import EMULATOR, FirebaseIdentity
from hypertrade.adapters.oauth.persons import Persons

from tests.ports.clocks import Hands
from tests.ports.factories import factory, helper
from tests.stand_ins.firebase_auth import PROJECT, firebase_auth, provider_token
from tests.stand_ins.oauth_provider import CLIENTS, Account, running_provider
from tests.stand_ins.quick_identity import quick_identity

if TYPE_CHECKING:
    from hypertrade.adapters.local.identity import LocalIdentity
    from hypertrade.ports.identity import Provider

    from tests.stand_ins.oauth_provider import Provider as OAuthProvider

_PROVIDERS: WeakKeyDictionary[LocalIdentity, OAuthProvider] = WeakKeyDictionary()


@factory("local", "identity")
def local(request: pytest.FixtureRequest) -> LocalIdentity:
    running = running_provider()
    provider = running.__enter__()
    request.addfinalizer(lambda: running.__exit__(None, None, None))
    made = quick_identity(
        request.getfixturevalue("tmp_path"), Hands(), Persons(CLIENTS, provider.addresses)
    )
    _PROVIDERS[made] = provider
    return made


@factory("google", "identity", marks=[pytest.mark.emulator])
def google(request: pytest.FixtureRequest) -> FirebaseIdentity:
    emulator = firebase_auth(request.config)
    request.getfixturevalue("monkeypatch").setenv(EMULATOR, emulator.host)
    return FirebaseIdentity(PROJECT, "any-key", emulator=emulator.host)


@helper("local", "vouch")
def local_vouch(
    subject: LocalIdentity, provider: Provider, id_: str, email: str, *, verified: bool = True
) -> str:
    """Return the token of an account at ``provider``."""
    account = Account(id_, email, verified)
    at = _PROVIDERS[subject]
    return at.google_token(account) if provider == "google" else at.github_token(account)


@helper("google", "vouch")
def google_vouch(
    _: FirebaseIdentity, provider: Provider, id_: str, email: str, *, verified: bool = True
) -> str:
    return provider_token(provider, id_, email, verified=verified)


@helper("local", "pass_a_second")
def local_second(subject: LocalIdentity) -> None:
    clock: Any = subject._clock
    clock.move(1)


@helper("google", "pass_a_second")
def google_second(_: FirebaseIdentity) -> None:
    time.sleep(1.05)
