"""English to strategy and back: a vocabulary, a grammar, and no guessing.

``parse`` reads what a trader writes; ``explain`` writes what ``parse`` reads back unchanged.
"""

from hypertrade.strategy.english.explain import explain
from hypertrade.strategy.english.model import Choice, Parsing, Question, Reading
from hypertrade.strategy.english.reader import parse

__all__ = ["Choice", "Parsing", "Question", "Reading", "explain", "parse"]
