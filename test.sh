#!/usr/bin/env bash
# Installs what the tests need, checks the format, builds, runs every test project, and ends with the line
# "N passed, N failed" (and ", N skipped" where tests said why they could not run). Exit 1 when anything failed.
set -uo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
cd "$here" || exit 2
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
if [ -z "${HOME:-}" ] || [ ! -w "$HOME" ]; then
  HOME=$(getent passwd "$(id -u)" 2>/dev/null | cut -d: -f6)
  [ -n "$HOME" ] && [ -w "$HOME" ] || HOME=$(mktemp -d)
  export HOME
fi

passed=0
failed=0
skipped=0
started=$SECONDS
limit=$((24 * 60))
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'say "interrupted"; failed=$((failed + 1)); finish' INT TERM

say() { printf '== %s\n' "$*"; }

finish() {
  say "$((SECONDS - started)) s"
  if [ "$((passed + failed))" -eq 0 ]; then
    say "no test ran"
    failed=1
  fi
  if [ "$skipped" -gt 0 ]; then
    printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  else
    printf '%d passed, %d failed\n' "$passed" "$failed"
  fi
  [ "$failed" -eq 0 ]
  exit
}

# A step that did not work counts as one failure; the steps that can still run do.
fail() {
  say "$*"
  failed=$((failed + 1))
}

# What cannot go on ends here, so that the last line always tells.
give_up() {
  fail "$*"
  finish
}

# Runs a command in what is left of the time; the whole process group ends with it.
limited() {
  local left=$((limit - (SECONDS - started)))
  [ "$left" -gt 0 ] || return 124
  timeout --kill-after=10 "$left" "$@" </dev/null
}

install_packages() {
  local missing=() command package as_root=()
  while read -r command package; do
    case "$command" in '' | '#'*) continue ;; esac
    case "$command" in /*) [ -e "$command" ] && continue ;; esac
    PATH="$PATH:/usr/sbin:/sbin" command -v "$command" >/dev/null 2>&1 || missing+=("$package")
  done <eng/test-packages.txt
  [ ${#missing[@]} -eq 0 ] && return 0
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1 || ! sudo -n true 2>/dev/null; then
      say "only root can install ${missing[*]}: the tests that drive them are skipped"
      return 0
    fi
    as_root=(sudo -n)
  fi
  say "installing ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  local policy=/usr/sbin/policy-rc.d held=0 installed=0
  # Servers among them are started by the tests alone, not by being installed (invoke-rc.d asks this file).
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null && "${as_root[@]}" chmod 0755 "$policy" && held=1
  fi
  { limited "${as_root[@]}" apt-get update -qq &&
    limited "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$scratch/apt.log" 2>&1 && installed=1
  [ "$held" -eq 0 ] || "${as_root[@]}" rm -f "$policy"
  [ "$installed" -eq 0 ] || return 0
  tail -n 20 "$scratch/apt.log"
  return 1
}

install_node_packages() {
  [ -f tests/node/package.json ] || return 0
  [ tests/node/node_modules/.package-lock.json -nt tests/node/package-lock.json ] && return 0
  command -v npm >/dev/null 2>&1 || { say "npm is missing: install the package npm"; return 1; }
  say "installing npm packages"
  (cd tests/node && limited npm ci --no-audit --no-fund --loglevel=error) >"$scratch/npm.log" 2>&1 && return 0
  tail -n 20 "$scratch/npm.log"
  return 1
}

check_format() {
  limited dotnet tool restore >"$scratch/format.log" 2>&1 && limited dotnet csharpier check . >"$scratch/format.log" 2>&1 && return 0
  head -n 60 "$scratch/format.log"
  return 1
}

build() {
  limited dotnet build Gatehouse.slnx -c Release --disable-build-servers -nodeReuse:false -p:UseSharedCompilation=false \
    -v:quiet -tl:off >"$scratch/build.log" 2>&1 && return 0
  { grep -E '(error|warning) [A-Z]+[0-9]+' "$scratch/build.log" || cat "$scratch/build.log"; } | sort -u | head -n 60
  return 1
}

# The first number of a name in a report: the summary's, since a test's own status is a word.
count() { grep -oE "\"$1\": *[0-9]+" "$2" 2>/dev/null | head -n 1 | grep -oE '[0-9]+'; }

# What a program said first and last: a crash says why before its stack.
excerpt() {
  if [ "$(wc -l <"$1")" -le 40 ]; then
    cut -c 1-300 "$1"
  else
    { head -n 20 "$1"; echo ...; tail -n 20 "$1"; } | cut -c 1-300
  fi
}

run_project() {
  local project=$1 name report log status p f s from=$SECONDS
  name=$(basename "$project" .csproj)
  report="$scratch/$name.ctrf"
  log="$scratch/$name.log"
  # The program itself, not a runner around it: its end is the end of everything it started.
  limited "tests/$name/bin/Release/net10.0/$name" -ctrf "$report" -noColor >"$log" 2>&1
  status=$?
  p=$(count passed "$report")
  f=$(count failed "$report")
  s=$(count skipped "$report")
  s=${s:-0}
  if [ -z "$p" ] || [ -z "$f" ]; then
    excerpt "$log"
    if [ "$status" -eq 124 ] || [ "$status" -eq 137 ]; then
      fail "$name: not done within the $((limit / 60)) minutes that a run has"
    else
      fail "$name: ended with $status and no summary"
    fi
    return
  fi
  if [ "$((p + f + s))" -eq 0 ]; then
    fail "$name: has sources, but no test ran"
    return
  fi
  # A runner that says it failed is believed, whatever it counted.
  if [ "$status" -ne 0 ] && [ "$f" -eq 0 ]; then
    excerpt "$log"
    f=1
  fi
  if [ "$f" -gt 0 ]; then
    grep -A 25 -E '\[FAIL\]|\[ERROR\]' "$log" | grep -vE '^\s*$' | head -n 200
  fi
  if [ "$s" -gt 0 ]; then
    grep -A 1 '\[SKIP\]' "$log" | grep -v '^--' | head -n 20
  fi
  say "$name: $p passed, $f failed, $s skipped in $((SECONDS - from)) s"
  passed=$((passed + p))
  failed=$((failed + f))
  skipped=$((skipped + s))
}

command -v dotnet >/dev/null 2>&1 || give_up "the .NET 10 SDK is missing: install dotnet-sdk-10.0"
install_packages || fail "packages that tests drive could not be installed"
install_node_packages || fail "npm packages that tests drive could not be installed"
say "format"
check_format || fail "the format is not csharpier's: dotnet csharpier format ."
say "build"
build || give_up "the build failed"
for project in tests/*/*.csproj; do
  grep -q '<OutputType>Exe</OutputType>' "$project" || continue
  # A project that waits for its first test is no failure.
  [ -n "$(find "$(dirname "$project")" \( -name bin -o -name obj \) -prune -o -name '*.cs' -print -quit)" ] || continue
  run_project "$project"
done
finish
