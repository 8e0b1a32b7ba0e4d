package import Foundation
package import MusterCore

extension Model {
    /// A model of which only what matters to a test is given.
    package static func example(
        _ id: String,
        name: String? = nil,
        huggingFaceID: String? = nil,
        created: Date? = nil,
        contextLength: Int? = nil,
        prices: (prompt: String, completion: String)? = nil,
        isFree: Bool = false,
        isRouter: Bool = false,
        isListed: Bool = true,
        isDisabled: Bool = false,
        isFavorite: Bool = false,
        expirationDate: String? = nil,
        parameters: [String] = [],
        verdict: Verdict = .neverChecked
    ) -> Model {
        Model(
            entry: CatalogEntry(
                id: ModelID(rawValue: id),
                name: name,
                created: created,
                contextLength: contextLength,
                promptPrice: prices.flatMap { Price(decimalString: $0.prompt) },
                completionPrice: prices.flatMap { Price(decimalString: $0.completion) },
                isFree: isFree,
                isRouter: isRouter,
                inputModalities: ["text"],
                outputModalities: ["text"],
                supportedParameters: parameters,
                expirationDate: expirationDate
            ),
            huggingFaceID: huggingFaceID.map(HuggingFaceID.init(rawValue:)),
            huggingFaceIDSource: huggingFaceID.map { _ in .catalog },
            isListed: isListed,
            isDisabled: isDisabled,
            isFavorite: isFavorite,
            verdict: verdict
        )
    }
}

extension Verdict {
    /// A fresh verdict for which nothing but the badge matters.
    package static func example(_ availability: Availability, isStale: Bool = false) -> Verdict {
        Verdict(
            availability: availability,
            reason: "as the test says",
            checkedAt: nil,
            isStale: isStale
        )
    }
}
