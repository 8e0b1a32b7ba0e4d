import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore

/// A chunk means the same whether one like it came before or not.
@Suite struct ChunkTemplateTests {
    /// Chunks that agree in all but what a stream varies, and some that only seem to.
    @Test(arguments: 1...200)
    func aChunkMeansTheSameAfterOthers(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let shapes = [Self.shapes.randomElement(using: &random)!, Self.shapes[0]]
        var reader = CompletionStreamReader()
        for _ in 0..<40 {
            var chunk = shapes.randomElement(using: &random)!
            for name in ["TEXT", "OTHER"] where chunk.contains(name) {
                let body = Self.bodies.randomElement(using: &random)!
                chunk = chunk.replacingOccurrences(of: name, with: body)
            }
            var bytes = Array("data: \(chunk)\n\n".utf8)
            if Int.random(in: 0..<10, using: &random) == 0 {
                let index = Int.random(in: 6..<bytes.count - 2, using: &random)
                bytes[index] = UInt8.random(in: 0x0E...0xFF, using: &random)
            }
            let alone = try Self.withoutServed(CompletionStreamReader.events(of: bytes))
            #expect(try Self.withoutServed(reader.read(bytes)) == alone, "\(seed): \(chunk)")
        }
    }

    @Test func aChunkLikeTheLastIsReadByItsTemplate() throws {
        let first = Array(#"{"model":"a/b","choices":[{"delta":{"content":"Hello"}}]}"#.utf8)
        let template = try #require(
            ChunkTemplate(
                first,
                events: [.served(model: "a/b", provider: nil), .text("Hello")],
                decode: Self.decode
            )
        )
        func event(_ body: String) -> CompletionEvent? {
            template.event(
                in: Array(#"{"model":"a/b","choices":[{"delta":{"content":"\#(body)"}}]}"#.utf8)
            )
        }
        #expect(event(" world") == .text(" world"))
        #expect(event(#"\n\"\\\/é世"#) == .text("\n\"\\/é世"))
        // Left to the decoder: another escape, another member, and what is no string.
        for body in [#"\u00e9"#, #"","content":"x"#, #"\"#, "\u{1}", ""] {
            #expect(event(body) == nil, "\(body)")
        }
    }

    @Test(arguments: [
        // The text stands elsewhere, or also elsewhere.
        #"{"x":{"content":"a"},"choices":[{"delta":{"content" :"a","content":"a"}}]}"#,
        #"{"content":"a","choices":[{"delta":{"content":"a"}}]}"#,
        #"{"choices":[{"delta":{"content":[{"text":"a"}]}}]}"#,
    ])
    func aTemplateIsLearnedOnlyWhereTheTextIsProven(chunk: String) {
        #expect(ChunkTemplate(Array(chunk.utf8), events: [.text("a")], decode: Self.decode) == nil)
    }

    private static func decode(_ data: [UInt8]) -> [CompletionEvent]? {
        try? JSONDecoder().decode(CompletionChunkResponse.self, from: Data(data)).events(of: nil)
    }

    private static func withoutServed(_ events: [CompletionEvent]) -> [CompletionEvent] {
        events.filter { if case .served = $0 { false } else { true } }
    }

    private static let shapes = [
        #"{"id":"g","model":"a/b","choices":[{"index":0,"delta":{"content":"TEXT"}}]}"#,
        #"{"id": "g", "choices": [{"delta": {"content": "TEXT"}, "finish_reason": null}]}"#,
        #"{"choices":[{"delta":{"content":"","reasoning":"TEXT","reasoning_details":[]}}]}"#,
        #"{"choices":[{"delta":{"reasoning":"TEXT","details":[{"text":"TEXT"}]}}]}"#,
        #"{"choices":[{"delta":{"content":"TEXT","reasoning":"OTHER"}}]}"#,
        #"{"content":"OTHER","choices":[{"delta":{"content":"TEXT"}}]}"#,
        #"{"choices":[{"delta":{"content":"TEXT"},"finish_reason":"stop"}]}"#,
        #"{"choices":[{"delta":{"content":"TEXT"}}],"usage":{"completion_tokens":5}}"#,
        #"{"choices":[{"delta":{"tool_calls":[{"function":{"name":"TEXT"}}]}}]}"#,
        #"{"choices":[{"message":{"content":"TEXT"}}]}"#,
    ]

    private static let bodies = [
        "a", "b", " the", "é世🐬", "", "\\n", "\\u00e9", "\\ud83d\\udc2c", "\\\"", "\\\\",
        "x\"},\"y\":{\"content\":\"z", "\\", "\\q", "TEXT", "\\\",\\\"content\\\":\\\"a",
        "\"content\":\"",
    ]
}

extension CompletionStreamReader {
    /// What one event alone means.
    fileprivate static func events(of bytes: [UInt8]) throws -> [CompletionEvent] {
        var reader = CompletionStreamReader()
        return try reader.read(bytes)
    }
}
