# What build-deb and build-tarball have in common; sourced by both.
#
# Reads [--binary FILE] [FOLDER], and sets root, binary, folder, version, work and SOURCE_DATE_EPOCH.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
binary='' folder=$PWD
while (($# > 0)); do
  case $1 in
    --binary) binary=$(realpath "$2"); shift ;;
    -*) echo "usage: $0 [--binary FILE] [FOLDER]" >&2; exit 64 ;;
    *) folder=$(realpath "$1") ;;
  esac
  shift
done

cd "$root"
export LC_ALL=C.UTF-8 TZ=UTC
umask 022
# What is built of the same commit in the same folder is the same file, whenever that is.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH
version=$(sed -n 's/.*static let version = "\(.*\)"/\1/p' Sources/muster/Muster.swift)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# build [OPTION]...: builds the release, unless a binary was given.
build() {
  [[ -z $binary ]] || return 0
  # C and C++ put the paths of their sources into the program.
  local map=-ffile-prefix-map=$root=.
  swift build -c release --static-swift-stdlib --product muster --scratch-path .build-release \
    -Xcc "$map" -Xcxx "$map" "$@"
  binary=$root/.build-release/release/muster
}

# blank FILE SECTION COUNT: overwrites a section after so many bytes with zeros; to remove one that is
# loaded, strip would also drop the protection of relocated data.
blank() {
  local size offset
  # Another program may lack the section.
  read -r size offset < <(objdump -h "$1" | awk -v name="$2" '$2 == name { print "0x" $3, "0x" $6 }') ||
    return 0
  dd if=/dev/zero of="$1" bs=1 seek=$((offset + $3)) count=$((size - $3)) conv=notrunc status=none
}

# stage PREFIX ZSH_FOLDER FISH_FOLDER: puts the stripped program and its documents into a folder.
stage() {
  put() { install -D -m "$1" "$2" "$3"; }
  put 755 "$binary" "$1/bin/muster"
  strip --strip-unneeded --remove-section=.comment --remove-section=.note "$1/bin/muster"
  # Swift's hashes of its modules, and the ID that follows from them, differ from build to build.
  blank "$1/bin/muster" .swift_modhash 0
  blank "$1/bin/muster" .note.gnu.build-id 16
  put 644 docs/muster.1 "$1/share/man/man1/muster.1"
  put 644 <(sed '1{/^#!/d}' docs/completions/muster.bash) "$1/share/bash-completion/completions/muster"
  put 644 docs/completions/_muster "$1/share/zsh/$2/_muster"
  put 644 docs/completions/muster.fish "$1/share/fish/$3/muster.fish"
  put 644 docs/packaging/copyright "$1/share/doc/muster/copyright"
  put 644 docs/CHANGELOG.md "$1/share/doc/muster/changelog"
}
