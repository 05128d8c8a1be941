#!/bin/sh
# Runs all tests: Swift's, then each scripts/tests/*.py (names that begin with _ are their helpers).
# Names at the end what was skipped and why.
#
#   scripts/run-tests.sh                      # arguments go to `swift test`
#   SENIM_NO_SKIPS=1 scripts/run-tests.sh     # a skipped test fails the run
#
# A Python test ends with 0 (passed), 77 (skipped; its last line says why) or anything else (failed).
set -u
cd "$(dirname "$0")/.." || exit 1

# The tests of the store run beside a PostgreSQL server where one can be started.
if [ -z "${SENIM_TEST_POSTGRES:-}" ] && [ -x scripts/with-postgres.sh ] &&
  scripts/with-postgres.sh true 2> /dev/null; then
  exec scripts/with-postgres.sh "$0" "$@"
fi

export OPENBLAS_CORETYPE=Haswell OPENBLAS_NUM_THREADS=1
export PYTHONDONTWRITEBYTECODE=1
export SENIM_BIN="${SENIM_BIN:-.build/debug}"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT
failed=

# Runs a command, shows its output and keeps it in $folder/output; $status is its exit code.
show() {
  { "$@" 2>&1; echo $? > "$folder/status"; } | tee "$folder/output"
  status=$(cat "$folder/status")
}

escape=$(printf '\033')
show swift test "$@"
if [ "$status" -ne 0 ]; then
  failed="$failed
  swift test"
  # Said again at the end, where a long log is read first.
  sed "s/$escape\[[0-9;]*m//g" "$folder/output" | grep -aE '^. (Test|Suite) .*(failed|recorded an issue)|[Ff]atal error|error:' |
    cut -c1-400 | head -n 40 > "$folder/failures"
fi
sed "s/$escape\[[0-9;]*m//g" "$folder/output" |
  sed -nE 's/^[^ ]* *(Test|Suite) "?([^"]*)"? skipped[:.] *"?(.*[^"])?"?$/  \2: \3/p' >> "$folder/skipped"

if command -v python3 > /dev/null; then
  for test in scripts/tests/[!_]*.py; do
    [ -f "$test" ] || continue
    echo "== $test"
    show python3 "$test"
    case $status in
      0) ;;
      77) echo "  $test: $(tail -n 1 "$folder/output")" >> "$folder/skipped" ;;
      *) failed="$failed
  $test" ;;
    esac
    # A single case that unittest left out: `name (...) ... skipped 'reason'`.
    sed -n "s/^\([^ ]*\) .*\.\.\. skipped ['\"]\(.*\)['\"]\$/  \1: \2/p" "$folder/output" \
      >> "$folder/skipped"
  done
else
  echo '  scripts/tests: no python3 on this machine' >> "$folder/skipped"
fi

echo
if [ -s "$folder/skipped" ]; then
  echo "SKIPPED ($(wc -l < "$folder/skipped")), and why:"
  cat "$folder/skipped"
  if [ -n "${SENIM_NO_SKIPS:-}" ]; then
    failed="$failed
  tests were skipped, and SENIM_NO_SKIPS is set"
  fi
else
  echo 'SKIPPED: nothing'
fi
if [ -n "$failed" ]; then
  if [ -s "$folder/failures" ]; then
    echo 'FAILURES of swift test:'
    cat "$folder/failures"
  fi
  echo "FAILED:$failed"
  exit 1
fi
echo 'PASSED: all tests'
