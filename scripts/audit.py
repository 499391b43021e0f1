"""Check the locked packages for known vulnerabilities: `python -m scripts.audit`, a step of `make check`.

pip-audit and npm ask online services. They send only the names and versions of packages. The answers are cached for
a day. If a service does not answer, the check prints a warning and passes, because it must also run on networks
without access to these services. With `AUDIT=strict`, a missing answer is a failure.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from scripts.bootstrap import CACHE, FRONTEND, REQUIREMENTS, ROOT, digest, node_environment

LOCK = REQUIREMENTS / "test.lock"  # contains the packages of all other locks
NPM_LOCK = FRONTEND / "package-lock.json"
REMEMBERED = CACHE / "audit.json"
#: Seconds for which an answer is cached (DAY), and after which an unanswered query is repeated (HOUR).
DAY, HOUR = 24 * 3600, 3600
PATIENCE = 120


@dataclass(frozen=True, slots=True)
class Vulnerability:
    """A known vulnerability of a package. `fixed`: the versions that no longer have the vulnerability, if known."""

    name: str
    version: str
    advisory: str
    fixed: str = ""

    def __str__(self) -> str:
        return f"{self.name} {self.version}: {self.advisory}" + (
            f" (fixed in {self.fixed})" if self.fixed else ""
        )


#: The vulnerabilities that a service knows. None if it did not answer.
Answer = list[Vulnerability] | None


def read_pip(said: str) -> Answer:
    """Return the vulnerabilities in `said`, pip-audit's JSON output. None if the output is unreadable.

    Also return None if pip-audit skipped most packages, as happens if its online service does not answer.
    """
    try:
        dependencies = json.loads(said)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return None
    asked = [each for each in dependencies if "skip_reason" not in each]
    if len(asked) * 2 < len(dependencies):
        return None
    return [
        Vulnerability(each["name"], each["version"], found["id"], ", ".join(found.get("fix_versions", [])))
        for each in asked
        for found in each.get("vulns", [])
    ]


def read_npm(said: str, lock: dict[str, Any]) -> Answer:
    """Return the vulnerabilities in `said`, the JSON output of `npm audit`. None if the output is unreadable.

    `lock`: the content of package-lock.json, from which the versions of the packages are taken.
    """
    try:
        vulnerable = json.loads(said)["vulnerabilities"]
    except (ValueError, KeyError, TypeError):
        return None
    found: list[Vulnerability] = []
    for name, each in vulnerable.items():
        version = lock["packages"].get(f"node_modules/{name}", {}).get("version", "?")
        # A string instead of an advisory names the dependency that has the vulnerability. It has its own entry.
        advisories = [via["url"].rpartition("/")[2] for via in each["via"] if isinstance(via, dict)]
        found += [Vulnerability(name, version, advisory) for advisory in advisories]
    return found


def ask_pip() -> Answer:
    """Run pip-audit on the locked Python packages. Return the vulnerabilities (None: the service did not answer)."""
    pip_audit = str(Path(sys.executable).parent / "pip-audit")
    how = ("--no-deps", "--disable-pip", "--format", "json", "--progress-spinner", "off")
    return read_pip(_said([pip_audit, "--requirement", str(LOCK), *how], ROOT))


def ask_npm() -> Answer:
    """Run `npm audit` on the front end's packages. Return the vulnerabilities (None: the service did not answer)."""
    command = ["npm", "audit", "--json", "--package-lock-only"]
    return read_npm(_said(command, FRONTEND), json.loads(NPM_LOCK.read_text()))


def _said(command: Sequence[str], cwd: Path) -> str:
    try:
        return subprocess.run(
            command, cwd=cwd, env=node_environment(), stdin=subprocess.DEVNULL, capture_output=True, text=True,
            timeout=PATIENCE,
        ).stdout  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return ""


def asked(now: float) -> dict[str, Answer]:
    """Return the vulnerabilities of the "Python" and the "npm" packages, or None where the service did not answer.

    Use the cached answers if the same packages were checked less than a day ago (an hour, if a service did not answer).
    Otherwise ask the services. `now`: the present time in seconds since 1970.
    """
    made_of = digest([LOCK, NPM_LOCK])
    try:
        known = json.loads(REMEMBERED.read_text())
        answered = None not in known["answers"].values()
        if known["made_of"] == made_of and 0 <= now - known["at"] < (DAY if answered else HOUR):
            return {
                name: None if answer is None else [Vulnerability(**each) for each in answer]
                for name, answer in known["answers"].items()
            }
    except (OSError, ValueError, KeyError, TypeError):
        pass  # no cache, or an unreadable one: query the services
    answers = {"Python": ask_pip(), "npm": ask_npm()}
    kept = {
        name: None if answer is None else [asdict(each) for each in answer]
        for name, answer in answers.items()
    }
    REMEMBERED.parent.mkdir(parents=True, exist_ok=True)
    REMEMBERED.write_text(json.dumps({"made_of": made_of, "at": now, "answers": kept}))
    return answers


def verdict(answers: dict[str, Answer], *, strict: bool) -> tuple[int, str]:
    """Return the exit code and the text to print for these answers of the online services.

    With `strict`, a missing answer (None) is a failure.
    """
    lines, code = [], 0
    for lock, answer in answers.items():
        if answer is None:
            lines.append(
                f"WARNING: no service could say whether the {lock} packages have known vulnerabilities."
            )
            lines.append("         Not audited. AUDIT=strict makes this a failure.")
            code = max(code, int(strict))
        elif answer:
            lines += [f"VULNERABLE ({lock}): {found}" for found in answer]
            code = 1
        else:
            lines.append(f"{lock}: no known vulnerability.")
    return code, "\n".join(lines)


def main() -> int:
    """Run the check for vulnerabilities and print the result. Return 1 if the check fails, otherwise 0."""
    code, said = verdict(asked(time.time()), strict=os.environ.get("AUDIT") == "strict")
    print(said, flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
