"""The columns of one timeframe: each indicator computed once, under a readable name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.strategy.catalogue import INDICATORS
from hypertrade.strategy.compile import layout
from hypertrade.strategy.compile.formulas import (
    FORMULAS,
    Bollinger,
    Formula,
    Helper,
    Rolling,
    Talib,
)
from hypertrade.strategy.compile.names import Namespace
from hypertrade.strategy.spec import Indicator, Price, Whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypertrade.strategy.compile.values import Numbers

_AVERAGES = {
    "hl2": ("high", "low"),
    "hlc3": ("high", "low", "close"),
    "ohlc4": ("open", "high", "low", "close"),
}
_LONGEST_COLUMN = 40
_SHORTEST_SMA = 2  # older versions of TA-Lib refuse a period of 1

Source = Price | Indicator
Key = tuple[object, ...]


def column(name: str) -> str:
    """Return the expression that reads a column."""
    return f'dataframe["{name}"]'


def indicator_key(node: Indicator) -> Key:
    """Return what makes two indicators one computation: all but output, timeframe and shift."""
    params = tuple((name, repr(value)) for name, value in sorted(node.params.items()))
    return (node.name, params, node.source.canonical_json() if node.source else "")


class Frame:
    """The body of ``populate_indicators`` of one timeframe (``None``: the strategy's own)."""

    def __init__(
        self, timeframe: str | None, numbers: Numbers, names: Namespace, helpers: set[str]
    ) -> None:
        """Start empty; ``names`` are all timeframes' columns, ``helpers`` the functions used."""
        self.timeframe = timeframe
        self.locals = Namespace()
        self.groups: list[list[str]] = []
        self._numbers = numbers
        self._names = names
        self._helpers = helpers
        self._outputs: dict[Key, set[str]] = {}
        self._columns: dict[Key, str] = {}

    # What the strategy will ask for

    def expect(self, node: Source) -> None:
        """Note that ``node`` will be needed, so that each computation serves all its outputs."""
        while isinstance(node, Indicator):
            self._outputs.setdefault(indicator_key(node), set()).add(node.output)
            if node.source is None:
                return
            node = node.source

    # Columns

    def source(self, node: Source) -> str:
        """Return the name of the column that holds ``node``, shift aside, computing it if new."""
        if isinstance(node, Price):
            return self._price(node.field)
        return self._indicator(node)

    def shifted(self, name: str, shift: Whole) -> str:
        """Return the name of a column that holds ``name`` of ``shift`` candles ago."""
        key = ("shift", name, repr(shift))
        if key not in self._columns:
            target = self._claim(f"{name}_ago_{self._numbers.label(shift)}")
            room = layout.WIDTH - len(f"        {column(target)} = {column(name)}.shift()")
            count = self.fit(self._numbers.text(shift), "candles", room)
            self._columns[key] = target
            past = "1 candle" if shift == 1 else f"{self._numbers.reading(shift)} candles"
            note = f"{name}, {past} ago"
            self._add(note, layout.assign(column(target), f"{column(name)}.shift({count})"))
        return self._columns[key]

    def find(self, key: Key) -> str | None:
        """Return the name of the column already computed for ``key``, or ``None``."""
        return self._columns.get(key)

    def derived(self, key: Key, wish: str, note: str, text: str) -> str:
        """Return the name of a column that holds the expression ``text``."""
        if key not in self._columns:
            self._columns[key] = self._claim(wish)
            self._add(note, layout.assign(column(self._columns[key]), text, note="as above"))
        return self._columns[key]

    def called(
        self, key: Key, wish: str, note: str, function: str, arguments: Sequence[str]
    ) -> str:
        """Return the name of a column that holds ``function(arguments)``."""
        if key not in self._columns:
            self._columns[key] = self._claim(wish)
            self._add(note, layout.call(column(self._columns[key]), function, arguments))
        return self._columns[key]

    def lines(self) -> list[str]:
        """Return the body's statements."""
        return layout.blocks(self.groups)

    def use(self, helper: str) -> str:
        """Return the name of a helper function, noting that the file needs it."""
        self._helpers.add(helper)
        return helper

    def fit(self, text: str, name: str, room: int) -> str:
        """Return ``text``, or a local variable that holds it if it is longer than ``room``."""
        if len(text) <= room:
            return text
        local = self.locals.claim(name)
        self.groups.append(layout.assign(local, text))
        return local

    # Internals

    def _price(self, field: str) -> str:
        parts = _AVERAGES.get(field)
        if parts is None:
            return field
        total = " + ".join(column(part) for part in parts)
        text = f"({total}) / {len(parts)}"
        return self.derived(("price", field), field, f"{field}: mean of {', '.join(parts)}", text)

    def _indicator(self, node: Indicator) -> str:
        key = indicator_key(node)
        if (*key, node.output) not in self._columns:
            self._compute(node, key)
        return self._columns[(*key, node.output)]

    def _compute(self, node: Indicator, key: Key) -> None:
        formula = FORMULAS[node.name]
        if node.name == "sma" and self._numbers.least(node.params["period"]) < _SHORTEST_SMA:
            formula = FORMULAS["mean"]
        known = INDICATORS[node.name]
        source = self._filled(node.source) if node.source else ""
        outputs = [name for name in known.outputs if name in self._outputs.get(key, set())]
        labels = [self._numbers.label(node.params[item.name]) for item in known.parameters]
        suffix = f"_of_{source}" if node.source and source != known.source else ""
        targets: dict[str, str] = {}
        for output in outputs or [node.output]:
            stem = formula.stem if output == "value" else f"{formula.stem}_{output}"
            stem = stem.replace("macd_macd", "macd")
            wish = "_".join([stem, *labels]) + suffix
            targets[output] = self._claim(wish)
            self._columns[(*key, output)] = targets[output]
        params = ", ".join(
            f"{item.name} {self._numbers.reading(node.params[item.name])}"
            for item in known.parameters
        )
        note = f"{known.title[0].upper()}{known.title[1:]}"
        note += f" ({params})" if params else ""
        note += f" of {source}" if suffix else ""
        lines = _Emission(self, self._numbers, node, source, targets).lines(formula)
        self.groups.append([*layout.comment(note), *lines])

    def _filled(self, node: Source) -> str:
        """Return a source column without gaps in the middle: TA-Lib never recovers from one."""
        name = self.source(node)
        if isinstance(node, Price) or not FORMULAS[node.name].gaps:
            return name
        note = f"{name} without gaps"
        wish = f"{name}_filled"
        return self.derived(("filled", name), wish, note, f"{column(name)}.ffill()")

    def _claim(self, wish: str) -> str:
        """Return a column name that is free here and, suffixed, in the merged candles."""
        suffix = f"_{self.timeframe}" if self.timeframe else ""
        wish = wish[:_LONGEST_COLUMN].rstrip("_")
        name, count = wish, 1
        while self._names.holds(f"{name}{suffix}"):
            count += 1
            name = f"{wish}_{count}"
        self._names.claim(f"{name}{suffix}")
        return name

    def _add(self, note: str, lines: Sequence[str]) -> None:
        self.groups.append([*layout.comment(note), *lines])


class _Emission:
    """Writes the statements of one indicator."""

    def __init__(
        self, frame: Frame, numbers: Numbers, node: Indicator, source: str, targets: dict[str, str]
    ) -> None:
        self._frame = frame
        self._numbers = numbers
        self._node = node
        self._source = source
        self._targets = targets

    def lines(self, formula: Formula) -> list[str]:
        match formula.method:
            case Talib():
                return self._talib(formula.method)
            case Rolling():
                return self._rolling(formula.method)
            case Helper():
                return self._helper(formula.method, formula.stem)
            case Bollinger():
                return self._bollinger()

    def _number(self, name: str) -> str:
        known = INDICATORS[self._node.name].parameter(name)
        real = known is not None and not known.whole
        return self._numbers.text(self._node.params[name], real=real)

    def _talib(self, method: Talib) -> list[str]:
        arguments = ["dataframe"]
        arguments += [f"{theirs}={self._number(ours)}" for ours, theirs in method.arguments.items()]
        arguments += method.extra
        if self._source and self._source != "close":
            arguments.append(f'price="{self._source}"')
        if not method.outputs:
            ((_, target),) = self._targets.items()
            return layout.call(column(target), f"ta.{method.function}", arguments)
        local = method.function.lower()
        lines = layout.call(local, f"ta.{method.function}", arguments)
        for output, target in self._targets.items():
            lines += layout.assign(column(target), f'{local}["{method.outputs[output]}"]')
        return lines

    def _rolling(self, method: Rolling) -> list[str]:
        ((_, target),) = self._targets.items()
        argument = "pct=True" if method.method == "rank" else ""
        period, source = self._number("period"), column(self._source)

        def text() -> str:
            return f"{method.scale}{source}.rolling({period}).{method.method}({argument})"

        room = layout.WIDTH - len(f"        {column(target)} = ")
        if len(text()) > room:
            source = self._frame.fit(source, "source", 0)
        if len(text()) > room:
            period = self._frame.fit(period, "period", 0)
        return layout.assign(column(target), text())

    def _helper(self, method: Helper, stem: str) -> list[str]:
        arguments = []
        for item in method.takes:
            if item == "dataframe":
                arguments.append("dataframe")
            elif item == "price":
                arguments.append(f'"{self._source}"')
            elif item == "source":
                arguments.append(column(self._source))
            else:
                arguments.append(column(self._frame.source(Price.model_validate({"field": item}))))
        arguments += [self._number(item.name) for item in INDICATORS[self._node.name].parameters]
        function = self._frame.use(method.function)
        if not method.table:
            ((_, target),) = self._targets.items()
            return layout.call(column(target), function, arguments)
        local = f"{stem}_lines"
        lines = layout.call(local, function, arguments)
        for output, target in self._targets.items():
            lines += layout.assign(column(target), f'{local}["{output}"]')
        return lines

    def _bollinger(self) -> list[str]:
        deviations = self._number("deviations")
        arguments = ["dataframe", f"timeperiod={self._number('period')}"]
        arguments += [f"nbdevup={deviations}", f"nbdevdn={deviations}"]
        if self._source != "close":
            arguments.append(f'price="{self._source}"')
        lines = layout.call("bands", "ta.BBANDS", arguments)
        lines += [
            f'        {column(self._targets[output])} = bands["{output}band"]'
            for output in ("middle", "upper", "lower")
            if output in self._targets
        ]
        if "width" in self._targets or "percent_b" in self._targets:
            lines.append('        span = bands["upperband"] - bands["lowerband"]')
        if "width" in self._targets:
            lines.append(f'        {column(self._targets["width"])} = span / bands["middleband"]')
        if "percent_b" in self._targets:
            lines.append(f'        place = {column(self._source)} - bands["lowerband"]')
            text = "place / span.where(span > 0)"
            lines += layout.assign(column(self._targets["percent_b"]), text)
        return lines
