"""Check that the server's texts for people can be translated: `python -m scripts.sentences`.

A translator sees one text at a time. So each text in a gettext call has to be a whole sentence with named
placeholders, and must not be joined with other text. A mere part of a sentence needs a context (`pgettext`) that
says where it appears. All texts in templates and in errors for people must be translatable.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from scripts.bootstrap import ROOT

PACKAGES = ("content", "couples", "checkins", "notifications", "project")
#: gettext functions, with the positions of the arguments that are text.
GETTEXT = {
    "_": (0,),
    "gettext": (0,),
    "gettext_lazy": (0,),
    "gettext_noop": (0,),
    "ngettext": (0, 1),
    "ngettext_lazy": (0, 1),
    "pgettext": (1,),
    "pgettext_lazy": (1,),
    "npgettext": (1, 2),
    "npgettext_lazy": (1, 2),
}
#: Exceptions whose first argument is shown to people.
SHOWN = {"Conflict", "Invalid", "NotFound", "ReauthenticationRequired", "TooMany", "ValidationError"}
#: Templates that are not translated: a page for developers, and one without text of ours.
UNTRANSLATED = {"project/local_mail.html", "drf_spectacular/swagger_ui.html"}

_UNNAMED = re.compile(r"(?<!%)(?:%%)*%(?![(%])|\{\d*[}:!]")
_BLOCK = re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
_NOT_TEXT = re.compile(
    r"<style\b.*?</style>|<script\b.*?</script>|{%.*?%}|{{.*?}}|{#.*?#}|<[^>]*>|&\w+;", re.DOTALL
)


def main() -> int:
    """Print every problem with its file and line. Return 1 if there is a problem, otherwise 0."""
    found = [*_all(ROOT, PACKAGES)]
    for line in found:
        print(line)
    return int(bool(found))


def _all(root: Path, packages: Iterable[str]) -> Iterator[str]:
    for package in packages:
        for file in sorted((root / package).rglob("*.py")):
            for line, problem in in_code(file.read_text()):
                yield f"{file.relative_to(root)}:{line}: {problem}"
        for file in sorted((root / package).rglob("templates/**/*.*")):
            if not any(str(file).endswith(name) for name in UNTRANSLATED):
                for line, problem in in_template(file.read_text()):
                    yield f"{file.relative_to(root)}:{line}: {problem}"


def in_code(source: str) -> Iterator[tuple[int, str]]:
    """Yield each problem with the texts in a Python file, as a line number and a description."""
    tree = ast.parse(source)
    lazy = _lazy_names(tree)
    for call in _at_import(tree):
        if call_name(call) in GETTEXT and call_name(call) not in lazy:
            yield call.lineno, "read once for everyone, at import: use gettext_lazy"
    for node in ast.walk(tree):
        match node:
            case ast.Call() if call_name(node) in GETTEXT:
                for problem in _of_call(node):
                    yield node.lineno, problem
            case ast.Call(args=[text, *_]) if call_name(node) in SHOWN and _is_text(text):
                yield node.lineno, "people read this: wrap it in _()"
            case ast.Dict():
                for key, value in zip(node.keys, node.values, strict=True):
                    if isinstance(key, ast.Constant) and key.value == "message" and _is_text(value):
                        yield value.lineno, "people read this: wrap it in _()"
            case ast.BinOp(op=ast.Add(), left=left, right=right):
                if _is_gettext(left) or _is_gettext(right):
                    yield (
                        node.lineno,
                        "a translated text is joined with +: write one string with a placeholder",
                    )
            case ast.FormattedValue(value=value) if _is_gettext(value):
                yield (
                    node.lineno,
                    "a translated text stands in an f-string: write one string with a placeholder",
                )


def _lazy_names(tree: ast.Module) -> set[str]:
    """Return the names by which this file may call gettext functions that don't translate at once (lazy and noop)."""
    imported = [each for node in tree.body if isinstance(node, ast.ImportFrom) for each in node.names]
    lazy = {each.asname or each.name for each in imported if each.name.endswith(("_lazy", "_noop"))}
    return lazy | {name for name in GETTEXT if name.endswith(("_lazy", "_noop"))}


def _at_import(node: ast.Module | ast.ClassDef) -> Iterator[ast.Call]:
    """Yield the calls in assignments of a module or class. Such calls run once, when the file is imported."""
    for statement in node.body:
        if isinstance(statement, ast.ClassDef):
            yield from _at_import(statement)
        elif isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None:
            yield from (each for each in ast.walk(statement.value) if isinstance(each, ast.Call))


def _of_call(call: ast.Call) -> Iterator[str]:
    name = call_name(call)
    for position in GETTEXT[name]:
        text = call.args[position] if position < len(call.args) else None
        if not (isinstance(text, ast.Constant) and isinstance(text.value, str)):
            yield f"{name}() takes one plain string: gettext can't find anything else"
            continue
        if _UNNAMED.search(text.value):
            yield f"{text.value!r}: give the placeholder a name, as in %(count)d"
        if text.value != text.value.strip():
            yield f"{text.value!r}: begins or ends with a space"
        if text.value[:1].islower() and not name.startswith(("pgettext", "npgettext")):
            yield f"{text.value!r}: a fragment needs a context: pgettext('where it stands', …)"


def call_name(call: ast.Call) -> str:
    """Return the name of the called function, without the module or object before the last dot.

    Return "" if the function is called without a name, as in `make()()`.
    """
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _is_gettext(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and call_name(node) in GETTEXT


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def in_template(source: str) -> Iterator[tuple[int, str]]:
    """Yield each text in a template that is not translatable, as a line number and a description.

    A text is translatable if it is inside {% translate %} or {% blocktranslate %}.
    """

    def blank(match: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", match[0])

    rest = _NOT_TEXT.sub(blank, _BLOCK.sub(blank, source))
    for number, line in enumerate(rest.splitlines(), start=1):
        text = " ".join(line.split())
        if re.search(r"[^\W\d_]{2}", text):
            yield number, f"{text!r}: people read this: use {{% translate %}}"


if __name__ == "__main__":
    sys.exit(main())
