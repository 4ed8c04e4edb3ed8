"""Entry points of Cloud Functions: one bundle, a function per area (`--target auth`, ...).

What an area does not need is not loaded: see ``hypertrade_functions.entry``.
"""

from __future__ import annotations

from hypertrade_functions.entry import entry_point

auth = entry_point("auth", "account", "second_factor", "channels", "meta")
strategies = entry_point("strategies", "catalogue", "editor")
chat = entry_point("chat")
backtests = entry_point("backtests", "charts")
data = entry_point("data")
tasks = entry_point("tasks")
admin = entry_point("admin")
