#!/bin/sh
# Fetches the five faces our documents are set in, pinned by SHA-256: Noto Serif SC and Noto Sans SC from the npm registry,
# LXGW WenKai from Debian's archive. The files are embedded at compile time and are too large to commit (66 MB). Does nothing
# when they are there and whole.
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

# The package of Debian 12, as apt gets it, whatever release this machine runs.
if ! sha256sum --check --status --ignore-missing faces.sha256 2>/dev/null || [ ! -f LXGWWenKai-Regular.ttf ]; then
    package=fonts-lxgw-wenkai
    version=1.250+repack-1
    echo "字体：正在下载 $package $version ……" >&2
    download() { (cd "$work" && apt-get download "$package=$version" >/dev/null 2>&1); }
    root=
    [ "$(id -u)" -eq 0 ] || root=sudo
    # A machine that has just been set up may have no lists of packages yet.
    if ! download && ! { $root apt-get update -qq && download; }; then
        echo "字体：本机的软件源没有 $package $version。请从 Debian 12（bookworm）的软件源取得该软件包，解出其中的 LXGWWenKai-Regular.ttf，放入 crates/memo/fonts/ 后再试。" >&2
        exit 1
    fi
    dpkg-deb --fsys-tarfile "$work/${package}"_*.deb |
        tar -xf - -C "$work" ./usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf
    mv "$work/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf" .
fi

sha256sum --check --quiet faces.sha256
