"""Time-based codes are RFC 6238's, each step once; recovery codes are hard to guess."""

from __future__ import annotations

import base64

import pytest
from hypertrade.adapters.local.identity.codes import (
    STEP,
    address,
    is_timed,
    new_recovery_code,
    new_secret,
    plain,
    step_of,
)

RFC_SECRET = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("now", "code"),
    [
        # RFC 6238, appendix B, SHA-1: of its eight digits the last six.
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_the_rfc(now: int, code: str) -> None:
    assert step_of(RFC_SECRET, code, now, after=0) == now // STEP
    wrong = f"{(int(code) + 1) % 10**6:06}"
    assert step_of(RFC_SECRET, wrong, now, after=0) is None


@pytest.mark.parametrize(("late", "holds"), [(-60, False), (-30, True), (30, True), (60, False)])
def test_clocks_may_be_one_step_apart(late: int, *, holds: bool) -> None:
    step = step_of(RFC_SECRET, "005924", 1234567890 + late, after=0)
    assert (step == 1234567890 // STEP) is holds


def test_a_step_that_was_used_and_those_before_it_hold_no_more() -> None:
    present = 1234567890 // STEP
    assert step_of(RFC_SECRET, "005924", 1234567890, after=present - 1) == present
    assert step_of(RFC_SECRET, "005924", 1234567890, after=present) is None
    assert step_of(RFC_SECRET, "005924", 1234567890, after=present + 1) is None


def test_secrets_have_160_bits_and_none_comes_twice() -> None:
    made = {new_secret() for _ in range(20)}
    assert len(made) == 20
    assert {len(base64.b32decode(secret)) * 8 for secret in made} == {160}


def test_the_address_is_what_apps_read() -> None:
    assert address(RFC_SECRET, "ada@example.com") == (
        f"otpauth://totp/HyperTrade:ada%40example.com?secret={RFC_SECRET}&issuer=HyperTrade"
    )


def test_recovery_codes_are_told_from_timed_ones_and_read_in_any_form() -> None:
    made = {new_recovery_code() for _ in range(50)}
    assert len(made) == 50
    for code in made:
        assert len(plain(code)) == 16
        assert plain(f" {code.upper().replace('-', '  ')} ") == plain(code)
        assert not is_timed(plain(code))
    assert is_timed(plain("287 082"))
    assert not is_timed("".join(chr(ord(digit) + 0xFEE0) for digit in "287082")), "wide digits"
