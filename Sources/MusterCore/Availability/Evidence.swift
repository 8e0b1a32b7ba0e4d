package import Foundation

/// A dated observation about a model, appended and never edited.
package struct Evidence: Sendable, Hashable {
    package enum Kind: String, Sendable {
        case catalog
        /// The model's endpoints list, which costs nothing.
        case endpoints
        case completion
    }

    package enum Finding: String, Sendable {
        case answered
        case reachable
        /// There are endpoints, but none is up, or their uptime is low.
        case degraded
        /// 429: the model exists, but the quota or the provider is busy.
        case limited
        case refused
        /// The account or the program may not ask; another one may.
        case excluded
        /// A timeout, a 5xx or a refused connection, which say nothing about the model.
        case inconclusive
    }

    /// The reason for a piece of evidence or a verdict: one word of the JSON, of any version.
    package struct Cause: RawRepresentable, Sendable, Hashable, Codable {
        package let rawValue: String

        package init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// Uses the raw value of the failure's kind.
        package init(_ kind: ServiceFailure.Kind) {
            rawValue = kind.rawValue
        }

        static let unstated = Cause(rawValue: "")
        static let answered = Cause(rawValue: "answered")
        static let endpointsUp = Cause(rawValue: "endpoints_up")
        static let endpointsDown = Cause(rawValue: "endpoints_down")
        static let lowUptime = Cause(rawValue: "low_uptime")
        package static let noEndpoints = Cause(.noEndpoints)
        package static let noEndpointsLists = Cause(rawValue: "no_endpoints_lists")
        static let toolCalled = Cause(rawValue: "tool_called")
        static let noToolCall = Cause(rawValue: "no_tool_call")
        static let structured = Cause(rawValue: "structured")
        static let notStructured = Cause(rawValue: "not_structured")
        package static let cannotChat = Cause(rawValue: "cannot_chat")
        static let gone = Cause(rawValue: "gone")
        /// The endpoints that a slate pins are gone or down, whatever others do.
        package static let pinLost = Cause(rawValue: "pin_lost")
        /// The account's own catalog leaves the model out.
        static let notForKey = Cause(rawValue: "not_for_key")
        static let neverChecked = Cause(rawValue: "never_checked")
        package static let disabled = Cause(rawValue: "disabled")
        static let notAsked = Cause(rawValue: "not_asked")
    }

    package var modelID: ModelID
    package var observedAt: Date
    package var kind: Kind
    package var finding: Finding
    package var cause = Cause.unstated
    /// Whose trouble it is; `nil` without any.
    package var trouble: Trouble?
    /// The step of the service's routing that left no endpoint.
    package var routingStep: String?
    /// The tag of the one endpoint that was asked, such as `deepinfra/fp8`; `nil` where routing
    /// chose.
    package var endpoint: String?
    /// Who asked.
    package var account = Account.anonymous
    /// The reason shown beside the badge: remote text, to be sanitised when drawn.
    package var detail: String

    /// The capability probed; such evidence says nothing about availability.
    package var capability: Capability?
    /// The spelling that was sent, if a request was sent.
    package var sentModel: Route?
    /// The model that answered, as the service named it.
    package var servedModel: String?
    package var httpStatus: Int?
    package var provider: String?
    /// Milliseconds until the answer was complete.
    package var latencyMilliseconds: Int?
    /// US dollars charged.
    package var cost: Decimal?
    /// The endpoints at the time of the observation.
    package var endpoints: [Endpoint] = []
}

extension Evidence.Cause: CustomStringConvertible {
    package var description: String { rawValue }
}

extension Evidence {
    /// Where it comes from: `completion` or `probe of tools`, for example.
    package var origin: String {
        capability.map { "probe of \($0.rawValue)" } ?? kind.rawValue
    }
}
