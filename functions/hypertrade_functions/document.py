"""The OpenAPI document on paper: ``python -m hypertrade_functions.document`` prints it.

The web app's client is generated from it (``make api``), so it depends on no setting.
"""

from __future__ import annotations

import json
import sys

from hypertrade.settings import Settings

from hypertrade_functions.app import described


def document_text() -> str:
    """Return the document of the embedded platform as JSON."""
    return json.dumps(described(Settings()), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    sys.stdout.write(document_text())
