"""`make demo`: the demonstration cooperatives, served on this machine."""

import json
import os
import signal
import socket
import subprocess
import time
import urllib.request

import cluster
import config
import databases
from layout import LOGS, PREFIX, ROOT, VENV, addons
from steps import Failure, exclusive, run_step, stamp_path, timed

DATABASE = "demo"
STEP = "demo-database"
LOGINS = PREFIX / "demo-logins.json"
MARK = "DEMO-LOGINS:"

# The modules bring the model coop.demo; its load() may be repeated at will.
LOAD = f"""
import json
logins = []
if "coop.demo" in env:
    env["coop.demo"].load()
    env.cr.commit()
    logins = env["coop.demo"].logins()
print("{MARK}" + json.dumps([list(login) for login in logins]))
"""


def http_port():
    """Return the port to serve on, or say how to choose another one."""
    port = int(os.environ.get("HTTP_PORT") or 8069)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise Failure(
                f"Port {port} is taken: stop what uses it, or choose another one "
                f"with make demo HTTP_PORT={port + 1}."
            ) from None
    return port


def ensure_database():
    """Create the demonstration database, or update it when a module changed."""
    with exclusive("demo"):
        exists = DATABASE in databases.names()
        known = stamp_path(STEP).exists()
        if exists and not known and cluster.is_external():
            raise Failure(
                f"A database named {DATABASE} is on your server and was not made "
                "here: rename or drop it, then run make demo again."
            )
        if not exists:
            stamp_path(STEP).unlink(missing_ok=True)
        key = databases.content_key(addons())
        action = _update if exists and known else _create
        run_step(STEP, "demonstration database", key, action)


def _create():
    databases.create(DATABASE, addons())
    _remember_logins(load(DATABASE))


def _update():
    new = set(addons()) - databases.installed_modules(DATABASE)
    if new:
        databases.install(DATABASE, sorted(new))
    databases.update(DATABASE, addons())
    _remember_logins(load(DATABASE))


def _remember_logins(logins):
    LOGINS.write_text(json.dumps(logins))


def load(database):
    """Load the demonstration data and return its (role, login, password) rows."""
    with timed("demonstration data"):
        output = databases.shell(database, LOAD)
    marked = [line for line in output.splitlines() if MARK in line]
    if not marked:
        raise Failure("The demonstration data could not be loaded: see above.")
    return json.loads(marked[-1].split(MARK)[1])


def serve(port):
    """Serve the demonstration until Ctrl-C."""
    log = LOGS / "demo.log"
    command = [VENV / "bin/python", "-m", "odoo", "-d", DATABASE, f"--logfile={log}"]
    conf = config.write(PREFIX / "odoo-demo.conf", port)
    tell_address(port)
    server = subprocess.Popen(command, env=config.environment(conf), cwd=ROOT)
    # A request to stop this command is a request to stop the server it started.
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    try:
        _wait_until_served(server, port)
        _print_welcome(port, log)
        server.wait()
    except KeyboardInterrupt:
        # The terminal sent Ctrl-C to the server too, which ends by itself.
        server.wait()
    finally:
        if server.poll() is None:
            server.terminate()


def tell_address(port):
    """Have PDFs find their styles, and mails lead to where the server is."""
    databases.sql(
        DATABASE,
        f"UPDATE ir_config_parameter SET value = 'http://127.0.0.1:{int(port)}' "
        "WHERE key = 'web.base.url'",
    )


def _wait_until_served(server, port, seconds=180):
    with timed("start the server"):
        deadline = time.monotonic() + seconds
        while not _answers(port):
            if server.poll() is not None or time.monotonic() > deadline:
                raise Failure("The server did not start: see .odoo/log/demo.log.")
            time.sleep(0.3)


def _answers(port):
    # The machine's proxy settings do not concern the loopback address.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"http://127.0.0.1:{port}/web/login", timeout=60) as page:
            return page.status == 200
    except OSError:
        return False


def _print_welcome(port, log):
    print(f"\nThe demonstration is served on http://127.0.0.1:{port}")
    for role, login, password in json.loads(LOGINS.read_text()):
        print(f"  {role:<28} {login:<32} {password}")
    print(f"Log: {log.relative_to(ROOT)}. Ctrl-C stops it.", flush=True)
