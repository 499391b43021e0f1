"""Draw `public/preview.png`, the picture that chat apps show under a link to the app.

Run this script again when the drawing in this file has changed:

    .venv/bin/python frontend/scripts/preview.py

The picture is the same for everyone. It contains no name of a person, a couple or a server.
"""

from __future__ import annotations

import base64
import os
import re
from pathlib import Path

from playwright.sync_api import sync_playwright

FRONTEND = Path(__file__).resolve().parents[1]
PUBLIC = FRONTEND / "public"
FONT = FRONTEND / "node_modules/@fontsource-variable/fraunces/files/fraunces-latin-wght-normal.woff2"
SIZE = {"width": 1200, "height": 630}
TITLE, LINE = "An evening<br>for two", "Answer alone. Look together. Then talk."

PAGE = """
<style>
  @font-face {{ font-family: Fraunces; font-weight: 100 900; src: url(data:font/woff2;base64,{font}); }}
  body {{
    margin: 0; width: 1200px; height: 630px; display: flex; align-items: center; gap: 72px; padding: 0 96px;
    box-sizing: border-box; background: #faf5ec; color: #2b2421; font-family: Fraunces;
    background-image: radial-gradient(circle at 20% 40%, #f8e5da 0, #faf5ec 46%);
  }}
  svg {{ flex: none; height: 300px; }}
  h1 {{ margin: 0 0 24px; font-size: 92px; font-weight: 560; line-height: 1.05; }}
  p {{ margin: 0; font-size: 33px; line-height: 1.35; color: #63574d; }}
</style>
<svg viewBox="0 0 92 80">{shapes}</svg>
<div><h1>{title}</h1><p>{line}</p></div>
"""


def main() -> None:
    shapes = "".join(re.findall(r"<path[^>]+>", (PUBLIC / "icon.svg").read_text()))
    font = base64.b64encode(FONT.read_bytes()).decode()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport=SIZE)
        page.set_content(PAGE.format(font=font, shapes=shapes, title=TITLE, line=LINE))
        page.evaluate("document.fonts.ready")
        page.screenshot(path=PUBLIC / "preview.png")
        browser.close()


if __name__ == "__main__":
    main()
