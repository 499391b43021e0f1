"""Take the pictures for the README and docs/languages.md: `python -m scripts.screenshots [folder]`.

The script starts the app and visits the same screens as the browser tests (tests.browser.gallery). Without `folder`,
it also takes the pictures that an install dialog shows.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from scripts import translated_pictures
from scripts.bootstrap import ROOT
from scripts.check import ensure_browser
from scripts.reveal_pictures import RevealPictures
from tests.browser.cast import Cast
from tests.browser.chromium import launch_arguments
from tests.browser.gallery import CHAPTERS
from tests.browser.inspection import show
from tests.browser.phone import Phone
from tests.browser.stack import running
from tests.services.migrated import MigratedDatabases

FOLDER = ROOT / "docs" / "images" / "screens"
#: Names of the pictures, by the names of the screens in the gallery.
PICTURES = {
    "sign-in": "sign-in",
    "home, open": "home",
    "answer, chosen": "answer",
    "reveal": "reveal",
    "talking point": "talking-point",
    "why": "why",
    "starters": "starters",
    "our list": "our-list",
    "past topics": "past-topics",
    "past topic": "past-topic",
    "history": "history",
}
#: Files of the pictures that an install dialog shows, by the picture's name. The web app manifest lists these files.
FOR_INSTALLING = {"home": "home.jpg", "answer": "answer.jpg", "starters": "starters.jpg"}
INSTALL_FOLDER = ROOT / "frontend" / "public" / "screenshots"
#: Pictures that are also taken in dark colours.
DARK = {"home", "reveal", "past-topics", "history"}


def take(folder: Path) -> list[Path]:
    """Visit the app's screens and write the pictures to `folder`. Return the paths of the pictures."""
    taken: list[Path] = []
    reveal = RevealPictures()
    with (
        tempfile.TemporaryDirectory() as files,
        running(Path(files), MigratedDatabases(Path(files))) as stack,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(**launch_arguments(playwright.chromium.executable_path))
        cast = Cast(stack, browser, workers={"Kim"})
        for chapter in CHAPTERS:
            for name, phone in chapter(cast):
                reveal.take(name, phone)
                if name in PICTURES:
                    taken += _picture(phone, folder, PICTURES[name])
            if len(taken) == len(PICTURES) + len(DARK):
                break
        taken += reveal.write(folder, browser)
        cast.close()
        taken += translated_pictures.take(stack, browser, folder)
        browser.close()
    return taken


def _picture(phone: Phone, folder: Path, name: str) -> list[Path]:
    taken = []
    if name in DARK:
        show(phone, "dark")
        taken.append(folder / f"{name}-dark.png")
        phone.page.screenshot(path=taken[-1])
    show(phone, "light")
    taken.append(folder / f"{name}.png")
    phone.page.screenshot(path=taken[-1])
    if folder == FOLDER and (file := FOR_INSTALLING.get(name)):
        phone.page.screenshot(path=INSTALL_FOLDER / file, type="jpeg", quality=75)
    return taken


def main() -> int:
    """Take the pictures and print their paths. Return 1 if there is no browser or a screen is missing."""
    if not ensure_browser():
        return 1
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    for each in (folder, INSTALL_FOLDER):
        each.mkdir(parents=True, exist_ok=True)
    taken = take(folder)
    for picture in taken:
        print(f"{picture} ({picture.stat().st_size // 1000} kB)")
    # RevealPictures adds two.
    wanted = len(PICTURES) + len(DARK) + 2 + sum(map(len, translated_pictures.SCREENS.values()))
    return 0 if len(taken) == wanted else 1


if __name__ == "__main__":
    sys.exit(main())
