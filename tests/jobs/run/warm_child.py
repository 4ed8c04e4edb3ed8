"""The child, many times, without importing Freqtrade each time: the equality tests' only shortcut.

Imports what ``python -m hypertrade_jobs.run`` imports, in the same way, then forks for each line of
standard input (a JSON list: inputs, outputs, temporary folder, files for what it says and logs) a
process that goes on as that command does; answers with its exit code.
"""

from __future__ import annotations

import json
import os
import sys
from typing import NoReturn

from hypertrade_jobs.run import lean

lean.prepare()

from hypertrade_jobs.run.child import main  # noqa: E402 - as the command's own __main__


def _become(inputs: str, outputs: str, temporary: str, said: str, logged: str) -> NoReturn:
    for path, descriptor in ((said, 1), (logged, 2)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), descriptor)
    reading, writing = os.pipe()
    os.write(writing, b"go\n")
    sys.stdin = os.fdopen(reading)
    os.environ["TMPDIR"] = temporary
    sys.argv = ["hypertrade_jobs.run", inputs, outputs]
    main()


for line in sys.stdin:
    if not (process := os.fork()):
        _become(*json.loads(line))
    _, status = os.waitpid(process, 0)
    os.write(1, b"%d\n" % os.waitstatus_to_exitcode(status))
