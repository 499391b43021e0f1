"""Which Chromium there is, and how to start it so that it speaks to nobody but the tests."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

#: Chromium's features that Playwright turns off.
_OFF_IN_PLAYWRIGHT = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "TcpPortRandomizationWin",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
    "msForceBrowserSignIn",
    "msEdgeUpdateLaunchServicesPreferredVersion",
)
#: The suggestions under the address bar: two pages, which Chromium loads anew for each phone, in a second. And a
#: process that it starts for the page that may come next.
_OFF_FOR_SPEED = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "SpareRendererForSitePerProcess")
_QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    # Chromium heeds only the last of several such lists, so this one repeats Playwright's.
    f"--disable-features={','.join((*_OFF_IN_PLAYWRIGHT, *_OFF_FOR_SPEED))}",
]


def executable(own: str) -> str | None:
    """Playwright's own browser at `own` if it was fetched, else the system's, else None."""
    if Path(own).is_file():
        return own
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def launch_arguments(own: str) -> dict[str, Any]:
    """Keyword arguments for `chromium.launch`. Raises RuntimeError if there is no browser."""
    found = executable(own)
    if found is None:
        raise RuntimeError(
            "No Chromium. `make test` fetches one; or install your system's `chromium` package."
        )
    # As root there is no sandbox to start.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {"executable_path": found, "args": [*_QUIET, *sandbox]}
