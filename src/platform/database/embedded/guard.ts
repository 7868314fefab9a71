// The line between this program and PostgreSQL: when this program ends in any way, kill -9 included, PostgreSQL stops.
// Not here: an orderly stop; that is `stop()` in server.ts.

/**
 * Starts the server and waits on a pipe that the operating system closes when our process is gone; then asks for a fast
 * shutdown. A shell, because it is everywhere and small. `exec 3<&0` keeps the pipe apart from the server, which must not hold it.
 */
export const guardScript = `
exec 3<&0
"$@" 3<&- </dev/null &
server=$!
( read -r _ <&3; kill -INT "$server" 2>/dev/null ) &
watcher=$!
exec 3<&-
wait "$server"
status=$?
kill "$watcher" 2>/dev/null
wait "$watcher" 2>/dev/null
exit "$status"
`
