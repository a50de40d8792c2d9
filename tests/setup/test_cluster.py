"""Which PostgreSQL server is used, and where the private one lives."""

from pathlib import Path

import cluster
import pytest


@pytest.fixture
def clone(monkeypatch, tmp_path):
    """Pretend that the clone is in an empty folder."""
    monkeypatch.setattr(cluster, "ROOT", tmp_path)
    monkeypatch.setattr(cluster, "PREFIX", tmp_path / ".odoo")
    return tmp_path


@pytest.mark.parametrize("name", ["PGHOST", "PGPORT", "PGUSER"])
def test_own_server_is_honoured(name):
    assert cluster.is_external({name: "x"})


def test_naming_the_private_socket_is_no_other_server(clone):
    env = {"PGHOST": str(cluster.socket_folder()), "PGUSER": "odoo"}
    assert not cluster.is_external(env)


def test_own_server_is_used_as_it_was_given():
    env = {"PGHOST": "db.example", "PGPORT": "5433", "PGUSER": "me"}
    assert cluster.connection(env) == ("db.example", "5433", "me")
    assert cluster.connection({"PGUSER": "me"}) == ("", "", "me")


def test_private_server_is_the_default(clone):
    assert not cluster.is_external({"PGHOST": ""})
    host, _port, user = cluster.connection({})
    assert host == str(cluster.socket_folder())
    assert user == cluster.OWNER


def test_socket_of_a_long_path_goes_to_a_short_place(clone, monkeypatch):
    monkeypatch.setattr(cluster, "_reachable", lambda folder: True)
    deep = clone / ("d" * 90)
    monkeypatch.setattr(cluster, "PREFIX", deep)
    assert cluster.data_folder().is_relative_to(deep)
    socket = cluster.socket_folder() / ".s.PGSQL.5432"
    assert len(str(socket)) <= 107


def test_clone_that_postgres_cannot_reach_keeps_its_cluster_elsewhere(
    clone, monkeypatch
):
    monkeypatch.setattr(cluster.os, "geteuid", lambda: 0)
    clone.chmod(0o700)
    assert not cluster.data_folder().is_relative_to(clone)


def test_clones_have_different_places(monkeypatch):
    monkeypatch.setattr(cluster, "_reachable", lambda folder: False)
    places = set()
    for root in (Path("/one"), Path("/two")):
        monkeypatch.setattr(cluster, "ROOT", root)
        places.add(cluster.data_folder())
    assert len(places) == 2
