from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import jwt
import pytest
from hypertrade.adapters.local.identity import PROJECT, LocalIdentity
from hypertrade.adapters.local.identity.book import Person
from hypertrade.adapters.local.identity.tokens import LASTS, Tokens
from hypertrade.domain.errors import Unauthenticated

from tests.adapters.local.identity.conftest import EMAIL, PASSWORD
from tests.ports.clocks import Hands
from tests.stand_ins.forging import FORGERIES, Mint
from tests.stand_ins.quick_identity import KEY, quick_identity, quick_passwords

if TYPE_CHECKING:
    from pathlib import Path

QUICK = quick_passwords()


def mint_of(identity: LocalIdentity, clock: Hands) -> Mint:
    tokens = identity._tokens
    return Mint(PROJECT, tokens._key, tokens.key_id, clock.now().timestamp())


def test_a_token_has_firebases_shape(identity: LocalIdentity, clock: Hands) -> None:
    session = identity.sign_up("ada.l@example.com", "a long password", "Ada")
    header = jwt.get_unverified_header(session.id_token)
    claims = jwt.decode(session.id_token, options={"verify_signature": False})
    now = int(clock.now().timestamp())
    assert header == {"alg": "RS256", "typ": "JWT", "kid": identity._tokens.key_id}
    assert claims == {
        "iss": "https://securetoken.google.com/hypertrade-local",
        "aud": "hypertrade-local",
        "auth_time": now,
        "user_id": session.user,
        "sub": session.user,
        "iat": now,
        "exp": now + 3600,
        "name": "Ada",
        "email": "ada.l@example.com",
        "email_verified": False,
        "firebase": {
            "identities": {"email": ["ada.l@example.com"]},
            "sign_in_provider": "password",
        },
    }


def test_a_token_minted_with_the_true_key_holds(identity: LocalIdentity, clock: Hands) -> None:
    user = identity.sign_in(EMAIL, PASSWORD).user
    token = mint_of(identity, clock).token(sub=user, user_id=user)
    assert identity.verify(token).user == user


@pytest.fixture(scope="module")
def with_ada(tmp_path_factory: pytest.TempPathFactory) -> LocalIdentity:
    """Return identity where the user of forged tokens exists: only the token can be wrong."""
    made = quick_identity(tmp_path_factory.mktemp("identity"), Hands())
    with made._book.writing():
        made._book.add(Person("ada", "ada@example.com", email_verified=True, name="Ada"))
    return made


@pytest.mark.parametrize("what", FORGERIES)
def test_a_forged_token_is_refused(with_ada: LocalIdentity, what: str) -> None:
    mint = mint_of(with_ada, Hands())
    assert with_ada.verify(mint.token()).user == "ada"
    for check_revoked in (False, True):
        with pytest.raises(Unauthenticated):
            with_ada.verify(FORGERIES[what](mint), check_revoked=check_revoked)


def test_a_token_ends_after_an_hour(identity: LocalIdentity, clock: Hands) -> None:
    session = identity.sign_in(EMAIL, PASSWORD)
    clock.move(LASTS - 1)
    identity.verify(session.id_token)
    clock.move(1)
    with pytest.raises(Unauthenticated, match="over"):
        identity.verify(session.id_token)


def test_the_key_is_its_owners_alone_and_stays(tmp_path: Path, clock: Hands) -> None:
    first = LocalIdentity(tmp_path / "identity", clock, key=KEY, passwords=QUICK)
    session = first.sign_up("ada@example.com", "a long password")
    for path in (tmp_path / "identity").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
    again = LocalIdentity(tmp_path / "identity", clock, key=KEY, passwords=QUICK)
    assert again.verify(session.id_token).user == session.user


def test_of_keys_made_at_once_one_wins(tmp_path: Path, clock: Hands) -> None:
    with ThreadPoolExecutor(4) as pool:
        ids = set(pool.map(lambda _: Tokens(tmp_path, PROJECT, clock).key_id, range(4)))
    assert len(ids) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["identity-key.pem"]
