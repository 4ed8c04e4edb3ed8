"""Posts to strangers: never to what is near us, and never for longer than they may take."""

from __future__ import annotations

import socket
import threading
from typing import TYPE_CHECKING

import pytest
from hypertrade.adapters.notify.posting import Limits, Poster
from hypertrade.domain.errors import HyperTradeError, Invalid, Unavailable

from tests.stand_ins.receiver import (
    NAME,
    Answer,
    Receiver,
    Trust,
    running_receiver,
    silent_port,
    trust,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NEAR = [
    "0.0.0.1", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254",
    "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1",
    "198.18.0.1", "198.51.100.1", "203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1",
    "255.255.255.255",
    "::", "::1", "::127.0.0.1", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "fd00:ec2::254",
    "ff02::1", "100::1", "2001::1", "2001:10::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::",
    "2002:c0a8:101::1", "3fff::1", "5f00::1", "64:ff9b:1::1",
    "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:10.0.0.1",
    "64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b::10.0.0.1",
    "", "no address", "127.1",
]  # fmt: skip
FAR = [
    "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
    "172.15.255.255", "172.32.0.0", "192.167.255.255", "223.255.255.255",
    "2606:4700:4700::1111", "2a00:1450:4001::1", "2001:200::1", "::ffff:8.8.8.8",
    "64:ff9b::8.8.8.8",
]  # fmt: skip
SHORT = Limits(lookup=0.5, connect=0.5, total=1.0)


def resolving(*addresses: str) -> Poster:
    return Poster(resolve=lambda _host, _port: addresses, limits=SHORT)


@pytest.mark.parametrize("address", NEAR)
def test_what_is_near_us_is_refused_when_it_is_named_and_when_it_is_posted_to(address: str) -> None:
    poster = resolving(address)
    with pytest.raises(Invalid, match=r"to\.url: .* not on the public internet.*https://"):
        poster.check(f"https://{NAME}/")
    with pytest.raises(Invalid, match="public internet"):
        poster.post(f"https://{NAME}/", {}, b"{}")


@pytest.mark.parametrize("address", FAR)
def test_the_public_internet_is_not_refused(address: str) -> None:
    assert resolving(address).check(f"https://{NAME}/").hostname == NAME


def test_one_address_that_is_near_is_enough() -> None:
    with pytest.raises(Invalid):
        resolving("1.1.1.1", "10.0.0.1").check(f"https://{NAME}/")
    with pytest.raises(Invalid):
        resolving("10.0.0.1", "2606:4700:4700::1111").check(f"https://{NAME}/")


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::1]", "localhost", "2130706433", "0x7f.1", "127.1", "0"]
)
def test_no_way_to_write_this_machine_gets_past(host: str) -> None:
    with pytest.raises(HyperTradeError) as refused:
        Poster(limits=SHORT).check(f"https://{host}/")
    assert refused.value.field == "to.url"


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("http://hooks.example.com/", "https"),
        ("ftp://hooks.example.com/", "https"),
        ("hooks.example.com", "https"),
        ("https://", "host"),
        ("https:///path", "host"),
        ("https://ada@hooks.example.com/", "name or password"),
        ("https://ada:pass@hooks.example.com/", "name or password"),
        ("https://@hooks.example.com/", "name or password"),
        ("https://hooks.example.com/#part", "fragment"),
        ("https://hooks.example.com:0/", "no address"),
        ("https://hooks.example.com:70000/", "no address"),
        ("https://hooks.example.com:x/", "no address"),
        ("https://[::1/", "no address"),
        ("https://hooks.example.com/a b", "ASCII"),
        ("https://hooks.example.com/\r\nHost: other", "ASCII"),
        ("https://bücher.example/", "ASCII"),
        ("https://hooks.example.com\\@127.0.0.1/", "ASCII"),
        ("https://hooks.example.com/" + "a" * 2000, "2,000"),
        ("https://hooks.example.com%2f/", "host"),
    ],
)
def test_what_is_no_address_of_a_webhook_is_refused(url: str, problem: str) -> None:
    with pytest.raises(Invalid, match=problem) as refused:
        resolving("1.1.1.1").check(url)
    assert refused.value.field == "to.url"
    assert refused.value.remedy


def test_a_name_is_looked_up_once_and_that_address_is_connected_to(
    secure: Receiver, trusted: Trust
) -> None:
    """Whoever answers with another address the next time has no next time."""
    asked: list[tuple[str, int]] = []

    def changing(host: str, port: int) -> Sequence[str]:
        asked.append((host, port))
        return ["127.0.0.1"] if len(asked) == 1 else ["192.0.2.1"]

    poster = Poster(private=True, resolve=changing, context=trusted.client)
    url = f"https://{NAME}:{secure.port}/hook?key=1"
    assert poster.post(url, {"X-Mine": "1"}, b"body").status == 200
    assert asked == [(NAME, secure.port)]
    [taken] = secure.taken
    assert (taken.path, taken.body) == ("/hook?key=1", b"body")
    assert taken.headers["host"] == f"{NAME}:{secure.port}"
    assert taken.headers["x-mine"] == "1"


def test_a_name_that_turns_private_after_it_was_checked_is_refused(receiver: Receiver) -> None:
    answers = [["1.1.1.1"], ["127.0.0.1"]]
    poster = Poster(resolve=lambda *_: answers.pop(0), limits=SHORT)
    url = f"https://{NAME}:{receiver.port}/"
    poster.check(url)
    with pytest.raises(Invalid, match="public internet"):
        poster.post(url, {}, b"{}")
    assert not receiver.taken


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(receiver: Receiver, status: int) -> None:
    with running_receiver() as other:
        receiver.answers = [Answer(status, {"Location": other.url})]
        assert Poster(private=True).post(receiver.url, {}, b"{}").status == status
        assert not other.taken


def test_no_proxy_is_used(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert Poster(private=True).post(receiver.url, {}, b"{}").status == 200


@pytest.mark.parametrize("shown", ["other.example.com", "127.0.0.1"])
def test_a_certificate_of_another_name_is_refused(tmp_path: Path, shown: str) -> None:
    theirs = trust(tmp_path, shown)
    poster = Poster(private=True, resolve=lambda *_: ["127.0.0.1"], context=theirs.client)
    with running_receiver(theirs.server) as other:
        with pytest.raises(Unavailable, match="certificate does not hold"):
            poster.post(f"https://{NAME}:{other.port}/", {}, b"{}")
        assert not other.taken


def test_a_certificate_that_is_over_or_nobodys_is_refused(tmp_path: Path) -> None:
    theirs = trust(tmp_path, expired=True)
    for context in (theirs.client, None):
        poster = Poster(private=True, resolve=lambda *_: ["127.0.0.1"], context=context)
        with (
            running_receiver(theirs.server) as other,
            pytest.raises(Unavailable, match="certificate does not hold"),
        ):
            poster.post(f"https://{NAME}:{other.port}/", {}, b"{}")


def test_a_server_that_speaks_no_tls_is_refused(receiver: Receiver) -> None:
    poster = Poster(private=True, resolve=lambda *_: ["127.0.0.1"], limits=SHORT)
    with pytest.raises(Unavailable):
        poster.post(f"https://{NAME}:{receiver.port}/", {}, b"{}")


@pytest.mark.parametrize("answer", [Answer(hang=True), Answer(drip=0.01)], ids=["hangs", "drips"])
def test_whoever_does_not_come_to_an_end_is_left(receiver: Receiver, answer: Answer) -> None:
    """Each byte of a drip would begin a time-out of its own anew; the whole has one."""
    receiver.always = answer
    with pytest.raises(Unavailable, match="in time"):
        Poster(private=True, limits=SHORT).post(receiver.url, {}, b"{}")
    assert receiver.taken


@pytest.mark.parametrize("answer", [Answer(hang=True), Answer(drip=0.01)], ids=["hangs", "drips"])
def test_nor_is_one_waited_for_behind_tls(secure: Receiver, trusted: Trust, answer: Answer) -> None:
    secure.always = answer
    poster = Poster(
        private=True, resolve=lambda *_: ["127.0.0.1"], context=trusted.client, limits=SHORT
    )
    with pytest.raises(Unavailable, match="in time"):
        poster.post(f"https://{NAME}:{secure.port}/", {}, b"{}")
    assert secure.taken


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_one_that_takes_the_connection_and_says_nothing_is_left(scheme: str) -> None:
    with silent_port() as port, pytest.raises(Unavailable, match="in time"):
        Poster(private=True, limits=SHORT).post(f"{scheme}://127.0.0.1:{port}/", {}, b"{}")


def test_a_name_that_nobody_answers_for_is_left() -> None:
    never = threading.Event()

    def hanging(_host: str, _port: int) -> Sequence[str]:
        never.wait(20)
        return ["1.1.1.1"]

    poster = Poster(resolve=hanging, limits=Limits(lookup=0.1, total=0.1))
    with pytest.raises(Unavailable, match="looked up in time"):
        poster.post(f"https://{NAME}/", {}, b"{}")
    assert poster.check(f"https://{NAME}/"), "perhaps it has an address later"
    never.set()


def test_a_name_without_an_address_may_have_one_later() -> None:
    def unknown(_host: str, _port: int) -> Sequence[str]:
        raise socket.gaierror(-2, "Name or service not known")

    poster = Poster(resolve=unknown)
    assert poster.check(f"https://{NAME}/").hostname == NAME
    with pytest.raises(Unavailable, match="no address"):
        poster.post(f"https://{NAME}/", {}, b"{}")


def test_a_second_address_is_tried_where_the_first_does_not_answer(receiver: Receiver) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        free = other.getsockname()[1]
    poster = Poster(private=True, resolve=lambda *_: ["::1", "127.0.0.1"])
    assert poster.post(f"http://{NAME}:{receiver.port}/", {}, b"{}").status == 200
    with pytest.raises(Unavailable, match="cannot be reached"):
        poster.post(f"http://{NAME}:{free}/", {}, b"{}")


def test_no_more_is_read_than_there_is_room_for(receiver: Receiver) -> None:
    receiver.answers = [Answer(body=b"x" * 70_000), Answer(body=b"x" * 60_000)]
    poster = Poster(private=True)
    with pytest.raises(Unavailable):
        poster.post(receiver.url, {}, b"{}", read=True)
    assert len(poster.post(receiver.url, {}, b"{}", read=True).body) == 60_000


def test_an_answer_that_is_no_http_is_none() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]

        def babble() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(b"220 mail.example.com ESMTP\r\n")

        thread = threading.Thread(target=babble)
        thread.start()
        with pytest.raises(Unavailable, match="no HTTP"):
            Poster(private=True).post(f"http://127.0.0.1:{port}/", {}, b"{}")
        thread.join()
