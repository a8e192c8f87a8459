from __future__ import annotations

import pytest

from cocreate.base.errors import InputError
from cocreate.ui.export.stamp_field import StampField


def test_what_goes_out_is_said_as_soon_as_there_is_an_address(qtbot):
    field = StampField("")
    qtbot.addWidget(field)
    field.check()
    assert "this computer's clock" in field.goes_out.text()
    field.line.setText(" https://stamps.example/tsa ")
    field.check()
    assert field.address == "https://stamps.example/tsa"
    assert "goes to stamps.example" in field.goes_out.text()
    field.line.setText("nonsense")
    with pytest.raises(InputError, match="begins with https"):
        field.check()
