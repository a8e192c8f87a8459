"""Big programs, started once for all tests of the formats."""

from __future__ import annotations

import pytest

from tests.formats.tools import Soffice


@pytest.fixture(scope="session")
def soffice(tmp_path_factory: pytest.TempPathFactory) -> Soffice:
    """LibreOffice; its profile lasts as long as the tests."""
    return Soffice(tmp_path_factory.mktemp("soffice"))
