from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypertrade.domain.errors import Invalid
from hypertrade.domain.market import Timerange, check_pair, pair_filename, timeframe_minutes


def test_a_timerange_reads_as_freqtrade_writes_it() -> None:
    whole = Timerange.parse("20180101-20190601")
    assert whole.start == datetime(2018, 1, 1, tzinfo=UTC)
    assert whole.stop == datetime(2019, 6, 1, tzinfo=UTC)
    for text in ("20180101-20190601", "20180101-", "-20190601", "-"):
        assert str(Timerange.parse(text)) == text


@pytest.mark.parametrize(
    "text", ["", "2018", "20181301-", "20190101-20180101", "20180101-20180101"]
)
def test_a_wrong_timerange_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(Invalid) as caught:
        Timerange.parse(text)
    assert caught.value.field == "timerange"
    assert caught.value.remedy


def test_pairs_and_timeframes() -> None:
    assert check_pair("BTC/USDT:USDT") == "BTC/USDT:USDT"
    assert pair_filename("BTC/USDT:USDT") == "BTC_USDT_USDT"
    assert timeframe_minutes("4h") == 240
    for wrong in ("BTCUSD", "btc/usd", "BTC/", "../etc"):
        with pytest.raises(ValueError, match="not a pair"):
            check_pair(wrong)
