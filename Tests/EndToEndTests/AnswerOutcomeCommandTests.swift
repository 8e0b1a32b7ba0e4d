import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

/// What `muster generate` makes of answers without text: its exit code, its words, its JSON, and
/// that none of them is asked, and paid for, twice.
@Suite(.timeLimit(.minutes(30)))
struct AnswerOutcomeCommandTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let delta: String
        let end: String
        let status: Int
        let words: String
        let kind: String
        var output = ""
        var outcome = "failed"

        var testDescription: String { kind }
    }

    private static let cases = [
        Case(
            delta: #"{"content":"","refusal":"I cannot do that."}"#,
            end: #""finish_reason":"stop""#,
            status: 69,
            words: "gave no answer: the model refused to answer.",
            kind: "refusal",
            output: "I cannot do that."
        ),
        Case(
            delta: #"{"content":"Half"}"#,
            end: #""finish_reason":"content_filter""#,
            status: 69,
            words: "The answer was truncated: a content filter stopped the answer.",
            kind: "content_filter",
            output: "Half",
            outcome: "truncated"
        ),
        Case(
            delta: #"{"tool_calls":[{"function":{"name":"weather"}}]}"#,
            end: #""finish_reason":"tool_calls""#,
            status: 69,
            words: "the model called a tool weather, which nobody offered.",
            kind: "tool_call"
        ),
        Case(
            delta: #"{"reasoning":"Hm"}"#,
            end: #""finish_reason":"length""#,
            status: 69,
            words: "all 16 tokens went to reasoning, and the answer was cut before its first word.",
            kind: "only_reasoning"
        ),
        Case(
            delta: #"{"images":[{"image_url":{"url":"data:image/png;base64,AAAA"}}]}"#,
            end: #""finish_reason":"stop""#,
            status: 69,
            words: "the answer has no text, only a picture (image/png, 3 B).",
            kind: "only_media"
        ),
        Case(
            delta: #"{"content":""}"#,
            end: #""finish_reason":"stop""#,
            status: 75,
            words: "did not answer: the answer is empty.",
            kind: "empty"
        ),
        Case(
            delta: #"{"content":"Half"}"#,
            end: #""finish_reason":"stop","native_finish_reason":"network_error""#,
            status: 75,
            words: "broke off: the provider stopped with an error: network_error.",
            kind: "server",
            output: "Half"
        ),
        Case(
            delta: #"{"content":"Half"}"#,
            end:
                #""finish_reason":"error","error":{"code":400,"message":"Upstream parameter lost"}"#,
            status: 65,
            words: "broke off: Upstream parameter lost.",
            kind: "bad_request",
            output: "Half"
        ),
    ]

    @Test(arguments: cases)
    func itSaysWhatCame(example: Case) async throws {
        let stream = [
            #"{"choices":[{"index":0,"delta":\#(example.delta),"finish_reason":null}]}"#,
            #"{"choices":[{"index":0,"delta":{},\#(example.end)}]}"#,
            #"{"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":16,"cost":0.25}}"#,
            "[DONE]",
        ].map { "data: \($0)\n\n" }.joined()
        let script: [WireStep] = [
            .readRequest, .answer(headers: ["Content-Type: text/event-stream"], body: stream),
        ]
        try await MusterHome.withCatalog { home, _ in
            try await WireServer.withServer(script) { server in
                var home = home
                try home.move(to: server.baseURL)
                let model = "mistralai/mistral-nemo"
                let told = try await home.run("generate \(model) hello")
                #expect(Int(told.status) == example.status, "\(told.errors)")
                #expect(told.sentence.hasSuffix(example.words), "\(told.errors)")
                #expect(told.output == example.output)
                #expect(server.record.requests.count == 1)
                let json = try await home.run("generate --json \(model) hello")
                let object = try #require(
                    try JSONSerialization.jsonObject(with: Data(json.output.utf8))
                        as? [String: Any]
                )
                #expect(object["status"] as? String == example.outcome)
                #expect(object["cost"] as? String == "0.25")
                let attempts = try #require(object["attempts"] as? [[String: Any]])
                #expect(attempts.map { $0["kind"] as? String } == [example.kind])
            }
        }
    }
}
