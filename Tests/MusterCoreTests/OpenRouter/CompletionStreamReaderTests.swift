import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore

@Suite struct CompletionStreamReaderTests {
    @Test(arguments: ChunkCase.all)
    func chunksBecomeEvents(example: ChunkCase) throws {
        #expect(try Self.read([example.stream]) == example.events)
    }

    @Test(arguments: ChunkCase.all)
    func bytesOneByOneBecomeTheSameEvents(example: ChunkCase) throws {
        #expect(try Self.read(example.stream.map { [$0] }) == example.events)
    }

    @Test func whoAnswersIsToldWhenItChanges() throws {
        let stream = """
            data: {"model":"a/b","provider":"X"}

            data: {"model":"a/b","provider":"X"}

            data: {"model":"c/d","provider":"X"}


            """
        #expect(
            try Self.read([Array(stream.utf8)]) == [
                .served(model: "a/b", provider: "X"), .served(model: "c/d", provider: "X"),
            ]
        )
    }

    @Test func anEventBeyondTheLimitThrows() {
        var reader = CompletionStreamReader()
        let piece = Array("data: ".utf8) + Array(repeating: 0x78, count: 8 << 20)
        #expect {
            for _ in 0..<5 { _ = try reader.read(piece) }
        } throws: { error in
            (error as? ServiceFailure)?.kind == .tooLarge
        }
    }

    @Test(arguments: UsageCase.all)
    func theFirstFinishReasonIsKeptWhateverTheUsageComesWith(example: UsageCase) throws {
        let id = ModelID(rawValue: "a/b")
        var machine = GenerationStateMachine(
            candidates: [GenerationCandidate(modelID: id, isFree: false)],
            preference: .catalogOnly,
            policy: .none
        )
        let moment = ClockReading(.fixed())
        _ = machine.start(at: moment)
        var usages: [TokenUsage] = []
        for event in try Self.read([Array(example.stream.utf8)]) {
            machine.received(event, at: moment.uptime)
            if case .usage(let usage) = event { usages.append(usage) }
        }
        #expect(machine.streamEnded(at: moment) == .finish(.completed, nil))
        #expect(machine.finishReason == "stop")
        #expect(usages == [example.usage])
    }

    // MARK: - Recorded streams

    @Test(
        .enabled(if: RecordedTraffic.isPresent),
        arguments: RecordedTraffic.names(in: "streams", suffix: ".sse"),
        [1, 7, Int.max]
    )
    func recordedStreamsGiveTheTextOfTheirDeltas(name: String, size: Int) throws {
        let bytes = Array(try RecordedTraffic.bytes(of: name))
        let pieces = stride(from: 0, to: bytes.count, by: min(size, bytes.count)).map {
            Array(bytes[$0..<min(bytes.count, $0 + min(size, bytes.count))])
        }
        let events = try Self.read(pieces)
        let text = events.map { if case .text(let text) = $0 { text } else { "" } }.joined()
        let reasoning = events.map { event in
            if case .reasoning(let text) = event { text } else { "" }
        }.joined()
        #expect(text == (try Self.deltas("content", in: bytes)))
        #expect(reasoning == (try Self.deltas("reasoning", in: bytes)))
        #expect(events.last == .done)
        #expect(events.contains { if case .usage = $0 { true } else { false } })
        #expect(events.contains { if case .finished = $0 { true } else { false } })
        #expect(
            events.contains { if case .failed = $0 { true } else { false } }
                == name.contains("stream_error")
        )
    }

    /// A plain reading: the lines of data, and of each the delta of its first choice.
    private static func deltas(_ key: String, in bytes: [UInt8]) throws -> String {
        var text = ""
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        where line.hasPrefix("data: {") {
            let json = try JSONSerialization.jsonObject(with: Data(line.dropFirst(6).utf8))
            let choices = (json as? [String: Any])?["choices"] as? [[String: Any]]
            let delta = choices?.first?["delta"] as? [String: Any]
            text += delta?[key] as? String ?? ""
        }
        return text
    }

    private static func read(_ pieces: [[UInt8]]) throws -> [CompletionEvent] {
        var reader = CompletionStreamReader()
        return try pieces.flatMap { try reader.read($0) }
    }
}
