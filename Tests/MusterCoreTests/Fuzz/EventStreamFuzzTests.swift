import MusterTestSupport
import Testing

@testable import MusterCore

/// Streams of any bytes, cut anywhere.
@Suite(.timeLimit(.minutes(60))) struct EventStreamFuzzTests {
    private static let words = [
        "data: ", "data:", "data", "event: ", "event", ":", ": ", "id: 1", "retry: 1", "\r", "\n",
        "\r\n", "\n\n", "\r\r", "\r\n\r\n", "\n\r", " ", "x", "[DONE]", "\u{FEFF}", "\u{2028}",
        "\0",
        "datadata", "Data: ", " data: ", "data : ", "ä",
    ]

    @Test func anyCutGivesWhatTheStandardSays() async throws {
        let fuzz = Fuzz("event stream", dictionary: Self.words, rounds: 3000)
        await fuzz.run(corpus: try Fixture.corpus("stream")) { mutator in
            let bytes = mutator.words(atMost: 24)
            return mutator.chance(of: 3) ? mutator.damaged(bytes) : bytes
        } property: { bytes, mutator in
            let limit = mutator.one(of: [4, 10, 16, 40, 1 << 20])
            let expected = ReferenceEventStream.events(of: bytes, limit: limit)
            for pieces in [[bytes], bytes.map { [$0] }, mutator.pieces(of: bytes)] {
                let found = try Self.decode(pieces, limit: limit)
                guard found == expected else {
                    throw Fuzz.Broken(
                        "limit \(limit), \(pieces): \(found ?? []), not \(expected ?? [])"
                    )
                }
            }
        }
    }

    /// The events; `nil` when something was too large.
    private static func decode(
        _ pieces: [[UInt8]],
        limit: Int
    ) throws -> [[UInt8]]? {
        var decoder = ServerSentEventDecoder(limit: limit)
        var events: [[UInt8]] = []
        for piece in pieces {
            do throws(ServerSentEventDecoder.TooLarge) {
                events += try decoder.decode(piece).map(\.data)
            } catch {
                return nil
            }
            for child in Mirror(reflecting: decoder).children {
                guard let kept = child.value as? [UInt8], kept.count > limit else { continue }
                throw Fuzz.Broken("\(child.label ?? "") has \(kept.count) bytes")
            }
        }
        return events
    }

    @Test func anyCutOfACompletionMeansTheSame() async throws {
        let fuzz = Fuzz("completion stream", dictionary: Self.words, rounds: 100)
        await fuzz.run(corpus: try Fixture.corpus("stream")) { mutator in
            let chunks = mutator.several(atMost: 6, Self.chunk)
            let bytes = Array((chunks.joined() + "data: [DONE]\n\n").utf8)
            return mutator.chance(of: 3) ? mutator.damaged(bytes) : bytes
        } property: { bytes, mutator in
            let whole = try Self.read([bytes])
            for pieces in [bytes.map { [$0] }, mutator.pieces(of: bytes)] {
                let found = try Self.read(pieces)
                guard found == whole else { throw Fuzz.Broken("\(found), not \(whole)") }
            }
            for case .text(let text) in whole where text.utf8.contains(0) {
                throw Fuzz.Broken("a text that a database cuts: \(text.debugDescription)")
            }
            for case .failed(let failure) in whole where failure.message.utf8.count > 2048 {
                throw Fuzz.Broken("a message of \(failure.message.utf8.count) bytes")
            }
        }
    }

    /// Chunks that are alike but for their text, or nearly, as those of one answer are.
    @Test func aChunkMeansTheSameWhateverCameBefore() async throws {
        await Fuzz("chunks of one answer", dictionary: Self.words, rounds: 150).run { mutator in
            let name = mutator.one(of: ["content", "content", "reasoning"])
            let shape = mutator.one(of: [
                "{\"id\":\"g\",\"model\":\"a/b\",\"choices\":[{\"delta\":{\"\(name)\":T}}]}",
                "{\"choices\":[{\"delta\":{\"role\":\"a\",\"\(name)\" : T},\"finish_reason\":null}],\"model\":\"c\"}",
                "{\"\(name)\":T,\"choices\":[{\"delta\":{\"\(name)\":T,\"x\":[T]}}]}",
            ])
            return mutator.several(atMost: 8) { mutator in
                let text = mutator.hostileText(atMost: 4)
                let quoted =
                    mutator.chance(of: 9)
                    ? mutator.json(depth: 1)
                    : mutator.chance(of: 3) ? mutator.quoted(text) : Self.plainlyQuoted(text)
                let chunk = shape.replacing("T", with: quoted)
                let sent = mutator.chance(of: 6) ? mutator.damaged(chunk) : chunk
                return "data: \(sent.replacing("\r", with: "").replacing("\n", with: ""))\n\n"
            }
        } property: { chunks, _ in
            var reader = CompletionStreamReader()
            for chunk in chunks {
                var fresh = CompletionStreamReader()
                let found = try reader.read(Array(chunk.utf8)).filter { !$0.isServed }
                let expected = try fresh.read(Array(chunk.utf8)).filter { !$0.isServed }
                guard found == expected else { throw Fuzz.Broken("\(found), not \(expected)") }
                // Nothing counts after it.
                if found.contains(.done) { return }
            }
        }
    }

    /// With no more escapes than JSON asks for.
    private static func plainlyQuoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\"", "\\": "\\\(scalar)"
            case "\n": "\\n"
            case _ where scalar.value < 0x20: "\\t"
            default: String(scalar)
            }
        }
        return "\"\(escaped.joined())\""
    }

    private static func chunk(_ mutator: inout Mutator) -> String {
        guard !mutator.chance(of: 6) else { return ": OPENROUTER PROCESSING\n\n" }
        let delta = mutator.object([
            (
                "content",
                [mutator.quoted(mutator.hostileText(atMost: 4)), "[{\"text\":\"a\"}]", "\"\""]
            ),
            ("reasoning", [mutator.quoted(mutator.hostileText(atMost: 2)), "null"]),
            ("tool_calls", ["[{\"function\":{\"name\":\"f\"}}]"]),
        ])
        let error = mutator.object([
            ("code", ["429", "\"server_error\""]), ("message", ["\"Slow\""]),
        ])
        let choice = mutator.object([
            ("delta", [delta]), ("message", [delta]),
            ("finish_reason", ["\"stop\"", "\"error\"", "null"]),
            ("error", [error, "null"]),
        ])
        let chunk = mutator.object([
            ("model", ["\"a/b\"", "\"c\""]), ("provider", ["\"P\""]),
            ("choices", ["[\(choice)]", "[]"]),
            (
                "usage",
                [
                    "{\"prompt_tokens\":\(mutator.hostileNumber()),\"cost\":\(mutator.hostileNumber())}"
                ]
            ),
            ("error", ["null", error]),
        ])
        let end = mutator.one(of: ["\n", "\r\n", "\r"])
        return "data: \(chunk)\(end)\(end)"
    }

    /// What a stream means; that it was kept alive is told once a piece, however many comments.
    private static func read(_ pieces: [[UInt8]]) throws -> [CompletionEvent] {
        var reader = CompletionStreamReader()
        return try pieces.flatMap { try reader.read($0) }.filter { $0 != .keptAlive }
    }
}

extension CompletionEvent {
    /// Whether it tells who answers, which is passed on only when it changes.
    fileprivate var isServed: Bool {
        if case .served = self { true } else { false }
    }
}
