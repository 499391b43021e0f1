"""Run dummy processes under a supervisor: `python -m tests.local.supervised_children FOLDER GRACE CHILD…`.

Each CHILD is a kind of dummy process from `CHILDREN`. GRACE is the number of seconds between SIGTERM and SIGKILL.
FOLDER gets the logs, and a file with the ids of the dummy processes.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from project.local.supervise import Died, Stopped, Supervisor

#: The kinds of dummy processes, each with code to run at its start. A dummy process forks a child, as a worker does.
#: Both write their process ids to the file `pids` in the folder.
CHILDREN = {
    "polite": "",
    # Ignores SIGTERM, as Celery with a backlog sometimes does.
    "stubborn": "signal.signal(signal.SIGTERM, signal.SIG_IGN)",
}
_CHILD = """
import os, signal, sys, time
{manners}
inner = os.fork()
with open(sys.argv[1], "a") as out:
    out.write(f"{{os.getpid()}}\\n")
time.sleep(600)
"""


def main() -> int:
    """Start the dummy processes that the command line names, print "up", and supervise them until stopped."""
    folder, grace, names = Path(sys.argv[1]), float(sys.argv[2]), sys.argv[3:]
    try:
        with Supervisor(logs=folder / "logs", grace=grace) as supervisor:
            for number, name in enumerate(names):
                code = _CHILD.format(manners=CHILDREN[name])
                supervisor.start(
                    f"{name}-{number}", [sys.executable, "-c", code, folder / "pids"], os.environ
                )
            print("up", flush=True)
            supervisor.watch()
    except Stopped:
        return 0
    except Died as died:
        print(died, flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
