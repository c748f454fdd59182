#!/bin/sh
# Runs the gate's main job on the small history beside this script: one dependency that is blocked,
# one for review, one with a note and one that is safe, with and without a network.
#
#   sh docs/demo/demo.sh PATH-OF-PIPGATE
#
# The index is a loopback server that answers from the files in `index/`; nothing else is asked.
set -eu

pipgate=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
serving=''
finish() {
  [ -z "$serving" ] || kill "$serving" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
# Shows a command, runs it, and says how it ended.
show() {
  printf '$ %s\n' "$*"
  status=0
  "$@" || status=$?
  printf '(exit status %s)\n' "$status"
}
# The demo fails when a step does not end as it should.
expect() {
  [ "$status" -eq "$1" ] || { echo "demo: exit status $1 was expected" >&2; exit 1; }
}

# A scratch home, so that the demo neither sees nor touches the user's settings and cache.
export HOME="$work/home" XDG_CACHE_HOME="$work/cache" GIT_CONFIG_NOSYSTEM=1
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE XDG_CONFIG_HOME
mkdir -p "$HOME" "$work/bin"
git config --global user.name 'A developer'
git config --global user.email developer@example.invalid
git config --global init.defaultBranch main
ln -s "$pipgate" "$work/bin/pipgate"
PATH="$work/bin:$PATH"

# The server ends when its standard input does, so it never outlives the demo.
mkfifo "$work/alive"
python3 "$here/../../Tests/LoopbackIndex/serve.py" --directory "$here/index" \
  --port-file "$work/address" <"$work/alive" >/dev/null &
serving=$!
exec 9>"$work/alive"
tries=0
while [ ! -s "$work/address" ]; do
  tries=$((tries + 1))
  [ "$tries" -lt 100 ] || { echo 'demo: the loopback index did not start' >&2; exit 1; }
  sleep 0.05
done
PIPGATE_INDEX_URL="http://127.0.0.1:$(cat "$work/address")/simple/"
export PIPGATE_INDEX_URL

git init -q "$work/shop"
cd "$work/shop"
cp "$here/history/1-start/requirements.txt" .
git add . && git commit -qm 'Start'

say '1. Switch the gate on in a repository.'
show pipgate hook install
expect 0

say '2. Commit four new dependencies: the gate stops the commit and says why.'
cp "$here/history/2-proposal/requirements.txt" .
git add requirements.txt
show git commit -qm 'Add dependencies'
expect 1

say '3. Without a network the answers from before still hold: the same verdict.'
kill "$serving"
wait "$serving" 2>/dev/null || true
serving=''
show git commit -qm 'Add dependencies'
expect 1

say '4. Without a network and without earlier answers the name alone is enough to ask for a person.'
rm -rf "$XDG_CACHE_HOME"
show git commit -qm 'Add dependencies'
expect 1

say '5. What only the network can tell is left to continuous integration, loudly ...'
git restore --staged --worktree requirements.txt
echo 'numpy==2.1.3' >>requirements.txt
git add requirements.txt
show git commit -qm 'Add numpy'
expect 0

say '   ... and continuous integration does not let it pass unseen.'
show pipgate check --from HEAD~1 --to HEAD
expect 3
