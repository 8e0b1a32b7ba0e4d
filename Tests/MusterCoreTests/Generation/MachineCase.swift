import MusterCore
import Testing

/// What happens to a generation, and what it is expected to do each time.
struct MachineCase: Sendable, CustomTestStringConvertible {
    let name: String
    let candidates: [GenerationCandidate]
    let steps: [(input: MachineRun.Input, action: String)]
    var policy = RetryPolicy.standard
    var timeLimit: Duration?
    /// The fallbacks passed over, and why.
    var skipped: [String] = []

    var testDescription: String { name }

    private static let one = [GenerationCandidate.example("a/b")]
    private static let cased = [GenerationCandidate.example("a/b", isCased: true)]
    private static let two = one + [.example("c/d")]
    private static let three = two + [.example("e/f")]

    static let retries = [
        MachineCase(
            name: "a busy model is asked again, each time later, and given up in the end",
            candidates: one,
            steps: [
                (.start, "send a/b"),
                (.failed(.server, 503), "wait 1.0 s: server"), (.resume, "send a/b"),
                (.failed(.timeout, 408), "wait 2.0 s: timeout"), (.resume, "send a/b"),
                (.failed(.connection), "wait 4.0 s: connection"), (.resume, "send a/b"),
                (.failed(.rateLimited, 429), "failed: rate_limited"),
            ]
        ),
        MachineCase(
            name: "the service says when to come back",
            candidates: one,
            steps: [
                (.start, "send a/b"),
                (.failed(.server, 503, retryAfter: 20), "wait 22.0 s: server"),
                (.resume, "send a/b"),
                // It is clamped from both sides, and a reset counts only where a limit was hit.
                (.failed(.rateLimited, 429, retryAfter: 0), "wait 0.5 s: rate_limited"),
                (.resume, "send a/b"),
                (.failed(.server, 503, retryAfter: 59, resetsIn: 5), "wait 60.0 s: server"),
            ]
        ),
        MachineCase(
            name: "a reset is a hint where a limit was hit, and only there",
            candidates: one,
            steps: [
                (.start, "send a/b"),
                (.failed(.server, 503, resetsIn: 40_000), "wait 1.0 s: server"),
                (.resume, "send a/b"),
                (.failed(.rateLimited, 429, resetsIn: 11), "wait 11.0 s: rate_limited"),
            ]
        ),
        MachineCase(
            name: "a service that asks for too much is not waited for",
            candidates: one,
            steps: [
                (.start, "send a/b"),
                (.failed(.server, 503, retryAfter: 61), "failed: server"),
            ]
        ),
        MachineCase(
            name: "a 500 is tried once more",
            candidates: one,
            steps: [
                (.start, "send a/b"),
                (.failed(.server, 500), "wait 1.0 s: server"), (.resume, "send a/b"),
                (.failed(.server, 500), "failed: server"),
            ]
        ),
        MachineCase(
            name: "an error within the stream counts like one before it, until text was shown",
            candidates: one,
            steps: [
                (.start, "send a/b"), (.event(.opened), "carry on"),
                (
                    .event(.failed(ServiceFailure(.server, httpStatus: 200, message: "x"))),
                    "carry on"
                ),
                (.event(.done), "carry on"), (.ended, "wait 1.0 s: server"), (.resume, "send a/b"),
                (.event(.text("x")), "carry on"), (.ended, "truncated: connection"),
            ]
        ),
        MachineCase(
            name: "a stream without anything is tried again, and fails if it stays so",
            candidates: one,
            steps: [
                (.start, "send a/b"),
                (.ended, "wait 1.0 s: connection"), (.resume, "send a/b"),
                (.ended, "wait 2.0 s: connection"), (.resume, "send a/b"),
                (.ended, "wait 4.0 s: connection"), (.resume, "send a/b"),
                (.ended, "failed: connection"),
            ]
        ),
        MachineCase(
            name: "a model that stops without a word is not asked and paid again",
            candidates: one,
            steps: [
                (.start, "send a/b"), (.event(.finished(.stop)), "carry on"),
                (.event(.done), "carry on"), (.ended, "failed: empty"),
            ]
        ),
        MachineCase(
            name: "one that calls a tool has not given what was asked for",
            candidates: one,
            steps: [
                (.start, "send a/b"), (.event(.finished(.toolCalls)), "carry on"),
                (.event(.done), "carry on"), (.ended, "failed: tool_call"),
            ]
        ),
        MachineCase(
            name: "another route is no retry, and a retry keeps its route",
            candidates: cased,
            steps: [
                (.start, "send A/B"), (.failed(.notFound, 404), "send a/b"),
                (.failed(.server, 502), "wait 1.0 s: server"), (.resume, "send a/b"),
                (.failed(.noEndpoints, 404), "failed: no_endpoints"),
            ]
        ),
        MachineCase(
            name: "no wait goes beyond the time for everything",
            candidates: one,
            steps: [
                (.start, "send a/b"), (.tick(after: 8), "carry on"),
                (.failed(.server, 503), "wait 1.0 s: server"), (.resume, "send a/b"),
                (.failed(.server, 503), "failed: server"),
            ],
            timeLimit: .seconds(10)
        ),
        MachineCase(
            name: "no request is sent when the time for everything is over",
            candidates: two,
            steps: [
                (.start, "send a/b"), (.tick(after: 10), "carry on"),
                (.failed(.timeout), "failed: timeout"),
            ],
            timeLimit: .seconds(10)
        ),
        MachineCase(
            name: "an address that does not answer is not tried with every model",
            candidates: three,
            steps: [
                (.start, "send a/b"),
                (.failed(.connection), "wait 1.0 s: connection"), (.resume, "send a/b"),
                (.failed(.connection), "fall back to c/d: connection"), (.resume, "send c/d"),
                (.failed(.connection), "wait 1.0 s: connection"), (.resume, "send c/d"),
                (.failed(.connection), "failed: connection"),
            ]
        ),
        MachineCase(
            name: "a cancel ends a wait",
            candidates: two,
            steps: [
                (.start, "send a/b"), (.failed(.server, 503), "wait 1.0 s: server"),
                (.cancel, "cancelled"), (.resume, "carry on"), (.failed(.server), "carry on"),
            ]
        ),
        MachineCase(
            name: "without candidates there is nothing to do",
            candidates: [],
            steps: [(.start, "failed: bad_request"), (.resume, "carry on")]
        ),
    ]

    static let fallbacks = [
        MachineCase(
            name: "not found, then busy twice, then an answer",
            candidates: three,
            steps: [
                (.start, "send a/b"),
                (.failed(.noEndpoints, 404), "fall back to c/d: no_endpoints"),
                (.resume, "send c/d"),
                (.failed(.server, 503, retryAfter: 1), "wait 1.1 s: server"),
                (.resume, "send c/d"),
                (.failed(.server, 503, retryAfter: 1), "fall back to e/f: server"),
                (.resume, "send e/f"), (.event(.text("x")), "carry on"),
                (.event(.done), "carry on"), (.ended, "completed"),
            ]
        ),
        MachineCase(
            name: "a long wait is no reason to wait while another has not been asked",
            candidates: two,
            steps: [
                (.start, "send a/b"),
                (.failed(.server, 503, retryAfter: 40), "fall back to c/d: server"),
                (.resume, "send c/d"),
                (.failed(.contextLength, 400), "wait 44.0 s: context_length"),
                (.resume, "fall back to a/b: context_length"), (.resume, "send a/b"),
                (.event(.text("x")), "carry on"), (.event(.done), "carry on"),
                (.ended, "completed"),
            ]
        ),
        MachineCase(
            name: "when all are busy the first to be ready is asked",
            candidates: two,
            steps: [
                (.start, "send a/b"),
                (.failed(.rateLimited, 429, retryAfter: 30), "fall back to c/d: rate_limited"),
                (.resume, "send c/d"),
                (.failed(.rateLimited, 429, retryAfter: 50), "wait 33.0 s: rate_limited"),
                (.resume, "fall back to a/b: rate_limited"), (.resume, "send a/b"),
                (.failed(.notFound, 404), "wait 22.0 s: not_found"),
                (.resume, "fall back to c/d: not_found"), (.resume, "send c/d"),
                (.failed(.notFound, 404), "failed: not_found"),
            ]
        ),
        MachineCase(
            name: "what will answer later is a better reason than what never will",
            candidates: two,
            steps: [
                (.start, "send a/b"),
                (.failed(.rateLimited, 429, retryAfter: 3600), "fall back to c/d: rate_limited"),
                (.resume, "send c/d"), (.failed(.noEndpoints, 404), "failed: rate_limited"),
            ]
        ),
        MachineCase(
            name: "one model is asked once, however often it is named",
            candidates: one + one,
            steps: [(.start, "send a/b"), (.failed(.forbidden, 403), "failed: forbidden")]
        ),
        MachineCase(
            name: "a refused fallback goes down its own ladder",
            candidates: one + [.example("c/d", isCased: true)],
            steps: [
                (.start, "send a/b"), (.failed(.notFound, 404), "fall back to c/d: not_found"),
                (.resume, "send C/D"), (.failed(.invalidModelID, 400), "send c/d"),
                (.failed(.invalidModelID, 400), "failed: invalid_model_id"),
            ]
        ),
    ]
}
