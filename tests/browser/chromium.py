"""Find a Chromium, and start it so that it sends no requests except those of the tests."""

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
#: The suggestions under the address bar: two pages that Chromium loads for each new phone, which takes a second. The
#: last is a spare process that Chromium starts for the next page.
_OFF_FOR_SPEED = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "SpareRendererForSitePerProcess")
_QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    # Chromium uses only the last `--disable-features`, so this list repeats Playwright's.
    f"--disable-features={','.join((*_OFF_IN_PLAYWRIGHT, *_OFF_FOR_SPEED))}",
]


def executable(own: str) -> str | None:
    """Return the path of Playwright's browser (`own`) if that file exists, else of the system's Chromium, else None."""
    if Path(own).is_file():
        return own
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def shell(own: str) -> str | None:
    """Return the path of Chromium's headless shell: the one that Playwright puts near `own`, else the system's.

    The shell is Chromium without the windows, profiles and notifications of a browser, and needs less processor time.
    Return None if there is none.
    """
    for folder in Path(own).parents:
        if folder.name.startswith("chromium-"):
            shells = folder.with_name(folder.name.replace("chromium-", "chromium_headless_shell-", 1))
            for found in shells.glob("*/*headless*shell"):
                return str(found)
    return shutil.which("chromium-headless-shell")


def launch_arguments(own: str, *, whole: bool = True) -> dict[str, Any]:
    """Return the keyword arguments for `chromium.launch`. `own` is the path where Playwright expects its browser.

    If not `whole`, prefer the headless shell. Raise RuntimeError if neither Playwright's browser nor a Chromium of
    the system exists.
    """
    found = (None if whole else shell(own)) or executable(own)
    if found is None:
        raise RuntimeError(
            "No Chromium. `make test` fetches one; or install your system's `chromium` package."
        )
    # Chromium can't start its sandbox as root.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {"executable_path": found, "args": [*_QUIET, *sandbox]}
