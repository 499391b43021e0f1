"""Draw the app's PNG icons from `public/icon.svg` with Chromium.

Run this script again when the SVG file has changed:

    .venv/bin/python frontend/scripts/icons.py
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from playwright.sync_api import sync_playwright

PUBLIC = Path(__file__).resolve().parents[1] / "public"
PAPER = "#faf0e4"


def drawings(svg: str) -> dict[str, tuple[int, str]]:
    """Return the icons to draw: each icon's width in pixels and SVG text, by the name of its PNG file.

    `svg` is the text of `public/icon.svg`.
    """
    square = svg.replace('rx="30"', 'rx="0"')
    # A maskable icon may be cut to a circle: everything that matters stays inside the middle 80 %.
    maskable = square.replace("translate(18 22)", "translate(30.8 36) scale(.72)")
    shapes = "".join(re.findall(r"<path[^>]+>", svg)[:2])
    # Android shows a badge's shape in one colour only.
    badge = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 92 92"><g transform="translate(0 6)">'
        + re.sub(r'fill="[^"]+"', 'fill="#fff"', shapes)
        + "</g></svg>"
    )
    return {
        "icon-192.png": (192, svg),
        "icon-512.png": (512, svg),
        "icon-maskable-512.png": (512, maskable),
        "apple-touch-icon.png": (180, square),
        "badge-96.png": (96, badge),
    }


def main() -> None:
    svg = (PUBLIC / "icon.svg").read_text()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        for name, (size, drawing) in drawings(svg).items():
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(f"<style>*{{margin:0}}svg{{display:block;width:{size}px}}</style>{drawing}")
            page.screenshot(path=PUBLIC / name, omit_background=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
