"""Sets the house up on a bare machine: `setup.py runtime`, `demo` or `test`; `setup.py lock` after new requirements.

Standard library only, since nothing is installed yet. Uses uv when that is on the path, else Python's own venv and pip.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed-from"
LOCKS = ("runtime", "demo", "test")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main(arguments: list[str]) -> int:
    """Do the one step that is asked for; end with 0, or with 2 and one line that says what is missing."""
    steps = {("runtime",): runtime, ("demo",): demo, ("test",): test, ("lock",): lock}
    if (step := steps.get(tuple(arguments))) is None:
        return _missing("usage: setup.py runtime | demo | test | lock")
    if sys.version_info < (3, 11):  # noqa: UP036 - the one place where an older Python can meet us
        return _missing(
            f"Vakna needs Python 3.11 or newer; this is {sys.version.split()[0]}. Try: make PYTHON=python3.11"
        )
    try:
        return step()
    except subprocess.CalledProcessError as fault:
        return _missing(f"This step failed (exit {fault.returncode}): {' '.join(map(str, fault.cmd))}")


def runtime() -> int:
    """Install what the running product needs."""
    return _install("runtime")


def demo() -> int:
    """Install what the demo shows: the runtime and the extras that its pages use."""
    return _install("demo")


def test() -> int:
    """Install what the tests need, the browser of the system included where we may."""
    return _install("test") or _browser()


def lock() -> int:
    """Write the hashed locks anew; each holds every pin of the one before it."""
    _compile("runtime")
    _compile("demo", "--constraints", "runtime.lock")
    _compile("test", "--constraints", "demo.lock")
    return 0


def _install(name: str) -> int:
    wanted = _fingerprint(name)
    if PYTHON.exists() and STAMP.exists() and wanted in STAMP.read_text(encoding="ascii").split():
        return 0
    if not PYTHON.exists() and not _make_venv():
        return _missing("Python's venv is missing here: install it (apt-get install python3-venv).")
    STAMP.unlink(missing_ok=True)
    _pip("install", "--require-hashes", "-r", str(ROOT / "requirements" / f"{name}.lock"))
    _pip("install", "--no-deps", "--no-build-isolation", "-e", str(ROOT))
    # Each lock holds those before it, so who has the one has the others.
    kept = [_fingerprint(one) for one in LOCKS[: LOCKS.index(name) + 1]]
    STAMP.write_text("\n".join(kept) + "\n", encoding="ascii")
    return 0


def _fingerprint(name: str) -> str:
    """Return a word that changes when the lock, the project's own description or the place of the house changes."""
    lock_file = (ROOT / "requirements" / f"{name}.lock").read_bytes()
    parts = (lock_file, (ROOT / "pyproject.toml").read_bytes(), os.fsencode(ROOT))
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _make_venv() -> bool:
    """Make the environment; without uv, Debian's Python fails here when python3-venv is missing."""
    if uv := shutil.which("uv"):
        _run(uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(VENV))
        return True
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False, stdout=subprocess.DEVNULL)
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
    return made.returncode == 0


def _pip(*arguments: str) -> None:
    if uv := shutil.which("uv"):
        _run(uv, "pip", *arguments, "--quiet", "--python", str(PYTHON))
    else:
        _run(str(PYTHON), "-m", "pip", *arguments, "--quiet", "--disable-pip-version-check")


def _compile(name: str, *more: str) -> None:
    uv = shutil.which("uv")
    if uv is None:
        sys.exit(_missing("Locks are written by uv: pip install uv"))
    quiet = ("--quiet", "--no-header", "--no-emit-index-url", "--no-emit-find-links")
    exact = ("--universal", "--python-version", "3.11", "--generate-hashes", "--upgrade")
    command = (uv, "pip", "compile", f"{name}.in", *more, *quiet, *exact, "--output-file", f"{name}.lock")
    subprocess.run(command, check=True, cwd=ROOT / "requirements")


def _browser() -> int:
    """See that there is a Chromium; install it where we are root and the system speaks apt."""
    if any(map(shutil.which, BROWSERS)):
        return 0
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return _missing("The browser tests need Chromium: install the package chromium (apt-get install chromium).")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([apt, "update", "-qq"], check=True, env=environment)
    subprocess.run([apt, "install", "-y", "-qq", "--no-install-recommends", "chromium"], check=True, env=environment)
    return 0


def _run(*command: str) -> None:
    subprocess.run(command, check=True, cwd=ROOT)


def _missing(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
