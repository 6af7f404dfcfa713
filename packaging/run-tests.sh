#!/bin/sh
# All checks in order, the quick ones first; stops at the first stage that fails and names it.
# usage: packaging/run-tests.sh [lint]

set -u

cd "$(dirname "$0")/.." || exit 1
bin=.venv/bin
only=${1:-all}
began=$(date +%s)
passed=""

stage() {
    name=$1
    shift
    printf '\n== %s\n' "$name"
    stage_began=$(date +%s)
    if "$@"; then
        passed="$passed  passed  $name ($(($(date +%s) - stage_began)) s)
"
    else
        status=$?
        printf '\n%s  FAILED  %s (exit status %s)\n' "$passed" "$name" "$status"
        printf 'Later stages were not run. To run this one again: %s\n' "$*"
        exit 1
    fi
}

shell_syntax() {
    for script in packaging/*.sh .ci/run; do
        sh -n "$script" || return 1
    done
}

# what the checks must not depend on
unset FTD_STUDIO_WORKSPACE FTD_STUDIO_SHELF FTD_STUDIO_HOME QT_SCALE_FACTOR QT_STYLE_OVERRIDE
# without kept bytecode every one of the hundreds of processes that the tests start would compile anew
unset PYTHONDONTWRITEBYTECODE
export LC_ALL=C.UTF-8
# the type checker comes with the environment; asking for a newer one would need the network
export PYRIGHT_PYTHON_IGNORE_WARNINGS=1

stage "lint" $bin/ruff check .
stage "format" $bin/ruff format --check .
stage "shell scripts" shell_syntax
stage "types" $bin/pyright --pythonpath $bin/python
stage "import contracts" $bin/lint-imports
if [ "$only" = all ]; then
    export QT_QPA_PLATFORM=offscreen
    # what is timed runs alone; of the rest, most wait more than they compute: two at once, files whole
    stage "speed" $bin/python -m pytest tests/benchmarks
    if [ "$(uname)" = Linux ]; then
        stage "tests" $bin/python -m pytest -n 2 --dist loadfile --ignore=tests/benchmarks --ignore=tests/end_to_end
        stage "end to end in a real X window" sh packaging/headed-tests.sh
    else
        stage "tests" $bin/python -m pytest -n 2 --dist loadfile --ignore=tests/benchmarks
    fi
fi
printf '\n%sAll stages passed in %s s.\n' "$passed" $(($(date +%s) - began))
