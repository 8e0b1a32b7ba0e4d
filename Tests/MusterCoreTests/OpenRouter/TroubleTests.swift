import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore

/// Whose trouble a refusal is, for every body that was recorded or reported.
@Suite struct TroubleTests {
    typealias Case = (status: Int, body: String, trouble: Trouble)

    private static func error(_ message: String, _ more: String = "") -> String {
        #"{"error":{"message":"\#(message)"\#(more)}}"#
    }

    private static func step(_ name: String, _ message: String = "No endpoints found.") -> String {
        error(message, #","metadata":{"failed_routing_step":"\#(name)"}"#)
    }

    private static func availability(_ code: String) -> String {
        error("m", #","availability":{"code":"\#(code)"}"#)
    }

    static let model: [Case] = [
        (400, error("a/b is not a valid model ID"), .model),
        (404, error("No endpoints found for a/b:free."), .model),
        (404, error("Provider returned error"), .model),
        (404, error("The model `a/b` does not exist"), .model),
        (
            404,
            error(
                "x",
                #","metadata":{"provider_name":"Google","raw":"your project does not have access"}"#
            ), .model
        ),
        (410, error("The model a/b has been retired"), .model),
        (400, availability("model_not_found"), .model), (404, availability("no_endpoints"), .model),
        (404, availability("model_deprecated"), .model),
        (404, availability("free_variant_ended"), .model),
        (404, availability("model_unavailable_upstream"), .model),
    ]

    static let account: [Case] = [
        (401, error("User not found."), .account),
        (401, error("Missing Authentication header"), .account),
        (402, error("This request requires more credits, or fewer max_tokens."), .account),
        (403, error("Key limit exceeded (total limit). Manage it using x"), .account),
        (
            403, error("API key budget limit exceeded (monthly limit). Contact your org admin."),
            .account
        ),
        (404, error("No endpoints available matching your guardrail restrictions"), .account),
        (404, error("No endpoints for a/b match your data policy"), .account),
        (404, error("No allowed providers are available for the selected model."), .account),
        (404, step("Filter by Data Policy"), .account),
        (404, step("Filter by Allowed Providers"), .account),
        (404, step("Filter by Guardrails"), .account), (404, step("Filter by ZDR"), .account),
        (404, availability("privacy_restricted"), .account),
        (403, availability("region_restricted"), .account),
        (403, error("Country, region, or territory not supported"), .account),
        (403, error("Forbidden"), .account),
        (400, error("Organization has been restricted. Contact support"), .account),
        (
            400,
            error(
                "'x' is not supported by any provider you have enabled.",
                #","code":"model_not_supported""#
            ), .account
        ),
        (
            401,
            error("x", #","metadata":{"raw":"bad key","provider_name":"OpenAI","is_byok":true}"#),
            .account
        ),
    ]

    static let request: [Case] = [
        (400, error("temperature: Number must be less than or equal to 2"), .request),
        (400, error("This endpoint's maximum context length is 200000 tokens."), .request),
        (413, error("Payload too large"), .request),
        (403, error("Your input was flagged"), .request),
        (403, error("Request blocked by guardrail: the prompt matches a pattern"), .request),
        (403, error("Blocked by guardrail", #","metadata":{"patterns":["email"]}"#), .request),
        (404, error("No endpoints found that support tool use."), .request),
        (404, step("Filter by Tool Compatibility"), .request),
        (404, step("Filter by Image Support"), .request),
        (404, step("Filter by Parameters"), .request),
        (404, availability("constraint_filtered"), .request),
        (400, availability("wrong_endpoint"), .request),
        (
            404,
            step(
                "Filter Batch-Only Endpoints",
                "This model is only available through the Batch API."
            ), .request
        ),
    ]

    static let others: [Case] = [
        (403, step("Gate Free Endpoints by Agentic Harness", "only for agents"), .program),
        (403, error("a/b:free is only available on agentic harnesses"), .program),
        (429, error("Rate limit exceeded: free-models-per-day"), .moment),
        (429, error("Provider returned error"), .moment),
        (429, availability("capacity_exhausted"), .moment),
        (503, availability("temporarily_unavailable"), .moment),
        (500, error("Internal Server Error"), .moment), (529, error("overloaded"), .moment),
        (408, error("timeout"), .moment),
        (
            401, error("x", #","metadata":{"raw":"bad key","provider_name":"OpenAI"}"#),
            .moment
        ),
        (
            402, error("x", #","metadata":{"raw":"no balance","provider_name":"DeepSeek"}"#),
            .moment
        ),
        (404, "<!DOCTYPE html><html></html>", .way), (502, "<html></html>", .way),
        (403, "<html>Access denied</html>", .way), (307, "", .way),
        (404, #"{"error":"Not found"}"#, .way), (404, "404 page not found", .way),
    ]

    @Test(arguments: model + account + request + others)
    func everyRefusalIsAboutOneThing(status: Int, body: String, trouble: Trouble) {
        let failure = FailureClassifier.classify(status: status, body: Data(body.utf8))
        #expect(failure.trouble == trouble, "\(failure.kind)")
    }

    @Test func theStepIsKept() {
        let failure = FailureClassifier.classify(
            status: 404,
            body: Data(Self.step("Filter by Data Policy").utf8)
        )
        #expect(failure.routingStep == "Filter by Data Policy")
    }

    /// Every recorded body is somebody's trouble, and a model's only where it is gone.
    @Test(
        .enabled(if: RecordedTraffic.isPresent),
        arguments: RecordedTraffic.names(in: "errors", suffix: ".jsonl")
    )
    func recordedBodiesAreAboutOneThing(name: String) throws {
        let marks: [(words: String, trouble: Trouble)] = [
            ("not a valid model ID", .model), ("No endpoints found for ", .model),
            ("stealth model", .model), ("data policy", .account), ("more credits", .account),
            ("credentials", .account), ("User not found", .account),
            ("Missing Authentication", .account), ("support tool use", .request),
            ("support the provided", .request), ("must contain the word", .request),
            ("supports at most", .request), ("context length", .request),
            ("Token limit", .request), ("rate-limited", .moment), ("Rate limit", .moment),
            ("at capacity", .moment), ("MALFORMED_FUNCTION_CALL", .moment),
        ]
        for line in try RecordedTraffic.bytes(of: name).split(separator: UInt8(ascii: "\n")) {
            let object = try JSONSerialization.jsonObject(with: line)
            let record = try #require(object as? [String: Any])
            guard let body = record["body"] as? [String: Any],
                let status = record["http_status"] as? Int, status != 200
            else { continue }
            let failure = FailureClassifier.classify(
                status: status,
                body: try JSONSerialization.data(withJSONObject: body)
            )
            let expected = marks.first { failure.message.contains($0.words) }?.trouble
            #expect(failure.trouble == expected, "\(failure)")
        }
    }
}
