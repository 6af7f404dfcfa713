#!/bin/sh
# Sets up what `make demo` (setup.sh run) or `make test` (setup.sh test) needs, and only what is missing:
# the system packages of packaging/linux/ where apt is there, and the virtual environment .venv.
# A second call finds everything in place and changes nothing.
#
# PYTHON                    interpreter to use instead of the first that fits
# FTD_SKIP_SYSTEM_PACKAGES  non-empty: the system libraries come from somewhere else

set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
venv=$root/.venv
for_what=${1:-run}
case $for_what in
    run | test) ;;
    *)
        echo "usage: packaging/setup.sh run|test" >&2
        exit 2
        ;;
esac

say() { printf '%s\n' "$*"; }
fail() {
    printf '\n' >&2
    printf '%s\n' "$@" >&2
    exit 1
}

# ---------------------------------------------------------------- Python

fits() {
    # by running it: a name on the PATH may be a shim for a version that is not there
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' >/dev/null 2>&1
}

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        fits "$PYTHON" || fail "PYTHON is $PYTHON, which is not a Python 3.11, 3.12 or 3.13 that runs." \
            "Set it to one, or leave it unset."
        printf '%s\n' "$PYTHON"
        return
    fi
    for candidate in python3.13 python3.12 python3.11 python3; do
        if command -v "$candidate" >/dev/null 2>&1 && fits "$candidate"; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    fail "No Python 3.11, 3.12 or 3.13 was found on the PATH." \
        "Install one (on Debian and Ubuntu: apt-get install python3), or name it: make PYTHON=/path/to/python"
}

# The part of pyproject.toml that says what is installed; the rest is for tools.
what_is_installed() {
    awk '/^\[tool\./ && !/^\[tool\.hatch/ { exit } { print }' "$root/pyproject.toml"
}

# key WHAT: changes where the checkout was moved or the list of dependencies is another.
key() {
    { say "$root $1"; what_is_installed; } | cksum
}

has_stamp() {
    [ "$(cat "$venv/.set-up-$1" 2>/dev/null)" = "$(key "$1")" ]
}

has_environment() {
    [ -x "$venv/bin/python" ] && fits "$venv/bin/python" || return 1
    [ -n "${PYTHON:-}" ] || return 0
    # another interpreter asked for by name is another environment
    version='import sys; print(sys.version)'
    [ "$("$PYTHON" -c "$version" 2>&1)" = "$("$venv/bin/python" -c "$version")" ]
}

is_set_up() {
    has_environment || return 1
    # what the tests need holds what the program needs
    has_stamp test || { [ "$for_what" = run ] && has_stamp run; }
}

# ---------------------------------------------------------------- system packages

wanted_packages() {
    sed 's/#.*//' "$here/linux/system-packages-run.txt"
    [ "$for_what" = run ] || sed 's/#.*//' "$here/linux/system-packages-test.txt"
    printf '%s\n' "${venv_package:-}"
}

missing_packages() {
    # names that other packages provide count: some libraries were renamed (libglib2.0-0t64)
    installed=$(dpkg-query -W -f '${Status}|${Package}, ${Provides}\n' 2>/dev/null |
        sed -n 's/^install ok installed|//p' | tr ',' '\n' | sed 's/^ *//; s/[ (:].*//' | sort -u)
    for package in $(wanted_packages); do
        printf '%s\n' "$installed" | grep -qxF -- "$package" || printf '%s ' "$package"
    done
}

install_packages() {
    log=$(mktemp)
    apt="apt-get -o DPkg::Lock::Timeout=120" # a fresh machine may be busy with its own updates
    if $1 $apt install -y --no-install-recommends $2 >"$log" 2>&1; then
        rm -f "$log"
        return 0
    fi
    # the package lists are empty on a fresh machine, or older than the mirror
    if $1 $apt update >"$log" 2>&1 &&
        $1 $apt install -y --no-install-recommends $2 >>"$log" 2>&1; then
        rm -f "$log"
        return 0
    fi
    tail -n 20 "$log" >&2
    rm -f "$log"
    return 1
}

set_up_system() {
    [ -z "${FTD_SKIP_SYSTEM_PACKAGES:-}" ] || return 0
    if ! command -v apt-get >/dev/null 2>&1 || ! command -v dpkg-query >/dev/null 2>&1; then
        return 0 # macOS, Fedora and others: see the README
    fi
    missing=$(missing_packages)
    missing=${missing% }
    [ -n "$missing" ] || return 0
    command="apt-get install -y --no-install-recommends $missing"
    if [ "$(id -u)" = 0 ]; then
        as_root="env DEBIAN_FRONTEND=noninteractive"
    elif command -v sudo >/dev/null 2>&1 && sudo -n true >/dev/null 2>&1; then
        as_root="sudo -n env DEBIAN_FRONTEND=noninteractive"
    else
        fail "These system packages are missing, and installing them needs root rights:" \
            "  $missing" \
            "Run this once, then run make again:" \
            "  sudo apt-get update && sudo $command" \
            "Where the libraries come from somewhere else, set FTD_SKIP_SYSTEM_PACKAGES=1."
    fi
    say "Installing system packages: $missing"
    install_packages "$as_root" "$missing" || fail "apt-get could not install the system packages." \
        "The end of what it said stands above. To see all of it, run:" "  sudo $command"
}

# ---------------------------------------------------------------- the way

if is_set_up; then
    set_up_system
    exit 0
fi

python=$(find_python) || exit 1
makes_environments() {
    "$python" -c 'import ensurepip, venv' >/dev/null 2>&1
}
if ! makes_environments; then
    # Debian keeps what makes a virtual environment in a package of its own; no use to other Pythons
    venv_package=$("$python" -c 'import sys
if sys.base_prefix == "/usr": print("python%d.%d-venv" % sys.version_info[:2])')
fi
set_up_system
makes_environments ||
    fail "$python cannot make a virtual environment: its modules venv and ensurepip are missing." \
        "Install them, or name another interpreter: make PYTHON=/path/to/python"

if ! { has_environment && [ "$(cat "$venv/.made-for" 2>/dev/null)" = "$root" ]; }; then
    say "Making the virtual environment .venv with $("$python" --version)"
    "$python" -m venv --clear "$venv"
    say "$root" >"$venv/.made-for"
fi
extras=""
[ "$for_what" = run ] || extras="[dev]"
quiet=--quiet
[ ! -t 1 ] || quiet="" # who watches wants to see that something moves
say "Installing FTD Studio and what it needs into .venv; PyTorch is large, this takes some minutes"
# shellcheck disable=SC2086
(cd "$root" && "$venv/bin/python" -m pip install --disable-pip-version-check $quiet --editable ".$extras") ||
    fail "pip could not install everything; what it said stands above." \
        "Mend the cause (often the network or a full disk) and run make again; it goes on where it was."
key "$for_what" >"$venv/.set-up-$for_what"
say "The set-up is done."
