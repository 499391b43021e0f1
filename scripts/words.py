"""Check that the app's texts use the words in docs/words.md: `python -m scripts.words`.

The table in that file lists phrases that the texts must not contain. The check looks for these phrases in the front
end's English texts, and in the server's translatable texts and templates.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from scripts.bootstrap import ROOT
from scripts.sentences import GETTEXT, PACKAGES, call_name

WORDS_PAGE = ROOT / "docs/words.md"

_ROW = re.compile(r"^\|[^|]*\|[^|]*\|(?P<never>[^|]*)\|$", re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.DOTALL)
_LITERAL = re.compile(r'"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`', re.DOTALL)
_NOT_WORDS = re.compile(
    r"\$\{[^{}]*\}|<style\b.*?</style>|{{.*?}}|{#.*?#}|{%(?!\s*translate).*?%}|<[^>]*>", re.DOTALL
)

Finding = tuple[int, str]


def main() -> int:
    """Print every forbidden phrase with its file and line. Return 1 if a phrase was found, otherwise 0."""
    never = forbidden_phrases(WORDS_PAGE.read_text())
    found = [f"{file.relative_to(ROOT)}:{line}: {what}" for file, line, what in _all(never)]
    print(*found, sep="\n", end="\n" if found else "")
    return int(bool(found))


def forbidden_phrases(page: str) -> re.Pattern[str]:
    """Return a pattern that finds each forbidden phrase in a text, in any case and as whole words.

    `page`: the text of docs/words.md. The last column of its table has the phrases, between backticks.
    """
    phrases = [phrase for row in _ROW.finditer(page) for phrase in re.findall(r"`([^`]+)`", row["never"])]
    either = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    # A hyphen counts as part of a word: "e-mail" does not contain the word "mail".
    return re.compile(rf"(?:(?<![\w-])|(?=\W))(?:{either})(?![\w-])", re.IGNORECASE)


def _all(never: re.Pattern[str]) -> Iterator[tuple[Path, int, str]]:
    for file in sorted((ROOT / "frontend/src/words/en").rglob("*.ts")):
        yield from ((file, *finding) for finding in in_words(file.read_text(), never))
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            yield from ((file, *finding) for finding in in_code(file.read_text(), never))
        for file in sorted((ROOT / package).rglob("templates/**/*.*")):
            yield from ((file, *finding) for finding in in_template(file.read_text(), never))
    for name in ("index.html", "public/manifest.webmanifest"):
        file = ROOT / "frontend" / name
        yield from ((file, *finding) for finding in in_template(file.read_text(), never))


def in_words(source: str, never: re.Pattern[str]) -> Iterator[Finding]:
    """Yield each forbidden phrase (a match of `never`) in a TypeScript file's strings, with its line number."""
    code = _COMMENT.sub(_blank, source)
    for literal in _LITERAL.finditer(code):
        yield from _in_text(literal[0], code.count("\n", 0, literal.start()) + 1, never)


def in_code(source: str, never: re.Pattern[str]) -> Iterator[Finding]:
    """Yield each forbidden phrase (a match of `never`) in a Python file's gettext calls, with its line number."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            for text in (node.args[at] for at in GETTEXT.get(call_name(node), ()) if at < len(node.args)):
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    yield from _in_text(text.value, text.lineno, never)


def in_template(source: str, never: re.Pattern[str]) -> Iterator[Finding]:
    """Yield each forbidden phrase (a match of `never`) in a template's texts, with its line number.

    Tags and styles are ignored, but the text in a {% translate %} tag is not.
    """
    yield from _in_text(source, 1, never)


def _in_text(text: str, line: int, never: re.Pattern[str]) -> Iterator[Finding]:
    words = _NOT_WORDS.sub(_blank, text)
    for phrase in never.finditer(words):
        yield line + words.count("\n", 0, phrase.start()), f"“{phrase[0]}”: see docs/words.md"


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


if __name__ == "__main__":
    sys.exit(main())
