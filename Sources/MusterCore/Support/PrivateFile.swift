import Foundation

/// Creates files and folders that only their owner can read, whatever the umask.
package enum PrivateFile {
    /// Creates an empty file of mode 0600; it never changes an existing one.
    ///
    /// It creates the target of a dangling link. It ignores errors, because whoever
    /// opens the file meets them again, with a reason.
    package static func create(at path: String) {
        let isLink = (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
        guard !isLink || !FileManager.default.fileExists(atPath: path) else { return }
        let flags = O_WRONLY | O_CREAT | O_CLOEXEC | (isLink ? 0 : O_EXCL)
        let descriptor = open(path, flags, 0o600)
        guard descriptor >= 0 else { return }
        fchmod(descriptor, 0o600)
        close(descriptor)
    }

    /// Creates a folder and its missing parents, each with mode 0700.
    package static func createFolder(at path: String) throws(FileFailure) {
        if mkdir(path, 0o700) == 0 {
            chmod(path, 0o700)
            return
        }
        switch errno {
        case EEXIST:
            guard isFolder(path) else { throw .system(path) }
        case ENOENT where path != "/" && !path.isEmpty:
            try createFolder(at: URL(filePath: path).deletingLastPathComponent().path)
            guard mkdir(path, 0o700) == 0 || isFolder(path) else { throw .system(path) }
            chmod(path, 0o700)
        default:
            throw .system(path)
        }
    }

    /// Whether the path is a folder or a link to one; preserves `errno`.
    private static func isFolder(_ path: String) -> Bool {
        let reason = errno
        defer { errno = reason }
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
