"""One backtest on the engine: job and candles in, the run and its report out."""
