"""The pieces of a sentence: actions, conditions and terms, and which belongs to which."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypertrade.strategy.english.trees import Node, place, subtrees, words


@dataclass(slots=True)
class Piece:
    """One piece of a sentence: ``kind`` is action, cond, join or plan."""

    kind: str
    node: Node
    joins: list[set[str]] = field(default_factory=list)
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Trailing:
    """The connectives a sentence ends with, and where they stand."""

    joins: list[set[str]]
    start: int
    end: int


def pieces_of(tree: Node) -> tuple[list[Piece], Trailing | None]:
    """Return the pieces of a sentence, each with the connectives before it, and what trails."""
    found: list[Piece] = []
    joins: list[set[str]] = []
    start: int | None = None
    end = 0
    for piece in subtrees(tree):
        node = subtrees(piece)[0]
        low, high = place(node)
        if node.data == "join":
            joins.append(set(words(node)[0].values))
            start = low if start is None else start
            end = high
            continue
        kind = "action" if node.data == "action_weak" else str(node.data)
        found.append(Piece(kind, node, joins, low if start is None else min(start, low), high))
        joins, start = [], None
    stray = {"ONLY", "TRADE", "NOT", "EXCEPT"}
    if start is not None and found and any(join & stray for join in joins):
        # "Mon-Fri only": the word after belongs to what stands before
        found[-1].joins = [*found[-1].joins, *joins]
        found[-1].end, start = end, None
    elif found and found[-1].kind == "action":
        found[-1].joins += [join for join in joins if "OTHERWISE" in join]
    return found, (Trailing(joins, start, end) if start is not None else None)


def owners_of(pieces: list[Piece]) -> list[int | None]:
    """Return, for each piece, the index of the action it belongs to."""
    actions = [index for index, piece in enumerate(pieces) if piece.kind == "action"]
    if not actions:
        return [None] * len(pieces)
    owners: list[int | None] = []
    leading = any(piece.kind == "cond" for piece in pieces[: actions[0]])
    for index in range(len(pieces)):
        before = [action for action in actions if action <= index]
        after = [action for action in actions if action > index]
        if not before:
            owners.append(after[0])
        elif not after:
            owners.append(before[-1])
        else:
            owners.append(before[-1])
    # conditions between two actions belong to the later one if that has none after it
    for number, action in enumerate(actions[1:], start=1):
        previous = actions[number - 1]
        until = actions[number + 1] if number + 1 < len(actions) else len(pieces)
        between = [index for index in range(previous + 1, action) if pieces[index].kind == "cond"]
        own = [
            index
            for index in range(action + 1, until)
            if pieces[index].kind == "cond"
            or (
                pieces[index].kind == "plan"
                and not leading
                and subtrees(pieces[index].node)[0].data == "after_span"
            )
        ]
        if not between or own:
            continue
        if leading:
            first = between[0]
        else:
            opened = [
                index
                for index in between[1:]
                if any("WHEN" in join for join in pieces[index].joins)
            ]
            if not opened:
                continue
            first = opened[-1]
        for index in range(first, action):
            owners[index] = action
    return owners
