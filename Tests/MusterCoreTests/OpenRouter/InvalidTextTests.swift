import Foundation
import Testing

@testable import MusterCore

/// Text that is not Unicode within an answer: the rest of it must arrive.
@Suite struct InvalidTextTests {
    @Test(
        arguments: [
            [0x80], [0xBF, 0xBF], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xC0, 0xAF],
            [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xED, 0xB0, 0x80], [0xF4, 0x90, 0x80, 0x80],
            [0xFE], [0xFF, 0xFF], [0xC3, 0x28],
        ] as [[UInt8]]
    )
    func invalidBytesBecomeReplacements(bytes: [UInt8]) throws {
        try expectRest(Array("A".utf8) + bytes + Array("B".utf8))
    }

    @Test(arguments: [
        #"\ud83d"#, #"\ude00"#, #"\ud83d\ud83d"#, #"\ude00\ud83d"#, #"\uD83D\u0041"#, #"\udfffx"#,
    ])
    func halfPairsBecomeReplacements(escape: String) throws {
        try expectRest(Array("A\(escape)B".utf8))
    }

    /// What the grammar of JSON forbids in a string, and the text that is meant.
    @Test(
        arguments: [
            ("A\tB", "A\tB"), ("A\u{1}B", "A\u{1}B"), ("A\nB", "A\nB"), (#"A\x41B"#, #"A\x41B"#),
            (#"A\u12 B"#, "A\u{FFFD} B"), (#"A\'B"#, #"A\'B"#), (#"A\\"B"#, nil),
        ] as [(String, String?)]
    )
    func whatJSONForbidsIsText(content: String, text: String?) throws {
        let chunk =
            #"{"choices":[{"delta":{"content":""# + content
            + #""},"logprobs":NaN}],"usage":{"completion_tokens":3,"cost":NaN}}"#
        let decoded = try? JSONDecoder()
            .decode(CompletionChunkResponse.self, fromForeign: Data(chunk.utf8))
        let events = decoded?.events(of: nil)
        #expect(events?.contains(.text(text ?? "")) == text.map { _ in true })
        if text != nil {
            #expect(events?.contains(.usage(TokenUsage(completionTokens: 3))) == true)
        }
    }

    /// Reads `content` in a chunk between others, whole and byte by byte.
    private func expectRest(_ content: [UInt8]) throws {
        func chunk(_ content: [UInt8]) -> [UInt8] {
            Array(#"data: {"choices":[{"delta":{"content":""#.utf8) + content
                + Array("\"}}]}\n\n".utf8)
        }
        let stream =
            chunk(Array("before ".utf8)) + chunk(content) + chunk(Array(" after".utf8))
            + Array("data: [DONE]\n\n".utf8)
        for pieces in [[stream], stream.map { [$0] }] {
            var reader = CompletionStreamReader()
            var text = ""
            for event in try pieces.flatMap({ try reader.read($0) }) {
                switch event {
                case .text(let piece): text += piece
                case .done: break
                default: Issue.record("\(event)")
                }
            }
            #expect(text.hasPrefix("before A\u{FFFD}"), "\(text)")
            #expect(text.hasSuffix("B after"), "\(text)")
        }
    }
}
