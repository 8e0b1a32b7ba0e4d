import Foundation

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
        /// The longest answer.
        case answer
        /// When the newest evidence was gathered.
        case checked
        /// The day on which the catalog will drop it; those that stay come last.
        case expires
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
        order(of: models).map { models[Int($0)] }
    }

    /// The places of the models in this order: what is moved while sorting is small.
    package func order(of models: [Model]) -> [Int32] {
        switch key {
        case .id: by(models) { $0.id.rawValue }
        case .name: by(models) { $0.entry.name.lowercased() }
        case .hf: by(models) { $0.huggingFaceID?.rawValue.lowercased() }
        case .status: by(models) { $0.statusRank }
        case .context: by(models) { $0.entry.contextLength }
        case .prompt: by(models) { $0.entry.promptPrice?.approximate }
        case .completion: by(models) { $0.entry.completionPrice?.approximate }
        case .created: by(models) { $0.entry.created }
        case .answer: by(models) { $0.entry.maxCompletionTokens }
        case .checked: by(models) { $0.verdict.checkedAt }
        case .expires: by(models) { $0.entry.expirationDate }
        }
    }

    private func by<Value: Comparable>(
        _ models: [Model],
        _ value: (Model) -> Value?
    ) -> [Int32] {
        let values = models.map(value)
        var places = Array(0..<Int32(models.count))
        if !Self.isByID(models) { places.sort { models[Int($0)].id < models[Int($1)].id } }
        if key == .id, !isReversed { return places }
        var ranks = places
        for (rank, place) in places.enumerated() { ranks[Int(place)] = Int32(rank) }
        places.sort { left, right in
            switch (values[Int(left)], values[Int(right)]) {
            case (let first?, let second?) where first != second:
                isReversed ? second < first : first < second
            case (_?, nil): true
            case (nil, _?): false
            default: ranks[Int(left)] < ranks[Int(right)]
            }
        }
        return places
    }

    private static func isByID(_ models: [Model]) -> Bool {
        zip(models, models.dropFirst()).allSatisfy { $0.id.rawValue <= $1.id.rawValue }
    }
}

extension Price {
    /// As near as a binary number comes to it, which is near enough for an order.
    fileprivate var approximate: Double { NSDecimalNumber(decimal: perToken).doubleValue }
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
