import Foundation
import Testing

@testable import MusterCore

@Suite struct ForeignJSONTests {
    /// Bytes of a JSON text, and what they come to.
    static let cases: [(String, [UInt8], String)] = [
        ("plain", Array(#""ab""#.utf8), "ab"),
        ("a pair", Array(#""\ud83d\ude00""#.utf8), "😀"),
        ("half a pair, high", Array(#""A\ud83dB""#.utf8), "A\u{FFFD}B"),
        ("half a pair, low", Array(#""A\ude00B""#.utf8), "A\u{FFFD}B"),
        ("two halves the wrong way round", Array(#""\ude00\ud83d""#.utf8), "\u{FFFD}\u{FFFD}"),
        ("a half before a pair", Array(#""\ud83d\ud83d\ude00""#.utf8), "\u{FFFD}😀"),
        ("a half at the end", Array(#""A\uD83D""#.utf8), "A\u{FFFD}"),
        ("an escaped backslash", Array(#""\\ud83d""#.utf8), #"\ud83d"#),
        ("a half after an escaped backslash", Array(#""\\\ud83d""#.utf8), "\\\u{FFFD}"),
        ("capital digits", Array(#""\uDBFF\uDFFF""#.utf8), "\u{10FFFF}"),
        ("a byte of no character", [0x22, 0x41, 0xFF, 0x42, 0x22], "A\u{FFFD}B"),
        ("a character cut short", [0x22, 0xE2, 0x82, 0x22], "\u{FFFD}"),
        ("a long form", [0x22, 0xC0, 0xAF, 0x22], "\u{FFFD}\u{FFFD}"),
        ("a surrogate in UTF-8", [0x22, 0xED, 0xA0, 0xBD, 0x22], "\u{FFFD}\u{FFFD}\u{FFFD}"),
        ("both", [0x22, 0xFF] + Array(#"\ud83d""#.utf8), "\u{FFFD}\u{FFFD}"),
    ]

    @Test(arguments: cases)
    func whatIsNoTextIsReplaced(name: String, bytes: [UInt8], text: String) throws {
        let decoded = try JSONDecoder().decode(String.self, fromForeign: Data(bytes))
        #expect(decoded == text)
    }

    @Test(arguments: [#"{"a":1}"#, #"["\n\u0041\ud83d\ude00"]"#, "", "not JSON", #""\u12"#, #"\"#])
    func whatNeedsNoRepairStaysAsItIs(text: String) {
        #expect(ForeignJSON.repaired(Data(text.utf8)) == Data(text.utf8))
    }

    @Test func aStreamLosesNoText() throws {
        var reader = CompletionStreamReader()
        let chunks = ["before ", #"A\ud83dB"#, #"\udc00"#, " after"].map {
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\($0)\"}}]}\n\n"
        }
        let events = try chunks.flatMap { chunk throws(ServiceFailure) in
            try reader.read(chunk.utf8)
        }
        #expect(
            events == [
                .text("before "), .text("A\u{FFFD}B"), .text("\u{FFFD}"), .text(" after"),
            ]
        )
    }

    /// Reasoning under each of its names, and under several at once.
    @Test(
        arguments: [
            #""reasoning":"why""#, #""reasoning_content":"why""#, #""thinking":"why""#,
            #""reasoning":"why","reasoning_content":"why""#,
            #""reasoning":"","reasoning_content":"why","content":null"#,
            #""reasoning_details":[{"type":"reasoning.text","text":"why"}]"#,
            #""reasoning_details":[{"type":"reasoning.summary","summary":"why"}]"#,
            #""reasoning":"why","reasoning_details":[{"type":"reasoning.text","text":"why"}]"#,
            #""reasoning":"why","reasoning_details":[{"type":"reasoning.encrypted","data":"x"}]"#,
        ]
    )
    func reasoningCountsOnceUnderAnyName(members: String) throws {
        var reader = CompletionStreamReader()
        let events = try reader.read(
            "data: {\"choices\":[{\"delta\":{\(members)}}]}\n\n".utf8
        )
        #expect(events == [.reasoning("why")])
    }

    @Test func anEmptyFinishReasonIsNone() throws {
        var reader = CompletionStreamReader()
        let events = try ["\"\"", "\"length\""].flatMap { reason throws(ServiceFailure) in
            try reader.read(
                "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\(reason)}]}\n\n".utf8
            )
        }
        #expect(events == [.finished(FinishReason(rawValue: "length"))])
    }
}
