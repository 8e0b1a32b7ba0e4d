import Foundation

/// A model object of `GET /models` and `GET /model/{author}/{slug}`.
///
/// Only the ID is required. Other fields that are missing, `null` or of unexpected types count as
/// not stated: fields appear every few weeks, and one odd row must not cost the catalog.
struct ModelResponse: Decodable {
    let entry: CatalogEntry
    let huggingFaceID: HuggingFaceID?
    let description: String

    struct Unreadable: Error {
        let id: String?
        let reason: String
    }

    private enum CodingKeys: String, CodingKey {
        case id
        case openRouterSlug = "canonical_slug"
        case huggingFaceID = "hugging_face_id"
        case name
        case created
        case description
        case contextLength = "context_length"
        case architecture
        case pricing
        case topProvider = "top_provider"
        case supportedParameters = "supported_parameters"
        case expirationDate = "expiration_date"
        case knowledgeCutoff = "knowledge_cutoff"
        case benchmarks
        case reasoning
    }

    private enum BenchmarkKeys: String, CodingKey {
        case indexes = "artificial_analysis"
        case intelligence = "intelligence_index"
        case coding = "coding_index"
        case agentic = "agentic_index"
    }

    private enum ReasoningKeys: String, CodingKey {
        case isMandatory = "mandatory"
        case efforts = "supported_efforts"
    }

    private enum ArchitectureKeys: String, CodingKey {
        case modality
        case inputModalities = "input_modalities"
        case outputModalities = "output_modalities"
        case tokenizer
    }

    private enum TopProviderKeys: String, CodingKey {
        case maxCompletionTokens = "max_completion_tokens"
    }

    init(from decoder: any Decoder) throws {
        guard let container = try? decoder.container(keyedBy: CodingKeys.self) else {
            throw Unreadable(id: nil, reason: "the row is not an object")
        }
        guard let text = container.lenientString(forKey: .id) else {
            throw Unreadable(id: nil, reason: "the row has no id")
        }
        guard let id = ModelID(validating: text) else {
            throw Unreadable(id: text, reason: "the id is empty, too long or has odd characters")
        }
        let architecture = container.lenientContainer(
            keyedBy: ArchitectureKeys.self,
            forKey: .architecture
        )
        let top = container.lenientContainer(keyedBy: TopProviderKeys.self, forKey: .topProvider)
        let pricing =
            (try? container.decodeIfPresent(PricingResponse.self, forKey: .pricing)) ?? nil
        let modality = architecture?.lenientString(forKey: .modality)
        let isAlias = id.rawValue.hasPrefix("~")
        let isRouter =
            pricing?.isVariable == true
            || (architecture?.lenientString(forKey: .tokenizer) == "Router" && !isAlias)
        let context = container.lenientInteger(forKey: .contextLength)
        let outputs = architecture.map { Self.modalities($0, .outputModalities, modality) } ?? []
        let isFree =
            pricing?.isFree == true
            && (id.isFreeByName || outputs.allSatisfy { $0 == "text" })
        // Two zeros say nothing of a model that is paid by the picture or by the song.
        let isPricedElsewhere =
            !isFree && pricing?.request == nil && pricing?.prompt?.isZero == true
            && pricing?.completion?.isZero == true
        entry = CatalogEntry(
            id: id,
            openRouterSlug: container.lenientString(forKey: .openRouterSlug),
            name: container.lenientString(forKey: .name),
            created: container.lenientDouble(forKey: .created).flatMap(Self.date),
            contextLength: context.flatMap { $0 > 0 ? $0 : nil },
            maxCompletionTokens: top?.lenientInteger(forKey: .maxCompletionTokens)
                .flatMap { $0 > 0 ? $0 : nil },
            promptPrice: isPricedElsewhere ? nil : pricing?.prompt,
            completionPrice: isPricedElsewhere ? nil : pricing?.completion,
            requestPrice: pricing?.request,
            overrides: isPricedElsewhere ? [] : pricing?.overrides ?? [],
            isFree: isFree,
            isRouter: isRouter,
            inputModalities: architecture.map { Self.modalities($0, .inputModalities, modality) }
                ?? [],
            outputModalities: outputs,
            supportedParameters: container.lenientStrings(forKey: .supportedParameters),
            expirationDate: container.lenientString(forKey: .expirationDate),
            traits: Self.traits(container)
        )
        huggingFaceID = container.lenientString(forKey: .huggingFaceID)
            .flatMap(HuggingFaceID.init(validating:))
        description = container.lenientString(forKey: .description) ?? ""
    }

    private static func traits(_ row: KeyedDecodingContainer<CodingKeys>) -> ModelTraits {
        var traits = ModelTraits()
        let indexes = row.lenientContainer(keyedBy: BenchmarkKeys.self, forKey: .benchmarks)?
            .lenientContainer(keyedBy: BenchmarkKeys.self, forKey: .indexes)
        func index(_ key: BenchmarkKeys) -> Double? {
            indexes?.lenientDouble(forKey: key).flatMap { (0...1000).contains($0) ? $0 : nil }
        }
        traits.intelligence = index(.intelligence)
        traits.coding = index(.coding)
        traits.agentic = index(.agentic)
        let reasoning = row.lenientContainer(keyedBy: ReasoningKeys.self, forKey: .reasoning)
        if let reasoning {
            traits.reasoning = ModelTraits.Reasoning(
                isMandatory: (try? reasoning.decodeIfPresent(Bool.self, forKey: .isMandatory))
                    == true,
                efforts: reasoning.lenientStrings(forKey: .efforts)
            )
        }
        traits.knowledgeCutoff = row.lenientString(forKey: .knowledgeCutoff)
            .flatMap { ModelTraits.ordinal(ofDay: $0) == nil ? nil : $0 }
        return traits
    }

    /// Converts whole seconds up to the year 9999, as stored; rejects others, such as `1e300`, and 0,
    /// which is how some services say nothing.
    private static func date(_ seconds: Double) -> Date? {
        guard (1..<253_402_300_800).contains(seconds) else { return nil }
        return Date(timeIntervalSince1970: seconds.rounded(.down))
    }

    /// The list, if there is one; catalogs of 2024 have only `text+image->text`.
    private static func modalities(
        _ architecture: KeyedDecodingContainer<ArchitectureKeys>,
        _ key: ArchitectureKeys,
        _ modality: String?
    ) -> [String] {
        let listed = architecture.lenientStrings(forKey: key)
        guard listed.isEmpty, let modality else { return listed }
        let sides = modality.split(separator: "->", maxSplits: 1)
        guard sides.count == 2 else { return [] }
        let side = key == .inputModalities ? sides[0] : sides[1]
        return side.split(separator: "+").map(String.init)
    }
}

/// Prices of a model or an endpoint, in US dollars per token.
///
/// Most values are decimal strings, but `overrides` is a list and `discount` a number, so keys are
/// decoded one by one. `-1` marks a router, whose price varies.
struct PricingResponse: Decodable {
    let prompt: Price?
    let completion: Price?
    /// The fee per request, unless it is zero.
    let request: Price?
    let overrides: [PriceOverride]
    /// The part taken off, from 0 to 1.
    let discount: Double?
    /// Whether the price depends on the model that a router picks.
    let isVariable: Bool
    /// Whether prompt and completion are priced at zero, and nothing else has a price.
    let isFree: Bool

    private enum CodingKeys: String, CodingKey {
        case prompt
        case completion
        case request
        case overrides
        case discount
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        overrides = (try? container.decode(PriceOverrides.self, forKey: .overrides))?.list ?? []
        discount = container.lenientDouble(forKey: .discount).flatMap {
            (0...1).contains($0) && $0 > 0 ? $0 : nil
        }
        prompt = container.lenientPrice(forKey: .prompt)
        completion = container.lenientPrice(forKey: .completion)
        isVariable = container.lenientNumeral(forKey: .prompt)?.hasPrefix("-") == true
        let fee = container.lenientPrice(forKey: .request)
        request = fee?.isZero == true ? nil : fee
        let dearer = overrides.contains { override in
            [override.prompt, override.completion, override.request].contains { price in
                price.map { !$0.isZero } ?? false
            }
        }
        isFree =
            prompt?.isZero == true && completion?.isZero == true && !dearer
            && !Self.hasOtherPrices(decoder)
    }

    /// Whether anything has a price beside prompt and completion, under whatever name.
    private static func hasOtherPrices(_ decoder: any Decoder) -> Bool {
        guard let all = try? decoder.container(keyedBy: AnyCodingKey.self) else { return false }
        // A search is asked for, a cache only saves, and overrides are for long prompts.
        let known = [
            "prompt", "completion", "discount", "web_search", "input_cache_read",
            "input_cache_write", "overrides",
        ]
        return all.allKeys.contains { key in
            guard !known.contains(key.stringValue) else { return false }
            if let text = all.lenientString(forKey: key) {
                return Price(decimalString: text)?.isZero != true
            }
            return all.lenientDouble(forKey: key).map { $0 != 0 } ?? false
        }
    }
}

extension ModelID {
    /// Whether the ID itself promises a price of zero.
    fileprivate var isFreeByName: Bool { variant == "free" || rawValue == "openrouter/free" }
}
