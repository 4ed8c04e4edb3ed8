"""Python names for the compiled file: readable, unique, never a name Freqtrade uses."""

from __future__ import annotations

import keyword
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

RESERVED_ATTRIBUTES = frozenset(
    """
    adjust_entry_price adjust_exit_price adjust_order_price adjust_trade_position
    advise_all_indicators advise_entry advise_exit advise_indicators analyze analyze_pair
    analyze_ticker bool bot_loop_start bot_start buy_params buy_tag can_short check_buy_timeout
    check_entry_timeout check_exit_timeout check_sell_timeout config confirm_trade_entry
    confirm_trade_exit custom_entry_price custom_exit custom_exit_price custom_roi custom_sell
    custom_stake_amount custom_stoploss datetime dict disable_dataframe_checks dp enter_params
    enumerate_parameters exit_params exit_profit_offset exit_profit_only
    feature_engineering_expand_all feature_engineering_expand_basic feature_engineering_standard
    float freqai freqai_info ft_advise_signals ft_bot_cleanup ft_bot_start ft_check_timed_out
    ft_load_hyper_params ft_load_params_from_file ft_plot_annotations
    ft_set_special_params_from_file ft_stoploss_adjust ft_stoploss_reached
    gather_informative_pairs get_entry_signal get_exit_signal get_latest_candle
    get_no_optimize_params get_strategy_name ignore_buying_expired_candle_after
    ignore_expired_candle ignore_roi_if_buy_signal ignore_roi_if_entry_signal informative
    informative_pairs int is_pair_locked leverage list load_freqAI_model load_params_from_file
    lock_pair market_direction max_entry_position_adjustment max_open_trades min_roi_reached
    min_roi_reached_entry minimal_roi order_filled order_time_in_force order_types
    plot_annotations plot_config populate_any_indicators populate_buy_trend populate_entry_trend
    populate_exit_trend populate_indicators populate_sell_trend position_adjustment_enable
    process_only_new_candles property protection_params protections range round sell_params
    sell_profit_offset sell_profit_only set_freqai_targets should_exit stake_amount
    stake_currency startup_candle_count stoploss str ticker_interval timeframe
    trailing_only_offset_is_reached trailing_stop trailing_stop_positive
    trailing_stop_positive_offset tuple unfilledtimeout unlock_pair unlock_reason use_custom_roi
    use_custom_stoploss use_exit_signal use_sell_signal version wallets
    """.split()  # noqa: SIM905 - a hundred names read best as a paragraph
)
"""Attributes of Freqtrade's IStrategy (2026.9) and of its older versions (a test compares them),
and what the class body itself names.
"""

_IMPORTED = {
    *("IStrategy", "Trade", "DataFrame", "Series"),
    *("IntParameter", "DecimalParameter", "CategoricalParameter"),
}

_LOCALS = (
    *("self", "dataframe", "metadata", "np", "pd", "ta", "qtpylib"),
    *("source", "period", "bands", "span", "place", "opening", "minute_of_day"),
    *("filters", "rules", "held", "tags"),
    *("enter_long", "enter_short", "exit_long", "exit_short"),
)
"""Names the templates of the compiler use inside a method."""


def slug(text: str, *, most: int = 30) -> str:
    """Return ``text`` as a lower-case identifier of at most ``most`` characters."""
    name = re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")[:most].strip("_")
    return name if name and not name[0].isdigit() else f"rule_{name}".strip("_")[:most].strip("_")


def class_name(text: str) -> str:
    """Return ``text`` as a class name: ``"Golden cross 50-200"`` gives ``GoldenCross50_200``."""
    words = re.findall(r"[A-Za-z0-9]+", text)
    name = ""
    for word in words:
        between = "_" if name[-1:].isdigit() and word[0].isdigit() else ""
        name += between + word[0].upper() + word[1:]
    taken = keyword.iskeyword(name) or name in _IMPORTED or not name[:1].isalpha()
    return f"Strategy{name}" if taken else name


def parameter_attributes(names: tuple[str, ...]) -> dict[str, str]:
    """Return the attribute that holds each parameter.

    It has the parameter's own name, unless Python or Freqtrade needs that one: then ``param_``
    stands before it.
    """
    attributes: dict[str, str] = {}
    for name in names:
        taken = name in RESERVED_ATTRIBUTES or keyword.iskeyword(name) or name.startswith("ft_")
        taken = taken or name.startswith("populate_indicators")
        attribute = f"param_{name}" if taken else name
        while attribute in attributes.values() or (attribute != name and attribute in names):
            attribute += "_"
        attributes[name] = attribute
    return attributes


class Namespace:
    """Gives out names, each once."""

    def __init__(self, taken: Iterable[str] = _LOCALS) -> None:
        """Start with ``taken`` names in use."""
        self._taken = set(taken)

    def holds(self, name: str) -> bool:
        """Tell whether ``name`` is in use."""
        return name in self._taken

    def claim(self, wish: str) -> str:
        """Return ``wish``, or ``wish_2``, ``wish_3`` and so on if it is in use."""
        name, count = wish, 1
        while name in self._taken or keyword.iskeyword(name):
            count += 1
            name = f"{wish}_{count}"
        self._taken.add(name)
        return name

    def count(self, stem: str) -> str:
        """Return ``stem_1``, ``stem_2`` and so on."""
        number = 1
        while f"{stem}_{number}" in self._taken:
            number += 1
        self._taken.add(f"{stem}_{number}")
        return f"{stem}_{number}"
