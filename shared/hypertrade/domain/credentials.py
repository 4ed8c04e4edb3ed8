"""What an e-mail address and a password must look like to make an account."""

from __future__ import annotations

import re

from hypertrade.domain.errors import Invalid

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 1024
LONGEST_EMAIL = 254

_PART = r"[^\s@,;<>\"'\\\x00-\x1f]"
_EMAIL = re.compile(rf"{_PART}{{1,64}}@{_PART}+\.[^\s@.,;<>\"'\\]{{2,}}")


def checked_email(text: str, field: str = "email") -> str:
    """Return an e-mail address in lower case, without the spaces around it; ``field`` held it.

    Raises:
        Invalid: it is none.
    """
    email = text.strip().lower()
    if len(email) > LONGEST_EMAIL or not _EMAIL.fullmatch(email):
        raise Invalid(
            "this is no e-mail address", field=field, remedy="Write one such as you@example.com."
        )
    return email


def checked_password(password: str, email: str) -> str:
    """Return ``password`` if it will do for the account of ``email``.

    Length is what is asked for, as NIST SP 800-63B advises; kinds of characters are not.

    Raises:
        Invalid: it is too short or too long, one character again and again, or the address.
    """
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise _bad(f"a password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters")
    if len(set(password)) < 4:  # noqa: PLR2004 - "aaaaaaaaaa", "1212121212"
        raise _bad("a password of so few different characters is guessed at once")
    if password.lower() in {email, email.partition("@")[0]}:
        raise _bad("a password must not be the e-mail address")
    return password


def _bad(problem: str) -> Invalid:
    return Invalid(problem, field="password", remedy="Take a longer one, such as four words.")
