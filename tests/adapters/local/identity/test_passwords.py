from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Literal

import pytest
from argon2 import PasswordHasher
from hypertrade.adapters.local.identity import LocalIdentity
from hypertrade.adapters.local.identity.lockout import FREE, LONGEST, lock
from hypertrade.adapters.local.identity.passwords import Passwords
from hypertrade.domain.errors import RateLimited, Unauthenticated

from tests.adapters.local.identity.conftest import EMAIL, PASSWORD
from tests.ports.clocks import Hands
from tests.stand_ins.quick_identity import KEY, quick_identity, quick_passwords

if TYPE_CHECKING:
    from pathlib import Path


def guess(identity: LocalIdentity, email: str = EMAIL) -> str:
    try:
        identity.sign_in(email, "a wrong password")
    except (Unauthenticated, RateLimited) as error:
        return type(error).__name__
    return "signed in"


def test_passwords_are_kept_as_argon2id_of_todays_strength(tmp_path: Path) -> None:
    kept = Passwords().hash(PASSWORD)
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    identity = quick_identity(tmp_path, Hands())
    identity.sign_up(EMAIL, PASSWORD)
    for file in tmp_path.iterdir():
        assert PASSWORD.encode() not in file.read_bytes()


def test_a_hash_of_older_parameters_is_renewed_on_signing_in(tmp_path: Path) -> None:
    clock = Hands()
    quick_identity(tmp_path, clock).sign_up(EMAIL, PASSWORD)
    stronger = LocalIdentity(tmp_path, clock, key=KEY, passwords=quick_passwords(memory_cost=16))
    stronger.sign_in(EMAIL, PASSWORD)
    person = stronger._book.by_email(EMAIL)
    assert person is not None
    assert "m=16," in (person.password or "")
    stronger.sign_in(EMAIL, PASSWORD)


def test_wrong_passwords_lock_an_account_for_longer_and_longer(
    identity: LocalIdentity, clock: Hands
) -> None:
    assert [guess(identity) for _ in range(FREE)] == ["Unauthenticated"] * FREE
    for failures in range(FREE, FREE + 4):
        with pytest.raises(RateLimited) as locked:
            identity.sign_in(EMAIL, PASSWORD)
        assert locked.value.retry_after == pytest.approx(lock(failures))
        clock.move(locked.value.retry_after)
        assert guess(identity) == "Unauthenticated"
    clock.move(LONGEST)
    identity.sign_in(EMAIL, PASSWORD)


def test_locks_grow_to_a_quarter_of_an_hour() -> None:
    assert [lock(count) for count in (1, 4, 5, 6, 7, 9, 10, 1000)] == [
        *(0, 0, 30, 60, 120, 480),
        *(900, 900),
    ]


def test_signing_in_forgets_failures(identity: LocalIdentity) -> None:
    for _ in range(3):
        assert [guess(identity) for _ in range(FREE - 1)] == ["Unauthenticated"] * (FREE - 1)
        identity.sign_in(EMAIL, PASSWORD)


def test_failures_are_forgotten_after_a_day(identity: LocalIdentity, clock: Hands) -> None:
    for _ in range(FREE):
        guess(identity)
    clock.move(24 * 3600 + 1)
    assert [guess(identity) for _ in range(FREE)] == ["Unauthenticated"] * FREE


def test_guesses_at_the_same_time_are_no_more_than_one_after_the_other(
    identity: LocalIdentity,
) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: guess(identity), range(40)))
    assert answers.count("Unauthenticated") == FREE
    assert answers.count("RateLimited") == 40 - FREE


def test_unknown_addresses_are_locked_like_known_ones(identity: LocalIdentity) -> None:
    known = [guess(identity) for _ in range(FREE + 2)]
    assert [guess(identity, "nobody@example.com") for _ in range(FREE + 2)] == known


class Counting(PasswordHasher):
    """argon2's hasher, which remembers with which parameters it was asked to verify."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.verified: list[str] = []

    def verify(
        self,
        hash: str | bytes,  # noqa: A002 - argon2's word
        password: str | bytes,
    ) -> Literal[True]:
        self.verified.append(str(hash).rpartition("$")[0].rpartition("$")[0])
        return super().verify(hash, password)


def test_an_unknown_address_costs_as_much_work_as_a_known_one(tmp_path: Path) -> None:
    hasher = Counting()
    identity = LocalIdentity(tmp_path, Hands(), key=KEY, passwords=Passwords(hasher))
    identity.sign_up(EMAIL, PASSWORD)
    guess(identity)
    guess(identity, "nobody@example.com")
    guess(identity, "no address at all")
    assert hasher.verified == ["$argon2id$v=19$m=8,t=1,p=1"] * 3
