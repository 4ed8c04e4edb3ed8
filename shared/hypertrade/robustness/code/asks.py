"""Which signals pieces of work will need: asked for together, so that few processes start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.robustness.bias import PLACES
from hypertrade.robustness.space import draw
from hypertrade.robustness.units import BiasUnit, NoiseUnit, VariantUnit, WindowUnit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hypertrade.domain.signals import SignalAsk
    from hypertrade.robustness.code.book import Book
    from hypertrade.robustness.code.columns import CodeBias
    from hypertrade.robustness.code.simulator import CodeSimulator
    from hypertrade.robustness.plan import Plan
    from hypertrade.robustness.space import Space
    from hypertrade.robustness.units import Unit


class Asker:
    """Knows what each piece of work asks of the strategy.

    A search by Optuna decides as it goes what to try: what is not foreseen here is asked for then.
    """

    def __init__(
        self, book: Book, bias: CodeBias, space: Space, simulator: CodeSimulator | None
    ) -> None:
        """Have answers written to ``book``; without a ``simulator`` nothing is run again."""
        self._book = book
        self._bias = bias
        self._space = space
        self._simulator = simulator

    def prepare(
        self, plan: Plan, units: Sequence[Unit], on_done: Callable[[int, int], None]
    ) -> None:
        """Have everything answered that ``units`` will ask; ``on_done`` hears how far that is.

        Raises:
            Cancelled, Denied, Unavailable: the strategy's process cannot go on.
        """
        self._book.gather(self._asks(plan, units), on_done)

    def _asks(self, plan: Plan, units: Sequence[Unit]) -> Iterator[SignalAsk]:
        if any(isinstance(unit, BiasUnit) for unit in units):
            yield from self._bias.asks(plan.seed, PLACES)
        if self._simulator is None:
            return
        if any(isinstance(unit, WindowUnit) for unit in units):
            for point in draw(self._space, plan.walk_trials, plan.seed):
                yield self._simulator.ask(self._space.values(point))
        for unit in units:
            if isinstance(unit, VariantUnit):
                yield self._simulator.ask(self._space.values(unit.point))
            elif isinstance(unit, NoiseUnit):
                yield self._simulator.ask_with_noise(unit.seed, plan.noise_strength)
