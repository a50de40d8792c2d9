"""Debian packages: what is missing, and where this machine gets them from."""

import glob
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

from shell import run_logged
from steps import Failure, timed

# Suites that name the main archive whatever the release of the machine.
GENERIC_SUITES = {"stable", "oldstable", "testing", "unstable", "sid"}

# One entry for each capability: the package that brings it and how to see it.
SERVER_PACKAGES = {"postgresql": lambda: bool(postgresql_bin("initdb"))}
CLIENT_PACKAGES = {"postgresql-client": lambda: bool(postgresql_bin("createdb"))}
PYTHON_PACKAGES = {"python3-venv": lambda: _python_has_venv()}
PRINT_PACKAGES = {
    "wkhtmltopdf": lambda: bool(shutil.which("wkhtmltopdf")),
    "fonts-dejavu-core": lambda: Path("/usr/share/fonts/truetype/dejavu").is_dir(),
    "fonts-liberation": lambda: Path("/usr/share/fonts/truetype/liberation").is_dir(),
}
BROWSER_PACKAGES = {"chromium": lambda: bool(shutil.which("chromium"))}
GIT_PACKAGES = {"git": lambda: bool(shutil.which("git"))}
NODE_PACKAGES = {
    "nodejs": lambda: bool(shutil.which("node")),
    "npm": lambda: bool(shutil.which("npm")),
}


class Archive(NamedTuple):
    """One entry of apt's sources: an archive, its suites and its options."""

    uri: str
    suites: tuple
    components: tuple
    options: str


def _python_has_venv():
    probe = [shutil.which("python3"), "-c", "import venv, ensurepip"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def postgresql_bin(program):
    """Return the newest PostgreSQL program of that name, on PATH or Debian's way."""
    versions = glob.glob(f"/usr/lib/postgresql/*/bin/{program}")
    versions.sort(key=lambda path: int(re.findall(r"\d+", path)[0]))
    return versions[-1] if versions else shutil.which(program)


def ensure(packages):
    """Install the missing Debian packages, or say which line installs them."""
    missing = [name for name, present in packages.items() if not present()]
    if not missing:
        return
    command = install_command(missing)
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Failure(
            f"Needed programs are missing; install them with: {command}, "
            "then run the same command again."
        )
    with timed(f"Debian packages {' '.join(missing)}"):
        _install(missing, command)


def install_command(packages):
    """Return the exact line that installs the packages, for a person to type."""
    prefix = "" if os.geteuid() == 0 else "sudo "
    return f"{prefix}apt-get install --no-install-recommends {' '.join(packages)}"


def _install(packages, command):
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    # A third-party source that does not answer must not stop the main archive.
    subprocess.run(["apt-get", "-qq", "update"], capture_output=True, check=False)
    run_logged(
        ["apt-get", "install", "-y", "--no-install-recommends", *packages],
        "debian-packages",
        f"Debian packages could not be installed: try '{command}' by hand",
        env=quiet,
    )


# -- the main archive -------------------------------------------------------------


def read_sources(etc=Path("/etc/apt")):
    """Return every enabled binary archive of apt's configuration."""
    lists = [etc / "sources.list", *sorted(etc.glob("sources.list.d/*.list"))]
    archives = []
    for path in filter(Path.is_file, lists):
        archives += parse_one_line(path.read_text())
    for path in sorted(etc.glob("sources.list.d/*.sources")):
        archives += parse_deb822(path.read_text())
    return archives


def parse_one_line(text):
    """Parse the `deb [options] uri suite component...` format."""
    pattern = r"^\s*deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)\s*([^#\n]*)"
    return [
        Archive(uri, (suite,), tuple(components.split()), (options or "").strip())
        for options, uri, suite, components in re.findall(pattern, text, re.M)
    ]


def parse_deb822(text):
    """Parse the deb822 format of `.sources` files."""
    archives = []
    for stanza in re.split(r"\n\s*\n", text):
        fields = _deb822_fields(stanza)
        if fields.get("enabled", "yes") == "no":
            continue
        if "deb" in fields.get("types", "").split():
            archives += _deb822_archives(fields)
    return archives


def _deb822_fields(stanza):
    lines = [line for line in stanza.splitlines() if not line.startswith("#")]
    unfolded = re.sub(r"\n[ \t]+", " ", "\n".join(lines))
    pairs = re.findall(r"^([\w-]+):[ \t]*(.*)$", unfolded, re.M)
    return {name.lower(): value.strip() for name, value in pairs}


def _deb822_archives(fields):
    signed_by = fields.get("signed-by", "")
    # A key pasted into the file cannot be carried over to a one-line entry.
    options = f"signed-by={signed_by}" if signed_by.startswith("/") else ""
    return [
        Archive(
            uri,
            tuple(fields.get("suites", "").split()),
            tuple(fields.get("components", "").split()),
            options.replace(" ", ","),
        )
        for uri in fields.get("uris", "").split()
    ]


def main_archive(archives, codename):
    """Return the main Debian archive among the sources, and the machine's suite."""
    wanted = GENERIC_SUITES | {codename}
    found = [
        (archive, suite)
        for archive in archives
        for suite in archive.suites
        if suite in wanted and "main" in archive.components
    ]
    # Third parties publish "<codename> main" too, but Debian's mirrors share a path.
    found.sort(key=lambda pair: "/debian" not in pair[0].uri.rstrip("/")[-12:])
    return found[0] if found else (None, None)


def codename(path=Path("/etc/os-release")):
    """Return the release name of this machine, such as `bookworm`."""
    text = path.read_text() if path.is_file() else ""
    found = re.search(r"^VERSION_CODENAME=\"?(\w+)", text, re.M)
    return found.group(1) if found else "stable"
