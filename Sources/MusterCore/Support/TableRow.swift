/// A row of a table as RFC 4180 has it: cells may be quoted, and a quotation mark within is doubled.
enum TableRow {
    /// The cells of a record; `nil` if it is not UTF-8.
    static func cells(_ record: some Sequence<UInt8>, separator: UInt8) -> [String]? {
        var cells: [[UInt8]] = [[]]
        var quotes = TableQuotes()
        for byte in record {
            switch quotes.take(byte, separator: separator) {
            case .mark: break
            case .end: cells.append([])
            case .content: cells[cells.count - 1].append(byte)
            }
        }
        if cells[cells.count - 1].last == 0x0D { cells[cells.count - 1].removeLast() }
        let texts = cells.compactMap { String(validating: $0, as: UTF8.self) }
        return texts.count == cells.count ? texts : nil
    }
}

/// The quotation marks of a table's cells, byte by byte.
///
/// One opens a quotation only at the beginning of a cell: `5" disk` has a mark of its own.
struct TableQuotes {
    /// What a byte is.
    enum Role {
        case content
        /// The end of a cell.
        case end
        /// A quotation mark that stands for none.
        case mark
    }

    private(set) var isQuoted = false
    private var isAtStart = true
    /// Whether the last byte ended a quotation.
    private var hasJustClosed = false

    mutating func take(_ byte: UInt8, separator: UInt8) -> Role {
        let isQuote = byte == UInt8(ascii: "\"")
        if isQuoted {
            if isQuote { (isQuoted, hasJustClosed) = (false, true) }
            return isQuote ? .mark : .content
        }
        let (wasAtStart, wasClosed) = (isAtStart, hasJustClosed)
        isAtStart = byte == separator || byte == 0x0A
        hasJustClosed = false
        if isQuote, wasAtStart || wasClosed {
            isQuoted = true
            // Right after one that ended a quotation, it stands for itself.
            return wasClosed ? .content : .mark
        }
        return byte == separator ? .end : .content
    }
}
