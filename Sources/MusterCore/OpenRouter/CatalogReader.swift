package import Foundation

/// Parses the answer to `GET /models` row by row.
///
/// It finds rows by scanning for their braces instead of decoding the whole. So an unreadable row
/// costs only itself, each row keeps its bytes as sent, and 100,000 rows need the memory of one.
/// The scan also tells a truncated answer from one that is not JSON at all.
package struct CatalogReader {
    package enum Failure: Error, Equatable {
        case notACatalog
        /// The answer ends before its last bracket.
        case cutShort
    }

    private let bytes: UnsafeRawBufferPointer
    private var position = 0
    /// Whether `links.next` has the address of another page (OpenRouter), or `has_more` says so.
    private var isPartial = false

    /// Parses a whole answer, in batches of rows on all cores.
    package static func read(
        _ data: Data,
        source: String,
        kind: ServiceKind = .openRouter
    ) async throws(Failure) -> FetchedCatalog {
        var found: Result<[Range<Int>], Failure> = .failure(.notACatalog)
        var isPartial = false
        data.withUnsafeBytes { bytes in
            var reader = CatalogReader(bytes: bytes)
            found = Result { () throws(Failure) in try reader.rows() }
            isPartial = reader.isPartial
        }
        var catalog = FetchedCatalog(rows: [], rejected: [], source: source)
        var seen: Set<ModelID> = []
        let ranges = try found.get()
        catalog.isPartial = isPartial
        var parts = await decode(data, rows: ranges, kind)
        catalog.rows.reserveCapacity(ranges.count)
        for place in parts.indices {
            let start = place * rowsAtATime
            for (index, result) in zip(start..., parts[place]) {
                catalog.take(result, at: index, &seen)
            }
            // There may be hundreds of thousands of rows; none is kept twice for long.
            parts[place] = []
        }
        return catalog
    }

    private struct Links: Decodable {
        let next: String?
    }

    private init(bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    private mutating func rows() throws(Failure) -> [Range<Int>] {
        var rows: [Range<Int>]?
        let first = skipSpace()
        // Some services send the list itself.
        if first == UInt8(ascii: "[") { return try ended(with: skipRows()) }
        guard first == UInt8(ascii: "{") else { throw .notACatalog }
        position += 1
        while true {
            switch skipSpace() {
            case UInt8(ascii: "}"):
                guard let rows else { throw .notACatalog }
                position += 1
                return try ended(with: rows)
            case UInt8(ascii: ","):
                position += 1
            case UInt8(ascii: "\""):
                let key = try skipValue()
                guard skipSpace() == UInt8(ascii: ":") else { throw failure }
                position += 1
                let first = skipSpace()
                if text(key) == "\"data\"", first == UInt8(ascii: "[") {
                    // A second list could repeat IDs of the first.
                    guard rows == nil else { throw .notACatalog }
                    rows = try skipRows()
                } else {
                    let value = try skipValue()
                    switch text(key) {
                    case "\"has_more\"": isPartial = isPartial || text(value) == "true"
                    case "\"links\"":
                        let json = Data(bytes[value])
                        let links = try? JSONDecoder().decode(Links.self, from: json)
                        isPartial = isPartial || links?.next != nil
                    default: break
                    }
                }
            default:
                throw failure
            }
        }
    }

    /// The rows, unless something follows the answer.
    private mutating func ended(with rows: [Range<Int>]) throws(Failure) -> [Range<Int>] {
        guard skipSpace() == nil else { throw .notACatalog }
        return rows
    }

    private mutating func skipRows() throws(Failure) -> [Range<Int>] {
        var rows: [Range<Int>] = []
        var mayRowFollow = true
        position += 1
        while true {
            switch skipSpace() {
            case UInt8(ascii: "]") where !mayRowFollow || rows.isEmpty:
                position += 1
                return rows
            case UInt8(ascii: ",") where !mayRowFollow:
                position += 1
                mayRowFollow = true
            case nil:
                throw .cutShort
            default:
                guard mayRowFollow else { throw failure }
                rows.append(try skipValue())
                mayRowFollow = false
            }
        }
    }

    fileprivate typealias DecodedRow = Result<FetchedModel, ModelResponse.Unreadable>

    /// Rows decoded per task: enough to outweigh its overhead.
    private static let rowsAtATime = 512

    /// Returns the decoded rows in order, in parts of that size.
    private static func decode(
        _ data: Data,
        rows: [Range<Int>],
        _ kind: ServiceKind
    ) async -> [[DecodedRow]] {
        guard rows.count > rowsAtATime else { return [decode(data, rows: rows[...], kind)] }
        return await withTaskGroup(of: (Int, [DecodedRow]).self) { group in
            for start in stride(from: 0, to: rows.count, by: rowsAtATime) {
                group.addTask {
                    (start, decode(data, rows: rows.dropFirst(start).prefix(rowsAtATime), kind))
                }
            }
            var parts: [Int: [DecodedRow]] = [:]
            for await (start, part) in group { parts[start] = part }
            return parts.keys.sorted().map { parts.removeValue(forKey: $0) ?? [] }
        }
    }

    private static func decode(
        _ data: Data,
        rows: ArraySlice<Range<Int>>,
        _ kind: ServiceKind
    ) -> [DecodedRow] {
        let decoder = JSONDecoder()
        return rows.map { row in
            let start = data.startIndex + row.lowerBound
            return decode(data[start..<start + row.count], with: decoder, kind)
        }
    }

    private static func decode(
        _ row: Data,
        with decoder: JSONDecoder,
        _ kind: ServiceKind
    ) -> DecodedRow {
        do {
            return .success(try kind.readRow(row, decoder))
        } catch let problem as ModelResponse.Unreadable {
            return .failure(problem)
        } catch {
            let reason = "the row is not valid JSON"
            return .failure(ModelResponse.Unreadable(id: likelyID(of: row), reason: reason))
        }
    }

    /// The first `id` in a row that nobody can read, so that its model does not count as gone.
    private static func likelyID(of row: Data) -> String? {
        String(decoding: row, as: UTF8.self).firstMatch(of: /"id"\s*:\s*"([^"\\]+)"/)
            .map { String($0.1) }
    }

    /// Decodes a model object and keeps its bytes.
    static func catalogRow(_ json: Data, with decoder: JSONDecoder) throws -> FetchedModel {
        let response = try decoder.decode(ModelResponse.self, fromForeign: json)
        return FetchedModel(
            entry: response.entry,
            huggingFaceID: response.huggingFaceID,
            description: response.description,
            json: json
        )
    }

    private var failure: Failure { position >= bytes.count ? .cutShort : .notACatalog }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    /// Skips white space and peeks at the next byte.
    private mutating func skipSpace() -> UInt8? {
        while position < bytes.count {
            let byte = bytes[position]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
            position += 1
        }
        return nil
    }

    /// Skips a value and returns its range.
    private mutating func skipValue() throws(Failure) -> Range<Int> {
        let start = position
        var depth = 0
        repeat {
            guard position < bytes.count else { throw .cutShort }
            switch bytes[position] {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                position += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard depth > 0 else { throw .notACatalog }
                depth -= 1
                position += 1
            case UInt8(ascii: "\""):
                try skipString()
            case UInt8(ascii: ","), UInt8(ascii: ":"), 0x20, 0x0A, 0x0D, 0x09:
                guard depth > 0 else { throw .notACatalog }
                position += 1
            default:
                skipScalar()
            }
        } while depth > 0
        return start..<position
    }

    private mutating func skipString() throws(Failure) {
        position += 1
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\\"):
                position += 2
            case UInt8(ascii: "\""):
                position += 1
                return
            default:
                position += 1
            }
        }
        throw .cutShort
    }

    /// Skips a number, `true`, `false`, `null`, or garbage in their place.
    private mutating func skipScalar() {
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ":"),
                UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""), 0x20, 0x0A, 0x0D, 0x09:
                return
            default:
                position += 1
            }
        }
    }
}

extension FetchedCatalog {
    fileprivate mutating func take(
        _ result: CatalogReader.DecodedRow,
        at index: Int,
        _ seen: inout Set<ModelID>
    ) {
        switch result {
        case .success(let row) where seen.insert(row.entry.id).inserted:
            rows.append(row)
        case .success(let row):
            rejected.append(
                RejectedRow(
                    index: index,
                    id: row.entry.id.rawValue,
                    reason: "the id occurs twice"
                )
            )
        case .failure(let problem):
            rejected.append(RejectedRow(index: index, id: problem.id, reason: problem.reason))
        }
    }
}
