"""Accounts over the real local adapters, with a clock that tests move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypertrade.adapters.oauth.exchange import CodeFlow
from hypertrade.adapters.oauth.persons import Persons
from hypertrade.bootstrap.local import LocalParts
from hypertrade.domain.accounts import Visit
from hypertrade.services.accounts import Accounts
from hypertrade.settings import Settings

from tests.ports.clocks import Hands
from tests.stand_ins.oauth_provider import CLIENTS, Account, Provider, running_provider
from tests.stand_ins.quick_identity import quick_identity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hypertrade.domain.accounts import AuditEntry
    from hypertrade.domain.principals import Principal
    from hypertrade.ports.documents import Documents
    from hypertrade.ports.identity import Identity, Session

ORIGIN = "https://app.example.com"
OPERATOR = "boss@example.com"
PASSWORD = "four words of it"  # noqa: S105 - a test's
VISIT = Visit(address="192.0.2.7", request="request-1")


@dataclass
class House:
    """The platform's accounts, and what a test does in them."""

    folder: Path
    parts: LocalParts
    clock: Hands
    accounts: Accounts
    provider: Provider

    def again(self, documents: Documents | None = None, identity: Identity | None = None) -> House:
        """Return another process's view of the same house, with other ports if they are given."""
        return _house(self.folder, self.clock, self.provider, documents, identity)

    def sign_up(self, email: str, name: str = "") -> Session:
        return self.accounts.sign_ins.sign_up(email, PASSWORD, name, VISIT)

    def come_in(self, session: Session) -> Principal:
        return self.accounts.authenticate(f"Bearer {session.id_token}", address=VISIT.address)

    def somebody(self, email: str) -> Principal:
        """Return somebody who just signed up."""
        return self.come_in(self.sign_up(email))

    def operator(self) -> Principal:
        """Return an operator, who signed in at Google: so their address is verified."""
        begun = self.accounts.oauth.start("google", f"{ORIGIN}/back")
        back = self.provider.approve(begun.address, Account("1", OPERATOR))
        session = self.accounts.oauth.finish(back["code"], back["state"], begun.proof, VISIT)
        return self.come_in(session)

    def audit(self, user: str) -> list[AuditEntry]:
        """Return the entries about a user, oldest first."""
        from hypertrade.domain.paging import Asked
        from hypertrade.stores.audit import AuditLog

        asked = Asked(100, None, descending=False)
        return list(AuditLog(self.parts.documents).about(user, asked).items)


def _house(
    folder: Path,
    clock: Hands,
    provider: Provider,
    documents: Documents | None = None,
    identity: Identity | None = None,
) -> House:
    parts = LocalParts(Settings(data=folder), clock)
    persons = Persons(CLIENTS, provider.addresses)
    accounts = Accounts(
        documents or parts.documents,
        identity or quick_identity(parts.place.folder("identity"), clock, persons),
        CodeFlow(CLIENTS, provider.addresses),
        clock,
        origins=frozenset({ORIGIN, "http://localhost:8080"}),
        operators=frozenset({OPERATOR}),
        plan="own",
    )
    return House(folder, parts, clock, accounts, provider)


@pytest.fixture(scope="session")
def oauth_provider() -> Iterator[Provider]:
    with running_provider() as running:
        yield running


@pytest.fixture
def house(tmp_path: Path, oauth_provider: Provider) -> House:
    return _house(tmp_path, Hands(), oauth_provider)
