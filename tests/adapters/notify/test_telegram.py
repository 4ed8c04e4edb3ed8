"""Telegram, which a stand-in of its API plays: what is sent, and what its answers mean."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypertrade.adapters.notify.posting import Limits, Poster
from hypertrade.adapters.notify.telegram import Telegram
from hypertrade.domain.errors import Invalid
from hypertrade.ports.notifier import Message

from tests.stand_ins.receiver import Answer

if TYPE_CHECKING:
    from tests.stand_ins.receiver import Receiver

TOKEN = "123456:the-token-of-the-bot"  # noqa: S105 - a test's
SHORT = Limits(total=0.5)


def bot(receiver: Receiver) -> Telegram:
    return Telegram(Poster(private=True, limits=SHORT), f"http://127.0.0.1:{receiver.port}/", TOKEN)


def message(text: str = "Backtest succeeded: <b>*_[x](y) &amp;") -> Message:
    return Message("id", "42", "subject", text, "run.succeeded", datetime(2026, 3, 1, tzinfo=UTC))


def said(status: int, description: str, **more: Any) -> Answer:
    told = {"ok": status == 200, "error_code": status, "description": description, **more}
    return Answer(status, body=json.dumps(told).encode())


def test_a_message_is_plain_text(receiver: Receiver) -> None:
    receiver.answers = [Answer(body=b'{"ok":true,"result":{"message_id":1}}')]
    assert bot(receiver).send(message()).outcome == "delivered"
    [taken] = receiver.taken
    assert taken.path == f"/bot{TOKEN}/sendMessage"
    asked = json.loads(taken.body)
    assert asked["chat_id"] == "42"
    assert asked["text"] == "Backtest succeeded: <b>*_[x](y) &amp;"
    assert "parse_mode" not in asked, "then it would be markup"


def test_a_long_text_is_cut_to_what_is_taken(receiver: Receiver) -> None:
    receiver.answers = [Answer(body=b'{"ok":true}')]
    bot(receiver).send(message("x" * 5000))
    assert len(json.loads(receiver.taken[0].body)["text"]) <= 4096


@pytest.mark.parametrize(
    ("answer", "outcome", "detail"),
    [
        (said(403, "Forbidden: bot was blocked by the user"), "gone", "blocked by the user"),
        (said(400, "Bad Request: chat not found"), "gone", "chat not found"),
        (said(400, "Bad Request: message is too long"), "refused", "too long"),
        (said(401, "Unauthorized"), "refused", "does not know this platform's bot"),
        (said(404, "Not Found"), "refused", "does not know this platform's bot"),
        (said(500, "Internal"), "refused", "Telegram answered 500: Internal"),
        (Answer(502, body=b"<html>"), "refused", "Telegram: 502"),
        (Answer(200, body=b"[]"), "refused", "Telegram: 200"),
        (Answer(200, body=b'{"ok":false}'), "refused", "Telegram: 200"),
        (Answer(hang=True), "refused", "does not answer"),
    ],
)
def test_what_its_answers_mean(
    receiver: Receiver, answer: Answer, outcome: str, detail: str
) -> None:
    receiver.answers = [answer]
    receipt = bot(receiver).send(message())
    assert receipt.outcome == outcome
    assert detail in (receipt.detail or "")
    assert TOKEN not in (receipt.detail or "")


def test_it_says_how_long_to_wait(receiver: Receiver) -> None:
    receiver.answers = [said(429, "Too Many Requests", parameters={"retry_after": 7})]
    assert bot(receiver).send(message()).retry_after == timedelta(seconds=7)


def test_the_token_stands_in_no_log(receiver: Receiver, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    receiver.answers = [said(401, "Unauthorized"), Answer(hang=True)]
    for _ in range(2):
        bot(receiver).send(message())
    assert TOKEN not in caplog.text
    assert TOKEN not in repr(bot(receiver))


@pytest.mark.parametrize("chat", ["123456789", "-1001234567890", "@hyper_trade", " 42 "])
def test_a_chat(receiver: Receiver, chat: str) -> None:
    assert bot(receiver).check(chat) == chat.strip()


@pytest.mark.parametrize(
    "chat",
    ["", "0", "12a", "hyper", "@a", "@a b c d", "1" * 30, "@x\n", "\N{ARABIC-INDIC DIGIT ONE}"],
)
def test_what_is_no_chat_is_refused(receiver: Receiver, chat: str) -> None:
    with pytest.raises(Invalid) as refused:
        bot(receiver).check(chat)
    assert refused.value.field == "to.chat"
