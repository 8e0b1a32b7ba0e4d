import Foundation

/// Files and folders that only their owner can read, whatever the umask.
package enum PrivateFile {
    /// Makes a file of mode 0600, empty, unless there is one; the mode of that is its owner's affair.
    ///
    /// What fails here fails again, with a reason, for whoever opens the file.
    package static func create(at path: String) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        fchmod(descriptor, 0o600)
        close(descriptor)
    }

    /// Makes a folder and those above it, as far as they are missing, each of mode 0700.
    ///
    /// - Throws: `FileFailure`, naming the first that cannot be made.
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

    /// Whether it is a folder, or a link to one; `errno` stays as it is.
    private static func isFolder(_ path: String) -> Bool {
        let reason = errno
        defer { errno = reason }
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
