"""One run of the child, from its two folders to its last event."""

from __future__ import annotations

import json
import logging
import os
import random
import select
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np
from freqtrade.resolvers import StrategyResolver
from hypertrade.backtesting import column_file, signal_file
from hypertrade.domain.errors import HyperTradeError

from hypertrade_jobs.run import (
    columns,
    config,
    diagnosis,
    door,
    engine,
    failures,
    lean,
    patches,
    request,
    signalling,
)
from hypertrade_jobs.run.events import Events
from hypertrade_jobs.run.outcome import engine_run
from hypertrade_jobs.run.remarks import SwallowedErrors, remarks_on

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypertrade.domain.backtest import ConditionCount

FEW_TRADES = 30
"""Below this many trades a run also says which conditions held how often."""


def main() -> NoReturn:
    """Run ``INPUTS OUTPUTS`` of the command line and leave the process."""
    inputs, outputs = (Path(argument).resolve() for argument in sys.argv[1:3])
    events = Events()
    logging.basicConfig(
        stream=sys.stderr, level=logging.INFO, format="%(name)s %(levelname)s %(message)s"
    )
    logging.getLogger("freqtrade").setLevel(logging.WARNING)
    lean.settle()
    patches.apply()
    if sys.stdin.readline().strip() != "go" or _nobody_listens():
        # The parent is gone, or has nothing to run.
        _leave(1)
    asked = request.RunRequest.model_validate_json((inputs / request.REQUEST).read_bytes())
    strategy_file = asked.strategy_file(inputs)
    try:
        failures.check_source(asked, strategy_file)
        _backtest(asked, inputs, outputs, events)
    except HyperTradeError as error:
        events.failed(failures.translate(error, asked, strategy_file))
        _leave(1)
    except BaseException as error:
        logging.getLogger(__name__).warning("the run failed", exc_info=True)
        events.failed(failures.translate(error, asked, strategy_file))
        _leave(1)
    events.done()
    _leave(0)


def _backtest(asked: request.RunRequest, inputs: Path, outputs: Path, events: Events) -> None:
    # A strategy that draws random numbers draws the same ones every time.
    random.seed(0)
    np.random.seed(0)  # noqa: NPY002 - the generator that strategies use
    snapshot = json.loads((inputs / request.MARKETS).read_text())
    door.shut(snapshot["markets"], snapshot["leverage_tiers"])
    # A confined child can write the files in OUTPUTS but put none beside them.
    exports = Path(tempfile.mkdtemp(prefix="export-"))

    def settings_of() -> dict[str, Any]:
        return config.configuration(asked, inputs, exports)

    if asked.stretches:
        header, values = columns.columns(settings_of(), asked.stretches, events)
        (outputs / request.COLUMNS).write_bytes(column_file.pack(header, values))
        return
    if asked.signals and _signals(settings_of, outputs, events, alone=asked.alone):
        return
    settings = settings_of()
    swallowed = SwallowedErrors(asked.strategy_file(inputs))
    logging.getLogger("freqtrade.strategy.strategy_wrapper").addHandler(swallowed)
    outcome = engine.trade(settings, events)
    conditions: tuple[ConditionCount, ...] = ()
    if asked.trace and len(outcome.trades) < FEW_TRADES:
        with engine.phase("diagnosis"):
            conditions = _conditions(asked, inputs, exports, outcome)
    with engine.phase("results"):
        run = engine_run(outcome, conditions, remarks_on(asked, outcome, swallowed))
        (outputs / request.RUN).write_text(run.model_dump_json())
    # The parent makes its report of that while Freqtrade makes its own.
    events.traded()
    shutil.copyfile(engine.export(settings, outcome), outputs / request.EXPORT)


def _signals(
    settings_of: Callable[[], dict[str, Any]], outputs: Path, events: Events, *, alone: bool
) -> bool:
    """Write the strategy's signals; tell whether they are all that is wanted of it."""
    try:
        with engine.phase("signals"):
            header, found = signalling.signals(settings_of(), events)
    except signalling.LoopNeededError as why:
        header, found = signal_file.SignalHeader(reasons=(str(why),)), []
        if alone:
            header, found = signalling.fires(settings_of(), str(why), events)
    (outputs / request.SIGNALS).write_bytes(signal_file.pack(header, found))
    return alone or not header.reasons


def _conditions(
    asked: request.RunRequest, inputs: Path, exports: Path, outcome: engine.Outcome
) -> tuple[ConditionCount, ...]:
    settings = config.traced(config.configuration(asked, inputs, exports), inputs)
    strategy = StrategyResolver.load_strategy(settings)
    strategy.dp = outcome.backtesting.dataprovider
    strategy.ft_bot_start()
    return diagnosis.conditions(strategy, outcome.data, outcome.ranged, asked.trace)


def _nobody_listens() -> bool:
    """Return whether the parent was gone before bubblewrap could bind this process to its life."""
    told = select.poll()
    told.register(sys.stdout.fileno(), 0)
    return bool(told.poll(0))


def _leave(code: int) -> NoReturn:
    """End the process without Python's tear-down, which takes half a second after a backtest."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
