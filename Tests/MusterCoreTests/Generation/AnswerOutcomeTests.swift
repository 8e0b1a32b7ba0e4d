import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore

/// What an orderly stream amounts to: an answer, or the reason why it is none.
@Suite struct AnswerOutcomeTests {
    @Test(arguments: OutcomeCase.all)
    func anEndSaysWhatHappened(example: OutcomeCase) throws {
        var reader = CompletionStreamReader()
        var machine = GenerationStateMachine(
            candidates: [.example("a/b"), .example("c/d")],
            preference: .catalogOnly,
            policy: .standard
        )
        let now = ClockReading(uptime: .zero, date: .distantPast)
        _ = machine.start(at: now)
        var text = ""
        let stream = example.chunks.map { "data: \($0)\n\n" }.joined() + "data: [DONE]\n\n"
        for event in [.opened] + (try reader.read(Array(stream.utf8))) + reader.finish() {
            if case .text(let piece) = event { text += piece }
            machine.received(event, at: .zero)
        }
        let action = machine.streamEnded(at: now)
        // Silence may be mended by another model; an answer of another sort was paid for.
        if example.kind == .empty, example.text.isEmpty {
            guard case .fallBack(_, let failure) = action else {
                Issue.record("\(String(describing: action))")
                return
            }
            #expect(failure.kind == .empty)
            return
        }
        guard case .finish(let status, let failure) = action else {
            Issue.record("\(String(describing: action))")
            return
        }
        #expect(status == example.status)
        #expect(failure?.kind == example.kind)
        #expect(machine.finishReason == example.reason)
        #expect(text == example.text)
        for word in example.words {
            let message = failure?.message ?? ""
            #expect(message.contains(word), "\(message)")
        }
    }

    @Test(arguments: [
        ServiceFailure.Kind.refusal, .contentFilter, .toolCall, .onlyReasoning, .onlyMedia,
    ])
    func aModelThatAnswersWithoutTextIsAlive(kind: ServiceFailure.Kind) {
        var generation = Generation(id: 0, modelID: ModelID(rawValue: "a/b"), status: .failed)
        generation.failure = ServiceFailure(kind, httpStatus: 200, message: "it says why")
        let evidence = Evidence(
            completion: generation,
            wasRefusedOnEveryRoute: false,
            observedAt: .distantPast
        )
        #expect(evidence.finding == .answered)
        #expect(evidence.detail == "answered: it says why")
        let prompt = BatchPrompt(id: "1", prompt: "x")
        #expect(!BatchResult(generation, of: prompt).isAnswered)
    }

    @Test(
        arguments: [
            (9, 16, "the provider cut the answer at 9 tokens"),
            (16, 16, "the answer was cut at 16 tokens"),
            (nil, 16, "the answer was cut at 16 tokens"),
            (9, nil, "the provider cut the answer at 9 tokens"),
            (nil, nil, "the answer was cut"),
        ] as [(Int?, Int?, String)]
    )
    func aCutNamesTheNumberThatWasSentOrUsed(used: Int?, sent: Int?, words: String) {
        var generation = Generation(id: 0, modelID: ModelID(rawValue: "a/b"), status: .completed)
        generation.finishReason = .length
        generation.maxTokens = sent
        generation.usage = used.map { TokenUsage(completionTokens: $0) }
        #expect(generation.cutWords == words)
    }
}

/// Chunks of a stream, and what its end should mean.
struct OutcomeCase: Sendable, CustomTestStringConvertible {
    let chunks: [String]
    var status = GenerationStatus.failed
    var kind: ServiceFailure.Kind?
    let reason: FinishReason
    var text = ""
    var words: [String] = []

    var testDescription: String { chunks.joined(separator: " ") }

    private static func delta(
        _ delta: String,
        _ end: String = "null",
        native: String = "null"
    )
        -> String
    {
        #"{"choices":[{"index":0,"delta":\#(delta),"finish_reason":\#(end),"#
            + #""native_finish_reason":\#(native)}]}"#
    }

    private static func end(_ reason: String, native: String = "null") -> String {
        delta("{}", "\"\(reason)\"", native: native)
    }

    static let all = answers + refusals + tools + cuts + failures + reported + media + silences

    private static let answers = [
        OutcomeCase(
            chunks: [delta(#"{"content":"Yes."}"#), end("stop")],
            status: .completed,
            reason: .stop,
            text: "Yes."
        ),
        OutcomeCase(
            chunks: [delta(#"{"content":"Once upon"}"#), end("length")],
            status: .completed,
            reason: .length,
            text: "Once upon"
        ),
        // Only one of several choices is an answer, and interleaved ones must not mix.
        OutcomeCase(
            chunks: [
                delta(#"{"content":"A"}"#),
                #"{"choices":[{"index":1,"delta":{"content":"x"},"finish_reason":"length"}]}"#,
                delta(#"{"content":"B"}"#, #""stop""#),
            ],
            status: .completed,
            reason: .stop,
            text: "AB"
        ),
        OutcomeCase(
            chunks: [
                #"{"choices":[{"index":1,"delta":{"content":"x"}},{"index":0,"delta":{"content":"A"}}]}"#,
                delta(#"{"content":"B"}"#, #""stop""#),
            ],
            status: .completed,
            reason: .stop,
            text: "AB"
        ),
        // Reasons that say nothing, before one that does.
        OutcomeCase(
            chunks: [
                delta(#"{"content":"a"}"#, #"" ""#), delta(#"{"content":"b"}"#, #""null""#),
                delta(#"{"text":"c"}"#, #""length""#),
            ],
            status: .completed,
            reason: .length,
            text: "abc"
        ),
        // A tool call beside a finished answer.
        OutcomeCase(
            chunks: [
                delta(#"{"content":"12","tool_calls":[{"function":{"name":"add"}}]}"#), end("stop"),
            ],
            status: .completed,
            reason: .stop,
            text: "12"
        ),
    ]

    private static let refusals = [
        OutcomeCase(
            chunks: [delta(#"{"content":"","refusal":"I cannot do that."}"#), end("stop")],
            kind: .refusal,
            reason: .refusal,
            text: "I cannot do that."
        ),
        OutcomeCase(
            chunks: [delta(#"{"content":[{"type":"refusal","refusal":"No."}]}"#, #""stop""#)],
            kind: .refusal,
            reason: .refusal,
            text: "No."
        ),
        OutcomeCase(
            chunks: [end("stop", native: #""refusal""#)],
            kind: .refusal,
            reason: .refusal
        ),
        OutcomeCase(
            chunks: [end("content_filter")],
            kind: .contentFilter,
            reason: .contentFilter,
            words: ["content filter"]
        ),
        OutcomeCase(
            chunks: [delta(#"{"content":"Take 3 g of"}"#), end("stop", native: #""SAFETY""#)],
            status: .truncated,
            kind: .contentFilter,
            reason: .contentFilter,
            text: "Take 3 g of"
        ),
        OutcomeCase(
            chunks: [end("content_filter", native: #""PROHIBITED_CONTENT""#)],
            kind: .contentFilter,
            reason: .contentFilter
        ),
    ]

    private static let tools = [
        OutcomeCase(
            chunks: [
                delta(#"{"tool_calls":[{"index":0,"function":{"name":"weather"}}]}"#),
                delta(#"{"tool_calls":[{"index":0,"function":{"arguments":"{}"}}]}"#),
                end("tool_calls"),
            ],
            kind: .toolCall,
            reason: .toolCalls,
            words: ["weather"]
        ),
        OutcomeCase(
            chunks: [
                delta(#"{"function_call":{"name":"weather","arguments":""}}"#),
                end("function_call"),
            ],
            kind: .toolCall,
            reason: .toolCalls,
            words: ["weather"]
        ),
        OutcomeCase(
            chunks: [
                delta(#"{"content":[{"type":"tool_use","name":"look_up"}]}"#), end("stop"),
            ],
            kind: .toolCall,
            reason: .stop,
            words: ["look_up"]
        ),
        OutcomeCase(
            chunks: [end("stop", native: #""MALFORMED_FUNCTION_CALL""#)],
            kind: .toolCall,
            reason: .malformedCall,
            words: ["malformed"]
        ),
    ]

    private static let cuts = [
        OutcomeCase(
            chunks: [
                delta(#"{"reasoning":"Hm"}"#), end("length"),
                #"{"choices":[],"usage":{"completion_tokens":16}}"#,
            ],
            kind: .onlyReasoning,
            reason: .length,
            words: ["all 16 tokens went to reasoning"]
        ),
        OutcomeCase(
            chunks: [end("length")],
            kind: .onlyReasoning,
            reason: .length,
            words: ["cut before its first word"]
        ),
        OutcomeCase(
            chunks: [delta(#"{"reasoning_content":"Hm"}"#), end("stop", native: #""MAX_TOKENS""#)],
            kind: .onlyReasoning,
            reason: .length,
            words: ["cut while the model was reasoning"]
        ),
        OutcomeCase(
            chunks: [delta(#"{"content":" \n","reasoning":"Hm"}"#), end("stop")],
            kind: .onlyReasoning,
            reason: .stop,
            text: " \n",
            words: ["stopped after its reasoning"]
        ),
    ]

    private static let failures = ["network_error", "insufficient_system_resource", "ABORTED"].map {
        OutcomeCase(
            chunks: [delta(#"{"content":"Half an"}"#), end("stop", native: "\"\($0)\"")],
            kind: .server,
            reason: .error,
            text: "Half an",
            words: [$0]
        )
    }

    private static let reported = ["network_error", "abort"].map {
        OutcomeCase(
            chunks: [delta(#"{"content":"Half an"}"#), end($0)],
            kind: .server,
            reason: .error,
            text: "Half an",
            words: [$0]
        )
    }

    private static let media = [
        OutcomeCase(
            chunks: [
                delta(
                    #"{"images":[{"type":"image_url","image_url":"#
                        + #"{"url":"data:image/png;base64,AAAAAAAA"}}]}"#
                ), end("stop"),
            ],
            kind: .onlyMedia,
            reason: .stop,
            words: ["a picture (image/png, 6 B)"]
        ),
        OutcomeCase(
            chunks: [
                delta(#"{"audio":{"id":"x","data":"AAAA"}}"#),
                delta(#"{"audio":{"data":"AAAA"}}"#), end("stop"),
            ],
            kind: .onlyMedia,
            reason: .stop,
            words: ["sound (6 B)"]
        ),
        OutcomeCase(
            chunks: [
                delta(
                    #"{"content":[{"type":"image","source":{"media_type":"image/webp","data":"AAAA"}}]}"#
                ),
                end("stop"),
            ],
            kind: .onlyMedia,
            reason: .stop,
            words: ["a picture (image/webp, 3 B)"]
        ),
        OutcomeCase(
            chunks: [
                delta(#"{"content":"Here","images":["https://example.com/cat.png"]}"#), end("stop"),
            ],
            status: .completed,
            reason: .stop,
            text: "Here"
        ),
    ]

    private static let silences = [
        OutcomeCase(chunks: [end("stop")], kind: .empty, reason: .stop),
        OutcomeCase(chunks: [delta(#"{"content":""}"#)], kind: .empty, reason: .stop),
        OutcomeCase(chunks: [end("end_turn")], kind: .empty, reason: .stop),
        OutcomeCase(
            chunks: [delta(#"{"content":"\u200b\ufeff \n"}"#), end("stop")],
            kind: .empty,
            reason: .stop,
            text: "\u{200B}\u{FEFF} \n"
        ),
    ]
}

/// `content` in the shapes that services send, and the text in it.
@Suite struct ContentShapeTests {
    @Test(arguments: [
        (#""plain""#, "plain"),
        (#"["a",{"type":"text","text":"b"},"c"]"#, "abc"),
        (#"{"type":"text","text":"part"}"#, "part"),
        (#"[{"type":"output_text","text":"out"}]"#, "out"),
        (#"[{"type":"text","text":{"value":"deep","annotations":[]}}]"#, "deep"),
        (#"{"parts":[{"text":"x"},{"text":"y"}],"role":"model"}"#, "xy"),
        (#"42"#, "42"),
        (#"true"#, "true"),
        (#"null"#, ""),
        (#"[]"#, ""),
        (#"{}"#, ""),
        (
            #"[{"type":"thinking","thinking":[{"type":"text","text":"hm"}]},{"type":"text","text":"a"}]"#,
            "a"
        ),
        (#"[{"type":"code","code":"C"},"d"]"#, "Cd"),
        (#"[{"type":"redacted_thinking","data":"AAAA"},{"type":"text","text":"a"}]"#, "a"),
    ])
    func textIsFoundInEveryShape(content: String, text: String) throws {
        let delta = try JSONDecoder().decode(
            CompletionDelta.self,
            from: Data("{\"content\":\(content)}".utf8)
        )
        #expect(delta.piece.text == text)
    }

    @Test(arguments: [
        #"{"reasoning":"hm"}"#, #"{"reasoning_content":"hm","reasoning":"hm"}"#,
        #"{"thinking":"hm"}"#, #"{"reasoning_details":[{"type":"reasoning.text","text":"hm"}]}"#,
        #"{"reasoning":"","reasoning_details":[{"type":"reasoning.summary","summary":"hm"}]}"#,
        #"{"content":[{"type":"thinking","thinking":"hm"}]}"#,
        #"{"thought":"hm"}"#, #"{"reasoning_text":"hm"}"#,
        #"{"thinking_blocks":[{"type":"thinking","thinking":"hm"}]}"#,
        #"{"reasoning":"hm","reasoning_details":[{"type":"reasoning.encrypted","data":"x"}]}"#,
    ])
    func reasoningHasManyNamesAndCountsOnce(delta: String) throws {
        let delta = try JSONDecoder().decode(CompletionDelta.self, from: Data(delta.utf8))
        #expect(delta.piece.reasoning == "hm")
        #expect(delta.piece.text.isEmpty)
    }

    @Test func contentOfAnUnknownShapeIsTold() throws {
        var reader = CompletionStreamReader()
        let chunk = #"data: {"choices":[{"delta":{"content":{"blob":[1,2]}}}]}"# + "\n\n"
        let events = try reader.read(Array(chunk.utf8))
        guard case .failed(let failure) = events.last else {
            Issue.record("\(events)")
            return
        }
        #expect(failure.message.contains("blob"))
    }
}
