import Testing

@testable import MusterCore

/// The end of a stream in one of the forms in which the token counts have been recorded.
struct UsageCase: Sendable, CustomTestStringConvertible {
    let name: String
    let last: String
    let usage: TokenUsage

    var testDescription: String { name }

    var stream: String {
        """
        : OPENROUTER PROCESSING

        data: {"model":"a/b","choices":[{"delta":{"content":"Hi"},"finish_reason":null}]}

        data: {"model":"a/b","choices":[{"delta":{"content":""},"finish_reason":"stop"}]}

        : OPENROUTER PROCESSING

        data: \(last)

        data: [DONE]


        """
    }

    private static let counts = #""usage":{"prompt_tokens":17,"completion_tokens":5}"#

    static let all = [
        UsageCase(
            name: "the finish reason is taken back",
            last: #"{"model":"a/b","choices":[{"delta":{},"finish_reason":null}],\#(counts)}"#,
            usage: TokenUsage(promptTokens: 17, completionTokens: 5)
        ),
        UsageCase(
            name: "there are no choices",
            last: #"{"model":"a/b","choices":[],\#(counts)}"#,
            usage: TokenUsage(promptTokens: 17, completionTokens: 5)
        ),
        UsageCase(
            name: "another finish reason comes",
            last: #"{"model":"a/b","choices":[{"delta":{},"finish_reason":"length"}],\#(counts)}"#,
            usage: TokenUsage(promptTokens: 17, completionTokens: 5)
        ),
        UsageCase(
            name: "counts are more or less than there can be",
            last: #"""
                {"choices":[],"usage":{"prompt_tokens":-1,"completion_tokens":1000000000000000000}}
                """#,
            usage: TokenUsage()
        ),
    ]
}
