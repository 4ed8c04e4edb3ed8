"""The session's command: asks on standard input, events on standard output, a line of JSON each.

The first event is ``ready``. Each list of asks is answered by ``progress`` events and one called
``answers``, with the path of a file or an error for each. A failure of the whole is the last event,
``failed``. The end of the input ends the session.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from hypertrade.domain.backtest import BacktestJob
from hypertrade.domain.errors import HyperTradeError
from hypertrade.domain.signals import SignalAsk

from hypertrade_jobs import events
from hypertrade_jobs.__main__ import keep_log, say
from hypertrade_jobs.arguments import parsed
from hypertrade_jobs.signals.session import ConfinedSignals

if TYPE_CHECKING:
    from hypertrade.ports.signals import Answer

    from hypertrade_jobs.signals.session import LiveSession


def main() -> NoReturn:
    """Serve one session and leave the process."""
    options = _options()
    stopped: list[int] = []
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda heard, _frame: stopped.append(heard))
    # A check that was stopped closes the input, or is no longer this process's parent.
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def cancelled() -> bool:
        return bool(stopped) or os.getppid() != options.parent

    code = 0
    try:
        job = BacktestJob.model_validate_json(options.job.read_bytes())
        runner = ConfinedSignals(options.data, options.confine, options.work)
        with runner.open(job, jobs=options.jobs, cancelled=cancelled) as session:
            say({"event": "ready", "ground": session.ground.model_dump(mode="json")})
            for line in sys.stdin:
                _answer(session, json.loads(line))
    except HyperTradeError as error:
        say(events.failed_event(error))
        code = events.EXIT_CODES[type(error).__name__]
    except BrokenPipeError:
        code = events.EXIT_CODES["Cancelled"]
    except BaseException as error:  # noqa: BLE001 - whatever it is, the reader gets a last event
        say(events.internal_event(error, keep_log(b"")))
        code = events.EXIT_CODES["Internal"]
    # Python's own tear-down may wait for threads.
    os._exit(code)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="hypertrade_jobs.signals", description="Give signals.")
    parser.add_argument("job", type=Path, help="the job, a JSON file")
    parser.add_argument("--data", type=Path, required=True, help="the candle store's folder")
    parser.add_argument("--jobs", type=int, default=1, help="processes at once")
    parser.add_argument("--parent", type=int, required=True, help="end when it is gone")
    parser.add_argument("--work", type=Path, help="the folder to make temporary folders in")
    return parsed(parser)


def _answer(session: LiveSession, order: list[Any]) -> None:
    asks = [SignalAsk.model_validate(each) for each in order]
    answers = session.compute(asks, lambda done: say({"event": "progress", "done": done}))
    say({"event": "answers", "answers": [_told(each) for each in answers]})


def _told(answer: Answer) -> dict[str, Any]:
    if isinstance(answer, HyperTradeError):
        return {"error": events.failed_event(answer)["error"]}
    return {"file": str(answer)}


if __name__ == "__main__":
    main()
