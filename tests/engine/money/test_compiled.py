"""The compiler's door: strict arithmetic, and machine code that never outlives its sources."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

from hypertrade.arrays import compiling as door
from hypertrade.engine.compiled import compiled, fused
from hypertrade.engine.exact.nearest import nearest, two_product
from hypothesis import given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

floats = st.floats(-1e60, 1e60).filter(lambda value: value == 0.0 or abs(value) > 1e-60)


@compiled
def fused_once(left: float, right: float, summand: float) -> float:
    """Call the intrinsic, which only compiled code can."""
    return float(fused(left, right, summand))


@compiled
def ratio(left: float, right: float) -> float:
    """Divide as the engine does."""
    return left / right


@settings(max_examples=300)
@given(floats, floats, floats)
def test_fused_rounds_once(left: float, right: float, summand: float) -> None:
    exact = Fraction(left) * Fraction(right) + Fraction(summand)
    assert fused_once(left, right, summand) == float(exact)


@settings(max_examples=300)
@given(floats, floats)
def test_a_product_in_two_floats_is_exact(left: float, right: float) -> None:
    high, low = two_product(left, right)
    assert Fraction(high) + Fraction(low) == Fraction(left) * Fraction(right)


def test_division_by_zero_is_numpys() -> None:
    assert ratio(1.0, 0.0) == math.inf
    assert math.isnan(ratio(0.0, 0.0))


def test_constants_do_not_multiply_versions() -> None:
    nearest(1, 2, 3, 4)
    assert len(nearest.signatures) == 1  # type: ignore[attr-defined]


def test_a_change_below_makes_stale_what_stands_on_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "LIBRARY", tmp_path)
    package = tmp_path / "exact"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "limbs.py").write_text("BASE = 10\n")
    (tmp_path / "money.py").write_text("from hypertrade.exact.limbs import (\n    BASE,\n)\n")
    (tmp_path / "loop.py").write_text("from hypertrade.money import TENS\n")
    (tmp_path / "ticks.py").write_text("DIGITS = 14\n")

    def stamps() -> dict[str, str]:
        door.stamp.cache_clear()
        door.imports.cache_clear()
        return {name: door.stamp(tmp_path / name) for name in ("loop.py", "money.py", "ticks.py")}

    before = stamps()
    assert stamps() == before
    (package / "limbs.py").write_text("BASE = 100\n")
    after = stamps()
    assert {name for name in before if before[name] != after[name]} == {"loop.py", "money.py"}
    door.stamp.cache_clear()
    door.imports.cache_clear()
