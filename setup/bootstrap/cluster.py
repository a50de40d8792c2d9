"""The private PostgreSQL cluster, or the server named by PGHOST, PGPORT, PGUSER."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

import debian
from layout import PREFIX, ROOT
from shell import run_logged
from steps import Failure, digest, timed

# PostgreSQL refuses socket paths longer than 107 bytes, its file name included.
LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432")
OWNER = "odoo"

# A crash may lose the last half second of work, never the database.
SETTINGS = {
    "listen_addresses": "''",
    "synchronous_commit": "off",
    "shared_buffers": "256MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "max_connections": "200",
    "random_page_cost": "1.1",
    "log_min_messages": "fatal",
}


def is_external(env=None):
    """Tell whether the user brings a PostgreSQL server of their own."""
    env = os.environ if env is None else env
    # Someone who looks into the private cluster with psql names its socket.
    if env.get("PGHOST") == str(socket_folder()):
        return False
    return any(env.get(name) for name in ("PGHOST", "PGPORT", "PGUSER"))


def connection(env=None):
    """Return host, port and user for libpq; empty means libpq's own default."""
    env = os.environ if env is None else env
    if is_external(env):
        return tuple(env.get(name, "") for name in ("PGHOST", "PGPORT", "PGUSER"))
    # No TCP port at all: the socket's folder is this clone's own, so that clones
    # on one machine can never disturb each other.
    return str(socket_folder()), "5432", OWNER


def client_environment():
    """Return the environment in which PostgreSQL's programs reach the server."""
    host, port, user = connection()
    values = {"PGHOST": host, "PGPORT": port, "PGUSER": user}
    return {**os.environ, **{name: value for name, value in values.items() if value}}


def ensure():
    """Create the cluster when it is missing and start it when it is stopped."""
    if is_external():
        debian.ensure(debian.CLIENT_PACKAGES)
        return
    debian.ensure(debian.SERVER_PACKAGES)
    if is_running():
        return
    if not (data_folder() / "PG_VERSION").exists():
        with timed(f"create the PostgreSQL cluster in {data_folder()}"):
            _create()
    _start()


def is_running():
    """Tell whether the private cluster answers."""
    probe = [debian.postgresql_bin("pg_isready"), "-q", "-d", "postgres"]
    return subprocess.run(probe, env=client_environment(), check=False).returncode == 0


def stop():
    """Stop the private cluster and remove it with every database."""
    if is_external() or not data_folder().exists():
        return
    if (data_folder() / "postmaster.pid").exists():
        _pg_ctl("stop", "-m", "fast", "-w")
    for folder in {data_folder().parent, socket_folder()}:
        shutil.rmtree(folder, ignore_errors=True)


# -- places ------------------------------------------------------------------------


def data_folder():
    """Return the cluster's folder, in the clone unless postgres cannot get there."""
    return _home() / "data"


def socket_folder():
    """Return the socket's folder, in a short place when the clone's path is long."""
    folder = _home() / "socket"
    if len(os.fsencode(folder)) <= LONGEST_SOCKET_FOLDER:
        return folder
    return _outside()


def _home():
    return PREFIX / "postgresql" if _reachable(ROOT) else _outside()


def _outside():
    return Path(tempfile.gettempdir()) / f"coop-postgresql-{digest(ROOT)}"


def _reachable(folder):
    """Tell whether the cluster's user may traverse every folder down to this one."""
    if os.geteuid() != 0:
        return True
    return all(path.stat().st_mode & 0o001 for path in (folder, *folder.parents))


# -- running -----------------------------------------------------------------------


def _as_owner():
    """Return the `subprocess` options that run as the cluster's user.

    PostgreSQL refuses to run as root; Debian's package brings the user postgres.
    """
    if os.geteuid() != 0:
        return {"cwd": "/"}
    return {"user": "postgres", "group": "postgres", "extra_groups": [], "cwd": "/"}


def _create():
    home = data_folder().parent
    # An interrupted initdb leaves a folder that the next one would refuse.
    shutil.rmtree(data_folder(), ignore_errors=True)
    for folder in (home, socket_folder()):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        _give_to_owner(folder)
    _run(
        [debian.postgresql_bin("initdb"), "-D", data_folder(), "-U", OWNER]
        + ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"],
        "The PostgreSQL cluster could not be created: see the log and run again",
    )
    lines = [f"{name} = {value}\n" for name, value in SETTINGS.items()]
    lines.append(f"unix_socket_directories = '{socket_folder()}'\n")
    with (data_folder() / "postgresql.conf").open("a") as handle:
        handle.writelines(lines)


def _give_to_owner(folder):
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)


def _start():
    log = data_folder().parent / "server.log"
    _pg_ctl("start", "-w", "-t", "60", "-l", str(log))
    if not is_running():
        raise Failure(f"PostgreSQL does not answer: see {log}, or run make clean.")


def _pg_ctl(*arguments):
    _run(
        [debian.postgresql_bin("pg_ctl"), "-D", data_folder(), *arguments],
        "PostgreSQL could not be started or stopped: see the log, or run make clean",
    )


def _run(arguments, advice):
    run_logged(arguments, "postgresql", advice, **_as_owner())
