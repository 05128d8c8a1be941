#!/bin/sh
# Runs a command beside a throw-away PostgreSQL server on a free loopback port:
#
#   scripts/with-postgres.sh swift test --filter StorageTests
#
# The command finds in its environment
#   SENIM_TEST_POSTGRES          the server's address
#   SENIM_TEST_POSTGRES_DATA     its data directory
#   SENIM_TEST_POSTGRES_CONTROL  a program: "stop" (clean), "kill" (no clean-up), "start"
# The server flushes every commit (fsync on), as in production; files that are no longer needed are
# removed and not recycled (wal_recycle off), so that a test can look for deleted bytes. When the
# command ends, the server is stopped and its folder removed. Works as root and as any other user.
set -eu

if [ $# -eq 0 ]; then
  echo "usage: $0 command [argument ...]" >&2
  exit 64
fi

programs=
for candidate in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin; do
  [ -x "$candidate/initdb" ] && programs=$candidate
done
if [ -z "$programs" ] && command -v initdb > /dev/null; then
  programs=$(dirname "$(command -v initdb)")
fi
if [ -z "$programs" ]; then
  echo "$0: no initdb found: install PostgreSQL (apt-get install postgresql)" >&2
  exit 69
fi

folder=$(mktemp -d /tmp/senim-postgres.XXXXXX)
data=$folder/data
# PostgreSQL refuses to run as root.
as_owner() { "$@"; }
if [ "$(id -u)" -eq 0 ]; then
  chown postgres "$folder"
  as_owner() { (cd / && runuser -u postgres -- "$@"); }
fi

control=$folder/control
finish() {
  status=$?
  trap - EXIT INT TERM HUP
  [ -x "$control" ] && "$control" kill > /dev/null 2>&1
  rm -rf "$folder"
  exit $status
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

as_owner "$programs/initdb" -D "$data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 \
  > "$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log" >&2; exit 70; }

# A port that is taken makes the start fail; then the next one is tried. Below 32768: the kernel
# gives the ports above to outgoing connections, and one of those could sit on ours while the server
# is stopped.
seed=$$
attempt=0
while :; do
  seed=$(((seed * 1103515245 + 12345) % 2147483648))
  port=$((20000 + seed % 12000))
  cat > "$control" << CONTROL
#!/bin/sh
run() { "\$@"; }
[ "\$(id -u)" -eq 0 ] && run() { (cd / && runuser -u postgres -- "\$@"); }
case \$1 in
  start) run "$programs/pg_ctl" -D "$data" -l "$data/server.log" -w -t 60 -o "-p $port -k $folder \\
    -c listen_addresses=127.0.0.1 -c fsync=on -c wal_recycle=off -c max_connections=500" start ;;
  stop) run "$programs/pg_ctl" -D "$data" -w -m fast stop ;;
  kill) run "$programs/pg_ctl" -D "$data" -w -m immediate stop ;;
  *) echo "\$0 start|stop|kill" >&2; exit 64 ;;
esac
CONTROL
  chmod 755 "$control"
  "$control" start > "$folder/start.log" 2>&1 && break
  attempt=$((attempt + 1))
  if [ $attempt -ge 10 ]; then
    cat "$folder/start.log" "$data/server.log" >&2
    exit 70
  fi
done

export SENIM_TEST_POSTGRES="postgres://postgres@127.0.0.1:$port/postgres"
export SENIM_TEST_POSTGRES_DATA="$data"
export SENIM_TEST_POSTGRES_CONTROL="$control"
"$@"
