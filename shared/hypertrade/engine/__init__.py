"""Freqtrade's candle loop, compiled: arrays in, trades out."""
