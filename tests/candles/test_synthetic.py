"""The demo market: the same everywhere, lifelike, labelled, and never over real candles."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from hypertrade.candles import synthetic
from hypertrade.candles.checking import check_series
from hypertrade.candles.cleaning import clean
from hypertrade.candles.market_model import REGIMES, Coin, Dice, market_hours
from hypertrade.candles.resampling import resample
from hypertrade.candles.schema import content_hash
from hypertrade.candles.series import SeriesKey
from hypertrade.candles.synthetic import COINS, SEED, START, STOP, make_demo
from hypertrade.domain.errors import Conflict, Invalid

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.candles.series import SourceRecord
    from hypertrade.candles.store import CandleStore

    Make = Callable[..., pd.DataFrame]

MONTH = START + timedelta(days=30)


def generate(
    coin: Coin, seed: int = SEED, start: datetime = START, stop: datetime = STOP
) -> pd.DataFrame:
    hours = (stop - start) // timedelta(hours=1)
    return synthetic.generate(coin, market_hours(hours, seed), seed, start)


@pytest.fixture(scope="module")
def market() -> dict[str, pd.DataFrame]:
    return {coin.pair: generate(coin) for coin in COINS}


def test_the_same_on_every_machine_and_every_numpy() -> None:
    hashes = {coin.pair: content_hash(generate(coin, 1, START, MONTH)) for coin in COINS}
    assert hashes == {
        "BTC/USDT": "0155203a6f15d3c3bfecb97588acba53e627ead0e6b2e0c10fe85021ee2baddc",
        "ETH/USDT": "0e53811fa44713de7287fb89a7e61a546cb3d8a9c8e66bce4758317f80af4e27",
        "SOL/USDT": "a666b40c32b20395c95c3fe1f71484307d9a3eff596e3c8b61cdf7e109fd4549",
        "XRP/USDT": "50d2f8130074c0a36bf68c56a1c05cdb336aed99546d387fd651b395f6a5740f",
    }


def test_dice_give_pcg64s_own_numbers() -> None:
    dice = Dice(5, "x")
    raw = np.random.PCG64(np.random.SeedSequence([5, ord("x")])).random_raw(3)
    assert dice.uniform(3).tolist() == [(int(number) >> 11) / 2**53 for number in raw]
    normal = Dice(5, "n").normal(200_000)
    assert abs(normal.mean()) < 0.01
    assert abs(normal.std() - 1) < 0.01
    assert 3.5 < np.abs(normal).max() < 5


def test_another_seed_is_another_market() -> None:
    one, other = (generate(COINS[0], seed, START, MONTH) for seed in (1, 2))
    assert content_hash(one) != content_hash(other)


def test_candles_are_possible_on_the_tick_and_on_the_grid(market: dict[str, pd.DataFrame]) -> None:
    for coin in COINS:
        key = SeriesKey("binance", coin.pair, "5m")
        result = clean(market[coin.pair], key, now=datetime(2026, 1, 1, tzinfo=UTC))
        pd.testing.assert_frame_equal(result.frame, market[coin.pair])
        assert result.tick == float(f"1e-{coin.decimals}")
        assert result.quality.remarks == ()
        assert result.quality.gaps >= 2
        assert (result.frame["volume"] > 0).all()


def test_the_market_is_lifelike(market: dict[str, pd.DataFrame]) -> None:
    hours = {
        pair: resample(frame, "5m", "1h").frame.set_index("date") for pair, frame in market.items()
    }
    returns = pd.DataFrame({pair: frame["close"].pct_change() for pair, frame in hours.items()})
    correlation = returns.corr().to_numpy()
    assert 0.4 < correlation.min() < correlation[~np.eye(4, dtype=bool)].max() < 0.95
    bitcoin = returns["BTC/USDT"].dropna()
    assert float(str(bitcoin.kurt())) > 1.0, "tails fatter than a bell's"
    squares = bitcoin**2
    assert squares.autocorr(1) > 0.1, "volatility comes in clusters"
    assert squares.autocorr(24) > 0.05, "with the day's rhythm"
    assert abs(bitcoin.autocorr(1)) < 0.05, "but returns do not foretell returns"
    volume = (
        hours["BTC/USDT"]["volume"].groupby(pd.DatetimeIndex(hours["BTC/USDT"].index).hour).mean()
    )
    assert volume.loc[14:16].mean() > 1.4 * volume.loc[2:4].mean()
    close = hours["BTC/USDT"]["close"]
    assert close.max() / close.min() > 2
    month = close.iloc[:: 24 * 30].pct_change().dropna()
    assert month.max() > 0.1
    assert month.min() < -0.1


def test_regimes_come_and_go() -> None:
    drift = market_hours(17_520, SEED).drift
    for regime in REGIMES:
        if regime.pull == 0:
            assert np.isclose(drift, regime.drift).any(), regime.name


def test_the_demo_is_stored_and_labelled(store: CandleStore) -> None:
    made = make_demo(store, 1, START, MONTH)
    assert len(made) == 8
    infos = store.list()
    assert {(info.pair, info.timeframe) for info in infos} == {
        (coin.pair, timeframe) for coin in COINS for timeframe in ("5m", "1h")
    }
    assert all(info.synthetic and info.exchange == "binance" for info in infos)
    assert infos[0].source == "demo market, seed 1"
    for one in made:
        assert one.quality.synthetic
        report = check_series(store, one.key)
        assert report == one.quality
        assert any("made up" in remark for remark in report.remarks)
    hours = store.read("binance", "BTC/USDT", "1h")
    minutes = store.read("binance", "BTC/USDT", "5m")
    pd.testing.assert_frame_equal(hours, resample(minutes, "5m", "1h").frame)


def test_a_new_demo_replaces_the_old_one(store: CandleStore) -> None:
    make_demo(store, 1, START, START + timedelta(days=60))
    again = make_demo(store, 2, START, MONTH)
    for one in again:
        frame = store.read("binance", one.key.pair, one.key.timeframe)
        assert content_hash(frame) == one.quality.content_hash


def test_real_candles_are_never_overwritten(
    store: CandleStore, source: SourceRecord, make: Make
) -> None:
    key = SeriesKey("binance", "XRP/USDT", "1h")
    store.write(key, make(10), source=source)
    with pytest.raises(Conflict, match="already holds 10 real candles") as caught:
        make_demo(store, 1, START, MONTH)
    assert "--data" in caught.value.remedy
    assert [info.pair for info in store.list()] == ["XRP/USDT"]


def test_less_than_a_day_is_refused(store: CandleStore) -> None:
    with pytest.raises(Invalid, match="a day at least"):
        make_demo(store, 1, START, START + timedelta(hours=5))


def test_two_years_of_four_pairs() -> None:
    assert (STOP - START).days == 731
    assert [coin.pair for coin in COINS] == ["BTC/USDT", "ETH/USDT", "SOL/USDT", "XRP/USDT"]
