"""By what kinds of channel this platform can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hypertrade.domain.channels import ChannelKind
    from hypertrade.ports.clock import Clock
    from hypertrade.ports.notifier import Notifier
    from hypertrade.settings import Settings


def notifiers_of(settings: Settings, clock: Clock) -> dict[ChannelKind, Notifier]:
    """Return what carries messages, for each kind that ``settings`` set up."""
    from hypertrade.adapters.notify.posting import Poster
    from hypertrade.adapters.notify.webhook import Webhooks

    found: dict[ChannelKind, Notifier] = {
        "webhook": Webhooks(Poster(private=settings.webhooks_private), clock)
    }
    if settings.smtp_url is not None and settings.mail_from is not None:
        from hypertrade.adapters.notify.mail import Mail
        from hypertrade.domain.mailing import MailServer, Sender

        server = MailServer.of(settings.smtp_url.get_secret_value())
        found["email"] = Mail(server, Sender.of(settings.mail_from), clock)
    if settings.telegram_token is not None:
        from hypertrade.adapters.notify.telegram import Telegram

        token = settings.telegram_token.get_secret_value()
        # The operator chose the address: it may be near.
        found["telegram"] = Telegram(Poster(private=True), settings.telegram_url, token)
    return found
