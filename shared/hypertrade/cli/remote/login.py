"""``hypertrade login`` and ``logout``: who the command is to a platform."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from hypertrade.cli.console import out, print_json
from hypertrade.cli.options import AsJson
from hypertrade.cli.remote.client import Client
from hypertrade.cli.remote.credentials import Credentials, client_for, read_server
from hypertrade.domain.errors import Invalid, SecondFactorRequired

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
    code: Annotated[
        str | None,
        typer.Option(
            help="Of the second factor, or a recovery code; asked for where it is needed."
        ),
    ] = None,
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
        email = email or _asked("E-mail", "--email")
        body = {"email": email, "password": _secret("Password")}
        if sign_up:
            session = Client(address).post("/v1/auth/sign-up", body)
        else:
            session = _signed_in(Client(address), body, code)
        credentials.remember(session)
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


def _signed_in(client: Client, body: dict[str, str], code: str | None) -> Any:
    """Return the session that the password gives, with a code where a second factor is on."""
    path = "/v1/auth/sign-in"
    if code:
        return client.post(path, body | {"code": code})
    try:
        return client.post(path, body)
    except SecondFactorRequired:
        return client.post(path, body | {"code": _asked("Code of your app", "--code")})


def _asked(what: str, option: str) -> str:
    if not sys.stdin.isatty():
        raise Invalid("nobody is there to be asked", field=option, remedy=f"Give {option}.")
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
