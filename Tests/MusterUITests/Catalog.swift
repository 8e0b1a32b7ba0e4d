import Foundation
import MusterCore
import MusterTestSupport

/// Models for screens: each state that a row can be in, in few rows.
enum Catalog {
    static let sample: [Model] = [
        .listed(
            "agentica-org/deepcoder-14b-preview",
            name: "Agentica: Deepcoder 14B Preview",
            hub: "agentica-org/DeepCoder-14B-Preview",
            context: 96_000,
            prompt: "0",
            completion: "0",
            verdict: .judged(
                .unavailable,
                "404 No endpoints found for agentica-org/deepcoder-14b-preview.",
                at: .minutesAgo(75)
            )
        ),
        .listed(
            "anthropic/claude-haiku-4.5",
            name: "Anthropic: Claude Haiku 4.5",
            context: 200_000,
            prompt: "0.000001",
            completion: "0.000005",
            verdict: .judged(
                .verified,
                "answered by Anthropic",
                at: .minutesAgo(3000),
                isStale: true
            )
        ),
        .listed(
            "google/gemma-3-27b-it:free",
            name: "Google: Gemma 3 27B (free)",
            hub: "google/gemma-3-27b-it",
            prompt: "0",
            completion: "0",
            verdict: .judged(.limited, "429 rate limited upstream", at: .minutesAgo(4))
        ),
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
        .listed(
            "meta-llama/llama-3.1-405b-instruct",
            name: "Meta: Llama 3.1 405B Instruct",
            hub: "meta-llama/Llama-3.1-405B-Instruct",
            source: .lookup,
            isDisabled: true,
            disabledReason: "too slow for the batch"
        ),
        .listed(
            "mistralai/mistral-nemo",
            name: "Mistral: Mistral Nemo",
            hub: "mistralai/Mistral-Nemo-Instruct-2407",
            prompt: "0.00000002",
            completion: "0.00000003",
            verdict: .judged(.reachable, "3 endpoints", at: .minutesAgo(2))
        ),
        .listed(
            "openai/gpt-4-turbo-preview",
            name: "OpenAI: GPT-4 Turbo Preview",
            context: 128_000,
            prompt: "0.00001",
            completion: "0.00003",
            verdict: .judged(.degraded, "uptime 81.3 %", at: .minutesAgo(10))
        ),
        .listed(
            "openrouter/auto",
            name: "Auto Router",
            context: 2_000_000,
            prompt: nil,
            completion: nil,
            isRouter: true
        ),
        .listed(
            "x-ai/grok-code-fast-1",
            name: "xAI: Grok Code Fast 1",
            context: 256_000,
            prompt: "0.0000002",
            completion: "0.0000015"
        ),
    ]

    /// So many models with IDs in order, `author/model-000` on.
    static func numbered(_ count: Int) -> [Model] {
        (0..<count).map { number in
            let digits = String(number)
            return .listed(
                "author/model-" + String(repeating: "0", count: max(3 - digits.count, 0)) + digits,
                context: 1000 * (number % 7 + 1)
            )
        }
    }

    /// A model whose endpoints were seen at noon.
    static func reachable(_ id: String, price: String = "0.0000006") -> Model {
        var model = Model.listed(id, prompt: price, completion: price)
        model.verdict = .judge(
            [CheckCase.result(id, .reachable).evidence],
            isListed: true,
            now: .noon
        )
        return model
    }
}
