#!/bin/sh
# Installs the system packages that this machine lacks:
#
#   scripts/install-packages.sh build    # to build, train and run
#   scripts/install-packages.sh test     # also for every test: PostgreSQL, a browser, Python
#
# As root, or through sudo where it is there; else it prints the command and stops.
set -eu

build='pkg-config libopenblas-dev libsqlite3-dev libpq-dev'
test='make postgresql chromium chromium-driver fonts-dejavu-core python3 python3-venv'

case ${1:-} in
  build) wanted=$build ;;
  test) wanted="$build $test" ;;
  *)
    echo "usage: $0 build|test" >&2
    exit 64
    ;;
esac

if ! command -v swift > /dev/null; then
  echo 'Swift 6.2 or later is needed: https://www.swift.org/install' >&2
  exit 1
fi

if ! command -v dpkg-query > /dev/null; then
  # Not a Debian: look for the libraries themselves.
  if command -v pkg-config > /dev/null && pkg-config --exists openblas sqlite3 libpq; then
    exit 0
  fi
  echo 'pkg-config has to find openblas, sqlite3 and libpq: install them with their headers' >&2
  exit 1
fi

missing=
for package in $wanted; do
  # shellcheck disable=SC2016
  state=$(dpkg-query -W -f '${Status}' "$package" 2> /dev/null) || state=
  [ "$state" = 'install ok installed' ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
  as_root=
elif command -v sudo > /dev/null; then
  as_root=sudo
else
  echo "missing:$missing. Run this as root, then try again:" >&2
  echo "  apt-get update && apt-get install -y --no-install-recommends$missing" >&2
  exit 1
fi

echo "installing$missing"
export DEBIAN_FRONTEND=noninteractive
attempt=1
until $as_root apt-get update -q &&
  $as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -q -y --no-install-recommends $missing; do
  attempt=$((attempt + 1))
  if [ $attempt -gt 4 ]; then
    echo "cannot install$missing" >&2
    exit 1
  fi
  sleep $((attempt * 5))
done
