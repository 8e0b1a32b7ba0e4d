@testable import MusterCore

/// The standard's algorithm word for word, over a whole stream: slow, and plain to see.
///
/// https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
enum ReferenceEventStream {
    /// The events of a stream; `nil` when a line, or the data of an event, is beyond the limit.
    static func events(of bytes: [UInt8], limit: Int) -> [[UInt8]]? {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var events: [[UInt8]] = []
        var data: [[UInt8]] = []
        let (lines, rest) = lines(of: Array(bytes[start...]))
        for line in lines {
            guard line.count <= limit else { return nil }
            guard !line.isEmpty else {
                if !data.isEmpty { events.append(Array(data.joined(separator: [0x0A]))) }
                data = []
                continue
            }
            let parts = line.split(separator: 0x3A, maxSplits: 1, omittingEmptySubsequences: false)
            var value = parts.count > 1 ? Array(parts[1]) : []
            if value.first == 0x20 { value.removeFirst() }
            switch String(decoding: parts[0], as: UTF8.self) {
            case "data":
                guard Array(data.joined(separator: [0x0A])).count + value.count < limit else {
                    return nil
                }
                data.append(value)
            default: break
            }
        }
        return rest.count <= limit ? events : nil
    }

    /// The lines that have an end, and what comes after the last.
    private static func lines(of bytes: [UInt8]) -> (lines: [[UInt8]], rest: [UInt8]) {
        var lines: [[UInt8]] = []
        var line: [UInt8] = []
        var last: UInt8 = 0
        for byte in bytes {
            if byte == 0x0D || (byte == 0x0A && last != 0x0D) {
                lines.append(line)
                line = []
            } else if byte != 0x0A {
                line.append(byte)
            }
            last = byte
        }
        return (lines, line)
    }
}
