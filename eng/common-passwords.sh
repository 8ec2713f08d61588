#!/bin/sh
# Makes src/Gatehouse.Decisions/Passwords/common-passwords.txt.gz anew: the 10,000 most common passwords, and, of the
# 20,000 after them, those that are long enough to be taken otherwise. From the npm package zxcvbn 4.4.2 (MIT), which counted
# them in lists of leaked passwords. Needs npm and node.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent zxcvbn@4.4.2 >/dev/null
tar xzf zxcvbn-4.4.2.tgz
node -e '
  const ranked = require("./package/lib/frequency_lists.js").passwords;
  const kept = ranked.filter((password, rank) => rank < 10000 || password.length >= 10);
  process.stdout.write(kept.map(password => password.toLowerCase()).join("\n") + "\n");
' | gzip -9 -n >"$root/src/Gatehouse.Decisions/Passwords/common-passwords.txt.gz"
