import Logging

/// Fetches the catalog and makes it the current one, or changes nothing.
struct CatalogRefresh: Sendable {
    let client: OpenRouterClient
    let store: Store
    let time: TimeSource
    var logger = Logger.silent

    /// Runs one refresh; `isForced` accepts a catalog that shrank to less than half.
    func run(isForced: Bool = false) async throws(OperationError) -> RefreshReport {
        let catalog: FetchedCatalog
        do {
            catalog = try await client.fetchCatalog()
        } catch {
            logger.warning("refresh failed", metadata: ["reason": "\(error)"])
            throw .service(error)
        }
        do {
            let listedBefore = try await store.listedCount()
            if let objection = catalog.objection(listedBefore: listedBefore, isForced: isForced) {
                logger.warning("refresh refused", metadata: ["reason": "\(objection)"])
                throw OperationError.refused(objection)
            }
            // No reason not to refresh: what it last said stays.
            async let zeroRetention = try? client.fetchZeroRetention()
            let own = await accountModels()
            let change = try await store.apply(
                catalog,
                accountModels: try? own.get(),
                zeroRetention: await zeroRetention ?? nil,
                now: time.now()
            )
            try await keepEndpoints(of: catalog)
            var report = RefreshReport(change, of: catalog)
            report.batchOnly = catalog.rows.count { $0.entry.id.isBatchOnly }
            report.takeAccount(own, catalog)
            logger.notice(
                "refreshed",
                metadata: [
                    "source": "\(report.source)", "total": "\(report.total)",
                    "added": "\(report.added)", "updated": "\(report.updated)",
                    "removed": "\(report.removed)", "rejected": "\(report.rejected.count)",
                ]
            )
            return report
        } catch let error as StoreError {
            throw .store(error)
        } catch let error as OperationError {
            throw error
        } catch {
            throw .store(.failed(path: store.path, reason: "\(error)"))
        }
    }

    /// Stores what the rows themselves say of their endpoints: one request has checked every model.
    private func keepEndpoints(of catalog: FetchedCatalog) async throws(StoreError) {
        let now = time.now()
        let evidence = catalog.rows.compactMap { row in
            row.endpoints.map { endpoints in
                let (finding, cause, detail) = ShallowCheck.judge(endpoints)
                var evidence = Evidence(
                    modelID: row.entry.id,
                    observedAt: now,
                    kind: .endpoints,
                    finding: finding,
                    cause: cause,
                    detail: detail
                )
                evidence.httpStatus = 200
                evidence.endpoints = endpoints
                return evidence
            }
        }
        guard !evidence.isEmpty else { return }
        try await store.append(evidence)
    }

    private func accountModels() async -> Result<Set<ModelID>?, ServiceFailure> {
        do throws(ServiceFailure) {
            return .success(try await client.fetchAccountModels())
        } catch {
            return .failure(error)
        }
    }
}

/// Results of a refresh.
package struct RefreshReport: Sendable, Hashable {
    package var total: Int
    /// Those of ``total`` that answer only the Batch API.
    package var batchOnly = 0
    package var added: Int
    package var updated: Int
    package var removed: Int
    package var rejected: [RejectedRow]
    /// Hugging Face IDs that an adopted table refuses, because another row has them.
    package var repeated: [Store.RepeatedHuggingFaceID] = []
    /// The number of listed models that the account's settings leave out, without the rows of the
    /// Batch API; `nil` if unknown.
    package var excluded: Int?
    /// Why the service did not tell which models the account may use, although there is a key.
    package var accountFailure: ServiceFailure?
    package var withHuggingFaceID: Int
    package var withoutHuggingFaceID: Int { total - withHuggingFaceID }
    /// The URL that answered.
    package var source: String
}

extension RefreshReport {
    init(_ change: Store.CatalogChange, of catalog: FetchedCatalog) {
        self.init(
            total: change.total,
            added: change.added,
            updated: change.updated,
            removed: change.removed,
            rejected: catalog.rejected + change.rejected,
            repeated: change.repeated,
            withHuggingFaceID: change.withHuggingFaceID,
            source: catalog.source
        )
    }
}

extension RefreshReport {
    fileprivate mutating func takeAccount(
        _ answer: Result<Set<ModelID>?, ServiceFailure>,
        _ catalog: FetchedCatalog
    ) {
        switch answer {
        case .success(let ids):
            excluded = ids.map { ids in
                catalog.rows.count { !$0.entry.id.isBatchOnly && !ids.contains($0.entry.id) }
            }
        case .failure(let failure):
            accountFailure = failure
        }
    }

    /// What the account's settings leave out, or why that is not known; `nil` for nothing.
    package var accountWords: String? {
        if let accountFailure {
            return "the models that this key may use are unknown: \(accountFailure.explanation)"
        }
        guard let excluded, excluded > 0 else { return nil }
        let verb = excluded == 1 ? "1 is" : "\(excluded) are"
        return "\(verb) not for this key; is:mine shows the others"
    }
}

/// A failure of a refresh or a backfill; in every case nothing was changed.
package enum OperationError: Error, Sendable, Hashable {
    /// The service gave no usable answer.
    case service(ServiceFailure)
    /// The answer was readable, but accepting it would lose data.
    case refused(String)
    case store(StoreError)
}

extension OperationError {
    /// Whether the user cancelled, which is no failure.
    package var isCancelled: Bool {
        switch self {
        case .service(let failure): failure.kind == .cancelled
        case .store(let error): error == .cancelled
        case .refused: false
        }
    }
}

extension OperationError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .service(let failure): "\(failure)"
        case .refused(let reason): reason
        case .store(let error): "\(error)"
        }
    }
}
