"""Secrets: kept, replaced, destroyed; nothing else stands in for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypertrade.domain.errors import Denied, Invalid, NotFound
from hypertrade.ports.secrets import LARGEST_SECRET

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.ports.secrets import Secrets

    Meddle = Callable[[str, str | None], None]

PORT = "secrets"


@pytest.fixture
def meddle(help_with: Callable[[str], Meddle]) -> Meddle:
    """Return what tampers with the place where secrets are kept."""
    return help_with("meddle")


@pytest.mark.parametrize("value", [b"", b"\0\xff", b"a secret", b"x" * LARGEST_SECRET])
def test_what_was_kept_is_returned(subject: Secrets, value: bytes) -> None:
    subject.put("exchange-key_1", value)
    assert subject.get("exchange-key_1") == value


def test_a_secret_is_replaced(subject: Secrets) -> None:
    subject.put("a", b"1")
    subject.put("a", b"2")
    subject.put("b", b"3")
    assert (subject.get("a"), subject.get("b")) == (b"2", b"3")


def test_a_destroyed_secret_is_not_found(subject: Secrets) -> None:
    subject.put("a", b"1")
    subject.put("b", b"2")
    subject.destroy("a")
    subject.destroy("a")
    with pytest.raises(NotFound):
        subject.get("a")
    assert subject.get("b") == b"2"
    subject.put("a", b"3")
    assert subject.get("a") == b"3"


def test_a_name_that_cannot_be(subject: Secrets) -> None:
    for name in ("", "a/b", "../a", ".", "a.b", "a b", "é", "a" * 201, "a\0"):
        with pytest.raises(Invalid, match="name"):
            subject.put(name, b"1")
        with pytest.raises(NotFound):
            subject.get(name)
        subject.destroy(name)
    subject.put("aZ0-_" * 40, b"1")
    assert subject.get("aZ0-_" * 40) == b"1"


def test_too_large_a_value_is_refused(subject: Secrets) -> None:
    with pytest.raises(Invalid, match="value"):
        subject.put("a", b"x" * (LARGEST_SECRET + 1))
    with pytest.raises(NotFound):
        subject.get("a")


def test_a_changed_secret_is_refused(subject: Secrets, meddle: Meddle) -> None:
    subject.put("a", b"1" * 100)
    meddle("a", None)
    with pytest.raises(Denied):
        subject.get("a")
    subject.put("a", b"2")
    assert subject.get("a") == b"2"


def test_one_secret_cannot_stand_in_for_another(subject: Secrets, meddle: Meddle) -> None:
    subject.put("mine", b"mine")
    subject.put("yours", b"yours")
    meddle("mine", "yours")
    with pytest.raises(Denied):
        subject.get("mine")
    assert subject.get("yours") == b"yours"
