/// Models to try instead of one that does not answer.
package enum Alternatives {
    /// The most that are named.
    private static let limit = 5

    /// Listed and enabled models that are not known to be dead, the most promising first.
    ///
    /// - Parameters:
    ///   - model: the one that does not answer.
    ///   - models: all there are.
    /// - Returns: its paid or free twin and other variants, then models with the same Hugging Face
    ///   ID, which is the same weights served under another name; at most five.
    package static func of(_ model: Model, in models: [Model]) -> [Model] {
        let base = model.id.base
        // Called at a paint, for all models there are: nothing is copied before it is wanted.
        let candidates = models.indices.filter { place in
            (hasSameWeights(models[place], model) || models[place].id.isVariant(of: base))
                && isPromising(models[place], model)
        }.map { models[$0] }
        let ordered = candidates.sorted { left, right in
            let (first, second) = (rank(left, model), rank(right, model))
            return first == second ? left.id < right.id : first < second
        }
        return Array(ordered.prefix(limit))
    }

    private static func isPromising(_ other: Model, _ model: Model) -> Bool {
        other.id != model.id && other.isListed && !other.isDisabled
            && other.verdict.availability != .unavailable
    }

    private static func hasSameWeights(_ left: Model, _ right: Model) -> Bool {
        guard let name = left.huggingFaceID else { return false }
        return name == right.huggingFaceID
    }

    /// Those that answer go first, then variants of the same model.
    private static func rank(_ candidate: Model, _ model: Model) -> Int {
        let unproven =
            switch candidate.verdict.availability {
            case .verified: 0
            case .reachable: 1
            case .degraded: 2
            case .unknown: 3
            case .limited: 4
            case .unavailable: 5
            }
        return unproven * 2 + (candidate.id.base == model.id.base ? 0 : 1)
    }
}
