"""The statistical half of robustness: columns in, a document with figures and a verdict out.

Every function takes a ``sample.Sample`` (the trades of one run as columns) or plain arrays and
returns one of ``documents``. Nothing here runs a backtest, and naming this package, ``sample`` or
``documents`` loads neither SciPy, statsmodels nor Numba.
"""
