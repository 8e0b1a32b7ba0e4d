import Foundation

/// Decodes an event stream by the WHATWG HTML standard, at any split of its bytes.
///
/// https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation:
/// lines end with LF, CR or CRLF; a leading byte-order mark is skipped; a blank line completes an
/// event, and an event that the end of the stream leaves incomplete is discarded.
///
/// The work is linear in the number of bytes, however they are split; event size is limited.
package struct ServerSentEventDecoder: Sendable {
    package struct TooLarge: Error, Equatable {}

    package struct Event: Sendable, Equatable {
        package let data: [UInt8]
        /// The number of bytes in ``stray`` before the event.
        let strayCount: Int
    }

    /// The limit of a line, or of an event's data, in bytes.
    package static let defaultLimit = 32 << 20
    /// The number of bytes to keep of lines that belong to no event.
    private static let strayLimit = 64 << 10

    private let limit: Int
    private var line: [UInt8] = []
    private var data: [UInt8] = []
    private var hasData = false
    private var lastCharacterWasCR = false
    /// The number of bytes seen of a byte-order mark; `nil` once that is settled.
    private var byteOrderMarkLength: Int? = 0
    /// The number of comment lines, which services send to keep a connection open.
    private(set) var commentCount = 0
    /// Lines that are neither fields of the standard nor comments, such as a bare JSON error.
    private(set) var stray: [UInt8] = []

    /// Creates a decoder with a limit in bytes for each event.
    package init(limit: Int = Self.defaultLimit) {
        self.limit = limit
    }

    /// Returns the events that the next bytes complete.
    package mutating func decode(
        _ bytes: some Sequence<UInt8>
    ) throws(TooLarge) -> [Event] {
        var events: [Event] = []
        var failure: TooLarge?
        let wasContiguous: Void? = bytes.withContiguousStorageIfAvailable { buffer in
            failure = decode(buffer, into: &events)
        }
        if wasContiguous == nil {
            Array(bytes).withUnsafeBufferPointer { buffer in
                failure = decode(buffer, into: &events)
            }
        }
        if let failure { throw failure }
        return events
    }

    private mutating func decode(
        _ buffer: UnsafeBufferPointer<UInt8>,
        into events: inout [Event]
    ) -> TooLarge? {
        do {
            try decodeLines(buffer, into: &events)
            return nil
        } catch {
            return error
        }
    }

    private mutating func decodeLines(
        _ buffer: UnsafeBufferPointer<UInt8>,
        into events: inout [Event]
    ) throws(TooLarge) {
        var start = skipByteOrderMark(buffer)
        var index = start
        var lineFeed = -1
        while index < buffer.count {
            if lastCharacterWasCR {
                lastCharacterWasCR = false
                // The second half of a CRLF, which may arrive with the next piece.
                if buffer[index] == 0x0A {
                    index += 1
                    start = index
                    continue
                }
            }
            // Search for a distant LF once, not for every CR before it.
            if lineFeed < index {
                lineFeed = Self.first(0x0A, in: buffer, index..<buffer.count) ?? buffer.count
            }
            let end = Self.first(0x0D, in: buffer, index..<lineFeed) ?? lineFeed
            guard end < buffer.count else { break }
            try append(buffer[start..<end])
            try endLine(into: &events)
            lastCharacterWasCR = buffer[end] == 0x0D
            index = end + 1
            start = index
        }
        try append(buffer[start..<buffer.count])
    }

    private static func first(
        _ byte: Int32,
        in buffer: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>
    ) -> Int? {
        guard let base = buffer.baseAddress else { return nil }
        return memchr(base + range.lowerBound, byte, range.count).map {
            UnsafeRawPointer($0) - UnsafeRawPointer(base)
        }
    }

    /// Skips EF BB BF at the very start, even if it arrives byte by byte.
    private mutating func skipByteOrderMark(_ buffer: UnsafeBufferPointer<UInt8>) -> Int {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        var index = 0
        while let length = byteOrderMarkLength, index < buffer.count {
            guard buffer[index] == mark[length] else {
                line.append(contentsOf: mark[..<length])
                byteOrderMarkLength = nil
                break
            }
            index += 1
            byteOrderMarkLength = length + 1 == mark.count ? nil : length + 1
        }
        return index
    }

    private mutating func append(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) throws(TooLarge) {
        guard line.count + bytes.count <= limit else { throw TooLarge() }
        line.append(contentsOf: UnsafeBufferPointer(rebasing: bytes))
    }

    private mutating func endLine(into events: inout [Event]) throws(TooLarge) {
        defer { line.removeAll(keepingCapacity: true) }
        guard let first = line.first else {
            dispatch(into: &events)
            return
        }
        guard first != UInt8(ascii: ":") else {
            commentCount += 1
            return
        }
        let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
        var value = line[colon...].dropFirst()
        if value.first == 0x20 { value = value.dropFirst() }
        let name = line[..<colon]
        if name.elementsEqual("data".utf8) {
            guard data.count + value.count < limit else { throw TooLarge() }
            if hasData { data.append(0x0A) }
            hasData = true
            data.append(contentsOf: value)
        } else if !Self.ignoredFields.contains(where: { name.elementsEqual($0.utf8) }),
            stray.count + line.count < min(Self.strayLimit, limit),
            !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 })
        {
            stray.append(contentsOf: line + [0x0A])
        }
    }

    /// No chunk has an `event`, and a generation must not reconnect.
    private static let ignoredFields = ["event", "id", "retry"]

    /// The event that the end of the stream left without its blank line, which the standard discards.
    package mutating func finish() throws(TooLarge) -> Event? {
        var events: [Event] = []
        if !line.isEmpty { try endLine(into: &events) }
        dispatch(into: &events)
        return events.last
    }

    private mutating func dispatch(into events: inout [Event]) {
        // The standard says not to dispatch an event without data.
        if hasData { events.append(Event(data: data, strayCount: stray.count)) }
        data.removeAll(keepingCapacity: true)
        hasData = false
    }
}
