package import Foundation

/// Writes files atomically.
package enum AtomicFile {
    /// Writes a temporary file next to the target, syncs it to disk, and renames it.
    ///
    /// After a crash or on a full disk the old content remains. A symbolic link stays, and its
    /// target is replaced. A device or a pipe is written to. A new file gets the mode that the umask
    /// permits. A replaced file keeps its mode and, if this process may set them, its owner and group.
    /// Only this user can read one that is private, whatever the mode of the file that it replaces.
    package static func write(
        _ data: Data,
        to path: String,
        isPrivate: Bool = false
    ) throws(FileFailure) {
        try write(to: path, isPrivate: isPrivate) { descriptor throws(FileFailure) in
            try write(data, to: descriptor, path: path)
        }
    }

    /// Writes what `body` writes to the descriptor, in the same way.
    package static func write(
        to path: String,
        isPrivate: Bool = false,
        _ body: (Int32) throws(FileFailure) -> Void
    ) throws(FileFailure) {
        let target = path.followingLinks
        let temporary = "\(target).\(ProcessInfo.processInfo.processIdentifier).tmp"
        var old = stat()
        let isThere = stat(path, &old) == 0
        if isThere, ![S_IFREG, S_IFDIR].contains(old.st_mode & S_IFMT) {
            return try writeInto(path, body)
        }
        // A killed process may have left one, whose mode and links are not trustworthy.
        unlink(temporary)
        let descriptor = open(
            temporary,
            O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
            isThere || isPrivate ? 0o600 : 0o666
        )
        guard descriptor >= 0 else { throw .system(path) }
        do throws(FileFailure) {
            defer { close(descriptor) }
            if isThere, !isPrivate {
                // Change the owner before the mode, because chown clears mode bits.
                if fchown(descriptor, old.st_uid, old.st_gid) != 0 {
                    fchown(descriptor, .max, old.st_gid)
                }
                fchmod(descriptor, old.st_mode & 0o777)
            }
            try body(descriptor)
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

    /// Writes into a device or a pipe, which a file must not replace.
    private static func writeInto(
        _ path: String,
        _ body: (Int32) throws(FileFailure) -> Void
    ) throws(FileFailure) {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(path) }
        defer { close(descriptor) }
        try body(descriptor)
    }

    /// Writes all of the data to a descriptor; `path` only serves the error.
    package static func write(
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

extension String {
    /// The path of the file that a path leads to, itself unless it is a symbolic link; the file may
    /// be missing.
    package var followingLinks: String {
        var path = self
        // As many as Linux follows (path_resolution(7)).
        for _ in 0..<40 {
            guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else {
                return path
            }
            let folder = URL(filePath: path).deletingLastPathComponent()
            let target = URL(filePath: next, relativeTo: folder).path
            let files = FileManager.default
            // The kernel's links to pipes, as in `/dev/stdout`, name no file.
            guard files.fileExists(atPath: target) || !files.fileExists(atPath: path) else {
                return path
            }
            path = target
        }
        return path
    }
}

extension FileFailure {
    static func system(_ path: String) -> FileFailure {
        FileFailure(path: path, reason: String(cString: strerror(errno)))
    }
}

/// A failure to read or write a file.
package struct FileFailure: Error, Sendable, Hashable {
    /// The file as the caller named it.
    package var path: String
    package var reason: String

    package init(path: String, reason: String) {
        self.path = path
        self.reason = reason.hasSuffix(".") ? String(reason.dropLast()) : reason
    }
}

extension FileFailure: CustomStringConvertible {
    package var description: String { "\(path): \(reason)" }
}
