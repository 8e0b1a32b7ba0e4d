package import Foundation

/// A batch's results on disk: whole lines, appended by one process at a time.
package actor ResultFile {
    private static let chunkSize = 1 << 20
    /// The least free space, in bytes, with which anything more is asked.
    package static let leastRoom: UInt64 = 1 << 20

    private let path: String
    /// The open descriptor, which only this actor uses and closes.
    private var openDescriptor: Int32?
    /// The length of the file up to the last complete line.
    private var size: off_t = 0
    private let isReadOnly: Bool
    /// Whether the file held nothing worth keeping when it was opened.
    private let wasEmpty: Bool

    private init(path: String, descriptor: Int32, isReadOnly: Bool, wasEmpty: Bool) {
        self.path = path
        openDescriptor = descriptor
        self.isReadOnly = isReadOnly
        self.wasEmpty = wasEmpty
    }

    /// Opens the results for appending, creating the file if it is missing.
    ///
    /// Throws `BatchError.inUse` while another process has it open for appending.
    package static func open(path: String) throws(BatchError) -> ResultFile {
        while true {
            let descriptor = Foundation.open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
            let file = try check(path, descriptor, isReadOnly: false)
            do throws(BatchError) {
                try lock(path, descriptor)
            } catch {
                Foundation.close(descriptor)
                throw error
            }
            if isAt(path, descriptor) { return file }
            // The process that had it has deleted it meanwhile, because it was empty.
            Foundation.close(descriptor)
        }
    }

    private static func isAt(_ path: String, _ descriptor: Int32) -> Bool {
        var (named, opened) = (stat(), stat())
        return stat(path, &named) == 0 && fstat(descriptor, &opened) == 0
            && named.st_ino == opened.st_ino && named.st_dev == opened.st_dev
    }

    private static func length(of descriptor: Int32) -> off_t? {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? status.st_size : nil
    }

    /// Opens the results for reading only; `nil` if the file is missing.
    package static func openForReading(path: String) throws(BatchError) -> ResultFile? {
        let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0, errno == ENOENT { return nil }
        return try check(path, descriptor, isReadOnly: true)
    }

    /// Reads every complete result of a file that exists.
    package static func results(at path: String) async throws(BatchError) -> [BatchResult] {
        guard let file = try openForReading(path: path) else {
            throw .unreadableResults(.system(path))
        }
        do throws(BatchError) {
            let results = try await file.read()
            await file.close()
            return results
        } catch {
            await file.close()
            guard case .foreignResults(let path, let line) = error else { throw error }
            throw .notAResult(path: path, line: line)
        }
    }

    /// Reads every complete result, and cuts off a last line that a killed process left incomplete.
    ///
    /// Throws `BatchError.foreignResults` and changes nothing if a line is not a batch result.
    package func read() throws(BatchError) -> [BatchResult] {
        var results: [BatchResult] = []
        var rest = Data()
        var offset: off_t = 0
        var decoder = ResultLine()
        while true {
            let chunk = try readChunk(at: offset)
            guard !chunk.isEmpty else { break }
            offset += off_t(chunk.count)
            var last = chunk
            while let end = last.firstLineFeed {
                rest.append(last[last.startIndex..<end])
                last = last[(end + 1)...]
                guard let result = decoder.read(rest) else {
                    throw .foreignResults(path: path, line: results.count + 1)
                }
                results.append(result)
                rest = Data()
            }
            rest.append(last)
        }
        try settle(rest, endingAt: offset, &results, &decoder)
        return results
    }

    /// Appends whole lines and syncs them to disk once; after an error none of them is there.
    package func append(_ lines: Data) throws(BatchError) {
        guard !lines.isEmpty else { return }
        let descriptor = try descriptor
        guard Self.isAt(path, descriptor), Self.length(of: descriptor) == size else {
            throw .changedResults(path: path)
        }
        var rest = lines[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                throw undone(descriptor)
            }
        }
        guard fsync(descriptor) == 0 else { throw undone(descriptor) }
        size += off_t(lines.count)
    }

    /// Throws if the disk may be full before the answers under way are written.
    package func requireRoom(_ bytes: UInt64 = leastRoom) throws(BatchError) {
        var disk = statvfs()
        // Some file systems do not say how large they are.
        guard fstatvfs(try descriptor, &disk) == 0, disk.f_blocks > 0 else { return }
        let room = UInt64(disk.f_bavail).multipliedReportingOverflow(by: UInt64(disk.f_frsize))
        guard !room.overflow, room.partialValue < bytes else { return }
        let reason = "less than \(bytes >> 20) MiB is left on its disk"
        throw .results(FileFailure(path: path, reason: reason))
    }

    /// Takes back what was written after the last complete line; returns why.
    private func undone(_ descriptor: Int32) -> BatchError {
        let failure = BatchError.results(.system(path))
        if ftruncate(descriptor, size) != 0 {
            // Nothing may follow a torn line.
            openDescriptor = nil
            Foundation.close(descriptor)
        }
        return failure
    }

    /// Closes the file, and deletes it if it has no results; a second call does nothing.
    package func close() {
        guard let descriptor = openDescriptor else { return }
        openDescriptor = nil
        var status = stat()
        let isEmpty = fstat(descriptor, &status) == 0 && status.st_size == 0
        // Not what has taken its place meanwhile.
        if isEmpty, wasEmpty, !isReadOnly, Self.isAt(path, descriptor) { unlink(path) }
        Foundation.close(descriptor)
    }

    private var descriptor: Int32 {
        get throws(BatchError) {
            guard let openDescriptor else {
                throw .results(FileFailure(path: path, reason: "closed"))
            }
            return openDescriptor
        }
    }

    private func readChunk(at offset: off_t) throws(BatchError) -> Data {
        let descriptor = try descriptor
        var buffer = Data(count: Self.chunkSize)
        while true {
            let count = buffer.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress, $0.count, offset)
            }
            if count >= 0 { return buffer.prefix(count) }
            guard errno == EINTR else { throw .results(.system(path)) }
        }
    }

    /// Completes or discards the bytes after the last line feed.
    private func settle(
        _ rest: Data,
        endingAt end: off_t,
        _ results: inout [BatchResult],
        _ decoder: inout ResultLine
    ) throws(BatchError) {
        size = end
        guard !rest.isEmpty else { return }
        // A complete line that lacks only its line feed is a result the user paid for.
        if let result = decoder.read(rest) {
            results.append(result)
            if !isReadOnly { try append(Data([0x0A])) }
            return
        }
        guard BatchRecord.isTorn(rest) else {
            throw .foreignResults(path: path, line: results.count + 1)
        }
        size = end - off_t(rest.count)
        if !isReadOnly, ftruncate(try descriptor, size) != 0 { throw .results(.system(path)) }
    }

    private static func check(
        _ path: String,
        _ descriptor: Int32,
        isReadOnly: Bool
    ) throws(BatchError) -> ResultFile {
        guard descriptor >= 0 else { throw .unreadableResults(.system(path)) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            Foundation.close(descriptor)
            throw .notAFile(path: path)
        }
        return ResultFile(
            path: path,
            descriptor: descriptor,
            isReadOnly: isReadOnly,
            wasEmpty: status.st_size == 0
        )
    }

    /// Takes an `fcntl` lock, which ends with the process in every case and reveals its holder.
    private static func lock(_ path: String, _ descriptor: Int32) throws(BatchError) {
        var lock = flock()
        lock.l_type = Int16(F_WRLCK)
        lock.l_whence = Int16(SEEK_SET)
        guard fcntl(descriptor, F_SETLK, &lock) != 0 else { return }
        guard errno == EAGAIN || errno == EACCES else { throw .results(.system(path)) }
        _ = fcntl(descriptor, F_GETLK, &lock)
        throw .inUse(path: path, process: lock.l_pid)
    }
}
