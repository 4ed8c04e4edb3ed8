from __future__ import annotations

from pathlib import Path

import pytest
from hypertrade.domain.errors import Invalid
from hypertrade.settings import read_settings


def test_an_empty_environment_gives_safe_defaults() -> None:
    settings = read_settings({})
    assert settings.confine == "required"
    assert settings.data == Path("hypertrade-data")


def test_the_environment_is_read() -> None:
    assert read_settings({"HYPERTRADE_DATA": "candles"}).data == Path("candles")


@pytest.mark.parametrize(
    ("environment", "field"),
    [
        ({"HYPERTRADE_CONFINE": "perhaps"}, "HYPERTRADE_CONFINE"),
        ({"HYPERTRADE_CONFINE": "off", "HYPERTRADE_ENV": "production"}, "environment"),
        ({"HYPERTRADE_SMTP_URL": "mail.example.org"}, "HYPERTRADE_SMTP_URL"),
        ({"HYPERTRADE_SMTP_URL": "smtps://mail.example.org"}, "environment"),
        ({"HYPERTRADE_MAIL_FROM": "nobody"}, "HYPERTRADE_MAIL_FROM"),
        ({"HYPERTRADE_TELEGRAM_URL": "telegram"}, "HYPERTRADE_TELEGRAM_URL"),
        ({"HYPERTRADE_WEBHOOKS_PRIVATE": "perhaps"}, "HYPERTRADE_WEBHOOKS_PRIVATE"),
    ],
)
def test_unknown_and_unsafe_values_are_refused(environment: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_settings(environment)
    assert caught.value.field == field


PRODUCTION = {
    "HYPERTRADE_ENV": "production",
    "HYPERTRADE_PLATFORM": "gcp",
    "HYPERTRADE_PUBLIC_URL": "https://api.example.com",
    **{
        f"HYPERTRADE_{name}": "x"
        for name in (
            *("PROJECT", "REGION", "BUCKET", "FIREBASE_API_KEY", "KMS_KEY"),
            "TASKS_SERVICE_ACCOUNT",
        )
    },
}


@pytest.mark.parametrize(
    ("name", "value"),
    [("WEBHOOKS_PRIVATE", "1"), ("TELEGRAM_URL", "http://127.0.0.1:8081")],
)
def test_production_tells_nobody_near_and_nobody_in_the_open(name: str, value: str) -> None:
    assert read_settings(PRODUCTION).env == "production"
    setting = f"HYPERTRADE_{name}"
    with pytest.raises(Invalid, match=setting):
        read_settings({**PRODUCTION, setting: value})
    assert read_settings({setting: value})


def test_a_mail_server_is_read_and_its_password_not_repeated() -> None:
    url = "smtp://post:s3cret@mail.example.org"
    settings = read_settings(
        {"HYPERTRADE_SMTP_URL": url, "HYPERTRADE_MAIL_FROM": "HyperTrade <no@example.org>"}
    )
    assert "s3cret" not in repr(settings)
    with pytest.raises(Invalid) as refused:
        read_settings({"HYPERTRADE_SMTP_URL": f"{url}/s3cret?x", "HYPERTRADE_MAIL_FROM": "a@b.org"})
    assert "s3cret" not in str(refused.value)
