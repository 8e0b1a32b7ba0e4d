/// A row of a table as RFC 4180 has it: cells may be quoted, and a quotation mark within is doubled.
enum TableRow {
    /// The cells of a record; `nil` if it is not UTF-8.
    static func cells(_ record: some Sequence<UInt8>, separator: UInt8) -> [String]? {
        var cells: [[UInt8]] = [[]]
        var isQuoted = false
        var wasQuote = false
        let quote = UInt8(ascii: "\"")
        for byte in record {
            if isQuoted {
                if byte == quote {
                    (isQuoted, wasQuote) = (false, true)
                } else {
                    cells[cells.count - 1].append(byte)
                }
                continue
            }
            switch byte {
            case quote:
                // After one that ended a quotation it stands for itself.
                if wasQuote { cells[cells.count - 1].append(quote) }
                isQuoted = true
            case separator: cells.append([])
            default: cells[cells.count - 1].append(byte)
            }
            wasQuote = false
        }
        if cells[cells.count - 1].last == 0x0D { cells[cells.count - 1].removeLast() }
        let texts = cells.compactMap { String(validating: $0, as: UTF8.self) }
        return texts.count == cells.count ? texts : nil
    }
}
