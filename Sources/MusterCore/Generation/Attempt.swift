package import Foundation

/// One HTTP request of a generation.
package struct Attempt: Sendable, Hashable {
    /// How an attempt ended: `answered`, the word of a failure, or one of another version.
    package enum Kind: RawRepresentable, Sendable, Hashable, Codable {
        case answered
        case failed(ServiceFailure.Kind)
        case other(String)

        package init(rawValue: String) {
            if rawValue == "answered" {
                self = .answered
            } else {
                self = ServiceFailure.Kind(rawValue: rawValue).map(Self.failed) ?? .other(rawValue)
            }
        }

        package var rawValue: String {
            switch self {
            case .answered: "answered"
            case .failed(let kind): kind.rawValue
            case .other(let word): word
            }
        }
    }

    /// The model that was asked, which is a fallback when those before it did not answer.
    package var modelID: ModelID?
    /// The spelling of the model that was sent.
    package var sentModel: Route
    /// The status of the answer, where there was one.
    package var httpStatus: Int?
    /// How it ended.
    package var kind: Kind
    /// What the service said; hostile until sanitised.
    package var message: String
    /// How long was waited before it, in milliseconds.
    package var waitedMilliseconds = 0
}

extension Attempt.Kind: CustomStringConvertible {
    package var description: String { rawValue }
}

extension Attempt {
    /// An attempt that has ended: answered where there is no failure.
    init(
        modelID: ModelID,
        sentModel: Route,
        failure: ServiceFailure?,
        waitedMilliseconds: Int = 0
    ) {
        self.init(
            modelID: modelID,
            sentModel: sentModel,
            httpStatus: failure.map(\.httpStatus) ?? 200,
            kind: failure.map { .failed($0.kind) } ?? .answered,
            message: failure?.message ?? "",
            waitedMilliseconds: waitedMilliseconds
        )
    }
}

extension Attempt {
    /// The attempt in words: what was sent after which wait, and what came of it.
    package var summary: String {
        let wait = waitedMilliseconds > 0 ? "after \(waitedMilliseconds) ms, " : ""
        let status = httpStatus.map { "HTTP \($0) " } ?? ""
        let words = message.isEmpty ? "" : ": \(message)"
        return "\(wait)\(sentModel): \(status)\(kind)\(words)"
    }
}

/// One entry of a model's timeline: what was observed, and the requests that were sent for it.
package struct TimelineEntry: Sendable, Hashable {
    /// When.
    package var date: Date
    /// What was observed; `nil` for requests that said nothing of the model.
    package var evidence: Evidence?
    /// The completions that were sent, in order; none for a catalog or an endpoints list.
    package var attempts: [Attempt]
}
