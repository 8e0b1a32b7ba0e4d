import Foundation

/// Finds the records of a prompts file, in the memory of one.
struct RecordReader {
    struct Record {
        let bytes: Data
        /// In bytes, from the file's beginning.
        let offset: Int64
        /// The number of its first line, from 1.
        let line: Int
    }

    private static let chunkSize = 1 << 20
    /// The most bytes of a record; a request of the service's Batch API may have as many.
    static let byteLimit = 200 << 20
    private static let byteOrderMark = Data([0xEF, 0xBB, 0xBF])

    /// The byte between two cells of a table, in which a line feed between quotation marks ends no
    /// record; `nil` for lines.
    var separator: UInt8?

    /// Calls `body` with each record, without its line feed.
    ///
    /// - Throws: The errors of `body` and of reading, ``TooLarge`` and ``Unclosed``.
    func forEach(of handle: FileHandle, _ body: (Record) throws -> Void) throws {
        var record = Data()
        var (start, next, line, lines) = (Int64(0), Int64(0), 1, 1)
        var quotes = TableQuotes()
        while let chunk = try handle.read(upToCount: Self.chunkSize), !chunk.isEmpty {
            var rest = chunk[...]
            while let end = recordEnd(in: rest, &quotes, &lines) {
                record.append(rest[rest.startIndex..<end])
                next += Int64(end + 1 - rest.startIndex)
                try pass(record, start, line, body)
                record = Data()
                (start, line) = (next, lines)
                rest = rest[(end + 1)...]
            }
            record.append(rest)
            next += Int64(rest.count)
            guard record.count <= Self.byteLimit else { throw TooLarge(line: line) }
        }
        guard !quotes.isQuoted else { throw Unclosed(line: line) }
        if !record.isEmpty { try pass(record, start, line, body) }
    }

    struct TooLarge: Error {
        let line: Int
    }

    /// A quotation that begins in the record of a line lasts until the end of the file.
    struct Unclosed: Error {
        let line: Int
    }

    /// Spreadsheets put a mark before the first record, which is not part of it.
    private func pass(
        _ record: Data,
        _ start: Int64,
        _ line: Int,
        _ body: (Record) throws -> Void
    ) throws {
        let skipped = start == 0 && record.starts(with: Self.byteOrderMark) ? 3 : 0
        try body(
            Record(
                bytes: Data(record.dropFirst(skipped)),
                offset: start + Int64(skipped),
                line: line
            )
        )
    }

    private func recordEnd(in bytes: Data, _ quotes: inout TableQuotes, _ lines: inout Int) -> Int?
    {
        guard let separator else {
            guard let end = bytes.firstLineFeed else { return nil }
            lines += 1
            return end
        }
        for (index, byte) in zip(bytes.indices, bytes) {
            _ = quotes.take(byte, separator: separator)
            guard byte == 0x0A else { continue }
            lines += 1
            if !quotes.isQuoted { return index }
        }
        return nil
    }
}

extension Data {
    /// The index of the first line feed, found by `memchr`: a generic search takes ten times as long.
    var firstLineFeed: Int? {
        withUnsafeBytes { bytes -> Int? in
            guard let base = bytes.baseAddress,
                let found = memchr(base, 0x0A, bytes.count)
            else { return nil }
            return startIndex + (found - UnsafeMutableRawPointer(mutating: base))
        }
    }
}
