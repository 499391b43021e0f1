"""Maintain the translations of the server and the library: `python -m scripts.translations extract|check|compile`.

The server's translations are in `locale/<language>/LC_MESSAGES/django.po`. The library's are in
`content/translations/<language>.po`.

- `extract` adds new texts to these files, removes texts that are gone, and keeps existing translations.
- `compile` writes the `.mo` files that the app reads. scripts/bootstrap.py and the Dockerfile run this command.
- `check` fails if one of the files does not match the English texts. With `--complete`, it also fails if a text is not
  translated.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from content.languages import LANGUAGES
from content.translatable import PARTNER, is_named
from content.values import SOURCE_LANGUAGE
from scripts.bootstrap import ROOT

TRANSLATED = [language for language in LANGUAGES if language != SOURCE_LANGUAGE]


def server_file(language: str) -> Path:
    """Return the path of the `.po` file with the translations of the server's texts to this language."""
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def library_file(language: str) -> Path:
    """Return the path of the `.po` file with the translations of the library's texts to this language."""
    return ROOT / "content/translations" / f"{language}.po"


def main() -> int:
    """Run `extract`, `check` or `compile`. Return 1 if `check` finds a problem, otherwise 0."""
    parser = argparse.ArgumentParser(description="Keep the translations in step.")
    parser.add_argument("what", choices=["extract", "check", "compile"])
    parser.add_argument("--complete", action="store_true", help="`check` also wants every text translated")
    given = parser.parse_args()
    what: str = given.what
    if what == "compile":
        compile_all()
        return 0
    sources = _sources()
    if what == "extract":
        for file, language, source in sources:
            write(file, merged(source, _read(file, language)), language)
        return 0
    found = [
        f"{file.relative_to(ROOT)}: {problem}"
        for file, language, source in sources
        for problem in out_of_step(source, _read(file, language), complete=given.complete)
    ]
    print(*found, sep="\n", end="\n" if found else "")
    return int(bool(found))


def compile_all() -> None:
    """Write the finished translations in each `.po` file to a `.mo` file next to it."""
    for file in [*(ROOT / "locale").rglob("*.po"), *(ROOT / "content/translations").glob("*.po")]:
        with file.open("rb") as source, file.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source, locale=_language(file)))


def merged(source: Catalog, known: Catalog) -> Catalog:
    """Return the entries of `source` with their translations from `known`.

    If an English text has changed, its old translation is found by its key (the entry's context). The translation is
    kept and marked as fuzzy, so that a person reviews it. A text without a key loses its translation. So does a help
    line, because several help lines share a key.

    Some prompts have a second wording, with the partner's name (see `is_named`). A second wording without a
    translation is left out.
    """
    by_key = {message.context: message for message in known if message.context and message.string}
    for message in list(source):
        before = known.get(message.id, message.context)
        if before and (any(before.string) if isinstance(before.string, tuple) else before.string):
            message.string, message.user_comments = before.string, before.user_comments
            if before.fuzzy:
                message.flags.add("fuzzy")
        elif message.context in by_key and not message.context.startswith("help."):
            message.string = by_key[message.context].string
            message.flags.add("fuzzy")
        elif is_named(message.context or ""):
            source.delete(message.id, message.context)
    return source


def out_of_step(source: Catalog, known: Catalog, *, complete: bool) -> Iterator[str]:
    """Yield a description of each difference between the translations in `known` and the English texts in `source`.

    A difference is an entry that is missing in `known`, that is no longer in `source`, or whose translation has other
    placeholders than the English text. A prompt's second wording, with the partner's name, may be missing. With
    `complete`, also report entries that are not translated, and entries whose English text has changed since the
    translation.
    """
    wanted, there = _by_key(source), _by_key(known)
    again = "run: python -m scripts.translations extract"
    for key in wanted.keys() - there.keys():
        if is_named(key[0] or ""):
            continue
        yield f"{_named(wanted[key])} is missing; {again}"
    for key in there.keys() - wanted.keys():
        yield f"{_named(there[key])} is not in the source any more; {again}"
    for key in wanted.keys() & there.keys():
        message = there[key]
        english, translated = _texts(message.id), _texts(message.string)
        named = {PARTNER} if is_named(key[0] or "") else set()
        if message.fuzzy:
            # A fuzzy entry is not compiled, so no one reads it.
            yield from [f"{_named(message)} is fuzzy: its source has changed"] if complete else []
        elif not translated or not all(translated) or len(translated) < len(english):
            yield from [f"{_named(message)} is not translated"] if complete else []
        elif any(
            placeholders(one) != placeholders(english[-1]) | named for one in translated[len(english) - 1 :]
        ):
            yield f"{_named(message)} has other placeholders than its source"
        elif any(placeholders(one) - placeholders(english[-1]) - named for one in translated):
            yield f"{_named(message)} has placeholders that its source does not have"


def placeholders(text: str) -> set[str]:
    """Return the named placeholders in a text, such as `%(name)s` and `{name}`."""
    return set(re.findall(r"%\(\w+\)[a-z]|\{\w*\}", text))


def _texts(of: str | Sequence[str] | None) -> list[str]:
    return [of] if isinstance(of, str) else list(of or ())


def write(file: Path, catalog: Catalog, language: str) -> None:
    """Write a `.po` file without dates and line numbers, so that it changes only if its texts change."""
    file.parent.mkdir(parents=True, exist_ok=True)
    header = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"MIME-Version: 1.0\\n"\n'
    header += '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
    header += f'"Plural-Forms: {catalog.plural_forms}\\n"\n\n'
    with file.open("wb") as target:
        target.write(header.encode())
        write_po(target, catalog, width=0, omit_header=True, include_lineno=False, ignore_obsolete=True)


def _sources() -> Iterator[tuple[Path, str, Catalog]]:
    from scripts.translation_sources import library, server

    for language in TRANSLATED:
        yield server_file(language), language, server(language)
        yield library_file(language), language, library(language)


def _read(file: Path, language: str) -> Catalog:
    if not file.exists():
        return Catalog(locale=language)
    with file.open("rb") as source:
        return read_po(source, locale=language)


def _language(file: Path) -> str:
    return file.stem if file.stem in TRANSLATED else file.parent.parent.name


def _by_key(catalog: Catalog) -> dict[tuple[str | None, object], Message]:
    return {(message.context, message.id): message for message in catalog if message.id}


def _named(message: Message) -> str:
    text = message.id if isinstance(message.id, str) else message.id[0]
    return f"{message.context + ': ' if message.context else ''}{text!r}"


if __name__ == "__main__":
    sys.exit(main())
