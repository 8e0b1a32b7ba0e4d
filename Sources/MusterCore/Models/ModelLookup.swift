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

    /// The models with the most of the name's words, the most alike of them first.
    private static func suggestions(for name: String, in models: [Model]) -> [ModelID] {
        let words = words(of: name)
        guard !words.isEmpty else { return [] }
        let asksForBatch = name.contains(":batch")
        let scored = models.compactMap { model -> (id: ModelID, score: Int)? in
            guard asksForBatch || !model.id.isBatchOnly else { return nil }
            let known = Self.words(of: model.id.rawValue.lowercased())
            // A whole word counts twice.
            let scores = words.map { word in
                known.contains(word) ? 2 : known.contains { isLike(word, $0) } ? 1 : 0
            }
            let hits = scores.count { $0 > 0 }
            return hits * 2 > words.count ? (model.id, scores.reduce(0, +)) : nil
        }
        let best = scored.sorted { $0.score > $1.score }.prefix(200).map { candidate in
            let distance = Spelling.distance(
                Array(name.prefix(100)),
                Array(candidate.id.rawValue.lowercased().prefix(100))
            )
            return (id: candidate.id, rank: (-candidate.score, distance, candidate.id))
        }
        return best.sorted { $0.rank < $1.rank }.prefix(5).map(\.id)
    }

    private static func words(of name: String) -> [Substring] {
        name.split { !$0.isLetter && !$0.isNumber && $0 != "." }
    }

    private static func isLike(_ word: Substring, _ known: Substring) -> Bool {
        if known.contains(word) { return true }
        guard abs(word.count - known.count) < 2, word.count > 3 else { return false }
        return Spelling.distance(Array(word.prefix(40)), Array(known.prefix(40))) == 1
    }
}
