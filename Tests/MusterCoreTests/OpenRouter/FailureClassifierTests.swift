import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore

@Suite struct FailureClassifierTests {
    @Test(arguments: FailureCase.all)
    func theCauseIsToldFromStatusAndBody(example: FailureCase) {
        let failure = FailureClassifier.classify(
            status: example.status,
            body: Data(example.body.utf8)
        )
        #expect(failure.kind == example.kind)
        #expect(failure.httpStatus == example.status)
        #expect(example.words.isEmpty || failure.message.contains(example.words))
    }

    @Test(
        arguments: [
            ("No endpoints found that support tool use. To learn more", true),
            ("No endpoints found that can handle the requested parameters.", true),
            ("No endpoints available matching your guardrail", false),
            ("No allowed providers are available for the selected model.", false),
        ]
    )
    func endpointsAreLeftOutForParametersOrForTheAccount(message: String, isParameters: Bool) {
        let body = #"{"error":{"message":"\#(message)","code":404}}"#
        let failure = FailureClassifier.classify(status: 404, body: Data(body.utf8))
        #expect(failure.trouble == (isParameters ? .request : .account))
    }

    /// Words stand for the status where an error came within a 200, and for budgets of any status.
    @Test(
        arguments: [
            (200, "invalid_api_key", .unauthorized), (200, "model_not_found", .invalidModelID),
            (200, "rate_limit_exceeded", .rateLimited), (200, "insufficient_quota", .noCredits),
            (200, "who_knows", .server), (400, "budget_exceeded", .keyLimit),
            (429, "budget_exceeded", .keyLimit), (400, "who_knows", .badRequest),
        ] as [(Int, String, ServiceFailure.Kind)]
    )
    func aWordTellsTheCause(status: Int, word: String, kind: ServiceFailure.Kind) {
        let body = #"{"error":{"message":"m","type":"\#(word)"}}"#
        let failure = FailureClassifier.classify(status: status, body: Data(body.utf8))
        #expect(failure.kind == kind)
    }

    @Test(
        arguments: [
            ("No endpoints found matching your data policy", "", true),
            ("No endpoints found.", "Filter by ZDR", true),
            ("No endpoints found.", "Filter by Guardrails", true),
            ("No allowed providers are available for the selected model.", "", false),
            ("No endpoints found.", "Filter by Tool Compatibility", false),
        ]
    )
    func privacyIsTheAccountsWhateverThePin(message: String, step: String, isPrivacy: Bool) {
        let metadata = step.isEmpty ? "" : #","metadata":{"failed_routing_step":"\#(step)"}"#
        let body = #"{"error":{"message":"\#(message)","code":404\#(metadata)}}"#
        let failure = FailureClassifier.classify(status: 404, body: Data(body.utf8))
        #expect(failure.isOfPrivacy == isPrivacy)
    }

    @Test(arguments: [("You can only afford 342.", true), ("Insufficient credits.", false)])
    func creditMaySufficeForCheaperModels(message: String, suffices: Bool) {
        let body = #"{"error":{"message":"\#(message)","code":402}}"#
        let failure = FailureClassifier.classify(status: 402, body: Data(body.utf8))
        #expect(failure.allowsCheaperModels == suffices && failure.holdsForEveryModel != suffices)
    }

    @Test func theProviderIsNamed() {
        let body = #"{"error":{"message":"m","code":502,"metadata":{"provider_name":"X"}}}"#
        #expect(FailureClassifier.classify(status: 502, body: Data(body.utf8)).provider == "X")
        let null = #"{"error":{"message":"m","code":502,"metadata":{"provider_name":null}}}"#
        #expect(FailureClassifier.classify(status: 502, body: Data(null.utf8)).provider == nil)
    }

    @Test func longMessagesAreCut() {
        let long = String(repeating: "x", count: 100_000)
        let body = #"{"error":{"message":"\#(long)","code":500}}"#
        #expect(
            FailureClassifier.classify(status: 500, body: Data(body.utf8)).message.count <= 2048
        )
        #expect(
            FailureClassifier.classify(status: 500, body: Data(long.utf8)).message.count <= 2048
        )
    }

    @Test func anyBytesAreSomeFailure() {
        let pieces = [
            "{", "}", "\"error\"", ":", "\"message\"", "null", "\"x\"", "[", "]", ",", "1e999",
            "\"code\"", "404", "\"metadata\"", "\u{00}", "<html>", "é", " ",
        ]
        var random = SplitMix64(seed: 7)
        for _ in 0..<2000 {
            let body = Data(random.elements(of: pieces, maximumCount: 14).joined().utf8)
            for status in [200, 400, 404, 429, 500] {
                #expect(FailureClassifier.classify(status: status, body: body).httpStatus == status)
            }
        }
    }

    // MARK: - Recorded bodies

    private static let kinds: [(words: String, kind: ServiceFailure.Kind)] = [
        ("is not a valid model ID", .invalidModelID),
        ("must contain the word 'json'", .badRequest),
        ("supports at most 1 image per prompt", .badRequest),
        ("Missing Authentication header", .unauthorized),
        ("auth credentials found", .unauthorized),
        ("User not found.", .unauthorized),
        ("requires more credits", .noCredits),
        ("No endpoints found for ", .noEndpoints),
        ("No endpoints found that support", .filteredEndpoints),
        ("No endpoints for openai/gpt-5.2 match your data policy", .filteredEndpoints),
        ("temporarily rate-limited upstream", .rateLimited),
        ("Rate limit exceeded: free-models-per-day", .dailyQuota),
        ("at capacity", .rateLimited),
        ("maximum context length", .contextLength),
        ("stealth model", .noEndpoints),
        ("Token limit reached", .badRequest),
        ("MALFORMED_FUNCTION_CALL", .server),
        ("Provider returned error", .rateLimited),
    ]

    @Test(
        .enabled(if: RecordedTraffic.isPresent),
        arguments: RecordedTraffic.names(in: "errors", suffix: ".jsonl")
    )
    func recordedBodiesAreUnderstood(name: String) throws {
        let lines = try RecordedTraffic.bytes(of: name).split(separator: UInt8(ascii: "\n"))
        #expect(!lines.isEmpty)
        for line in lines {
            let object = try JSONSerialization.jsonObject(with: line)
            let record = try #require(object as? [String: Any])
            let status = try #require(record["http_status"] as? Int)
            guard let body = record["body"] as? [String: Any] else { continue }
            let data = try JSONSerialization.data(withJSONObject: body)
            let failure = try #require(try Self.failure(status: status, body: data))
            let expected = Self.kinds.first { failure.message.contains($0.words) }?.kind
            #expect(failure.kind == expected, "\(failure)")
        }
    }

    /// What a body means: on its own, or as a chunk of a stream that began well.
    private static func failure(status: Int, body: Data) throws -> ServiceFailure? {
        guard status == 200 else { return FailureClassifier.classify(status: status, body: body) }
        var reader = CompletionStreamReader()
        let events = try reader.read(Data("data: ".utf8) + body + Data("\n\n".utf8))
        return events.lazy.compactMap { event in
            guard case .failed(let failure) = event else { return nil }
            return failure
        }.first
    }
}
