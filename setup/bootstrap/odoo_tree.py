"""Odoo itself: Debian's package unpacked in the prefix, or the user's own tree."""

import os
import shutil
from pathlib import Path

import debian
from layout import PREFIX, TREE
from shell import run_logged
from steps import Failure, digest, forget, is_done, run_step

WAY_OUT = "; if you have Odoo 19 elsewhere, run again with ODOO_SOURCE=/path/to/it"

# Odoo's tree links to fonts and scripts that Debian ships apart. Version 7 of
# Font Awesome (unstable) lacks the files Odoo links to, hence the machine's own.
UNSTABLE_PACKAGES = ("odoo-19", "fonts-montserrat")
OWN_SUITE_PACKAGES = (
    "fonts-font-awesome",
    "fonts-inconsolata",
    "fonts-ocr-b",
    "fonts-roboto-unhinted",
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
)


def source():
    """Return the folder given as ODOO_SOURCE, or None."""
    given = os.environ.get("ODOO_SOURCE")
    return Path(given).expanduser().resolve() if given else None


def python_path():
    """Return the folder that holds the `odoo` package."""
    return source() or TREE / "usr/lib/python3/dist-packages"


def extra_addons_paths():
    """Return the add-on folders that a source checkout keeps beside `odoo/`."""
    addons = python_path() / "addons"
    return [addons] if (addons / "web").is_dir() else []


def version_key():
    """Return what identifies this Odoo, for the stamps of what is built on it."""
    release = python_path() / "odoo/release.py"
    return digest(release, release.read_bytes())


def ensure():
    """Fetch and unpack Odoo when it is not there yet."""
    if source():
        return _check_source()
    key = digest(UNSTABLE_PACKAGES, OWN_SUITE_PACKAGES)
    if is_done("odoo-unpacked", key):
        return None
    run_step("odoo-fetched", "fetch Odoo 19 from Debian", key, _fetch)
    run_step("odoo-unpacked", "unpack Odoo 19", key, _unpack)
    forget("odoo-fetched")
    shutil.rmtree(PREFIX / "apt")
    return None


def _check_source():
    if not (source() / "odoo/release.py").is_file():
        raise Failure(
            f"ODOO_SOURCE={source()} holds no odoo/release.py: "
            "give the folder that contains the odoo package."
        )
    if "(19, 0" not in (source() / "odoo/release.py").read_text():
        raise Failure(f"ODOO_SOURCE={source()} is not Odoo 19.0: give an Odoo 19.0.")


def _fetch():
    archive, suite = debian.main_archive(debian.read_sources(), debian.codename())
    if not archive or not shutil.which("apt-get"):
        raise Failure(f"This machine has no Debian archive to fetch Odoo from{WAY_OUT}")
    apt = PREFIX / "apt"
    shutil.rmtree(apt, ignore_errors=True)
    for folder in ("sources", "lists/partial", "cache/archives/partial", "debs"):
        (apt / folder).mkdir(parents=True)
    _write_sources(apt / "sources/main.list", archive, suite)
    advice = f"Odoo could not be fetched from the Debian archive{WAY_OUT}"
    run_logged([*_apt_get(apt), "update"], "odoo-fetch", advice)
    wanted = [f"{name}/sid" for name in UNSTABLE_PACKAGES]
    wanted += [f"{name}/{suite}" for name in OWN_SUITE_PACKAGES]
    command = [*_apt_get(apt), "download", *wanted]
    run_logged(command, "odoo-fetch", advice, cwd=apt / "debs")


def _write_sources(path, archive, suite):
    options = f"[{archive.options}] " if archive.options else ""
    suites = dict.fromkeys(("sid", suite))
    path.write_text(
        "".join(f"deb {options}{archive.uri} {name} main\n" for name in suites)
    )


def _apt_get(apt):
    """Return an apt-get that neither reads nor touches the machine's own state."""
    settings = {
        "Dir::Etc::SourceList": "/dev/null",
        "Dir::Etc::SourceParts": apt / "sources",
        "Dir::State::Lists": apt / "lists",
        "Dir::Cache": apt / "cache",
        # The sandbox user of apt cannot write in a private folder.
        "APT::Sandbox::User": "",
        "APT::Get::List-Cleanup": "false",
        "Acquire::Languages": "none",
        "Acquire::Retries": "3",
    }
    options = [f"-o{name}={value}" for name, value in settings.items()]
    return ["apt-get", "-q", "-y", *options]


def _unpack():
    shutil.rmtree(TREE, ignore_errors=True)
    TREE.mkdir(parents=True)
    advice = "Odoo could not be unpacked: make room on the disk and run again"
    for package in sorted((PREFIX / "apt/debs").glob("*.deb")):
        run_logged(["dpkg", "-x", package, TREE], "odoo-unpack", advice)
