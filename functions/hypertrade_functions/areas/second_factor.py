"""One's second factor: codes of an app beside the password, and recovery codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.domain.errors import Conflict
from hypertrade.domain.principals import Scope

from hypertrade_functions.shapes.factors import (
    FactorBegun,
    FactorCode,
    FactorView,
    RecoveryCodes,
)
from hypertrade_functions.web.answers import Answer, created, nothing
from hypertrade_functions.web.routes import Area

if TYPE_CHECKING:
    from hypertrade_functions.web.call import Call

area = Area("second_factor", "The second factor of one's sign-in")

ADDRESS = "/v1/me/second-factor"
CODE = {"code": "287082"}


@area.get(ADDRESS, scope=Scope.ACCOUNT_READ, answers={200: FactorView})
def second_factor(call: Call) -> Answer:
    """Show whether a second factor guards one's password."""
    state = call.platform.accounts.second_factor.state(call.principal)
    return Answer(FactorView.model_validate(state, from_attributes=True))


@area.post(
    ADDRESS,
    scope=Scope.ACCOUNT_WRITE,
    recent=True,
    creates=True,
    secret=True,
    answers={201: FactorBegun},
    problems=(Conflict,),
)
def begin_second_factor(call: Call) -> Answer:
    """Get a secret for an app that shows codes (TOTP, RFC 6238).

    It guards nothing until its first code is confirmed; asking again gives another.
    """
    begun = call.platform.accounts.second_factor.begin(call.principal)
    return created(FactorBegun.model_validate(begun, from_attributes=True), ADDRESS)


@area.post(
    f"{ADDRESS}/confirm",
    scope=Scope.ACCOUNT_WRITE,
    recent=True,
    secret=True,
    body=FactorCode,
    answers={200: RecoveryCodes},
    problems=(Conflict,),
    example=CODE,
)
def confirm_second_factor(call: Call) -> Answer:
    """Turn the second factor on, by the first code of the app. Sessions that are open stay so."""
    codes = call.platform.accounts.second_factor.confirm(
        call.principal, call.body.code.get_secret_value(), call.visit
    )
    return Answer(RecoveryCodes(recovery_codes=list(codes)))


@area.post(
    f"{ADDRESS}/recovery-codes",
    scope=Scope.ACCOUNT_WRITE,
    recent=True,
    secret=True,
    body=FactorCode,
    answers={200: RecoveryCodes},
    problems=(Conflict,),
    example=CODE,
)
def renew_recovery_codes(call: Call) -> Answer:
    """Get ten new recovery codes; the old ones no longer hold."""
    codes = call.platform.accounts.second_factor.renew_recovery(
        call.principal, call.body.code.get_secret_value(), call.visit
    )
    return Answer(RecoveryCodes(recovery_codes=list(codes)))


@area.delete(
    ADDRESS,
    scope=Scope.ACCOUNT_WRITE,
    recent=True,
    body=FactorCode,
    answers={204: None},
    problems=(Conflict,),
    example=CODE,
)
def turn_off_second_factor(call: Call) -> Answer:
    """Turn the second factor off, by a code of the app or a recovery code."""
    call.platform.accounts.second_factor.turn_off(
        call.principal, call.body.code.get_secret_value(), call.visit
    )
    return nothing()
