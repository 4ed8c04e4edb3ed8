"""The backtest worker: a trusted parent that supervises, and a child that runs Freqtrade.

Start it with ``python -m hypertrade_jobs JOB.json --data DIR --out DIR``.
"""
