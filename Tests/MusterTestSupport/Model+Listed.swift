package import Foundation
package import MusterCore

extension Model {
    /// A listed model with plain values, of which a test names those that matter to it.
    package static func listed(
        _ id: String,
        name: String? = nil,
        hub: String? = nil,
        source: HuggingFaceIDSource = .catalog,
        context: Int? = 131_072,
        prompt: String? = "0.00000015",
        completion: String? = "0.0000006",
        created: Date? = Date(timeIntervalSince1970: 1_745_000_000),
        isRouter: Bool = false,
        isListed: Bool = true,
        isDisabled: Bool = false,
        disabledReason: String? = nil,
        isFavorite: Bool = false,
        verdict: Verdict = .neverChecked
    ) -> Model {
        let promptPrice = prompt.flatMap(Price.init(decimalString:))
        let completionPrice = completion.flatMap(Price.init(decimalString:))
        return Model(
            entry: CatalogEntry(
                id: ModelID(rawValue: id),
                name: name,
                created: created,
                contextLength: context,
                maxCompletionTokens: 16_384,
                promptPrice: promptPrice,
                completionPrice: completionPrice,
                isFree: promptPrice?.isZero == true && completionPrice?.isZero == true,
                isRouter: isRouter,
                inputModalities: ["text"],
                outputModalities: ["text"],
                supportedParameters: ["max_tokens", "temperature", "tools"]
            ),
            huggingFaceID: hub.map(HuggingFaceID.init(rawValue:)),
            huggingFaceIDSource: hub.map { _ in source },
            isListed: isListed,
            isDisabled: isDisabled,
            disabledReason: disabledReason,
            isFavorite: isFavorite,
            verdict: verdict
        )
    }
}

extension Verdict {
    /// A verdict of some age.
    package static func judged(
        _ availability: Availability,
        _ reason: String,
        at time: Date,
        isStale: Bool = false
    ) -> Verdict {
        Verdict(availability: availability, reason: reason, checkedAt: time, isStale: isStale)
    }
}
