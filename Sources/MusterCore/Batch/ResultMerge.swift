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
            let answered = line.service, answered != asked
        {
            let id = result.key.promptID.description
            throw .otherEndpoint(id: id, answered: answered, asked: asked, path: paths[file])
        }
        repeated += 1
        if !known.isAnswered { lines[result.key] = line }
    }

    /// Writes the lines as they are, in the order in which their pairs first occur.
    package func write(to path: String) throws(BatchError) {
        var handles: [FileHandle] = []
        defer { for handle in handles { try? handle.close() } }
        let temporary = "\(path).\(ProcessInfo.processInfo.processIdentifier).tmp"
        do {
            handles = try paths.map { try FileHandle(forReadingFrom: URL(filePath: $0)) }
            _ = FileManager.default.createFile(atPath: temporary, contents: nil)
            let output = try FileHandle(forWritingTo: URL(filePath: temporary))
            var buffer = Data()
            for key in order {
                guard let line = lines[key] else { continue }
                try handles[line.file].seek(toOffset: UInt64(line.offset))
                buffer += try handles[line.file].read(upToCount: line.length) ?? Data()
                buffer.append(0x0A)
                guard buffer.count > 1 << 20 else { continue }
                try output.write(contentsOf: buffer)
                buffer = Data()
            }
            try output.write(contentsOf: buffer)
            try output.synchronize()
            try output.close()
        } catch {
            unlink(temporary)
            throw .results(FileFailure(path: path, reason: "it cannot be written"))
        }
        guard rename(temporary, path) == 0 else {
            unlink(temporary)
            throw .results(.system(path))
        }
    }
}
