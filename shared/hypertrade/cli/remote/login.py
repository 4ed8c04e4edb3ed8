"""``hypertrade login`` and ``logout``: who the command is to a platform."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from hypertrade.cli.console import out, print_json
from hypertrade.cli.options import AsJson
from hypertrade.cli.remote.client import Client
from hypertrade.cli.remote.credentials import Credentials, client_for, read_server
from hypertrade.domain.errors import Invalid

DEFAULT_SERVER = "http://localhost:8080"

Server = Annotated[
    str, typer.Option("--server", metavar="URL", help="The platform, e.g. http://localhost:8080.")
]


def login(
    *,
    server: Server = DEFAULT_SERVER,
    email: Annotated[str | None, typer.Option(help="Asked for if left out.")] = None,
    api_key: Annotated[
        bool, typer.Option("--api-key", help="Read an API key from standard input instead.")
    ] = False,
    sign_up: Annotated[
        bool, typer.Option("--sign-up", help="Make an account of this address first.")
    ] = False,
    json: AsJson = False,
) -> None:
    """Sign in to a platform; commands with --server then speak for you. Passwords are not kept."""
    address = read_server(server)
    credentials = Credentials(address)
    if api_key:
        key = _secret("API key")
        who = Client(address, lambda: f"Bearer {key}").get("/v1/me")
        credentials.remember_key(key)
    else:
        email = email or _asked("E-mail")
        path = "/v1/auth/sign-up" if sign_up else "/v1/auth/sign-in"
        body = {"email": email, "password": _secret("Password")}
        credentials.remember(Client(address).post(path, body))
        who = client_for(address).get("/v1/me")
    if json:
        print_json({"server": address, "email": who["email"], "roles": who["roles"]})
        return
    out.print(f"Signed in to {address} as {who['email']}.", markup=False)
    out.print(f'Try: hypertrade backtest --server {address} --text "..." ...', style="dim")


def logout(*, server: Server = DEFAULT_SERVER, json: AsJson = False) -> None:
    """Forget a platform's session or key on this machine."""
    address = read_server(server)
    credentials = Credentials(address)
    known = credentials.known
    credentials.forget()
    if json:
        print_json({"server": address, "signed_out": known})
    else:
        out.print(f"{'Signed out of' if known else 'Nobody was signed in to'} {address}.")


def _asked(what: str) -> str:
    if not sys.stdin.isatty():
        raise Invalid("nobody is there to be asked", field="--email", remedy="Give --email.")
    return str(typer.prompt(what))


def _secret(what: str) -> str:
    """Return a secret, from the terminal unseen, or from a pipe's first line."""
    if sys.stdin.isatty():
        return str(typer.prompt(what, hide_input=True))
    secret = sys.stdin.readline().strip()
    if not secret:
        raise Invalid(
            f"no {what.lower()} came",
            field="stdin",
            remedy=f"Pipe the {what.lower()} in, one line.",
        )
    return secret
