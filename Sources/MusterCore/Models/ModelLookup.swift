/// Finds the model that a user means by an ID, a slug or a Hugging Face ID.
package enum ModelLookup: Sendable, Hashable {
    case found(Model)
    /// A model whose name differs only in case.
    case foundIgnoringCase(Model)
    case ambiguous([Model])
    /// No match; `suggestions` are similar names.
    case notFound(suggestions: [ModelID])

    /// Suffixes that OpenRouter, and Hugging Face's router, accept for any model although no catalog
    /// lists them.
    static let dynamicVariants: Set<Substring> = [
        "nitro", "floor", "online", "exacto", "fastest", "cheapest", "preferred",
    ]

    /// Looks a name up: exact matches before those ignoring case, and within each the ID before the
    /// slug before the Hugging Face ID.
    package init(_ name: String, in models: [Model]) {
        let keys: [(Model) -> String?] = [
            { $0.id.rawValue }, { $0.id.canonicalSlug }, { $0.huggingFaceID?.rawValue },
        ]
        for key in keys {
            let matches = Self.meant(models.filter { key($0) == name })
            if !matches.isEmpty {
                self = matches.count == 1 ? .found(matches[0]) : .ambiguous(matches)
                return
            }
        }
        let lowercased = name.lowercased()
        for key in keys {
            let matches = Self.meant(models.filter { key($0)?.lowercased() == lowercased })
            if !matches.isEmpty {
                self = matches.count == 1 ? .foundIgnoringCase(matches[0]) : .ambiguous(matches)
                return
            }
        }
        if let dynamic = Self.dynamicVariant(of: name, in: models) {
            self = .found(dynamic)
        } else {
            self = .notFound(suggestions: Self.suggestions(for: lowercased, in: models))
        }
    }

    /// A row of the Batch API is only meant by its own ID, or where there is no other.
    private static func meant(_ matches: [Model]) -> [Model] {
        guard matches.count > 1 else { return matches }
        let chat = matches.filter { !$0.id.isBatchOnly }
        return chat.isEmpty ? matches : chat
    }

    /// A listed model with a suffix such as `:nitro`, which no catalog lists.
    private static func dynamicVariant(of name: String, in models: [Model]) -> Model? {
        let id = ModelID(rawValue: name)
        guard let variant = id.variant, dynamicVariants.contains(variant),
            var model = models.first(where: { $0.id == id.base })
        else { return nil }
        model.entry.id = id
        return model
    }

    private static func suggestions(for name: String, in models: [Model]) -> [ModelID] {
        let words = name.split { !$0.isLetter && !$0.isNumber }
        guard !words.isEmpty else { return [] }
        let scored = models.map { model in
            let text = model.id.rawValue.lowercased()
            return (id: model.id, score: words.count { text.contains($0) })
        }
        return scored.filter { $0.score * 2 > words.count }
            .sorted { ($1.score, $0.id) < ($0.score, $1.id) }
            .prefix(5).map(\.id)
    }
}
