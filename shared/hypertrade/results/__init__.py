"""The backtest report: figures, tables, charts, and the files that hold them.

``build.build`` turns the engine's trades into a ``document.BacktestResult``, ``write.write`` puts
its files into a folder, ``terminal.render_summary`` shows it on a terminal, and ``warm.warm_up``
loads what they need ahead of time. Naming this package, or its ``document``, loads nothing heavy.
"""
