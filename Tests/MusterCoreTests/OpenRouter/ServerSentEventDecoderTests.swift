import MusterTestSupport
import Testing

@testable import MusterCore

/// The rules of https://html.spec.whatwg.org/multipage/server-sent-events.html.
@Suite struct ServerSentEventDecoderTests {
    @Test(arguments: EventStreamCase.all)
    func streamsAreReadAsTheStandardSays(example: EventStreamCase) throws {
        #expect(try Self.decode([example.bytes]) == example.events)
    }

    @Test(arguments: EventStreamCase.all)
    func aSplitAnywhereChangesNothing(example: EventStreamCase) throws {
        let bytes = example.bytes
        for split in 0...bytes.count {
            let pieces = [Array(bytes[..<split]), Array(bytes[split...])]
            #expect(try Self.decode(pieces) == example.events, "split at \(split)")
        }
        #expect(try Self.decode(bytes.map { [$0] }) == example.events)
    }

    @Test func anySplitOfAnyStreamChangesNothing() throws {
        let alphabet: [[UInt8]] = [
            "data: ", "data:", "data", "event: ", ":", ": x", "\r", "\n", "\r\n", "\n\n", " ", "x",
            "é", "\u{FEFF}", "id: 1", "\u{00}", "[DONE]",
        ].map { Array($0.utf8) }
        var random = SplitMix64(seed: 6)
        for _ in 0..<2000 {
            let bytes = Array(random.elements(of: alphabet, maximumCount: 16).joined())
            let whole = try Self.decode([bytes])
            var rest = bytes[...]
            var pieces: [[UInt8]] = []
            while !rest.isEmpty {
                let count = Int.random(in: 0...rest.count, using: &random)
                pieces.append(Array(rest.prefix(count)))
                rest = rest.dropFirst(count)
            }
            #expect(try Self.decode(pieces) == whole, "\(bytes)")
        }
    }

    @Test func sequencesWithoutContiguousStorageAreReadToo() throws {
        var decoder = ServerSentEventDecoder()
        let events = try decoder.decode(
            sequence(first: "data: a\n\n"[...]) { $0.dropFirst() }
                .lazy.compactMap(\.utf8.first).prefix(9)
        )
        #expect(events.map(\.data) == [Array("a".utf8)])
    }

    @Test func commentsAreCounted() throws {
        var decoder = ServerSentEventDecoder()
        _ = try decoder.decode(Array(": OPENROUTER PROCESSING\n\n:\n: x\ndata: a\n".utf8))
        #expect(decoder.commentCount == 3)
    }

    @Test(arguments: [
        "data: 0123456789", ": 0123456789abcdef", "0123456789abcdef0", "data: 01234\ndata: 56789\n",
    ])
    func whatIsLongerThanTheLimitThrows(text: String) {
        for pieces in [[Array(text.utf8)], text.utf8.map { [$0] }] {
            var decoder = ServerSentEventDecoder(limit: 10)
            #expect(throws: ServerSentEventDecoder.TooLarge.self) {
                for piece in pieces { _ = try decoder.decode(piece) }
            }
        }
    }

    @Test func theLimitIsForOneEventAndNotForTheStream() throws {
        var decoder = ServerSentEventDecoder(limit: 16)
        var count = 0
        for _ in 0..<1000 { count += try decoder.decode(Array("data: 01234\n\n".utf8)).count }
        #expect(count == 1000)
    }

    private static func decode(_ pieces: [[UInt8]]) throws -> [String] {
        var decoder = ServerSentEventDecoder()
        return try pieces.flatMap { try decoder.decode($0) }
            .map { String(decoding: $0.data, as: UTF8.self) }
    }
}
