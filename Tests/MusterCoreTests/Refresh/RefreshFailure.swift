import Foundation
import MusterCore
import OpenRouterSimulator
import Testing

/// An answer that is no catalog, and the failure that it is; `nil` when it is refused as empty.
struct RefreshFailure: Sendable, CustomTestStringConvertible {
    let name: String
    let answer: ScriptedAnswer
    let kind: ServiceFailure.Kind?

    var testDescription: String { name }

    private static let whole = Data(#"{"data":[{"id":"a/1"},{"id":"a/2"},{"id":"a/3"}]}"#.utf8)

    static let all = [
        RefreshFailure(name: "empty list", answer: .json(#"{"data":[]}"#), kind: nil),
        RefreshFailure(name: "only bad rows", answer: .json(#"{"data":[1,2]}"#), kind: nil),
        RefreshFailure(name: "empty body", answer: .json(""), kind: .malformed),
        RefreshFailure(name: "no list", answer: .json(#"{"data":{}}"#), kind: .malformed),
        RefreshFailure(name: "HTML with 200", answer: .html(status: 200), kind: .malformed),
        RefreshFailure(
            name: "error with 200",
            answer: .json(#"{"error":{"message":"x","code":500}}"#),
            kind: .malformed
        ),
        RefreshFailure(name: "503", answer: .error("down", status: 503), kind: .server),
        RefreshFailure(name: "HTML with 502", answer: .html(), kind: .server),
        RefreshFailure(name: "429", answer: .error("slow down", status: 429), kind: .rateLimited),
        RefreshFailure(name: "404", answer: .error("Not Found", status: 404), kind: .malformed),
        RefreshFailure(
            name: "cut in the middle",
            answer: ScriptedAnswer(body: whole, cutAfterBytes: 30),
            kind: .connection
        ),
        RefreshFailure(
            name: "cut before the last bracket",
            answer: ScriptedAnswer(body: whole, cutAfterBytes: whole.count - 1),
            kind: .connection
        ),
        RefreshFailure(
            name: "cut by a proxy that mends the length",
            answer: ScriptedAnswer(body: whole.prefix(30)),
            kind: .malformed
        ),
    ]
}
