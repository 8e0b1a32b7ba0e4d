/// Separates code from comments and strings, line by line.
///
/// It knows `//`, `/* */`, and strings of one or several lines with or without `#`. What a string
/// interpolates counts as the string's.
struct CodeScanner {
    private(set) var code: [String] = []
    private(set) var strings: [String] = []
    private let bytes: [UInt8]
    private var index = 0
    private var line: [UInt8] = []
    private var string: [UInt8] = []

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    mutating func run() {
        while index < bytes.count {
            if starts("//") {
                while index < bytes.count, bytes[index] != 0x0A { index += 1 }
            } else if starts("/*") {
                skipBlockComment()
            } else if let hashes = stringStart() {
                readString(hashes: hashes)
            } else {
                let byte = bytes[index]
                index += 1
                if byte == 0x0A { endLine() } else { line.append(byte) }
            }
        }
        endLine()
    }

    private mutating func endLine() {
        code.append(String(decoding: line, as: UTF8.self))
        line = []
    }

    private func starts(_ text: StaticString, at place: Int? = nil) -> Bool {
        let place = place ?? index
        guard place + text.utf8CodeUnitCount <= bytes.count else { return false }
        return text.withUTF8Buffer { $0.elementsEqual(bytes[place..<place + $0.count]) }
    }

    private mutating func skipBlockComment() {
        while index < bytes.count, !starts("*/") {
            if bytes[index] == 0x0A { endLine() }
            index += 1
        }
        index += 2
    }

    /// How many `#` precede a quotation mark here; `nil` when none does.
    private func stringStart() -> Int? {
        var place = index
        while place < bytes.count, bytes[place] == UInt8(ascii: "#") { place += 1 }
        guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else { return nil }
        return place - index
    }

    private mutating func readString(hashes: Int) {
        index += hashes
        let isLong = starts("\"\"\"")
        let quotes = isLong ? 3 : 1
        index += quotes
        string = []
        line += Array("\"\"".utf8)
        while index < bytes.count {
            if ends(quotes: quotes, hashes: hashes) {
                index += quotes + hashes
                break
            }
            let byte = bytes[index]
            if byte == 0x0A {
                // A string of one line ends there at the latest.
                guard isLong else { break }
                endLine()
            } else if byte == UInt8(ascii: "\\"), hashes == 0, index + 1 < bytes.count {
                string.append(byte)
                index += 1
                if bytes[index] == 0x0A { endLine() }
            }
            string.append(bytes[index])
            index += 1
        }
        strings.append(String(decoding: string, as: UTF8.self))
    }

    private func ends(quotes: Int, hashes: Int) -> Bool {
        guard index + quotes + hashes <= bytes.count else { return false }
        return bytes[index..<index + quotes].allSatisfy { $0 == UInt8(ascii: "\"") }
            && bytes[index + quotes..<index + quotes + hashes]
                .allSatisfy { $0 == UInt8(ascii: "#") }
    }
}
