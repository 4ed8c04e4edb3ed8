"""From "not sure" to one question whose answers can be sent back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypertrade.strategy.english.model import Choice, Question

if TYPE_CHECKING:
    from hypertrade.strategy.english.context import Unsure


def question_of(unsure: Unsure, text: str) -> Question:
    """Return the question; each choice's text, added to ``text``, settles the point."""
    choices = []
    said = _quoted(text, unsure.place) if unsure.place else ""
    for label, answer in unsure.choices:
        if answer.startswith("\0"):
            start, end = map(int, answer[1:].split(":"))
            choices.append(Choice(label=label, text=f'Leave out "{_quoted(text, (start, end))}".'))
        elif said:
            choices.append(Choice(label=label, text=f'By "{said}" I mean "{answer}".'))
        else:
            choices.append(Choice(label=label, text=answer))
    if said and unsure.may_drop:
        choices.append(Choice(label="leave it out", text=f'Leave out "{said}".'))
    return Question(text=unsure.text, choices=tuple(choices))


def _quoted(text: str, place: tuple[int, int]) -> str:
    """Return the words at ``place`` fit to stand in quotation marks."""
    said = " ".join(text[place[0] : place[1]].split())
    for mark in '"“”„«»':
        said = said.replace(mark, "")
    return said.strip()
