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
        try container.encode(report.details.description, forKey: .description)
        try container.encode(
            report.details.ladder.rungs.map {
                Route(sentModel: $0, worked: $0 == report.details.workingRoute)
            },
            forKey: .routes
        )
        try container.encode(report.details.evidence.map(EvidenceDocument.init), forKey: .evidence)
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
            try container.encode(live.endpoints?.map(EndpointDocument.init), forKey: .endpoints)
            try container.encode(live.differences.map(LiveDifference.init), forKey: .differences)
            try container.encode(live.failure.map { "\($0)" }, forKey: .failure)
        }
    }

    private struct LiveDifference: Encodable {
        let field: String
        let stored: String
        let live: String

        init(_ difference: ModelChange) {
            field = difference.field
            stored = difference.before
            live = difference.now
        }
    }
}
