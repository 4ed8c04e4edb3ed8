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
    ],
)
def test_unknown_and_unsafe_values_are_refused(environment: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_settings(environment)
    assert caught.value.field == field
