package import Foundation

/// One dated observation about a model: appended, never edited.
package struct Evidence: Sendable, Hashable {
    /// What was asked.
    package enum Kind: String, Sendable {
        /// The catalog's list.
        case catalog
        /// The model's endpoints list, which costs nothing.
        case endpoints
        /// A completion.
        case completion
    }

    /// What came of it.
    package enum Finding: String, Sendable {
        /// The model answered.
        case answered
        /// At least one endpoint is up.
        case reachable
        /// There are endpoints, but none is up, or their uptime is low.
        case degraded
        /// 429: the model exists, but the quota or the provider is busy.
        case limited
        /// A definitive no on every route.
        case refused
        /// A timeout, a 5xx, a refused connection: it says nothing about the model.
        case inconclusive
    }

    /// Why a piece of evidence or a verdict says what it says, in one word of the JSON.
    ///
    /// A word of another version is kept.
    package struct Cause: RawRepresentable, Sendable, Hashable, Codable {
        package let rawValue: String

        package init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The word for a failure is that of its kind.
        package init(_ kind: ServiceFailure.Kind) {
            rawValue = kind.rawValue
        }

        static let unstated = Cause(rawValue: "")
        static let answered = Cause(rawValue: "answered")
        static let endpointsUp = Cause(rawValue: "endpoints_up")
        static let endpointsDown = Cause(rawValue: "endpoints_down")
        static let lowUptime = Cause(rawValue: "low_uptime")
        static let noEndpoints = Cause(.noEndpoints)
        static let toolCalled = Cause(rawValue: "tool_called")
        static let noToolCall = Cause(rawValue: "no_tool_call")
        static let structured = Cause(rawValue: "structured")
        static let notStructured = Cause(rawValue: "not_structured")
        static let gone = Cause(rawValue: "gone")
        static let neverChecked = Cause(rawValue: "never_checked")
        static let disabled = Cause(rawValue: "disabled")
        static let notAsked = Cause(rawValue: "not_asked")
    }

    /// The model observed.
    package var modelID: ModelID
    /// When.
    package var observedAt: Date
    /// What was asked.
    package var kind: Kind
    /// What came of it.
    package var finding: Finding
    /// The cause in one word.
    package var cause = Cause.unstated
    /// The reason in words, as shown beside the badge; remote text, to be sanitised when drawn.
    package var detail: String

    /// What was probed beyond a plain answer; such a piece says nothing of availability.
    package var capability: Capability?
    /// The spelling that was sent, where something was sent.
    package var sentModel: Route?
    /// The model that answered, as the service named it.
    package var servedModel: String?
    /// The status of the answer, where there was one.
    package var httpStatus: Int?
    /// The provider that answered or refused.
    package var provider: String?
    /// Milliseconds until the answer was whole.
    package var latencyMilliseconds: Int?
    /// US dollars charged.
    package var cost: Decimal?
    /// The endpoints as they were seen.
    package var endpoints: [Endpoint] = []
}

extension Evidence.Cause: CustomStringConvertible {
    package var description: String { rawValue }
}
