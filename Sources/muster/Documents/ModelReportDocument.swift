import Foundation
import MusterCore

/// A model in JSON with everything around it: its description, routes and evidence.
struct ModelReportDocument: Encodable {
    private let report: ModelReport

    private enum CodingKeys: String, CodingKey {
        case description
        case routes
        case evidence
        case live
    }

    init(_ report: ModelReport) {
        self.report = report
    }

    func encode(to encoder: any Encoder) throws {
        try ModelDocument(model: report.model).encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(report.description, forKey: .description)
        try container.encode(
            report.ladder.rungs.map { Route(sentModel: $0, worked: $0 == report.workingRoute) },
            forKey: .routes
        )
        try container.encode(report.evidence.map(Observation.init), forKey: .evidence)
        try container.encode(report.live.map(Live.init), forKey: .live)
    }

    private struct Route: Encodable {
        let sentModel: String
        let worked: Bool

        private enum CodingKeys: String, CodingKey {
            case sentModel = "sent_model"
            case worked
        }
    }

    private struct Observation: Encodable {
        let observedAt: String?
        let kind: String
        let finding: String
        let detail: String

        private enum CodingKeys: String, CodingKey {
            case observedAt = "observed_at"
            case kind
            case finding
            case detail
        }

        init(_ evidence: Evidence) {
            observedAt = JSONDocument.time(evidence.observedAt)
            kind = evidence.kind.rawValue
            finding = evidence.finding.rawValue
            detail = evidence.detail
        }
    }

    private struct Live: Encodable {
        private let live: LiveModel

        private enum CodingKeys: String, CodingKey {
            case listed
            case endpoints
            case differences
            case failure
        }

        init(_ live: LiveModel) {
            self.live = live
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(live.isListed, forKey: .listed)
            try container.encode(live.endpoints?.map(LiveEndpoint.init), forKey: .endpoints)
            try container.encode(live.differences.map(LiveDifference.init), forKey: .differences)
            try container.encode(live.failure.map { "\($0)" }, forKey: .failure)
        }
    }

    private struct LiveDifference: Encodable {
        let field: String
        let stored: String
        let live: String

        init(_ difference: LiveModel.Difference) {
            field = difference.field
            stored = difference.stored
            live = difference.live
        }
    }

    private struct LiveEndpoint: Encodable {
        private let endpoint: Endpoint

        private enum CodingKeys: String, CodingKey {
            case provider
            case status
            case uptime
            case quantization
            case contextLength = "context_length"
            case promptPrice = "prompt_price"
            case completionPrice = "completion_price"
        }

        init(_ endpoint: Endpoint) {
            self.endpoint = endpoint
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(endpoint.provider, forKey: .provider)
            try container.encode(endpoint.status, forKey: .status)
            try container.encode(endpoint.uptime, forKey: .uptime)
            try container.encode(endpoint.quantization, forKey: .quantization)
            try container.encode(endpoint.contextLength, forKey: .contextLength)
            try container.encode(endpoint.promptPrice?.perMillionString, forKey: .promptPrice)
            try container.encode(
                endpoint.completionPrice?.perMillionString,
                forKey: .completionPrice
            )
        }
    }
}
