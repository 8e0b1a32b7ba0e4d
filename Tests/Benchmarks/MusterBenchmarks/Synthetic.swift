import Foundation
import MusterCore

/// Catalogs of any size that look like the real one: few authors, long IDs that begin alike.
enum Synthetic {
    /// The moment at which everything is measured.
    static let noon = Date(timeIntervalSince1970: 1_795_348_800)

    /// Whether each benchmark only runs once, to show that it still does, not how fast.
    static let isTrial = ProcessInfo.processInfo.environment["MUSTER_BENCHMARKS"] == "once"

    /// The size of a large catalog.
    static let many = isTrial ? 1_000 : 100_000

    private static let authors = [
        "anthropic", "deepseek", "google", "meta-llama", "mistralai", "nousresearch", "nvidia",
        "openai", "qwen", "x-ai",
    ]
    private static let families = [
        "codestral", "deepcoder", "gemma", "gpt", "hermes", "llama", "mistral-nemo", "nemotron",
        "qwen3-coder", "sonnet",
    ]
    private static let parameters = [
        "frequency_penalty", "include_reasoning", "logit_bias", "max_tokens", "min_p",
        "presence_penalty", "reasoning", "response_format", "seed", "stop", "structured_outputs",
        "temperature", "tool_choice", "tools", "top_k", "top_p",
    ]

    /// So many models in the order of their IDs.
    static func models(_ count: Int) -> [Model] {
        var random = Dice(seed: 1)
        let models = (0..<count).map { number in
            let (author, name) = names(number, &random)
            let prices = (price(&random), price(&random))
            return Model(
                entry: CatalogEntry(
                    id: ModelID(rawValue: "\(author)/\(name)\(number % 9 == 0 ? ":free" : "")"),
                    name: "\(author.capitalized): \(name.replacing("-", with: " "))",
                    created: noon.addingTimeInterval(-Double(number % 900) * 86_400),
                    contextLength: 1024 << Int.random(in: 0...10, using: &random),
                    maxCompletionTokens: 16_384,
                    promptPrice: Price(decimalString: prices.0),
                    completionPrice: Price(decimalString: prices.1),
                    isFree: number % 9 == 0,
                    inputModalities: ["text"],
                    outputModalities: ["text"],
                    supportedParameters: parameters
                ),
                huggingFaceID: number.isMultiple(of: 2)
                    ? HuggingFaceID(rawValue: "\(author)/\(name.capitalized)") : nil,
                huggingFaceIDSource: number.isMultiple(of: 2) ? .catalog : nil
            )
        }
        return ModelSort().sorted(models)
    }

    /// The body of `GET /models` with so many rows of the size that real ones have.
    static func json(_ count: Int) -> Data {
        var random = Dice(seed: 2)
        let list = parameters.map { "\"\($0)\"" }.joined(separator: ",")
        let words = String(repeating: "A model that reads and writes. ", count: 20)
        let rows = (0..<count).map { number in
            let (author, name) = names(number, &random)
            return """
                {"id":"\(author)/\(name)","canonical_slug":"\(author)/\(name)-2026",\
                "hugging_face_id":"\(author)/\(name.capitalized)","name":"\(author): \(name)",\
                "created":1745000000,"description":"\(words)","context_length":131072,\
                "architecture":{"modality":"text->text","input_modalities":["text","image"],\
                "output_modalities":["text"],"tokenizer":"Other","instruct_type":null},\
                "pricing":{"prompt":"\(price(&random))","completion":"\(price(&random))",\
                "request":"0","image":"0"},"top_provider":{"context_length":131072,\
                "max_completion_tokens":16384,"is_moderated":false},\
                "per_request_limits":null,"supported_parameters":[\(list)]}
                """
        }
        return Data("{\"data\":[\(rows.joined(separator: ","))]}".utf8)
    }

    private static func names(_ number: Int, _ random: inout Dice) -> (String, String) {
        let author = authors[Int.random(in: authors.indices, using: &random)]
        let family = families[Int.random(in: families.indices, using: &random)]
        return (author, "\(family)-\(number % 100)b-instruct-\(number)")
    }

    private static func price(_ random: inout Dice) -> String {
        "0.0000\(Int.random(in: 1000...9999, using: &random))"
    }

    /// The numbers of Numerical Recipes' quick generator: the same at each run.
    private struct Dice: RandomNumberGenerator {
        private var state: UInt64

        init(seed: UInt64) { state = seed }

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state
        }
    }
}
