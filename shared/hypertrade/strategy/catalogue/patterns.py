"""All TA-Lib candlestick patterns, under readable names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PatternDefinition:
    """One candlestick pattern: TA-Lib's function, and its default penetration if it has one."""

    name: str
    function: str
    penetration: float | None = None


_PATTERNS = (
    ("two_crows", "CDL2CROWS"),
    ("three_black_crows", "CDL3BLACKCROWS"),
    ("three_inside", "CDL3INSIDE"),
    ("three_line_strike", "CDL3LINESTRIKE"),
    ("three_outside", "CDL3OUTSIDE"),
    ("three_stars_in_south", "CDL3STARSINSOUTH"),
    ("three_white_soldiers", "CDL3WHITESOLDIERS"),
    ("abandoned_baby", "CDLABANDONEDBABY", 0.3),
    ("advance_block", "CDLADVANCEBLOCK"),
    ("belt_hold", "CDLBELTHOLD"),
    ("breakaway", "CDLBREAKAWAY"),
    ("closing_marubozu", "CDLCLOSINGMARUBOZU"),
    ("concealing_baby_swallow", "CDLCONCEALBABYSWALL"),
    ("counterattack", "CDLCOUNTERATTACK"),
    ("dark_cloud_cover", "CDLDARKCLOUDCOVER", 0.5),
    ("doji", "CDLDOJI"),
    ("doji_star", "CDLDOJISTAR"),
    ("dragonfly_doji", "CDLDRAGONFLYDOJI"),
    ("engulfing", "CDLENGULFING"),
    ("evening_doji_star", "CDLEVENINGDOJISTAR", 0.3),
    ("evening_star", "CDLEVENINGSTAR", 0.3),
    ("gap_side_by_side_white", "CDLGAPSIDESIDEWHITE"),
    ("gravestone_doji", "CDLGRAVESTONEDOJI"),
    ("hammer", "CDLHAMMER"),
    ("hanging_man", "CDLHANGINGMAN"),
    ("harami", "CDLHARAMI"),
    ("harami_cross", "CDLHARAMICROSS"),
    ("high_wave", "CDLHIGHWAVE"),
    ("hikkake", "CDLHIKKAKE"),
    ("modified_hikkake", "CDLHIKKAKEMOD"),
    ("homing_pigeon", "CDLHOMINGPIGEON"),
    ("identical_three_crows", "CDLIDENTICAL3CROWS"),
    ("in_neck", "CDLINNECK"),
    ("inverted_hammer", "CDLINVERTEDHAMMER"),
    ("kicking", "CDLKICKING"),
    ("kicking_by_length", "CDLKICKINGBYLENGTH"),
    ("ladder_bottom", "CDLLADDERBOTTOM"),
    ("long_legged_doji", "CDLLONGLEGGEDDOJI"),
    ("long_line", "CDLLONGLINE"),
    ("marubozu", "CDLMARUBOZU"),
    ("matching_low", "CDLMATCHINGLOW"),
    ("mat_hold", "CDLMATHOLD", 0.5),
    ("morning_doji_star", "CDLMORNINGDOJISTAR", 0.3),
    ("morning_star", "CDLMORNINGSTAR", 0.3),
    ("on_neck", "CDLONNECK"),
    ("piercing", "CDLPIERCING"),
    ("rickshaw_man", "CDLRICKSHAWMAN"),
    ("rise_fall_three_methods", "CDLRISEFALL3METHODS"),
    ("separating_lines", "CDLSEPARATINGLINES"),
    ("shooting_star", "CDLSHOOTINGSTAR"),
    ("short_line", "CDLSHORTLINE"),
    ("spinning_top", "CDLSPINNINGTOP"),
    ("stalled_pattern", "CDLSTALLEDPATTERN"),
    ("stick_sandwich", "CDLSTICKSANDWICH"),
    ("takuri", "CDLTAKURI"),
    ("tasuki_gap", "CDLTASUKIGAP"),
    ("thrusting", "CDLTHRUSTING"),
    ("tristar", "CDLTRISTAR"),
    ("unique_three_river", "CDLUNIQUE3RIVER"),
    ("upside_gap_two_crows", "CDLUPSIDEGAP2CROWS"),
    ("gap_three_methods", "CDLXSIDEGAP3METHODS"),
)

PATTERNS: dict[str, PatternDefinition] = {row[0]: PatternDefinition(*row) for row in _PATTERNS}
"""All patterns by name."""
