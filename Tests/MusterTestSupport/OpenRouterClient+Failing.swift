import Testing

@testable package import MusterCore

extension OpenRouterClient {
    /// A client none of whose parts may be called; a test replaces those that it expects.
    package static var failing: OpenRouterClient {
        OpenRouterClient(
            baseURL: "https://example.org/api/v1",
            fetchCatalog: { () throws(ServiceFailure) in throw .unexpected("fetchCatalog") },
            fetchAccountModels: { () throws(ServiceFailure) in
                throw .unexpected("fetchAccountModels")
            },
            fetchZeroRetention: { () throws(ServiceFailure) in
                throw .unexpected("fetchZeroRetention")
            },
            lookUp: { (_) throws(ServiceFailure) in throw .unexpected("lookUp") },
            fetchEndpoints: { (_) throws(ServiceFailure) in throw .unexpected("fetchEndpoints") },
            complete: { (_, _) throws(ServiceFailure) in throw .unexpected("complete") },
            fetchKeyStatus: { () throws(ServiceFailure) in throw .unexpected("fetchKeyStatus") },
            batches: .failing
        )
    }
}

extension BatchClient {
    /// A client none of whose parts may be called.
    package static var failing: BatchClient {
        BatchClient(
            submit: { (_) throws(ServiceFailure) in throw .unexpected("submit") },
            job: { (_) throws(ServiceFailure) in throw .unexpected("job") },
            jobs: { (_) throws(ServiceFailure) in throw .unexpected("jobs") },
            answers: { (_, _) throws(ServiceFailure) in throw .unexpected("answers") },
            cancel: { (_) throws(ServiceFailure) in throw .unexpected("cancel") }
        )
    }
}

extension HubClient {
    /// A client that may not be called.
    package static var failing: HubClient {
        HubClient { (_) throws(ServiceFailure) in throw .unexpected("canonicalID") }
    }
}

extension ServiceFailure {
    /// Records that a test did not expect a call.
    fileprivate static func unexpected(_ name: String) -> ServiceFailure {
        Issue.record("\(name) was called")
        return ServiceFailure(.badRequest, message: "\(name) was called")
    }
}
