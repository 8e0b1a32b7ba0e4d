package import Foundation

/// Suggests models for the user to choose instead of one that does not answer.
package enum Alternatives {
    private static let limit = 5

    /// Lists promising alternatives among the listed and enabled models, without known dead ones.
    ///
    /// At most five: other variants, and models with the same Hugging Face ID, which are the same
    /// weights under another name. If there are none and `orSameAuthor` is true, models of the same
    /// author with at least the same context length and input modalities.
    package static func of(
        _ model: Model,
        in models: [Model],
        now: Date,
        orSameAuthor: Bool = false
    ) -> [Model] {
        let base = model.id.base
        var candidates = promising(model, models) {
            hasSameWeights($0, model) || $0.id.isVariant(of: base)
        }
        if candidates.isEmpty, orSameAuthor {
            let context = model.contextLength ?? 0
            let author = model.id.author
            candidates = promising(model, models) {
                $0.entry.contextLength ?? 0 >= context && $0.id.author == author
                    && Set($0.entry.inputModalities).isSuperset(of: model.inputModalities)
            }
        }
        candidates.removeAll { $0.isExpired(now: now) }
        return Array(candidates.sorted { rank($0, model) < rank($1, model) }.prefix(limit))
    }

    /// Runs while drawing, over all models, so it copies nothing unnecessarily.
    private static func promising(
        _ model: Model,
        _ models: [Model],
        _ isAlike: (Model) -> Bool
    ) -> [Model] {
        models.indices.filter { place in
            isAlike(models[place]) && isPromising(models[place], model)
        }.map { models[$0] }
    }

    private static func isPromising(_ other: Model, _ model: Model) -> Bool {
        other.id != model.id && other.isListed && !other.isDisabled && !other.entry.isRouter
            && !other.id.isBatchOnly
            && other.verdict.availability != .unavailable
    }

    private static func hasSameWeights(_ left: Model, _ right: Model) -> Bool {
        guard let name = left.huggingFaceID else { return false }
        return name == right.huggingFaceID
    }

    /// Verified models first, then variants of the same model, then the cheapest; among free ones,
    /// the most often answered.
    private static func rank(_ candidate: Model, _ model: Model) -> (Int, Price, Double, ModelID) {
        let unproven =
            switch candidate.verdict.availability {
            case .verified: 0
            case .reachable: 1
            case .degraded: 2
            case .unknown: 3
            case .limited: 4
            case .unavailable: 5
            }
        return (
            unproven * 2 + (candidate.id.base == model.id.base ? 0 : 1),
            candidate.completionPrice ?? Price(perToken: .greatestFiniteMagnitude),
            candidate.unansweredRate, candidate.id
        )
    }
}
