"""Market data: schema, cleaning, quality, storage, import, download and a demo market.

Nothing is imported here: the modules load pandas and pyarrow, which commands that read no candle
must not pay for.
"""
