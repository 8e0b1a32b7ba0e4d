import Foundation
import MusterTestSupport

@testable import MusterCore

extension Evidence {
    /// An answer of a model, at noon unless a test says otherwise.
    static func answered(_ id: ModelID, at date: Date = TimeSource.noon) -> Evidence {
        Evidence(
            modelID: id,
            observedAt: date,
            kind: .completion,
            finding: .answered,
            detail: "answered"
        )
    }
}
