#!/bin/sh
# Installs the system packages that the build needs, where they are missing. Debian and its relatives.
set -eu

packages="libsqlite3-dev liblapack-dev libopenblas-dev make git"

if ! command -v swift >/dev/null 2>&1; then
  echo "install-dependencies: no 'swift' on the PATH: install Swift 6.2 or later first (https://www.swift.org/install)" >&2
  exit 69
fi
if ! command -v dpkg-query >/dev/null 2>&1; then
  echo "install-dependencies: not a Debian system: make sure that SQLite, BLAS and LAPACK are installed with their headers" >&2
  exit 0
fi

missing=""
for package in $packages; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

echo "install-dependencies: installing$missing"
if [ "$(id -u)" -eq 0 ]; then sudo=""; else sudo="sudo"; fi
$sudo apt-get update -q
# shellcheck disable=SC2086
$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing
