from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def test_no_client_reads_or_writes_files(repo: Path) -> None:
    rules = (repo / "storage.rules").read_text(encoding="utf-8")
    allowed = re.findall(r"allow ([^:;]+): if ([^;]+);", rules)
    assert allowed == [("read, write", "false")]
    assert rules.count("allow") == 1
    assert "/{path=**}" in rules


def test_firebase_deploys_the_rules_that_are_tested(repo: Path) -> None:
    config = json.loads((repo / "firebase.json").read_text(encoding="utf-8"))
    assert config["firestore"]["rules"] == "firestore.rules"
    assert config["storage"]["rules"] == "storage.rules"
    named = [*config["firestore"].values(), *config["storage"].values()]
    assert all((repo / name).is_file() for name in named)
