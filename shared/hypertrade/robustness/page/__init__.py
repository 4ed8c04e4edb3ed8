"""``robustness.html``: the report as one page, in the look of the backtest's."""

from hypertrade.robustness.page.render import render_page

__all__ = ["render_page"]
