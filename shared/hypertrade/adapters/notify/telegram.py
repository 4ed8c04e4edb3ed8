"""Messages of the platform's bot at Telegram (core.telegram.org/bots/api#sendmessage)."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from hypertrade.domain.channels import one_line
from hypertrade.domain.errors import Invalid, Unavailable
from hypertrade.ports.notifier import DELIVERED, Receipt

if TYPE_CHECKING:
    from hypertrade.adapters.notify.posting import Poster
    from hypertrade.ports.notifier import Message

_CHAT = re.compile(r"-?[1-9]\d{0,18}|@[A-Za-z][A-Za-z0-9_]{4,31}", re.ASCII)
_LONGEST_TEXT = 4000
_LONGEST_DETAIL = 200


class Telegram:
    """Sends by one bot, as plain text: nothing in it is markup to anybody."""

    def __init__(self, poster: Poster, address: str, token: str) -> None:
        """Send by the bot of ``token``, through the API at ``address``."""
        self._poster = poster
        self._url = f"{address.rstrip('/')}/bot{token}/sendMessage"

    def check(self, to: str) -> str:
        """Return a chat's number or name, as ``Notifier.check`` says."""
        chat = to.strip()
        if not _CHAT.fullmatch(chat):
            raise Invalid(
                "this is no chat of Telegram's",
                field="to.chat",
                remedy="Write its number such as 123456789, or @name of a public group or channel.",
            )
        return chat

    def send(self, message: Message) -> Receipt:
        """Send a message, as ``Notifier.send`` says."""
        asked = {
            "chat_id": message.to,
            "text": message.text[:_LONGEST_TEXT],
            "link_preview_options": {"is_disabled": True},
        }
        headers = {"Content-Type": "application/json"}
        try:
            answer = self._poster.post(self._url, headers, json.dumps(asked).encode(), read=True)
        except (Unavailable, Invalid):
            # What is said of the receiver is true of Telegram, but its address holds the token.
            return Receipt("refused", "Telegram does not answer")
        said = _object(answer.body)
        if answer.status == HTTPStatus.OK and said.get("ok") is True:
            return DELIVERED
        return _refusal(answer.status, said)


def _refusal(status: int, said: dict[str, Any]) -> Receipt:
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND}:
        return Receipt("refused", "Telegram does not know this platform's bot")
    described = one_line(str(said.get("description", "")), _LONGEST_DETAIL)
    detail = f"Telegram answered {status}: {described}" if described else f"Telegram: {status}"
    lost = status == HTTPStatus.BAD_REQUEST and "chat not found" in described.lower()
    if status == HTTPStatus.FORBIDDEN or lost:
        return Receipt("gone", detail)
    parameters = said.get("parameters")
    wait = parameters.get("retry_after") if isinstance(parameters, dict) else None
    asked = timedelta(seconds=wait) if isinstance(wait, int) and wait > 0 else None
    return Receipt("refused", detail, asked)


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
