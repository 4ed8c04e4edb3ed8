"""Signals of one code strategy on many sets of candles and parameters, and no trades.

``python -m hypertrade_jobs.signals JOB.json --data DIR --parent PID`` reads one list of
``domain.signals.SignalAsk`` a line and answers with files. Freqtrade is imported once; each ask is
answered by a process forked from there, in a cage of its own that holds the candles of its ask and
nothing else, so that no answer can know of another.
"""
