"""OAuth 2.0: the two steps of its code flow that Google and GitHub take part in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from hypertrade.ports.identity import Provider


class OAuth(Protocol):
    """Speaks to the providers that this platform is registered with."""

    def address(
        self, provider: Provider, *, redirect: str, state: str, challenge: str, nonce: str
    ) -> str:
        """Return where the browser goes to ask the provider; it comes back to ``redirect``.

        ``challenge`` is the S256 challenge of a PKCE verifier (RFC 7636), ``nonce`` what an ID
        token must name.

        Raises:
            NotFound: this platform does not take that provider.
        """
        ...

    def exchange(self, provider: Provider, code: str, *, redirect: str, verifier: str) -> str:
        """Return what the provider gives for ``code``: Google an ID token, GitHub an access token.

        Raises:
            Unauthenticated: the provider does not take the code.
            NotFound: this platform does not take that provider.
            Unavailable: the provider does not answer now.
        """
        ...
