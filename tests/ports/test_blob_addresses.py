"""Blobs: signed addresses give one blob, for a while, and nothing else."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import pytest
from hypertrade.domain.errors import Denied, Invalid

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.ports.blobs import Blobs

PORT = "blobs"

MINUTE = timedelta(minutes=1)


@pytest.fixture
def fetch(
    subject: Blobs, help_with: Callable[[str], Callable[[str], bytes]]
) -> Callable[[str], bytes]:
    """Return what opens an address, once two blobs are there."""
    subject.put("runs/1/report.html", b"one", content_type="text/html")
    subject.put("runs/2/report.html", b"two", content_type="text/html")
    return help_with("fetch")


def changed(url: str, **parameters: str | None) -> str:
    """Return an address with other parameters, ``None`` takes one away."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    for name, value in parameters.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return urlunsplit(parts._replace(query=urlencode(query)))


def parameter(url: str, ending: str) -> str:
    """Return the name of the parameter whose name ends so: they differ from adapter to adapter."""
    names = [name for name, _ in parse_qsl(urlsplit(url).query)]
    return next(name for name in names if name.lower().endswith(ending))


def test_a_signed_address_gives_the_content(subject: Blobs, fetch: Callable[[str], bytes]) -> None:
    assert fetch(subject.signed_url("runs/1/report.html", lasts=MINUTE)) == b"one"
    saved = subject.signed_url(
        "runs/2/report.html", lasts=MINUTE, download_as="my report & 'é'.html"
    )
    assert fetch(saved) == b"two"


def test_an_address_ends(subject: Blobs, fetch: Callable[[str], bytes]) -> None:
    url = subject.signed_url("runs/1/report.html", lasts=timedelta(seconds=1))
    time.sleep(2.1)
    with pytest.raises(Denied):
        fetch(url)


def test_an_address_that_lasts_longer_was_not_signed(
    subject: Blobs, fetch: Callable[[str], bytes]
) -> None:
    url = subject.signed_url("runs/1/report.html", lasts=MINUTE)
    name = parameter(url, "expires")
    value = dict(parse_qsl(urlsplit(url).query))[name]
    for other in (str(int(value) + 1), str(int(value) - 1), value + "0", "", "x", None):
        with pytest.raises(Denied):
            fetch(changed(url, **{name: other}))


def test_an_address_gives_no_other_blob(subject: Blobs, fetch: Callable[[str], bytes]) -> None:
    url = subject.signed_url("runs/1/report.html", lasts=MINUTE)
    for other in ("runs/2/", "runs/1/../2/", "runs%2F2/", "runs/"):
        with pytest.raises(Denied):
            fetch(url.replace("runs/1/", other))


def test_a_signature_is_of_its_own_address(subject: Blobs, fetch: Callable[[str], bytes]) -> None:
    one = subject.signed_url("runs/1/report.html", lasts=MINUTE)
    two = subject.signed_url("runs/2/report.html", lasts=MINUTE)
    name = parameter(one, "signature")
    of_two = dict(parse_qsl(urlsplit(two).query))[name]
    of_one = dict(parse_qsl(urlsplit(one).query))[name]
    flipped = ("0" if of_one[0] != "0" else "1") + of_one[1:]
    for other in (of_two, flipped, of_one[:-4], of_one + "00", "", "é", None):
        with pytest.raises(Denied):
            fetch(changed(one, **{name: other}))


def test_the_file_to_save_is_signed_too(subject: Blobs, fetch: Callable[[str], bytes]) -> None:
    plain = subject.signed_url("runs/1/report.html", lasts=MINUTE)
    saved = subject.signed_url("runs/1/report.html", lasts=MINUTE, download_as="report.html")
    new = set(dict(parse_qsl(urlsplit(saved).query))) - set(dict(parse_qsl(urlsplit(plain).query)))
    assert len(new) == 1
    name = new.pop()
    said = dict(parse_qsl(urlsplit(saved).query))[name]
    for other in (said.replace("report.html", "evil.exe"), None):
        with pytest.raises(Denied):
            fetch(changed(saved, **{name: other}))
    with pytest.raises(Denied):
        fetch(changed(plain, **{name: said}))


@pytest.mark.parametrize(
    "name", ["", "a/b", "..\\a", 'a"b', "a\r\nSet-Cookie: b", "a\0", "\u2028", "a" * 201]
)
def test_a_dangerous_file_name_is_refused(subject: Blobs, name: str) -> None:
    with pytest.raises(Invalid, match="download_as"):
        subject.signed_url("a", lasts=MINUTE, download_as=name)


@pytest.mark.parametrize("lasts", [timedelta(0), timedelta(seconds=-1), timedelta(days=7.1)])
def test_an_impossible_time_is_refused(subject: Blobs, lasts: timedelta) -> None:
    with pytest.raises(Invalid, match="lasts"):
        subject.signed_url("a", lasts=lasts)
