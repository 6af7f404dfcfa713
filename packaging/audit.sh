#!/bin/sh
# Asks the public lists of known weaknesses about every version in the lock. Needs the network, and
# installs the auditor into a folder of its own, so that it never mixes with what is audited.
set -eu
cd "$(dirname "$0")/.."

python="${PYTHON:-python3}"
place=build/audit
[ -x "$place/bin/pip-audit" ] || {
    "$python" -m venv "$place"
    "$place/bin/python" -m pip install --quiet pip-audit
}
# strict: a version that could not be looked up is no clean bill
exec "$place/bin/pip-audit" --strict --no-deps --disable-pip \
    --requirement packaging/lock/requirements-linux-py311.txt
