"""First-load JavaScript: what the page itself asks for before anything is tapped, gzip as it travels."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

# Scripts and preloaded modules of the page; a module's own static imports.
_IN_PAGE = re.compile(r'<(?:script[^>]+src|link[^>]+rel="modulepreload"[^>]+href)="/([^"]+\.js)"')
_IMPORTED = re.compile(rb'(?:from|import)\s*"\./([^"]+\.js)"')


def javascript_gzip(dist: Path) -> int:
    """Bytes of gzip over the entry and all that it imports statically. Raises FileNotFoundError if not built."""
    wanted = [dist / name for name in _IN_PAGE.findall((dist / "index.html").read_text())]
    seen: dict[Path, bytes] = {}
    while wanted:
        file = wanted.pop()
        if file not in seen:
            seen[file] = file.read_bytes()
            wanted += [file.parent / name.decode() for name in _IMPORTED.findall(seen[file])]
    return sum(len(gzip.compress(content, 9)) for content in seen.values())
