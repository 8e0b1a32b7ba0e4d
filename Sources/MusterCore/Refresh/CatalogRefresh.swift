package import Logging

/// Fetches the catalog and makes it the current one, or changes nothing.
package struct CatalogRefresh: Sendable {
    private let client: OpenRouterClient
    private let store: Store
    private let time: TimeSource
    private let logger: Logger

    /// Creates a refresh of `store` from `client`.
    package init(
        client: OpenRouterClient,
        store: Store,
        time: TimeSource,
        logger: Logger = .silent
    ) {
        self.client = client
        self.store = store
        self.time = time
        self.logger = logger
    }

    /// Runs once.
    ///
    /// - Parameter isForced: takes a catalog that has shrunk to less than half, too.
    /// - Returns: what changed.
    /// - Throws: `OperationError`; then nothing was changed.
    package func run(isForced: Bool = false) async throws(OperationError) -> RefreshReport {
        let catalog: FetchedCatalog
        do {
            catalog = try await client.fetchCatalog()
        } catch {
            logger.warning("refresh failed", metadata: ["reason": "\(error)"])
            throw .service(error)
        }
        do {
            let listedBefore = try await store.listedCount()
            if let objection = Self.objection(to: catalog, listedBefore: listedBefore, isForced) {
                logger.warning("refresh refused", metadata: ["reason": "\(objection)"])
                throw OperationError.refused(objection)
            }
            let change = try await store.apply(catalog, now: time.now())
            let report = RefreshReport(change, of: catalog)
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

    /// Why a catalog should not replace the one there is; `nil` when it may.
    ///
    /// An outage upstream has been seen to shrink lists, and the last good one is worth more.
    static func objection(
        to catalog: FetchedCatalog,
        listedBefore: Int,
        _ isForced: Bool
    ) -> String? {
        let count = catalog.rows.count
        if count == 0 {
            return catalog.rejected.isEmpty
                ? "the catalog that came is empty; the last one is kept"
                : "none of the \(catalog.rejected.count) rows that came could be read; "
                    + "the last catalog is kept"
        }
        if !isForced, count * 2 < listedBefore {
            return "the catalog shrank from \(listedBefore) models to \(count); "
                + "the last one is kept. To take it all the same: muster refresh --force"
        }
        return nil
    }
}
