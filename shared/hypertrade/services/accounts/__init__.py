"""Accounts: who asks, signing in, second factors, API keys, profiles, the audit log, operators."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from hypertrade.domain.accounts import Visit
from hypertrade.services.accounts.authentication import Authentication
from hypertrade.services.accounts.keys import Keys
from hypertrade.services.accounts.log import Log
from hypertrade.services.accounts.members import Members
from hypertrade.services.accounts.oauth import OAuthSignIns
from hypertrade.services.accounts.ownership import Ownership
from hypertrade.services.accounts.profiles import Profiles
from hypertrade.services.accounts.second_factor import SecondFactor
from hypertrade.services.accounts.sign_ins import SignIns
from hypertrade.stores.api_keys import ApiKeys
from hypertrade.stores.oauth_states import OAuthStates
from hypertrade.stores.users import Users

if TYPE_CHECKING:
    from hypertrade.domain.principals import Principal
    from hypertrade.ports.clock import Clock
    from hypertrade.ports.documents import Documents
    from hypertrade.ports.identity import Identity
    from hypertrade.ports.oauth import OAuth


class Accounts:
    """The use cases about accounts, which share what they keep at hand.

    ``origins`` are whose pages OAuth may come back to, ``operators`` the addresses (lower case) of
    those who are operators while their address is verified, ``plan`` what new users are on,
    ``demo`` the address whose account is the demo's.
    """

    def __init__(  # noqa: PLR0913 - what it is wired to
        self,
        documents: Documents,
        identity: Identity,
        oauth: OAuth,
        clock: Clock,
        *,
        origins: frozenset[str],
        operators: frozenset[str],
        plan: str,
        demo: str | None = None,
    ) -> None:
        self.documents = documents
        self.identity = identity
        self.clock = clock
        self._oauth = oauth
        self._origins = origins
        self._operators = operators
        self._plan = plan
        self._demo = demo

    def authenticate(
        self, authorization: str | None, *, address: str = "", request_id: str = ""
    ) -> Principal:
        """Return who asks, by the ``Authorization`` header.

        Raises:
            Unauthenticated: nobody known does.
            Denied: the account is suspended.
        """
        return self._authentication.authenticate(
            authorization, Visit(address=address, request=request_id)
        )

    @cached_property
    def log(self) -> Log:
        """The audit log."""
        return Log(self.documents, self.clock)

    @cached_property
    def profiles(self) -> Profiles:
        """Users' profiles."""
        return Profiles(
            Users(self.documents), self.log, self.clock, plan=self._plan, demo=self._demo
        )

    @cached_property
    def keys(self) -> Keys:
        """API keys."""
        return Keys(ApiKeys(self.documents), self.profiles, self.log, self.clock)

    @cached_property
    def sign_ins(self) -> SignIns:
        """Signing up, in and out with e-mail and password."""
        return SignIns(self.identity, self.profiles, self.log, self.clock)

    @cached_property
    def second_factor(self) -> SecondFactor:
        """What guards passwords besides."""
        return SecondFactor(self.identity, self.profiles, self.log)

    @cached_property
    def oauth(self) -> OAuthSignIns:
        """Signing in at Google or GitHub."""
        return OAuthSignIns(
            self._oauth,
            self.identity,
            OAuthStates(self.documents),
            self.sign_ins,
            self.clock,
            origins=self._origins,
        )

    @cached_property
    def members(self) -> Members:
        """What operators do."""
        return Members(self.identity, self.profiles, self.log, self.clock)

    @cached_property
    def ownership(self) -> Ownership:
        """What the owner of the one machine decides."""
        return Ownership(self.identity, self.profiles, self.log)

    @cached_property
    def _authentication(self) -> Authentication:
        return Authentication(self.identity, self.profiles, self.keys, self.clock, self._operators)
