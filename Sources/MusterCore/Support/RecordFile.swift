import Foundation

/// An open file of records, of which one at a time is in memory; of a pipe it has a copy.
///
/// It is closed with its last user, and nothing moves its place.
final class RecordFile: Sendable {
    private let descriptor: Int32

    /// Opens a path, or copies standard input for `nil`.
    ///
    /// - Throws: ``FileFailure``, with the system's reason in lower case.
    init(path: String?) throws(FileFailure) {
        let opened = path.map { open($0, O_RDONLY | O_CLOEXEC) } ?? STDIN_FILENO
        var status = stat()
        guard opened >= 0, fstat(opened, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
            let reason = String(cString: strerror(opened < 0 ? errno : EISDIR)).lowercased()
            if opened >= 0 { close(opened) }
            throw FileFailure(path: path ?? "-", reason: reason)
        }
        guard path == nil || status.st_mode & S_IFMT != S_IFREG else {
            descriptor = opened
            return
        }
        // A pipe can be read once.
        descriptor = Self.copy(of: opened)
        if path != nil { close(opened) }
        guard descriptor >= 0 else {
            throw FileFailure(path: path ?? "-", reason: "no copy of it could be made")
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Calls `body` with each record; throws its errors and those of ``RecordReader``.
    func forEach(
        _ reader: RecordReader,
        _ body: (RecordReader.Record) throws -> Void
    ) throws {
        lseek(descriptor, 0, SEEK_SET)
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
        try reader.forEach(of: handle, body)
    }

    /// A record as it is now; `nil` if the file has become shorter.
    func bytes(at offset: Int64, length: Int) -> Data? {
        var bytes = Data(count: length)
        var done = 0
        while done < length {
            let count = bytes.withUnsafeMutableBytes {
                pread(
                    descriptor,
                    $0.baseAddress?.advanced(by: done),
                    length - done,
                    Int(offset) + done
                )
            }
            guard count > 0 else { return nil }
            done += count
        }
        return bytes
    }

    /// A nameless file with all that a pipe had; negative if it cannot be read or written.
    private static func copy(of source: Int32) -> Int32 {
        let path = NSTemporaryDirectory() + "muster-\(UUID().uuidString)"
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return -1 }
        unlink(path)
        let copy = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
        do {
            let original = FileHandle(fileDescriptor: source, closeOnDealloc: false)
            while let chunk = try original.read(upToCount: 1 << 20), !chunk.isEmpty {
                try copy.write(contentsOf: chunk)
            }
            return descriptor
        } catch {
            close(descriptor)
            return -1
        }
    }
}
