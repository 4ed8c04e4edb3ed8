"""Refresh tokens hold once, sessions end when they are told to, and nothing is kept readable."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from hypertrade.adapters.local.identity import KNOWN_FOR, REFRESH_LASTS, LocalIdentity
from hypertrade.domain.errors import NotFound, Unauthenticated

from tests.adapters.local.identity.conftest import EMAIL, PASSWORD
from tests.stand_ins.quick_identity import quick_identity

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ports.clocks import Hands


def test_a_refresh_token_that_comes_again_ends_all_that_came_of_it(
    identity: LocalIdentity,
) -> None:
    stolen, apart = identity.sign_in(EMAIL, PASSWORD), identity.sign_in(EMAIL, PASSWORD)
    newest = identity.renew(identity.renew(stolen.refresh_token).refresh_token)
    with pytest.raises(Unauthenticated):
        identity.renew(stolen.refresh_token)
    with pytest.raises(Unauthenticated):
        identity.renew(newest.refresh_token)
    identity.renew(apart.refresh_token)


def test_of_renewals_at_the_same_time_one_wins_and_the_session_ends(
    identity: LocalIdentity,
) -> None:
    session = identity.sign_in(EMAIL, PASSWORD)

    def renew(_: int) -> str | None:
        try:
            return identity.renew(session.refresh_token).refresh_token
        except Unauthenticated:
            return None

    with ThreadPoolExecutor(4) as pool:
        renewed = [token for token in pool.map(renew, range(8)) if token]
    assert len(renewed) == 1
    with pytest.raises(Unauthenticated):
        identity.renew(renewed[0])


def test_a_refresh_token_ends_if_nobody_renews_it(identity: LocalIdentity, clock: Hands) -> None:
    session = identity.sign_in(EMAIL, PASSWORD)
    clock.move(REFRESH_LASTS - 1)
    session = identity.renew(session.refresh_token)
    clock.move(REFRESH_LASTS)
    with pytest.raises(Unauthenticated):
        identity.renew(session.refresh_token)


def test_refresh_tokens_are_not_kept(identity: LocalIdentity, tmp_path: Path) -> None:
    session = identity.sign_in(EMAIL, PASSWORD)
    assert len(session.refresh_token) == 43
    for file in tmp_path.iterdir():
        assert session.refresh_token.encode() not in file.read_bytes()


def test_sessions_of_the_second_in_which_they_were_ended_do_not_hold(
    identity: LocalIdentity, clock: Hands
) -> None:
    clock.move(0.2)
    before = identity.sign_in(EMAIL, PASSWORD)
    clock.move(0.2)
    identity.revoke(before.user)
    clock.move(0.2)
    after = identity.sign_in(EMAIL, PASSWORD)
    with pytest.raises(Unauthenticated):
        identity.verify(before.id_token)
    assert identity.verify(after.id_token).user == after.user
    assert identity.renew(after.refresh_token).user == after.user


def test_another_process_hears_of_it_within_seconds(
    identity: LocalIdentity, tmp_path: Path, clock: Hands
) -> None:
    session = identity.sign_in(EMAIL, PASSWORD)
    other = quick_identity(tmp_path, clock)
    other.verify(session.id_token)
    identity.disable(session.user, disabled=True)
    with pytest.raises(Unauthenticated):
        identity.verify(session.id_token)
    with pytest.raises(Unauthenticated):
        other.verify(session.id_token, check_revoked=True)
    clock.move(KNOWN_FOR + 0.1)
    with pytest.raises(Unauthenticated):
        other.verify(session.id_token)


def test_without_providers_none_is_taken(identity: LocalIdentity) -> None:
    with pytest.raises(NotFound):
        identity.sign_in_with("google", "token")


def test_deleting_an_account_leaves_nothing_of_it(identity: LocalIdentity) -> None:
    user = identity.sign_in(EMAIL, PASSWORD).user
    with pytest.raises(Unauthenticated):
        identity.sign_in(EMAIL, "a wrong password")
    identity.delete(user)
    for table in ("people", "sessions", "links", "failures"):
        assert identity._book._row(f"SELECT count(*) FROM {table}") == (0,)  # noqa: S608 - ours
