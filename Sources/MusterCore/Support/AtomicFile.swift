package import Foundation

/// Files that are there whole or not at all.
package enum AtomicFile {
    /// Writes a file beside its place, on the disk, and puts it there in one step.
    ///
    /// A crash or a full disk leaves what was there before. A symbolic link stays, and what it
    /// points to is replaced. A new file has the mode that the umask leaves; one that is replaced
    /// keeps its mode and, as far as this process may give files away, its owner and group.
    package static func write(_ data: Data, to path: String) throws(FileFailure) {
        let target = URL(filePath: path).resolvingSymlinksInPath().path
        let temporary = "\(target).\(ProcessInfo.processInfo.processIdentifier).tmp"
        var old = stat()
        let isThere = stat(target, &old) == 0
        // One that a killed process has left, whose mode and links are not to be relied on.
        unlink(temporary)
        let descriptor = open(
            temporary,
            O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
            isThere ? 0o600 : 0o666
        )
        guard descriptor >= 0 else { throw .system(path) }
        do throws(FileFailure) {
            defer { close(descriptor) }
            if isThere {
                // Before the mode, of which a change of owner takes bits away.
                if fchown(descriptor, old.st_uid, old.st_gid) != 0 {
                    fchown(descriptor, .max, old.st_gid)
                }
                fchmod(descriptor, old.st_mode & 0o777)
            }
            try write(data, to: descriptor, path: path)
            guard fsync(descriptor) == 0 else { throw .system(path) }
        } catch {
            unlink(temporary)
            throw error
        }
        guard rename(temporary, target) == 0 else {
            let failure = FileFailure.system(path)
            unlink(temporary)
            throw failure
        }
    }

    private static func write(
        _ data: Data,
        to descriptor: Int32,
        path: String
    ) throws(FileFailure) {
        var rest = data[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                throw .system(path)
            }
        }
    }
}

extension FileFailure {
    /// What the system said last.
    static func system(_ path: String) -> FileFailure {
        FileFailure(path: path, reason: String(cString: strerror(errno)))
    }
}

/// Why a file could not be read or written.
package struct FileFailure: Error, Sendable, Hashable {
    /// The file, as it was named.
    package var path: String
    /// Why, in the system's words.
    package var reason: String
}

extension FileFailure: CustomStringConvertible {
    package var description: String { "\(path): \(reason)" }
}
