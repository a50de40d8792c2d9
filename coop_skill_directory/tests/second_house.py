"""A second house on this machine: a copy of the database, and a server of its own."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from urllib.error import URLError
from urllib.request import Request, urlopen

from odoo.tools import config
from odoo.tools.misc import exec_pg_environ, find_pg_tool

#: seconds in which a server answers for the first time
PATIENCE = 180


class SecondHouse:
    """Serves a copy of ``database`` until it is closed. Whoever calls it is its
    administrator, over the network, as from another machine."""

    def __init__(self, database):
        self.database = f"{database}_second"
        self._copy(database)
        self.port = _free_port()
        self.log = tempfile.TemporaryFile()
        self.process = self._serve()
        try:
            self._wait()
        except Exception:
            self.close()
            raise

    @property
    def url(self):
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    def close(self):
        """Stop it, and forget its database."""
        self.stop()
        self.log.close()
        self._run("dropdb", "--if-exists", "--force", self.database)

    def stop(self):
        """Stop it, unless it has been stopped."""
        if self.process.poll() is not None:
            return
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def call(self, model, method, *arguments, **options):
        """What a method of its models returns, for its administrator."""
        rest = [self.database, 2, "admin", model, method, arguments, options]
        body = {
            "jsonrpc": "2.0",
            "method": "call",
            "params": {"service": "object", "method": "execute_kw", "args": rest},
        }
        headers = {"Content-Type": "application/json"}
        sent = Request(f"{self.url}/jsonrpc", json.dumps(body).encode(), headers)
        with urlopen(sent, timeout=PATIENCE) as answer:
            told = json.load(answer)
        if "error" in told:
            raise AssertionError(told["error"]["data"]["message"])
        return told.get("result")

    # -- how ---------------------------------------------------------------------------

    def _run(self, program, *arguments):
        subprocess.run(
            [find_pg_tool(program), *arguments],
            env=exec_pg_environ(),
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _copy(self, database):
        """Copy what others are connected to, which PostgreSQL's own copy refuses."""
        self._run("dropdb", "--if-exists", "--force", self.database)
        self._run("createdb", "-T", "template0", self.database)
        # as Odoo makes it in a new database; a copy does not know
        self._run(
            "psql",
            "-c",
            "CREATE EXTENSION unaccent; ALTER FUNCTION unaccent(text) IMMUTABLE",
            self.database,
        )
        with tempfile.NamedTemporaryFile() as dump:
            self._run("pg_dump", "-Fc", "-Z0", "-f", dump.name, database)
            self._run("pg_restore", "-O", "-x", "-d", self.database, dump.name)

    def _serve(self):
        return subprocess.Popen(
            [
                sys.executable,
                "-m",
                "odoo",
                f"--config={config['config']}",
                f"--database={self.database}",
                f"--db-filter=^{self.database}$",
                "--http-interface=127.0.0.1",
                f"--http-port={self.port}",
                "--max-cron-threads=0",
                "--log-level=warn",
            ],
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )

    def _wait(self):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            with contextlib.suppress(URLError, OSError):
                urlopen(f"{self.url}/web/health", timeout=30).close()
                return
            time.sleep(0.5)
        self.log.seek(0)
        raise RuntimeError(self.log.read().decode(errors="replace")[-2000:])


def _free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]
