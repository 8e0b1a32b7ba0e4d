/// Decodes an event stream as the WHATWG HTML standard prescribes, at any split of its bytes.
///
/// https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation:
/// lines end with LF, CR or CRLF; a byte-order mark at the start is skipped; an event is complete
/// at a blank line, and one that the stream's end leaves incomplete is discarded.
///
/// The work is linear in the number of bytes however they are split, and an event is limited.
package struct ServerSentEventDecoder: Sendable {
    /// A line or an event was longer than the limit.
    package struct TooLarge: Error, Equatable {}

    /// How many bytes a line, or the data of an event, may have: 4 MiB.
    package static let defaultLimit = 4 << 20

    private let limit: Int
    private var line: [UInt8] = []
    private var data: [UInt8] = []
    private var hasData = false
    private var lastCharacterWasCR = false
    /// How much of a byte-order mark has been seen; `nil` once that is settled.
    private var byteOrderMarkLength: Int? = 0
    /// How many comment lines have come; services send them to keep a connection open.
    private(set) var commentCount = 0

    /// Creates a decoder at the start of a stream, with a limit in bytes for each event.
    package init(limit: Int = Self.defaultLimit) {
        self.limit = limit
    }

    /// The data of the events that the next bytes complete.
    package mutating func decode(
        _ bytes: some Sequence<UInt8>
    ) throws(TooLarge) -> [[UInt8]] {
        var events: [[UInt8]] = []
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
        into events: inout [[UInt8]]
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
        into events: inout [[UInt8]]
    ) throws(TooLarge) {
        var start = skipByteOrderMark(buffer)
        var index = start
        while index < buffer.count {
            let byte = buffer[index]
            if lastCharacterWasCR {
                lastCharacterWasCR = false
                // The second half of a CRLF, which may have come in the next piece.
                if byte == 0x0A {
                    index += 1
                    start = index
                    continue
                }
            }
            if byte == 0x0A || byte == 0x0D {
                try append(buffer[start..<index])
                try endLine(into: &events)
                lastCharacterWasCR = byte == 0x0D
                start = index + 1
            }
            index += 1
        }
        try append(buffer[start..<buffer.count])
    }

    /// Skips EF BB BF at the very start, even when it comes byte by byte.
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
        line.append(contentsOf: bytes)
    }

    private mutating func endLine(into events: inout [[UInt8]]) throws(TooLarge) {
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
        }
        // No chunk has an `event`; `id` and `retry` serve reconnection, which a generation must not do.
    }

    private mutating func dispatch(into events: inout [[UInt8]]) {
        // An event without data is not dispatched.
        if hasData { events.append(data) }
        data.removeAll(keepingCapacity: true)
        hasData = false
    }
}
