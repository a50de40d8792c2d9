"""What make demo says before it starts."""

import socket

import demo
import pytest
from steps import Failure


def test_taken_port_names_the_way_out(monkeypatch):
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]
        monkeypatch.setenv("HTTP_PORT", str(port))
        with pytest.raises(Failure, match=f"HTTP_PORT={port + 1}"):
            demo.http_port()


def test_empty_port_is_the_usual_one(monkeypatch):
    monkeypatch.setattr(demo.socket.socket, "bind", lambda *_arguments: None)
    monkeypatch.setenv("HTTP_PORT", "")
    assert demo.http_port() == 8069


def test_papers_and_mails_know_the_port(monkeypatch):
    """Odoo writes the usual port into each new database."""
    asked = []
    monkeypatch.setattr(demo.databases, "sql", lambda *query: asked.append(query))
    demo.tell_address(8123)
    [(database, query)] = asked
    assert database == demo.DATABASE
    assert "'http://127.0.0.1:8123'" in query
    assert "'web.base.url'" in query
