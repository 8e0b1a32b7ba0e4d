import Foundation
import Testing

@testable import MusterCore

/// One event of a stream, and what it means.
struct ChunkCase: Sendable, CustomTestStringConvertible {
    let json: String
    let events: [CompletionEvent]

    init(_ json: String, _ events: CompletionEvent...) {
        self.json = json
        self.events = events
    }

    var stream: [UInt8] { Array("data: \(json)\n\n".utf8) }
    var testDescription: String { json }

    private static func delta(_ delta: String, _ finish: String = "null") -> String {
        #"{"choices":[{"index":0,"delta":\#(delta),"finish_reason":\#(finish)}]}"#
    }

    private static func failed(
        _ kind: ServiceFailure.Kind,
        _ message: String
    ) -> CompletionEvent {
        .failed(ServiceFailure(kind, httpStatus: 200, message: message))
    }

    static let all = text + ends + errors

    private static let text = [
        ChunkCase(delta(#"{"role":"assistant","content":"Hi"}"#), .text("Hi")),
        ChunkCase(delta(#"{"content":"é世🐬\n"}"#), .text("é世🐬\n")),
        ChunkCase(delta(#"{"content":"\ud83d\udc2c \u001b[31m"}"#), .text("🐬 \u{1B}[31m")),
        ChunkCase(delta(#"{"content":""}"#)),
        ChunkCase(
            delta(#"{"content":[{"type":"text","text":"in "},{"type":"x"},{"text":"parts"}]}"#),
            .text("in parts")
        ),
        ChunkCase(
            delta(#"{"tool_calls":[{"index":0,"function":{"name":"report","arguments":"{"}}]}"#),
            .toolCalled(ToolCall(index: 0, name: "report", arguments: "{"))
        ),
        ChunkCase(
            delta(#"{"content":null,"tool_calls":[{"index":0}]}"#),
            .toolCalled(ToolCall(index: 0, name: ""))
        ),
        ChunkCase(delta("{}")),
        ChunkCase(
            delta(#"{"content":"","reasoning":"Hm","reasoning_details":[]}"#),
            .reasoning("Hm")
        ),
        ChunkCase(delta(#"{"content":"a","reasoning":"b"}"#), .reasoning("b"), .text("a")),
        ChunkCase(delta(#"{"content":"a","reasoning":null}"#), .text("a")),
        ChunkCase(#"{"choices":[]}"#),
        // Odd kinds count as not said, and cost no text.
        ChunkCase(#"{"provider":5,"choices":[{"delta":{"content":"a"}}]}"#, .text("a")),
        ChunkCase(delta(#"{"content":"a","reasoning":{"text":"b"}}"#), .reasoning("b"), .text("a")),
        ChunkCase(delta(#"{"content":"a"}"#, "7"), .text("a")),
        ChunkCase(#"{"usage":[],"choices":[{"delta":{"content":"a"}}]}"#, .text("a")),
        ChunkCase(#"{"choices":null}"#),
        ChunkCase("{}"),
        ChunkCase(#"{"model":"","choices":[]}"#),
        ChunkCase(#"{"model":"a/b"}"#, .served(model: "a/b", provider: nil)),
        ChunkCase(#"{"model":"a/b","provider":"X"}"#, .served(model: "a/b", provider: "X")),
        ChunkCase(#"{"choices":[{"message":{"content":"whole"}}]}"#, .text("whole")),
    ]

    private static let ends = [
        ChunkCase(delta(#"{"content":""}"#, #""stop""#), .finished(.stop)),
        ChunkCase(
            delta(#"{"content":"x"}"#, #""length""#),
            .text("x"),
            .finished(.length)
        ),
        ChunkCase(delta("{}", #""end_turn""#), .finished(FinishReason(rawValue: "end_turn"))),
        ChunkCase(
            #"{"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4,"cost":0.00006}}"#,
            .usage(TokenUsage(promptTokens: 3, completionTokens: 4, cost: Decimal(6) / 100_000))
        ),
        ChunkCase(
            #"{"usage":{"completion_tokens_details":{"reasoning_tokens":9},"cost":null}}"#,
            .usage(TokenUsage(reasoningTokens: 9))
        ),
        ChunkCase(#"{"usage":{}}"#, .usage(TokenUsage())),
        ChunkCase(#"{"usage":null}"#),
        ChunkCase("[DONE]", .done),
    ]

    private static let errors = [
        // As recorded: error and usage on one chunk, no finish reason.
        ChunkCase(
            #"{"error":{"code":400,"message":"Token limit"},"choices":[{"delta":{"content":""},"#
                + #""finish_reason":null}],"usage":{"prompt_tokens":1}}"#,
            .usage(TokenUsage(promptTokens: 1)),
            failed(.badRequest, "Token limit")
        ),
        // As documented.
        ChunkCase(
            #"{"error":{"code":502,"message":"gone"},"choices":[{"delta":{"content":""},"#
                + #""finish_reason":"error"}]}"#,
            failed(.server, "gone"),
            .finished(.error)
        ),
        ChunkCase(
            #"{"error":{"code":"server_error","message":"gone"},"choices":[]}"#,
            failed(.server, "gone")
        ),
        ChunkCase(#"{"error":{"code":429,"message":"busy"}}"#, failed(.rateLimited, "busy")),
        ChunkCase(#"{"choices":[{"error":{"code":502,"message":"in"}}]}"#, failed(.server, "in")),
        ChunkCase(
            delta("{}", #""error","native_finish_reason":"MALFORMED_FUNCTION_CALL""#),
            failed(.server, "the provider stopped with an error: MALFORMED_FUNCTION_CALL"),
            .finished(.error)
        ),
        ChunkCase(
            "not JSON",
            failed(.malformed, "a piece of the stream could not be read: not JSON")
        ),
        ChunkCase("[]", failed(.malformed, "a piece of the stream could not be read: []")),
    ]
}
