import Foundation

/// One entry of `models.json`: the fields in which synthetic models differ.
struct ModelBlueprint: Sendable, Decodable {
    /// An alias such as `~vendor/family-latest` for the newest model of a family.
    struct Alias: Sendable, Decodable {
        let slug, name: String
    }

    /// Other prices at some hours of the day, in UTC.
    struct Peak: Sendable, Decodable {
        /// Four digits, such as `2200`.
        let start, end: String
        let prompt, completion: String
    }

    /// The longest description in the list, in characters; OpenRouter has cut them since April
    /// 2026.
    static let listDescriptionMax = 210

    var id: String
    var name: String
    /// The Hugging Face repository.
    ///
    /// `nil` omits the key, as OpenRouter did until April 2025; `null` writes a null, and an empty
    /// string an empty text. All three have been seen.
    var hub: String?
    /// A repository that only the single look-up returns.
    var lookup: String?
    /// The dated slug, if it differs from the ID.
    var slug: String?
    /// Unix seconds.
    var created: Int
    var about: String
    /// The context length in tokens; `nil` writes null.
    var context: Int?
    /// The most completion tokens; `nil` writes null.
    var output: Int?
    /// USD per token, as written; the other prices have the same form.
    var prompt: String
    var completion: String
    /// The price of a cached prompt token.
    var cached: String?
    /// The price of a prompt token beyond 200,000.
    var long: String?
    /// The prices of its busy hours.
    var peak: Peak?
    /// OpenRouter lists it among the prices although it is none.
    var discount: Double?
    var inputs: [String]?
    var outputs: [String]?
    /// `Router` for routers, which are no models.
    var tokenizer: String?
    var instruct: String?
    var reasoning: Bool?
    var moderated: Bool?
    /// `YYYY-MM-DD`, or `+6` for six days after today.
    var expires: String?
    var alias: Alias?
    /// Undocumented members.
    var unknown: JSONValue?
    /// Whether a free variant follows in the list.
    var free: Bool?

    var repositories: [String] {
        [hub, lookup].compactMap(\.self).filter { !$0.isEmpty && $0 != "null" }
    }

    /// The row in the list, with the description cut.
    var row: JSONValue { json(hub, Self.shortened(about)) }

    /// The row in the single look-up: the full description, and the repository only it returns.
    var lookupRow: JSONValue { json(lookup ?? hub, about) }

    var freeVariant: ModelBlueprint {
        var variant = self
        variant.id += ":free"
        variant.name += " (free)"
        variant.slug = slug ?? id
        (variant.prompt, variant.completion) = ("0", "0")
        (variant.cached, variant.long, variant.discount) = (nil, nil, nil)
        variant.peak = nil
        return variant
    }

    private func json(_ hub: String?, _ description: String) -> JSONValue {
        let slug = slug ?? id
        var members: [JSONMember] = [
            JSONMember("id", .string(id)), JSONMember("canonical_slug", .string(slug)),
        ]
        if let alias {
            let target: JSONValue = ["slug": .string(alias.slug), "name": .string(alias.name)]
            members.append(JSONMember("alias_target", target))
        }
        if let hub {
            members.append(JSONMember("hugging_face_id", hub == "null" ? nil : .string(hub)))
        }
        members += [
            JSONMember("name", .string(name)), JSONMember("created", .int(created)),
            JSONMember("description", .string(description)),
            JSONMember("context_length", .optional(context)),
            JSONMember("architecture", architecture), JSONMember("pricing", pricing),
            JSONMember("top_provider", topProvider), JSONMember("per_request_limits", nil),
            JSONMember("supported_parameters", .array(parameters.map(JSONValue.string))),
            JSONMember(
                "default_parameters",
                reasoning == true ? ["temperature": 1, "top_p": 0.95] : [:]
            ),
            JSONMember("supported_voices", nil),
            JSONMember("knowledge_cutoff", .optional(traits.cutoff)),
            JSONMember("expiration_date", .optional(expires)),
            // The link omits the variant, as OpenRouter's does.
            JSONMember("links", ["details": .string("/api/v1/models/\(slug)/endpoints")]),
        ]
        if reasoning == true {
            members.append(JSONMember("reasoning", traits.reasoning))
        }
        if let benchmarks = traits.benchmarks {
            members.append(JSONMember("benchmarks", benchmarks))
        }
        if case .object(let unknown)? = unknown { members += unknown }
        return .object(members)
    }

    private var traits: SyntheticTraits { SyntheticTraits(self) }

    private var architecture: JSONValue {
        let (inputs, outputs) = (inputs ?? ["text"], outputs ?? ["text"])
        let modality = "\(inputs.joined(separator: "+"))->\(outputs.joined(separator: "+"))"
        return [
            "modality": .string(modality),
            "input_modalities": .array(inputs.map(JSONValue.string)),
            "output_modalities": .array(outputs.map(JSONValue.string)),
            "tokenizer": .string(tokenizer ?? "Other"),
            "instruct_type": .optional(instruct),
        ]
    }

    private var pricing: JSONValue {
        var members = [
            JSONMember("prompt", .string(prompt)), JSONMember("completion", .string(completion)),
        ]
        if let cached { members.append(JSONMember("input_cache_read", .string(cached))) }
        if !overrides.isEmpty { members.append(JSONMember("overrides", .array(overrides))) }
        if let discount { members.append(JSONMember("discount", .number("\(discount)"))) }
        return .object(members)
    }

    private var overrides: [JSONValue] {
        var overrides: [JSONValue] = []
        if let long { overrides.append(["min_prompt_tokens": 200_000, "prompt": .string(long)]) }
        if let peak {
            overrides.append([
                "utc_start": .string(peak.start), "utc_end": .string(peak.end),
                "prompt": .string(peak.prompt), "completion": .string(peak.completion),
            ])
        }
        return overrides
    }

    private var topProvider: JSONValue {
        [
            "context_length": tokenizer == "Router" ? .null : .optional(context),
            "max_completion_tokens": .optional(output),
            "is_moderated": .bool(moderated == true),
        ]
    }

    private var parameters: [String] {
        guard id != "openrouter/bodybuilder" else { return [] }
        let common = [
            "max_tokens", "response_format", "seed", "stop", "structured_outputs", "temperature",
            "tool_choice", "tools", "top_p",
        ]
        let own = reasoning == true ? ["include_reasoning", "reasoning"] : ["top_k"]
        return (own + common).sorted()
    }

    private static func shortened(_ text: String) -> String {
        guard text.count > listDescriptionMax else { return text }
        let words = text.prefix(listDescriptionMax - 3).split(
            separator: " ",
            omittingEmptySubsequences: false
        )
        return words.dropLast().joined(separator: " ") + "..."
    }
}

extension JSONValue {
    fileprivate static func optional(_ value: Int?) -> Self { value.map(Self.int) ?? .null }
    fileprivate static func optional(_ value: String?) -> Self { value.map(Self.string) ?? .null }
}
