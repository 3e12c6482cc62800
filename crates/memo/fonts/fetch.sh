#!/bin/sh
# Fetches the four faces our documents are set in from the npm registry, pinned by SHA-256. The files are
# embedded at compile time and are too large to commit (50 MB). Does nothing when they are there and whole.
set -eu
cd "$(dirname "$0")"

if sha256sum --check --status faces.sha256 2>/dev/null; then
    exit 0
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

# fetch <package> <version> <sha256 of the tarball> <file in the package>...
fetch() {
    package=$1 version=$2 expected=$3
    shift 3
    echo "字体：正在下载 @expo-google-fonts/$package $version ……" >&2
    (cd "$work" && npm pack --silent "@expo-google-fonts/$package@$version" >/dev/null)
    tarball="$work/expo-google-fonts-$package-$version.tgz"
    actual=$(sha256sum "$tarball" | cut -d' ' -f1)
    if [ "$actual" != "$expected" ]; then
        echo "字体：$package $version 的校验值不符，已停止。应为 $expected，实为 $actual" >&2
        exit 1
    fi
    for member in "$@"; do
        tar -xzf "$tarball" -C "$work" "package/$member"
        mv "$work/package/$member" "$(basename "$member")"
    done
}

fetch noto-serif-sc 0.4.3 ff6bcf5ba68d92dfecc05544bb150f9e724741a932354a0dd97e7289c40a3f5e \
    400Regular/NotoSerifSC_400Regular.ttf 700Bold/NotoSerifSC_700Bold.ttf
fetch noto-sans-sc 0.4.3 0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59 \
    400Regular/NotoSansSC_400Regular.ttf 700Bold/NotoSansSC_700Bold.ttf

sha256sum --check --quiet faces.sha256
