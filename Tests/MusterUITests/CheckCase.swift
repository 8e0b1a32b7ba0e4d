import Foundation
import MusterTestSupport

@testable import MusterCore

/// What checks bring, as far as tests need it.
enum CheckCase {
    /// A result about a model, with the verdict that it alone gives.
    static func result(
        _ id: String,
        _ finding: Evidence.Finding,
        kind: Evidence.Kind = .endpoints,
        detail: String = "2 of 2 endpoints up: Chutes, Parasail",
        in models: [Model] = Catalog.sample
    ) -> CheckResult {
        var evidence = Evidence(
            modelID: ModelID(rawValue: id),
            observedAt: .noon,
            kind: kind,
            finding: finding,
            cause: "as_tested",
            detail: detail
        )
        evidence.httpStatus = 200
        evidence.latencyMilliseconds = 120
        var result = CheckResult(evidence: evidence)
        result.model = models.first { $0.id.rawValue == id }
        result.model?.verdict = .judge([evidence], isListed: true, now: .noon)
        return result
    }
}
