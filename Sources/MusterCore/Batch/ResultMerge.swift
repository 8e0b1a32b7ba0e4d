import Foundation

/// Joins the results of shards, or of any runs with the same prompts, into one file.
///
/// Of several results for one prompt and model an answer wins, else the last.
package struct ResultMerge: Sendable {
    /// Where the line of a result is.
    private struct Line {
        let file: Int
        let offset: Int64
        let length: Int
        let digest: PromptDigest
        let service: String?
        let isAnswered: Bool
    }

    package private(set) var count = 0
    /// Results that another one replaces.
    package private(set) var repeated = 0
    private var lines: [BatchResult.Key: Line] = [:]
    private var order: [BatchResult.Key] = []
    private let paths: [String]

    /// Reads the files, in any order.
    ///
    /// - Throws: ``BatchError/notAResult(path:line:)``,
    ///   ``BatchError/otherPrompt(id:path:)`` if two results answer different prompts of one ID, and
    ///   ``BatchError/otherEndpoint(id:answered:asked:path:)`` if two services answered one prompt.
    package init(of paths: [String]) throws(BatchError) {
        self.paths = paths
        for index in paths.indices { try read(index) }
        count = order.count
    }

    private mutating func read(_ index: Int) throws(BatchError) {
        let path = paths[index]
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw .unreadableResults(.system(path))
        }
        defer { try? handle.close() }
        var decoder = ResultLine()
        do {
            try RecordReader().forEach(of: handle) { record in
                guard !record.bytes.isEmpty else { return }
                guard let result = decoder.read(record.bytes) else {
                    // A kill left it incomplete; the next run of its shard asks that again.
                    guard !BatchRecord.isTorn(record.bytes) else { return }
                    throw BatchError.notAResult(path: path, line: record.line)
                }
                try take(result, record, index)
            }
        } catch let error as BatchError {
            throw error
        } catch {
            throw .unreadableResults(FileFailure(path: path, reason: "\(error)"))
        }
    }

    private mutating func take(
        _ result: BatchResult,
        _ record: RecordReader.Record,
        _ file: Int
    ) throws(BatchError) {
        let line = Line(
            file: file,
            offset: record.offset,
            length: record.bytes.count,
            digest: result.digest,
            service: result.service,
            isAnswered: result.isAnswered
        )
        guard let known = lines[result.key] else {
            lines[result.key] = line
            return order.append(result.key)
        }
        guard known.digest == line.digest else {
            throw .otherPrompt(id: result.key.promptID.description, path: paths[file])
        }
        if known.isAnswered, line.isAnswered, let asked = known.service,
            let answered = line.service, ServiceURL.differ(answered, asked)
        {
            let id = result.key.promptID.description
            throw .otherEndpoint(id: id, answered: answered, asked: asked, path: paths[file])
        }
        repeated += 1
        if !known.isAnswered { lines[result.key] = line }
    }

    /// Writes the lines as they are, in the order in which their pairs first occur.
    ///
    /// Throws ``BatchError/inUse(path:process:)`` while a batch writes to that file.
    package func write(to path: String) async throws(BatchError) {
        let target = path.followingLinks
        let lock = try Self.lock(target)
        let failure: FileFailure?
        do throws(FileFailure) {
            try AtomicFile.write(to: target) { descriptor throws(FileFailure) in
                try write(to: descriptor, path)
            }
            failure = nil
        } catch {
            failure = error
        }
        await lock?.close()
        if let failure { throw .results(failure) }
    }

    /// Keeps batches from the file; `nil` for a device or a pipe, which is written to as it is.
    private static func lock(_ path: String) throws(BatchError) -> ResultFile? {
        do throws(BatchError) {
            return try ResultFile.open(path: path)
        } catch {
            if case .notAFile = error { return nil }
            throw error
        }
    }

    private func write(to descriptor: Int32, _ path: String) throws(FileFailure) {
        var handles: [FileHandle] = []
        // The lock on a file that is both read and replaced ends here, after the last line.
        defer { for handle in handles { try? handle.close() } }
        var buffer = Data()
        do {
            handles = try paths.map { try FileHandle(forReadingFrom: URL(filePath: $0)) }
            for key in order {
                guard let line = lines[key] else { continue }
                try handles[line.file].seek(toOffset: UInt64(line.offset))
                let record = try handles[line.file].read(upToCount: line.length)
                guard let record, record.count == line.length else {
                    throw FileFailure(path: paths[line.file], reason: "it shrank meanwhile")
                }
                buffer += record
                buffer.append(0x0A)
                guard buffer.count > 1 << 20 else { continue }
                try AtomicFile.write(buffer, to: descriptor, path: path)
                buffer = Data()
            }
        } catch let error as FileFailure {
            throw error
        } catch {
            throw FileFailure(path: path, reason: "the results cannot be read again")
        }
        try AtomicFile.write(buffer, to: descriptor, path: path)
    }
}
