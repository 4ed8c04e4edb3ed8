"""The floor: imports, candles, one pass over the columns, the two indicators; nobody trades."""

from __future__ import annotations

from job import COLUMNS, answer, arguments, load, signals


def main() -> None:
    """Do nothing else."""
    folder, count = arguments()
    candles = load(folder, count)

    def compute() -> int:
        entries = 0
        for columns in candles:
            for name in COLUMNS:
                columns[name].sum()
            enter, _ = signals(columns)
            entries += int(enter.sum())
        return entries

    answer("floor", compute)


if __name__ == "__main__":
    main()
