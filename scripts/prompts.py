"""Update the table of prompts in docs/library.md.

With `--blind SEED`, print the prompts in groups instead, one group per reason, without the reasons' names. A test
reader then says which reason each group is about. With `--answers SEED`, print the reason of each group. The number
SEED decides the order of the groups, so both options need the same number.
"""

from __future__ import annotations

import argparse

from content.catalogue import LIBRARY
from content.files.library_files import ROOT
from content.files.loading import load
from scripts.prompt_table import blind, with_table

PAGE = ROOT / "docs" / "library.md"


def main() -> None:
    """Write the table. With `--blind` or `--answers`, print the groups of prompts or their reasons instead."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--blind", type=int, metavar="SEED", help="print the groups of prompts without names")
    parser.add_argument("--answers", type=int, metavar="SEED", help="print the reason of each group")
    options = parser.parse_args()
    library = load((LIBRARY,))
    if options.blind is not None:
        for number, group in enumerate(blind(library, options.blind)[0], start=1):
            print(f"Group {number}", *(f"- {text}" for text in group), "", sep="\n")
    elif options.answers is not None:
        for number, key in enumerate(blind(library, options.answers)[1], start=1):
            print(number, key)
    else:
        PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8"), library), encoding="utf-8")


if __name__ == "__main__":
    main()
