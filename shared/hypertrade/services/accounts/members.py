"""What operators do with accounts; every change is in the audit log of the account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypertrade.domain.accounts import Audited, User, Visit, next_second
from hypertrade.domain.errors import Invalid
from hypertrade.domain.paging import Asked
from hypertrade.domain.principals import Principal, Role, Scope
from hypertrade.domain.quotas import PLANS
from hypertrade.stores.table import values

if TYPE_CHECKING:
    from hypertrade.domain.paging import Asked, Page
    from hypertrade.ports.clock import Clock
    from hypertrade.ports.identity import Identity
    from hypertrade.services.accounts.log import Log
    from hypertrade.services.accounts.profiles import Profiles
    from hypertrade.stores.table import Kept


class Members:
    """Everybody's accounts, for operators.

    Every method raises ``Denied`` if no operator asks; changes also ``Unauthenticated`` if the
    operator did not sign in lately, ``NotFound`` if there is no such user, and ``Stale`` if the
    profile was changed meanwhile.
    """

    def __init__(self, identity: Identity, profiles: Profiles, log: Log, clock: Clock) -> None:
        self._identity = identity
        self._profiles = profiles
        self._log = log
        self._clock = clock

    def list(self, principal: Principal, asked: Asked, email: str = "") -> Page[User]:
        """Return a page of users, by when they came; by address, if theirs begins with ``email``.

        Raises:
            Invalid: the cursor is none of ours, or the page too large.
        """
        principal.require(Scope.ADMIN)
        users, beginning = self._profiles.users, email.strip().lower()
        return values(users.beginning(beginning, asked) if beginning else users.page(asked))

    def get(self, principal: Principal, user: str) -> Kept[User]:
        """Return a user."""
        principal.require(Scope.ADMIN)
        return self._profiles.users.require(user)

    def suspend(self, principal: Principal, user: str, reason: str, visit: Visit) -> User:
        """Shut a user out, with their sessions and keys, until they are restored.

        Raises:
            Invalid: operators do not suspend themselves.
        """
        kept = self._of_another(principal, user)
        changed = self._change(
            principal,
            kept,
            Audited.SUSPENDED,
            visit,
            {"suspended": True, "tokens_valid_after": next_second(self._clock.now())},
            reason=reason[:500],
        )
        self._identity.disable(user, disabled=True)
        self._identity.revoke(user)
        return changed

    def restore(self, principal: Principal, user: str, visit: Visit) -> User:
        """Let a suspended user in again; they sign in anew, their keys hold again."""
        kept = self._of_another(principal, user)
        self._identity.disable(user, disabled=False)
        return self._change(principal, kept, Audited.RESTORED, visit, {"suspended": False})

    def set_roles(
        self, principal: Principal, user: str, roles: frozenset[Role], visit: Visit
    ) -> User:
        """Give a user these roles, and no others.

        Raises:
            Invalid: operators do not change their own roles; everybody is at least a user.
        """
        kept = self._of_another(principal, user)
        if Role.USER not in roles:
            raise Invalid("everybody is a user", field="roles", remedy="Add the role user.")
        return self._change(
            principal,
            kept,
            Audited.ROLES_CHANGED,
            visit,
            {"roles": roles},
            before=sorted(kept.value.roles),
            after=sorted(roles),
        )

    def set_plan(self, principal: Principal, user: str, plan: str, visit: Visit) -> User:
        """Put a user on another plan.

        Raises:
            Invalid: there is no such plan.
        """
        kept = self._require(principal, user)
        if plan not in PLANS:
            raise Invalid(
                f"there is no plan {plan}",
                field="plan",
                remedy="Take one of " + ", ".join(PLANS) + ".",
            )
        return self._change(
            principal,
            kept,
            Audited.PLAN_CHANGED,
            visit,
            {"plan": plan},
            before=kept.value.plan,
            after=plan,
        )

    def _require(self, principal: Principal, user: str) -> Kept[User]:
        principal.require(Scope.ADMIN)
        self._profiles.require_recent(principal)
        return self._profiles.users.require(user)

    def _of_another(self, principal: Principal, user: str) -> Kept[User]:
        kept = self._require(principal, user)
        if user == principal.id:
            raise Invalid(
                "operators do not do this to themselves",
                field="user",
                remedy="Ask another operator.",
            )
        return kept

    def _change(
        self,
        principal: Principal,
        kept: Kept[User],
        what: Audited,
        visit: Visit,
        changes: dict[str, Any],
        **details: Any,
    ) -> User:
        user = kept.value
        entry = self._log.entry(user.id, what, visit, actor=principal.id, **details)
        return self._profiles.replace(kept, user.model_copy(update=changes), *entry).value
