import Foundation

/// Models that can take the place of one that is weak; never chosen for the user.
package enum StandIns {
    private static let limit = 3

    /// The nearest there are, those that answer first.
    ///
    /// - Parameters:
    ///   - model: the weak one.
    ///   - models: all there are.
    /// - Returns: models with the same Hugging Face ID, which are the same weights; where there is
    ///   none, the same author's that read as much and whatever it reads.
    package static func of(_ model: Model, in models: [Model]) -> [Model] {
        // Called at a paint, for all models there are: nothing is copied before it is wanted.
        func usable(_ isEqual: (Model) -> Bool) -> [Model] {
            models.indices
                .filter { isEqual(models[$0]) && isUsable(models[$0], insteadOf: model) }
                .map { models[$0] }
        }
        var equals: [Model] = []
        if let name = model.huggingFaceID { equals = usable { $0.huggingFaceID == name } }
        if equals.isEmpty {
            let context = model.contextLength ?? 0
            let author = model.id.author
            equals = usable {
                $0.entry.contextLength ?? 0 >= context && $0.id.author == author
                    && Set($0.entry.inputModalities).isSuperset(of: model.inputModalities)
            }
        }
        func rank(_ model: Model) -> (Int, Price, ModelID) {
            let proof =
                switch model.verdict.availability {
                case .verified: 0
                case .reachable: 1
                default: 2
                }
            return (
                proof, model.completionPrice ?? Price(perToken: .greatestFiniteMagnitude), model.id
            )
        }
        return Array(equals.sorted { rank($0) < rank($1) }.prefix(limit))
    }

    private static func isUsable(_ other: Model, insteadOf model: Model) -> Bool {
        other.id != model.id && other.isListed && !other.isDisabled && !other.entry.isRouter
            && other.verdict.availability != .unavailable
    }
}
