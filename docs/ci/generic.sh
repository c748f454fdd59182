#!/bin/sh
# The gate in a job of any service. Set, from what the service tells:
#
#   TARGET         the branch that a pull request is for, or
#   BEFORE, AFTER  the commits that a push moved a branch from and to
#
# Reports go into the folder REPORTS. The exit status is that of the gate.
set -eu

reports=${REPORTS:-reports}
mkdir -p "$reports"
set -- --output "junit=$reports/pipgate.xml" --output "sarif=$reports/pipgate.sarif"

if [ -n "${TARGET:-}" ]; then
  # Most services fetch the one commit; the gate compares with the branch, and reads its policy there.
  git fetch --quiet origin "+refs/heads/$TARGET:refs/remotes/origin/$TARGET"
  exec pipgate check --base "refs/remotes/origin/$TARGET" "$@"
elif [ -n "${BEFORE:-}" ] && [ -n "${AFTER:-}" ]; then
  exec pipgate check --from "$BEFORE" --to "$AFTER" "$@"
fi
echo 'set TARGET, or BEFORE and AFTER' >&2
exit 2
