"""Compiling a typed strategy to one readable Freqtrade file."""

from hypertrade.strategy.compile.result import CompiledStrategy, TracedCondition
from hypertrade.strategy.compile.strategy import compile_spec

__all__ = ["CompiledStrategy", "TracedCondition", "compile_spec"]
