"""Reading candle files as people have them: CSV, JSON, Feather and Parquet, plain or compressed."""
