#!/bin/sh
# The .deb, so that two builds of one commit on one system give the same bytes. `make package` runs this.
#   packaging/deb.sh <folder for the package>
set -eu
out=$1
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
: "${TAURI_CLI:?which version of the Tauri command line}"
: "${CARGO_TARGET_DIR:?where to build}"

# The moment of the last commit stands for every moment in the build: OpenSSL's, the archive's.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
# No path of the one who builds is in the program.
RUSTFLAGS="--remap-path-prefix=$root=/mingbian --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo"
CFLAGS="-ffile-prefix-map=${CARGO_HOME:-$HOME/.cargo}=/cargo -ffile-prefix-map=$CARGO_TARGET_DIR=/build"
export SOURCE_DATE_EPOCH RUSTFLAGS CFLAGS

# The bill of materials knows every package of the lock file, those too that this system does not build.
cargo fetch --locked
npx --yes "$TAURI_CLI" build --bundles deb -- --locked
# Beside the window, the command with which a reader of paper runs it again: `mingbian verify`.
cargo build --release --locked -p cli
made=$(find "$CARGO_TARGET_DIR/release/bundle/deb" -name '*.deb' -type f | head -n 1)

# Packed once more: owners, times and order as the commit says, with what the package is made of and under which licences.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dpkg-deb -R "$made" "$work/deb"
install -m 755 "$CARGO_TARGET_DIR/release/mingbian" "$work/deb/usr/bin/mingbian"
docs="$work/deb/usr/share/doc/mingbian"
mkdir -p "$docs"
node packaging/sbom.mjs > "$docs/sbom.cdx.json"
cp NOTICE "$docs/NOTICE"
cp LICENSE "$docs/copyright"
chmod -R u+rwX,go+rX,go-w "$work/deb"
(cd "$work/deb" && find usr -type f | LC_ALL=C sort | xargs -d '\n' md5sum > DEBIAN/md5sums)
find "$work/deb" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
mkdir -p "$out"
dpkg-deb --root-owner-group -Zxz --build "$work/deb" "$out/$(basename "$made")" >/dev/null
sha256sum "$out/$(basename "$made")"
