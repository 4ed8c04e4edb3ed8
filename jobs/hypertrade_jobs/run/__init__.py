"""The child: one backtest by Freqtrade itself, without a network, in a process of its own.

``python -m hypertrade_jobs.run INPUTS OUTPUTS`` imports Freqtrade, waits for one line ``go`` on
standard input, reads ``INPUTS/request.json`` and writes ``OUTPUTS/run.json`` (an ``EngineRun``)
and ``OUTPUTS/freqtrade-export.zip``. Events are lines of JSON on standard output; whatever
Freqtrade and the strategy print goes to standard error.
"""
