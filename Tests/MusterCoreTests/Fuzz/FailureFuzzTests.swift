import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore

/// Error answers of any kind.
@Suite(.timeLimit(.minutes(60))) struct FailureFuzzTests {
    private static let key = "sk-or-v1-0123456789abcdef0123456789abcdef"
    private static let statuses = [
        200, 301, 400, 401, 402, 403, 404, 408, 413, 418, 422, 429, 500, 503, 524, 529,
    ]

    @Test func everyErrorIsTold() async throws {
        let words = [
            "{\"error\":", "\"message\":\"", Self.key, "data: ", "<html>", "\"error\"", "}", "\\\"",
        ]
        await Fuzz("error bodies", dictionary: words, rounds: 500).run { mutator in
            let body = Self.body(&mutator)
            return (body, mutator.chance(of: 3) ? mutator.damaged(body) : body)
        } property: { input, mutator in
            let (sound, body) = input
            let status = mutator.one(of: Self.statuses)
            let failure = FailureClassifier.classify(
                status: status,
                body: Data(body),
                now: TimeSource.noon
            )
            .redacting(Self.key)
            guard failure.httpStatus == status else { throw Fuzz.Broken("\(failure)") }
            guard failure.message.utf8.count <= 2048, (failure.provider ?? "").utf8.count <= 2048
            else {
                throw Fuzz.Broken("\(failure.message.utf8.count) bytes")
            }
            // Half a key is half a secret; one that was damaged on its way, or that nobody can read, is
            // none.
            let isTold = sound == body && !failure.message.contains("cannot be read")
            for text in [failure.message, failure.provider ?? ""]
            where isTold && text.contains(Self.key.prefix(20)) {
                throw Fuzz.Broken("it tells the key: \(text.suffix(80))")
            }
            let wait = failure.retryAfter ?? .zero
            guard wait >= .zero, wait <= .seconds(31_536_000) else { throw Fuzz.Broken("\(wait)") }
            let shown = SanitizedText(sanitizing: "\(failure.explanation)")
            guard FuzzText.isHarmless(shown.string) else { throw Fuzz.Broken("\(shown)") }
        }
    }

    @Test func everyRetryAfterIsAWaitOrNone() async throws {
        await Fuzz("retry after", rounds: 4000).run { mutator in
            let number = { (mutator: inout Mutator) in
                mutator.chance(of: 2) ? mutator.hostileNumber() : "\(mutator.number(0...99))"
            }
            let date =
                "Sun, \(number(&mutator)) \(mutator.one(of: ["Nov", "Feb", "X"])) "
                + "\(mutator.chance(of: 2) ? "1994" : number(&mutator)) "
                + "\(number(&mutator)):\(number(&mutator)):\(number(&mutator)) GMT"
            let text = mutator.chance(of: 4) ? number(&mutator) : date
            return mutator.chance(of: 6) ? mutator.damaged(text) : text
        } property: { text, _ in
            let wait = RetryAfter.read(text, now: TimeSource.noon) ?? .zero
            guard wait >= .zero, wait <= .seconds(31_536_000) else { throw Fuzz.Broken("\(wait)") }
            if let date = RetryAfter.readReset(text) {
                guard (0...1e12).contains(date.timeIntervalSince1970) else {
                    throw Fuzz.Broken("\(date)")
                }
            }
        }
    }

    private static func body(_ mutator: inout Mutator) -> [UInt8] {
        if mutator.chance(of: 6) { return Array(mutator.json().utf8) }
        if mutator.chance(of: 8) {
            return Array("<html>\(mutator.hostileText(atMost: 300))\(key)".utf8)
        }
        let long = String(
            repeating: mutator.one(of: ["a", "é", "作", "🐬", "\u{1B}[2J", "\u{301}"]),
            count: mutator.number(0...2100)
        )
        let message = mutator.one(of: [
            "No endpoints found for a/b.", "a/b is not a valid model ID", "Provider returned error",
            "Rate limit exceeded: free-models-per-day", "Key limit exceeded", "bad key \(key)",
            "\(long)\(key)\(long)", mutator.hostileText(atMost: 8),
        ])
        let inner = "{\"error\":{\"message\":\(mutator.quoted(message)),\"code\":1}}"
        let raw = mutator.one(of: [
            mutator.quoted(message), inner, mutator.quoted(inner), mutator.quoted("data: " + inner),
            "{\"data\":\(mutator.quoted(inner))}", mutator.nested(300),
        ])
        let metadata = mutator.object([
            ("provider_name", ["\"P\"", "null", "\"\(key)\"", mutator.quoted(long)]),
            ("raw", [raw]),
            ("limit_source", ["\"openrouter_free_tier_daily\"", "\"x\""]),
            (
                "headers",
                [
                    "{\"X-RateLimit-Reset\":\"\(mutator.hostileNumber())\",\"X-RateLimit-Limit\":\(mutator.hostileNumber())}"
                ]
            ),
        ])
        let availability = mutator.object([
            ("code", ["\"no_endpoints\"", "\"capacity_exhausted\""]),
            ("retry_after", [mutator.hostileNumber()]),
        ])
        let error = mutator.object([
            ("code", ["404", "\"429\"", mutator.hostileNumber()]),
            ("message", [mutator.quoted(message)]),
            ("metadata", [metadata, "null"]), ("availability", [availability]),
            ("error_type", ["\"context_length_exceeded\""]), ("http_status", ["503"]),
        ])
        let value = mutator.chance(of: 8) ? mutator.quoted(message) : error
        return Array("{\"error\":\(value),\"user_id\":\"user_x\"}".utf8)
    }
}
