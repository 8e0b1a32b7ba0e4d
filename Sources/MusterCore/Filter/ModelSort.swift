/// The order of a list of models.
package struct ModelSort: Sendable, Hashable {
    /// What to sort by.
    package enum Key: String, Sendable, CaseIterable {
        /// The model ID.
        case id
        /// The display name.
        case name
        /// The Hugging Face ID; models without one come last.
        case hf
        /// The availability, from verified to unavailable.
        case status
        /// The context length.
        case context
        /// The price of prompt tokens.
        case prompt
        /// The price of completion tokens.
        case completion
        /// When the model was added.
        case created
    }

    /// What to sort by.
    package var key: Key
    /// Whether the order is turned round.
    package var isReversed: Bool

    /// Creates an order; by default by model ID.
    package init(_ key: Key = .id, isReversed: Bool = false) {
        self.key = key
        self.isReversed = isReversed
    }

    /// The models in this order; equal ones, and those without a value, by model ID at the end.
    package func sorted(_ models: [Model]) -> [Model] {
        switch key {
        case .id: by(models) { $0.id.rawValue }
        case .name: by(models) { $0.name.lowercased() }
        case .hf: by(models) { $0.huggingFaceID?.rawValue.lowercased() }
        case .status: by(models) { $0.statusRank }
        case .context: by(models) { $0.contextLength }
        case .prompt: by(models) { $0.promptPrice }
        case .completion: by(models) { $0.completionPrice }
        case .created: by(models) { $0.created }
        }
    }

    private func by<Value: Comparable>(
        _ models: [Model],
        _ value: (Model) -> Value?
    ) -> [Model] {
        let keyed = models.map { (model: $0, value: value($0)) }
        return keyed.sorted { left, right in
            switch (left.value, right.value) {
            case (let first?, let second?) where first != second:
                isReversed ? second < first : first < second
            case (_?, nil):
                true
            case (nil, _?):
                false
            default:
                left.model.id < right.model.id
            }
        }.map(\.model)
    }
}

extension Model {
    /// Usable models first, disabled ones last.
    fileprivate var statusRank: Int {
        if isDisabled { return 6 }
        return switch verdict.availability {
        case .verified: 0
        case .reachable: 1
        case .degraded: 2
        case .limited: 3
        case .unknown: 4
        case .unavailable: 5
        }
    }
}
