"""Freqtrade's candle loop, compiled: arrays in, trades out; knows no Freqtrade and no pandas."""
