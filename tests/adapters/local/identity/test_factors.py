"""A second factor guards the password: codes hold once, wrong ones lock, nothing is readable."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypertrade.adapters.local.identity import LocalIdentity
from hypertrade.adapters.local.identity.lockout import FREE, lock
from hypertrade.domain.errors import (
    Conflict,
    Denied,
    HyperTradeError,
    Invalid,
    NotFound,
    RateLimited,
    SecondFactorRequired,
    Unauthenticated,
)

from tests.adapters.local.identity.conftest import EMAIL, PASSWORD
from tests.stand_ins.authenticator import STEP, App
from tests.stand_ins.quick_identity import quick_identity, quick_passwords

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ports.clocks import Hands

WRONG = "a wrong password"


@dataclass
class Guarded:
    """Ada's account with her factor on."""

    identity: LocalIdentity
    user: str
    app: App
    recovery: tuple[str, ...]
    clock: Hands


@pytest.fixture
def ada(identity: LocalIdentity, clock: Hands) -> Guarded:
    user = identity.sign_in(EMAIL, PASSWORD).user
    app = App(identity.second_factors.begin(user).secret, clock)
    recovery = identity.second_factors.confirm(user, app.code())
    clock.move(STEP)
    return Guarded(identity, user, app, recovery, clock)


def next_code(app: App, clock: Hands) -> str:
    """Return the code of the next step, once it is there."""
    clock.move(STEP)
    return app.code()


def answer(identity: LocalIdentity, password: str, code: str = "") -> str:
    try:
        identity.sign_in(EMAIL, password, code)
    except HyperTradeError as error:
        return f"{type(error).__name__} {error.field}"
    return "signed in"


def test_what_was_only_begun_guards_nothing(identity: LocalIdentity, clock: Hands) -> None:
    user = identity.sign_in(EMAIL, PASSWORD).user
    first = App(identity.second_factors.begin(user).secret, clock)
    assert answer(identity, PASSWORD) == "signed in"
    assert not identity.second_factors.state(user).enabled
    second = App(identity.second_factors.begin(user).secret, clock)
    with pytest.raises(Invalid):
        identity.second_factors.confirm(user, first.code())
    assert len(identity.second_factors.confirm(user, second.code())) == 10
    state = identity.second_factors.state(user)
    assert (state.available, state.enabled, state.recovery_left) == (True, True, 10)
    assert state.since == clock.now()


def test_signing_in_takes_a_code_besides(ada: Guarded) -> None:
    identity = ada.identity
    with pytest.raises(SecondFactorRequired) as needed:
        identity.sign_in(EMAIL, PASSWORD)
    assert needed.value.field == "code"
    assert answer(identity, PASSWORD, ada.app.wrong()) == "Unauthenticated code"
    code = ada.app.code()
    session = identity.sign_in(EMAIL, PASSWORD, f" {code[:3]} {code[3:]} ")
    assert (session.user, session.recovered) == (ada.user, False)


def test_the_password_comes_first_and_is_told_by_nothing_else(ada: Guarded) -> None:
    codes = ("", ada.app.code(), ada.app.wrong(), ada.recovery[0])
    assert {answer(ada.identity, WRONG, code) for code in codes} == {"Unauthenticated password"}
    # None of them was used up by that.
    assert answer(ada.identity, PASSWORD, ada.app.code()) == "signed in"
    assert answer(ada.identity, PASSWORD, ada.recovery[0]) == "signed in"


def test_a_code_holds_once(ada: Guarded) -> None:
    code = ada.app.code()
    assert answer(ada.identity, PASSWORD, code) == "signed in"
    assert answer(ada.identity, PASSWORD, code) == "Unauthenticated code"
    with pytest.raises(Invalid):
        ada.identity.second_factors.turn_off(ada.user, code)
    assert answer(ada.identity, PASSWORD, next_code(ada.app, ada.clock)) == "signed in"


def test_the_code_that_turned_it_on_holds_no_more(identity: LocalIdentity, clock: Hands) -> None:
    user = identity.sign_in(EMAIL, PASSWORD).user
    app = App(identity.second_factors.begin(user).secret, clock)
    identity.second_factors.confirm(user, app.code())
    assert answer(identity, PASSWORD, app.code()) == "Unauthenticated code"
    assert answer(identity, PASSWORD, app.code(1)) == "signed in"
    assert answer(identity, PASSWORD, app.code()) == "Unauthenticated code"


def test_of_two_with_the_same_code_one_comes_in(ada: Guarded, tmp_path: Path) -> None:
    other = quick_identity(tmp_path, ada.clock)
    for code in (ada.app.code(), ada.recovery[3]):
        with ThreadPoolExecutor(4) as pool:
            doors = [ada.identity, other, ada.identity, other]
            answers = list(pool.map(lambda door, code=code: answer(door, PASSWORD, code), doors))
        assert sorted(answers) == ["Unauthenticated code"] * 3 + ["signed in"]
        # Who came in forgot the failures; those who came after it are few.
        ada.clock.move(STEP)
        assert answer(ada.identity, PASSWORD, ada.app.code()) == "signed in"


def test_a_recovery_code_holds_once_and_is_told(ada: Guarded) -> None:
    first, *rest = ada.recovery
    assert ada.identity.sign_in(EMAIL, PASSWORD, first.upper().replace("-", " ")).recovered
    assert ada.identity.second_factors.state(ada.user).recovery_left == 9
    assert answer(ada.identity, PASSWORD, first) == "Unauthenticated code"
    assert [answer(ada.identity, PASSWORD, code) for code in rest] == ["signed in"] * 9
    assert ada.identity.second_factors.state(ada.user).recovery_left == 0
    assert answer(ada.identity, PASSWORD, ada.app.code()) == "signed in"


def test_new_recovery_codes_end_the_old(ada: Guarded) -> None:
    made = ada.identity.second_factors.renew_recovery(ada.user, ada.app.code())
    assert len({*made, *ada.recovery}) == 20
    assert answer(ada.identity, PASSWORD, ada.recovery[0]) == "Unauthenticated code"
    assert answer(ada.identity, PASSWORD, made[0]) == "signed in"


@pytest.mark.parametrize("by_app", [True, False])
def test_turning_off_takes_a_code_and_leaves_the_password(ada: Guarded, *, by_app: bool) -> None:
    factors = ada.identity.second_factors
    with pytest.raises(Invalid) as wrong:
        factors.turn_off(ada.user, ada.app.wrong())
    assert wrong.value.field == "code"
    factors.turn_off(ada.user, ada.app.code() if by_app else ada.recovery[0])
    state = factors.state(ada.user)
    assert (state.enabled, state.since, state.recovery_left) == (False, None, 0)
    assert answer(ada.identity, PASSWORD) == "signed in"
    for late in (factors.turn_off, factors.renew_recovery, factors.confirm):
        with pytest.raises(Conflict):
            late(ada.user, ada.recovery[1])


def test_what_is_on_is_not_begun_again(ada: Guarded) -> None:
    with pytest.raises(Conflict):
        ada.identity.second_factors.begin(ada.user)
    with pytest.raises(Conflict):
        ada.identity.second_factors.confirm(ada.user, ada.app.code())
    assert answer(ada.identity, PASSWORD, ada.app.code()) == "signed in"


def test_wrong_codes_lock_like_wrong_passwords(ada: Guarded) -> None:
    tries = [
        *(answer(ada.identity, WRONG) for _ in range(2)),
        *(answer(ada.identity, PASSWORD, ada.app.wrong()) for _ in range(FREE - 2)),
    ]
    assert tries == ["Unauthenticated password"] * 2 + ["Unauthenticated code"] * (FREE - 2)
    assert answer(ada.identity, PASSWORD, ada.app.code()) == "RateLimited code"
    assert answer(ada.identity, PASSWORD) == "RateLimited password"
    with pytest.raises(RateLimited) as locked:
        ada.identity.second_factors.turn_off(ada.user, ada.app.code())
    assert locked.value.field == "code"
    assert locked.value.retry_after == pytest.approx(lock(FREE))
    ada.clock.move(locked.value.retry_after)
    assert answer(ada.identity, PASSWORD, ada.app.code()) == "signed in"


def test_a_right_password_without_a_code_neither_counts_nor_forgets(ada: Guarded) -> None:
    for _ in range(FREE * 2):
        assert answer(ada.identity, PASSWORD) == "SecondFactorRequired code"
    for _ in range(FREE - 1):
        assert answer(ada.identity, PASSWORD, ada.app.wrong()) == "Unauthenticated code"
        assert answer(ada.identity, PASSWORD) == "SecondFactorRequired code"
    assert answer(ada.identity, PASSWORD, ada.app.wrong()) == "Unauthenticated code"
    assert answer(ada.identity, PASSWORD) == "RateLimited password"
    # Nor is the lock that follows any shorter for it.
    ada.clock.move(lock(FREE))
    assert answer(ada.identity, PASSWORD) == "SecondFactorRequired code"
    assert answer(ada.identity, PASSWORD, ada.app.wrong()) == "Unauthenticated code"
    with pytest.raises(RateLimited) as locked:
        ada.identity.sign_in(EMAIL, PASSWORD, ada.app.code())
    assert locked.value.retry_after == pytest.approx(lock(FREE + 1))


def test_wrong_codes_of_a_session_count_too_and_right_ones_forget_nothing(ada: Guarded) -> None:
    for _ in range(FREE - 1):
        assert answer(ada.identity, WRONG) == "Unauthenticated password"
    ada.identity.second_factors.renew_recovery(ada.user, ada.app.code())
    with pytest.raises(Invalid):
        ada.identity.second_factors.renew_recovery(ada.user, ada.app.wrong())
    assert answer(ada.identity, PASSWORD, ada.app.code(1)) == "RateLimited code"


def test_codes_are_nobody_elses(ada: Guarded) -> None:
    eve = ada.identity.sign_up("eve@example.com", PASSWORD).user
    app = App(ada.identity.second_factors.begin(eve).secret, ada.clock)
    ada.identity.second_factors.confirm(eve, app.code())
    for code in (ada.app.code(), ada.recovery[0]):
        with pytest.raises(Unauthenticated):
            ada.identity.sign_in("eve@example.com", PASSWORD, code)
    assert answer(ada.identity, PASSWORD, ada.recovery[0]) == "signed in"


def test_another_process_knows_the_factor_at_once(ada: Guarded, tmp_path: Path) -> None:
    other = quick_identity(tmp_path, ada.clock)
    assert answer(other, PASSWORD, ada.app.code()) == "signed in"
    assert ada.identity.second_factors.take_off(ada.user)
    assert answer(other, PASSWORD) == "signed in"
    assert not other.second_factors.take_off(ada.user)


def test_nothing_of_it_can_be_read_from_the_files(ada: Guarded, tmp_path: Path) -> None:
    ada.identity.sign_in(EMAIL, PASSWORD, ada.app.code())
    texts = [ada.app.secret, ada.app.secret.lower(), *ada.recovery]
    texts += [code.replace("-", "") for code in ada.recovery]
    files = [file.read_bytes() for file in tmp_path.iterdir()]
    assert sum(map(len, files)) > 10_000
    assert [text for text in texts for content in files if text.encode() in content] == []


def test_a_secret_under_another_key_or_of_somebody_else_is_refused(
    ada: Guarded, tmp_path: Path
) -> None:
    moved = LocalIdentity(tmp_path, ada.clock, key=bytes(32), passwords=quick_passwords())
    with pytest.raises(Denied) as refused:
        moved.sign_in(EMAIL, PASSWORD, ada.app.code())
    assert "recovery code" in refused.value.remedy
    assert answer(moved, PASSWORD, ada.recovery[0]) == "signed in"


def test_an_account_that_goes_takes_its_factor_along(ada: Guarded) -> None:
    ada.identity.delete(ada.user)
    book = ada.identity._book
    assert book.factor(ada.user) is None
    assert book.recovery_codes(ada.user) == 0
    with pytest.raises(NotFound):
        ada.identity.second_factors.state(ada.user)
    again = ada.identity.sign_up(EMAIL, PASSWORD).user
    assert answer(ada.identity, PASSWORD) == "signed in"
    assert not ada.identity.second_factors.state(again).enabled


def test_what_shows_a_secret_shows_it_not_in_logs(identity: LocalIdentity) -> None:
    user = identity.sign_in(EMAIL, PASSWORD).user
    begun = identity.second_factors.begin(user)
    assert begun.secret in begun.uri
    assert begun.secret not in repr(begun)
