"""The use cases: what people do with strategies and backtests, over ports."""
