#!/usr/bin/env bash
# Installs what the tests need, checks the format, builds, runs every test project, and ends with the line
# "N passed, N failed" (and ", N skipped" where tests said why they could not run).
set -uo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
cd "$here" || exit 2
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
if [ -z "${HOME:-}" ] || [ ! -w "${HOME:-/}" ]; then
  export HOME="${TMPDIR:-/tmp}/gatehouse-home-$(id -u)"
  mkdir -p "$HOME"
fi

passed=0
failed=0
skipped=0
started=$SECONDS
limit=$((24 * 60))
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

say() { printf '== %s\n' "$*"; }

finish() {
  say "$((SECONDS - started)) s"
  if [ "$((passed + failed))" -eq 0 ]; then failed=1; fi
  if [ "$skipped" -gt 0 ]; then
    printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  else
    printf '%d passed, %d failed\n' "$passed" "$failed"
  fi
  [ "$failed" -eq 0 ]
  exit
}

# What cannot go on counts as one failure, so that the last line always tells.
give_up() {
  say "$*"
  failed=$((failed + 1))
  finish
}

install_packages() {
  local missing=() command package as_root=()
  while read -r command package; do
    case "$command" in '' | '#'*) continue ;; esac
    PATH="$PATH:/usr/sbin:/sbin" command -v "$command" >/dev/null 2>&1 || missing+=("$package")
  done <eng/test-packages.txt
  [ ${#missing[@]} -eq 0 ] && return 0
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 || { say "missing, and only root can install: ${missing[*]}"; return 1; }
    as_root=(sudo -n)
  fi
  say "installing ${missing[*]}"
  "${as_root[@]}" apt-get update -qq >"$scratch/apt.log" 2>&1 &&
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >>"$scratch/apt.log" 2>&1 ||
    { tail -n 20 "$scratch/apt.log"; return 1; }
}

install_node_packages() {
  [ -f tests/node/package.json ] || return 0
  command -v npm >/dev/null 2>&1 || { say "npm is missing: install the package npm"; return 1; }
  [ tests/node/node_modules -nt tests/node/package-lock.json ] && return 0
  say "installing npm packages"
  (cd tests/node && npm ci --no-audit --no-fund --silent && touch node_modules) >"$scratch/npm.log" 2>&1 ||
    { tail -n 20 "$scratch/npm.log"; return 1; }
}

command -v dotnet >/dev/null 2>&1 || give_up "the .NET 10 SDK is missing: install dotnet-sdk-10.0"
install_packages </dev/null || give_up "what the tests need could not be installed"
install_node_packages </dev/null || give_up "what the tests need could not be installed from npm"

say "format"
if dotnet tool restore >"$scratch/tools.log" 2>&1 && dotnet csharpier check src tests >"$scratch/format.log" 2>&1; then
  :
else
  cat "$scratch/tools.log"
  head -n 60 "$scratch/format.log" 2>/dev/null
  say "the format is not csharpier's: dotnet csharpier format src tests"
  failed=$((failed + 1))
fi

say "build"
dotnet build Gatehouse.slnx -c Release --disable-build-servers -nodeReuse:false -p:UseSharedCompilation=false -v:quiet \
  </dev/null >"$scratch/build.log" 2>&1 || { grep -E 'error|warning' "$scratch/build.log" | sort -u | head -n 60; give_up "the build failed"; }

for project in tests/*/*.csproj; do
  name=$(basename "$project" .csproj)
  grep -q '<OutputType>Exe</OutputType>' "$project" || continue
  compgen -G "tests/$name/**/*Tests.cs" >/dev/null || [ -n "$(find "tests/$name" -name '*.cs' -not -path '*/obj/*' -print -quit)" ] || continue
  left=$((limit - (SECONDS - started)))
  if [ "$left" -le 0 ]; then
    say "$name: no time left"
    failed=$((failed + 1))
    continue
  fi
  from=$SECONDS
  report="$scratch/$name.ctrf"
  # The program itself, not a runner around it: its end is the end of everything it started.
  timeout --kill-after=10 "$left" "tests/$name/bin/Release/net10.0/$name" -ctrf "$report" -noColor \
    </dev/null >"$scratch/$name.log" 2>&1
  status=$?
  counts=$(grep -oE '"(passed|failed|skipped)": *[0-9]+' "$report" 2>/dev/null | head -n 3)
  p=$(sed -nE 's/"passed": *([0-9]+)/\1/p' <<<"$counts")
  f=$(sed -nE 's/"failed": *([0-9]+)/\1/p' <<<"$counts")
  s=$(sed -nE 's/"skipped": *([0-9]+)/\1/p' <<<"$counts")
  if [ -z "$p" ] || [ -z "$f" ]; then
    tail -n 40 "$scratch/$name.log"
    say "$name: ended with $status and no summary"
    failed=$((failed + 1))
    continue
  fi
  # A runner that says it failed is believed, whatever it counted.
  if [ "$status" -ne 0 ] && [ "$f" -eq 0 ]; then f=1; fi
  if [ "$f" -gt 0 ]; then
    grep -vE '^\s*$' "$scratch/$name.log" | grep -A 25 -E '\[FAIL\]|\[ERROR\]|error' | head -n 200
  fi
  if [ "${s:-0}" -gt 0 ]; then grep -A 1 '\[SKIP\]' "$scratch/$name.log" | grep -v '^--' | sort -u | head -n 20; fi
  say "$name: $p passed, $f failed, ${s:-0} skipped in $((SECONDS - from)) s"
  passed=$((passed + p))
  failed=$((failed + f))
  skipped=$((skipped + ${s:-0}))
done
finish
