"""Freqtrade's own strategies, and the sort that people share, raise no false alarm."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypertrade.strategy.code import inspect_code
from jinja2 import Environment, FileSystemLoader

HERE = Path(__file__).parent / "community"
FILES = sorted(HERE.glob("*.py"))


def templates() -> Path:
    """Return the folder of Freqtrade's templates."""
    spec = find_spec("freqtrade")
    assert spec
    assert spec.origin
    return Path(spec.origin).parent / "templates"


def chosen(path: Path) -> str | None:
    return "ResampledTrend" if path.stem == "resampled_trend" else None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_sound_strategy_has_no_findings(path: Path) -> None:
    assert inspect_code(path.read_text(), class_name=chosen(path)).findings == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_renaming_what_it_writes_is_noticed(path: Path) -> None:
    """Every file is really followed: break one write, and its readers are found."""
    written = {
        "atr_custom_stoploss": ("dataframe['macdhist'] =", "macdhist"),
        "dca_grid": ('df["width_pct"] =', "width_pct"),
        "dip_with_informative": ('informative_4h["trend_up"] =', "trend_up_4h"),
        "everyday_idioms": ("inf.loc[inf['rsi'] > 4, 'hot'] =", "hot_1h"),
        "hyperopt_crosses": ('dataframe["cmf"] =', "cmf"),
        "old_interface_cluc": ("dataframe['bbdelta'] =", "bbdelta"),
        "resampled_trend": None,
    }[path.stem]
    if written is None:  # resampled_merge names its columns itself, so nothing is certain there
        assert "resampled_merge" in path.read_text()
        return
    source = path.read_text()
    broken = source.replace(written[0], re.sub(r"\w(\W*) =$", r"_\1 =", written[0]))
    assert broken != source
    found = inspect_code(broken, class_name=chosen(path)).findings
    assert {each.code for each in found} == {"missing-column"}
    assert all(repr(written[1]) in each.message for each in found)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_glance_ahead_in_it_is_noticed(path: Path) -> None:
    source = path.read_text()
    marker = "        return dataframe\n"
    at = source.rindex(marker)
    line = source[:at].count("\n") + 1
    ahead = "        dataframe['y'] = dataframe['close'].shift(-1)\n"
    broken = source[:at] + ahead + source[at:]
    found = inspect_code(broken, class_name=chosen(path)).findings
    assert [(each.code, each.line) for each in found] == [("lookahead-shift", line)]


def test_freqtrade_s_sample_strategy_has_no_findings() -> None:
    seen = inspect_code((templates() / "sample_strategy.py").read_text())
    assert seen.findings == ()
    assert (seen.class_name, seen.timeframe, seen.startup_candle_count) == (
        "SampleStrategy",
        "5m",
        200,
    )
    assert [each.name for each in seen.parameters] == [
        "buy_rsi",
        "sell_rsi",
        "short_rsi",
        "exit_short_rsi",
    ]
    assert seen.minimal_roi == {"60": 0.01, "30": 0.02, "0": 0.04}


@pytest.mark.parametrize("name", ["FreqaiExampleStrategy", "FreqaiExampleHybridStrategy"])
def test_freqai_examples_are_told_only_that_freqai_is_not_here(name: str) -> None:
    seen = inspect_code((templates() / f"{name}.py").read_text())
    assert [each.code for each in seen.findings] == ["needs-freqai"]


@pytest.mark.parametrize("flavour", ["full", "minimal", "advanced"])
def test_what_new_strategy_writes_has_no_findings(flavour: str) -> None:
    """`freqtrade new-strategy` renders these templates."""
    folder = templates()
    parts = folder / "strategy_subtemplates"
    fallback = "full" if flavour == "advanced" else flavour
    text = {
        name: (parts / f"{name}_{fallback}.j2").read_text()
        for name in ("attributes", "indicators", "buy_trend", "sell_trend", "plot_config")
        if (parts / f"{name}_{fallback}.j2").exists()
    }
    methods = "advanced" if flavour == "advanced" else "empty"
    source = (
        Environment(loader=FileSystemLoader(folder), autoescape=False)  # noqa: S701 - Python source, not HTML
        .get_template("base_strategy.py.j2")
        .render(
            strategy="Rendered",
            attributes=(parts / f"strategy_attributes_{fallback}.j2").read_text(),
            additional_methods=(parts / f"strategy_methods_{methods}.j2").read_text(),
            **{key: value for key, value in text.items() if key != "attributes"},
        )
    )
    seen = inspect_code(source)
    assert seen.class_name == "Rendered"
    assert seen.findings == ()
