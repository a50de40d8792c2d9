"""Tests of the bootstrap's own logic: no Odoo, no database, no network."""

import pytest


@pytest.fixture
def prefix(tmp_path):
    """Return an empty private prefix."""
    return tmp_path / ".odoo"
