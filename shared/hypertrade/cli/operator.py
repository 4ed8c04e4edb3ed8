"""``hypertrade operator``: what the owner decides of a platform in a folder of this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hypertrade.cli.console import out, print_json
from hypertrade.cli.embedded.folder import PLATFORM
from hypertrade.cli.options import AsJson, data_folder
from hypertrade.domain.errors import NotFound
from hypertrade.settings import read_settings

if TYPE_CHECKING:
    from hypertrade.domain.accounts import User
    from hypertrade.services.accounts.ownership import Ownership

app = typer.Typer(
    help="Choose who operates the platform on this machine, and help who lost their phone.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)

Email = Annotated[str, typer.Argument(metavar="EMAIL", help="The address of an account.")]
Folder = Annotated[
    Path | None,
    typer.Option(
        "--data",
        file_okay=False,
        metavar="DIR",
        help="The folder of the platform; default: $HYPERTRADE_DATA, or hypertrade-data here.",
    ),
]


@app.command("grant")
def grant(email: Email, *, data: Folder = None, json: AsJson = False) -> None:
    """Make the account of EMAIL an operator's; within seconds it sees Operations."""
    _tell(_ownership(data).grant(email), json=json)


@app.command("revoke")
def revoke(email: Email, *, data: Folder = None, json: AsJson = False) -> None:
    """Take the role of operator from the account of EMAIL."""
    _tell(_ownership(data).revoke(email), json=json)


@app.command("list")
def operators(*, data: Folder = None, json: AsJson = False) -> None:
    """List the accounts that are operators'."""
    found = _ownership(data).operators()
    if json:
        print_json({"operators": [_shown(user) for user in found]})
        return
    for user in found:
        out.print(user.email, markup=False)
    if not found:
        out.print("Nobody is an operator. Make somebody one: hypertrade operator grant EMAIL")


@app.command("remove-factor")
def remove_factor(email: Email, *, data: Folder = None, json: AsJson = False) -> None:
    """Take the second factor off the account of EMAIL, whose phone is lost. The password stays."""
    user, was_on = _ownership(data).take_factor_off(email)
    if json:
        print_json({"id": user.id, "email": user.email, "removed": was_on})
        return
    told = "the second factor is off" if was_on else "no second factor was on"
    out.print(f"{user.email}: {told}", markup=False)


def ownership_of(data: Path) -> Ownership:
    """Return what changes who operates the platform in ``data``, running or not.

    Raises:
        NotFound: no platform was ever started there.
        Denied: these settings are of production, where operators make operators.
    """
    from hypertrade.bootstrap.platform import Platform

    if not (data / PLATFORM / "documents.sqlite").is_file():
        raise NotFound(
            f"there is no platform in {data}",
            field="--data",
            remedy="Name the folder that `hypertrade up` runs on, or start it first.",
        )
    chosen = read_settings().model_copy(update={"data": data.absolute(), "platform": "local"})
    return Platform(chosen).accounts.ownership


def _ownership(data: Path | None) -> Ownership:
    return ownership_of(data_folder(data))


def _tell(user: User, *, json: bool) -> None:
    shown = _shown(user)
    if json:
        print_json(shown)
        return
    out.print(f"{user.email}: {', '.join(shown['roles'])}", markup=False)


def _shown(user: User) -> dict[str, Any]:
    return {"id": user.id, "email": user.email, "roles": sorted(user.roles)}
