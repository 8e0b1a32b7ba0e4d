/// A model of the simulator's own making, before it is written as JSON.
struct ModelBlueprint: Sendable {
    /// The catalog's ID.
    var id: String
    /// The name shown.
    var name: String
    /// What the list says of the repository.
    var hub: HubField
    /// What only the single look-up says of the repository.
    var lookupRepository: String?
    /// The dated slug; `nil` repeats the ID.
    var canonicalSlug: String?
    /// Unix seconds.
    var created: Int
    /// The whole description; the list cuts it at about 210 characters.
    var description: String
    /// In tokens; `nil` writes null.
    var contextLength: Int?
    /// In tokens; `nil` writes null.
    var completionTokensMax: Int?
    /// USD per token, as written.
    var promptPrice = "0"
    /// USD per token, as written.
    var completionPrice = "0"
    /// Further members of `pricing`, which are not all strings.
    var morePricing: [JSONMember] = []
    /// What goes in, in the order of the list.
    var inputs = ["text"]
    /// What comes out.
    var outputs = ["text"]
    /// The tokenizer's name, `Router` for what is no model.
    var tokenizer = "Other"
    /// The chat template's name; `nil` writes null.
    var instructType: String?
    /// Whether the model reasons.
    var isReasoning = false
    /// Whether prompts are checked before they are sent on.
    var isModerated = false
    /// `YYYY-MM-DD`, on which the model goes; `nil` writes null.
    var expirationDate: String?
    /// The model that an alias stands for.
    var alias: JSONValue?
    /// Members that nobody has documented.
    var unknown: [JSONMember] = []

    /// The longest description in a list, since April 2026.
    static let listDescriptionMax = 210

    /// The row as the list gives it.
    var row: JSONValue { json(hub, Self.shortened(description)) }

    /// The row as the single look-up gives it: in full, with the repository it alone knows.
    var lookup: JSONValue {
        json(lookupRepository.map(HubField.repository) ?? hub, description)
    }

    private func json(_ hub: HubField, _ description: String) -> JSONValue {
        let slug = canonicalSlug ?? id
        var members = [JSONMember("id", .string(id)), JSONMember("canonical_slug", .string(slug))]
        if let alias { members.append(JSONMember("alias_target", alias)) }
        switch hub {
        case .absent: break
        case .null: members.append(JSONMember("hugging_face_id", nil))
        case .empty: members.append(JSONMember("hugging_face_id", ""))
        case .repository(let name): members.append(JSONMember("hugging_face_id", .string(name)))
        }
        members += [
            JSONMember("name", .string(name)), JSONMember("created", .int(created)),
            JSONMember("description", .string(description)),
            JSONMember("context_length", Self.integer(contextLength)),
            JSONMember("architecture", architecture), JSONMember("pricing", pricing),
            JSONMember("top_provider", topProvider), JSONMember("per_request_limits", nil),
            JSONMember("supported_parameters", .array(parameters.map(JSONValue.string))),
            JSONMember(
                "default_parameters",
                isReasoning ? ["temperature": 1, "top_p": 0.95] : [:]
            ),
            JSONMember("supported_voices", nil), JSONMember("knowledge_cutoff", nil),
            JSONMember("expiration_date", expirationDate.map(JSONValue.string) ?? .null),
            // The link drops the variant, as the real one does.
            JSONMember("links", ["details": .string("/api/v1/models/\(slug)/endpoints")]),
        ]
        if isReasoning {
            members.append(
                JSONMember("reasoning", ["mandatory": false, "default_enabled": true])
            )
        }
        return .object(members + unknown)
    }

    private var architecture: JSONValue {
        [
            "modality": .string(
                "\(inputs.joined(separator: "+"))->\(outputs.joined(separator: "+"))"
            ),
            "input_modalities": .array(inputs.map(JSONValue.string)),
            "output_modalities": .array(outputs.map(JSONValue.string)),
            "tokenizer": .string(tokenizer),
            "instruct_type": instructType.map(JSONValue.string) ?? .null,
        ]
    }

    private var pricing: JSONValue {
        .object(
            [
                JSONMember("prompt", .string(promptPrice)),
                JSONMember("completion", .string(completionPrice)),
            ] + morePricing
        )
    }

    private var topProvider: JSONValue {
        [
            "context_length": tokenizer == "Router" ? .null : Self.integer(contextLength),
            "max_completion_tokens": Self.integer(completionTokensMax),
            "is_moderated": .bool(isModerated),
        ]
    }

    private var parameters: [String] {
        guard id != "openrouter/bodybuilder" else { return [] }
        let common = [
            "max_tokens", "response_format", "seed", "stop", "structured_outputs", "temperature",
            "tool_choice", "tools", "top_p",
        ]
        return ((isReasoning ? ["include_reasoning", "reasoning"] : ["top_k"]) + common).sorted()
    }

    private static func integer(_ value: Int?) -> JSONValue { value.map(JSONValue.int) ?? .null }

    private static func shortened(_ text: String) -> String {
        guard text.count > listDescriptionMax else { return text }
        let words = text.prefix(listDescriptionMax - 3).split(
            separator: " ",
            omittingEmptySubsequences: false
        )
        return words.dropLast().joined(separator: " ") + "..."
    }
}
