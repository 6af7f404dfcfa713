"""`python -m tests.golden FOLDER`: a line per number, exit status 1 when one is out of tolerance."""

import sys
from pathlib import Path

from tests.golden.comparison import compare_folder


def main(arguments: list[str]) -> int:
    """Compare the folder and return the exit status."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m tests.golden FOLDER\n")
        return 2
    out_of_tolerance = count = 0
    try:
        for compared in compare_folder(Path(arguments[0])):
            count += 1
            out_of_tolerance += not compared.is_within
            verdict = "ok  " if compared.is_within else "FAIL"
            sys.stdout.write(
                f"{verdict} {compared.error:9.2e} of {compared.tolerance:.0e}  {compared.name}\n"
            )
    except FileNotFoundError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(f"{count} compared, {out_of_tolerance} out of tolerance\n")
    return 1 if out_of_tolerance else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
