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
        let usable = models.filter {
            $0.id != model.id && $0.isListed && !$0.isDisabled && !$0.isRouter
                && $0.verdict.availability != .unavailable
        }
        var equals: [Model] = []
        if let name = model.huggingFaceID { equals = usable.filter { $0.huggingFaceID == name } }
        if equals.isEmpty {
            let context = model.contextLength ?? 0
            equals = usable.filter {
                $0.id.author == model.id.author && ($0.contextLength ?? 0) >= context
                    && Set($0.inputModalities).isSuperset(of: model.inputModalities)
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
}
