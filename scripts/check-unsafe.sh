#!/bin/sh
# Unsafe code stands in Kernels (beside OpenBLAS) and in Storage's drivers (beside SQLite and libpq), and
# in the few places below, each with its reason.
set -eu
cd "$(dirname "$0")/.."

# path: reason
exceptions='
Sources/train-intents/TrainingReport.swift: getrusage, for the peak memory of a training
'

status=0
found=$(grep -rnE '\bunsafe\b|Unsafe|nonisolated\(unsafe\)|@unchecked' --include='*.swift' Sources |
  grep -vE '^[^:]*:[0-9]+: *//' |
  grep -vE '^Sources/(Kernels|Storage/Drivers)/' || true)
for path in $(printf '%s\n' "$exceptions" | sed -n 's/^\([^:]*\):.*/\1/p'); do
  if ! printf '%s\n' "$found" | grep -qF "$path:"; then
    echo "$path holds no unsafe code any more: take it off the list of $0" >&2
    status=1
  fi
  found=$(printf '%s\n' "$found" | grep -vF "$path:" || true)
done
if [ -n "$found" ]; then
  echo 'unsafe code outside Kernels and Storage/Drivers:' >&2
  printf '%s\n' "$found" >&2
  status=1
fi
exit $status
