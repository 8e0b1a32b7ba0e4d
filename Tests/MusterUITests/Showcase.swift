import Foundation
import MusterTestSupport

@testable import MusterCore
@testable import MusterUI

/// The screens of the documentation's pictures: what a user sees after a morning with muster.
enum Showcase {
    static let size = Size(columns: 110, rows: 26)

    static let screens: [(name: String, title: SanitizedText, state: AppState)] = [
        ("roll-call", "muster: a roll-call, one cell for each model, by author", rollCall),
        (
            "catalog",
            "muster: a table of models, each with a badge that says whether it answers",
            catalog
        ),
        ("generation", "muster: an answer streams into the pane below the models", generation),
        ("timeline", "muster: the dated evidence that a model is not served", timeline),
    ]

    private static var catalog: AppState {
        var state = AppState.browsing(models, size: size)
        state.press(script: "jjjj<space>jjj<space>jjj<space>gjjjjj")
        state.apply([.detailsLoaded(details)])
        state.apply([.timePassed(.noon.addingTimeInterval(60))])
        return state
    }

    private static var generation: AppState {
        var state = AppState.browsing(models, size: size)
        state.press(script: "Gp")
        state.apply([.pasted("Write is_prime in Python")])
        state.press(script: "<enter>")
        let pieces = [
            "```python\ndef is_prime(n: int) -> bool:\n", "    if n < 2:\n        return False\n",
            "    return all(n % d for d in range(2, int(n ** 0.5) + 1))\n```",
        ]
        state.apply(GrokNews.streaming(pieces))
        state.apply([.timePassed(.noon.addingTimeInterval(2.2))])
        return state
    }

    private static var timeline: AppState {
        var state = AppState.browsing(models, size: size)
        state.press(script: "w")
        state.apply([.timelineLoaded(deepcoder, entries)])
        return state
    }

    // MARK: - Models

    private static let models: [Model] = [
        .listed(
            "agentica-org/deepcoder-14b-preview",
            name: "Agentica: Deepcoder 14B Preview",
            hub: "agentica-org/DeepCoder-14B-Preview",
            context: 96_000,
            verdict: .judged(
                .unavailable,
                "404 No endpoints found for agentica-org/deepcoder-14b-preview.",
                at: .minutesAgo(12)
            )
        ),
        model("anthropic/claude-sonnet-4.5", nil, 1_000_000, .verified, "Anthropic"),
        model("deepseek/deepseek-r1:free", "deepseek-ai/DeepSeek-R1", 163_840, .limited, "429"),
        model("google/gemini-2.5-flash", nil, 1_048_576, .reachable, "2 of 2 endpoints up"),
        model("google/gemma-3-27b-it", "google/gemma-3-27b-it", 131_072, .verified, "DeepInfra"),
        .listed(
            "meta-llama/llama-3.1-405b",
            name: "Meta: Llama 3.1 405B (base)",
            hub: "meta-llama/llama-3.1-405B",
            context: 32_768,
            prompt: "0.000002",
            completion: "0.000002",
            isFavorite: true,
            verdict: .judged(.verified, "answered by Hyperbolic", at: .minutesAgo(30))
        ),
        model(
            "meta-llama/llama-3.3-70b-instruct",
            "meta-llama/Llama-3.3-70B-Instruct",
            131_072,
            .verified,
            "Together"
        ),
        model("microsoft/phi-4", "microsoft/phi-4", 16_384, .reachable, "1 of 1 endpoint up"),
        model(
            "mistralai/mistral-nemo",
            "mistralai/Mistral-Nemo-Instruct-2407",
            131_072,
            .verified,
            "Mistral"
        ),
        .listed(
            "moonshotai/kimi-k2",
            name: "MoonshotAI: Kimi K2",
            hub: "moonshotai/Kimi-K2-Instruct",
            isDisabled: true,
            disabledReason: "too slow for the batch"
        ),
        .listed(
            "openai/gpt-4-turbo-preview",
            name: "OpenAI: GPT-4 Turbo Preview",
            context: 128_000,
            verdict: .judged(.degraded, "uptime 81.3 %", at: .minutesAgo(10))
        ),
        model("openai/gpt-5", nil, 400_000, .verified, "OpenAI"),
        model(
            "qwen/qwen3-235b-a22b",
            "Qwen/Qwen3-235B-A22B",
            131_072,
            .verified,
            "answered by Chutes",
            minutes: 3000
        ),
        .listed("x-ai/grok-code-fast-1", name: "xAI: Grok Code Fast 1", context: 256_000),
    ]

    private static func model(
        _ id: String,
        _ hub: String?,
        _ context: Int,
        _ availability: Availability,
        _ reason: String,
        minutes: Double = 20
    ) -> Model {
        .listed(
            id,
            hub: hub,
            context: context,
            verdict: .judged(
                availability,
                reason,
                at: .minutesAgo(minutes),
                isStale: minutes > 1440
            )
        )
    }

    // MARK: - What is known of them

    private static let deepcoder = ModelID(rawValue: "agentica-org/deepcoder-14b-preview")
    private static let llama = ModelID(rawValue: "meta-llama/llama-3.1-405b")

    private static let details = ModelDetails(
        id: llama,
        description: "The base model of the largest Llama 3.1.",
        ladder: RouteLadder(
            modelID: llama,
            huggingFaceID: HuggingFaceID(rawValue: "meta-llama/llama-3.1-405B"),
            preference: .casedFirst
        ),
        workingRoute: "meta-llama/llama-3.1-405B",
        evidence: findings.enumerated().map { number, finding in
            var piece = evidence(
                llama,
                finding,
                finding == .answered ? .completion : .endpoints,
                "answered by Hyperbolic",
                minutes: 30 + 240 * Double(number)
            )
            piece.latencyMilliseconds = 640 + 37 * number
            return piece
        }
    )

    private static let findings: [Evidence.Finding] = [
        .answered, .answered, .reachable, .answered, .degraded, .answered, .limited, .answered,
        .answered, .reachable, .answered, .refused, .answered, .answered,
    ]

    private static func evidence(
        _ id: ModelID,
        _ finding: Evidence.Finding,
        _ kind: Evidence.Kind,
        _ detail: String,
        minutes: Double
    ) -> Evidence {
        var evidence = Evidence(
            modelID: id,
            observedAt: .minutesAgo(minutes),
            kind: kind,
            finding: finding,
            cause: "as_tested",
            detail: detail
        )
        evidence.httpStatus = finding == .refused ? 404 : 200
        evidence.latencyMilliseconds = 118
        return evidence
    }

    private static let entries: [TimelineEntry] = {
        let cased = "agentica-org/DeepCoder-14B-Preview"
        var refused = evidence(
            deepcoder,
            .refused,
            .completion,
            "404 No endpoints found for agentica-org/deepcoder-14b-preview.",
            minutes: 12
        )
        refused.sentModel = Route(deepcoder)
        var list = evidence(deepcoder, .refused, .endpoints, "nobody serves it", minutes: 13)
        list.httpStatus = 200
        var served = evidence(
            deepcoder,
            .reachable,
            .endpoints,
            "1 of 1 endpoint up: Chutes",
            minutes: 9000
        )
        served.endpoints = [
            Endpoint(
                provider: "Chutes",
                status: 0,
                uptime: 99.93,
                quantization: "bf16",
                contextLength: 96_000,
                promptPrice: Price(decimalString: "0.00000015"),
                completionPrice: Price(decimalString: "0.0000006")
            )
        ]
        let answered = evidence(
            deepcoder,
            .answered,
            .completion,
            "answered by Chutes",
            minutes: 9002
        )
        let attempts = [Route(rawValue: cased), Route(deepcoder)].map { spelling in
            Attempt(
                sentModel: spelling,
                httpStatus: 404,
                kind: "not_found",
                message: "No endpoints found for \(spelling)."
            )
        }
        return [
            TimelineEntry(date: .minutesAgo(12), evidence: refused, attempts: attempts),
            TimelineEntry(date: .minutesAgo(13), evidence: list, attempts: []),
            TimelineEntry(date: .minutesAgo(9000), evidence: served, attempts: []),
            TimelineEntry(date: .minutesAgo(9002), evidence: answered, attempts: []),
        ]
    }()
}
