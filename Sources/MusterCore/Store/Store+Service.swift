import Foundation
import GRDB

extension Store {
    /// Records the service that the database is of; it stays that one.
    static func record(_ service: ServiceURL, _ db: Database) throws {
        try db.execute(
            sql: "INSERT OR IGNORE INTO service (id, base_url) VALUES (1, ?)",
            arguments: [service.string]
        )
    }

    /// Throws `StoreError.otherService` unless the database is of this store's service, or of none
    /// before its first refresh.
    func requireService(_ db: Database) throws {
        guard let owner = try Self.service(db, SchemaState(db, path: path)), owner != service.string
        else { return }
        throw StoreError.otherService(path: path, owner: owner, asked: service)
    }

    /// The base URL of the service that a database is of; `nil` before its first refresh.
    ///
    /// One without the record is of the service that it was last refreshed from, else of OpenRouter,
    /// as is the predecessor's.
    static func service(_ db: Database, _ state: SchemaState) throws -> String? {
        switch state {
        case .empty: return nil
        case .current: return try String.fetchOne(db, sql: "SELECT base_url FROM service")
        case .predecessor: return ServiceURL.openRouter.string
        case .older:
            let source = try String.fetchOne(
                db,
                sql: "SELECT source FROM catalog_refresh ORDER BY refreshed_ms DESC LIMIT 1"
            )
            return source.flatMap(ServiceURL.init(catalog:))?.string ?? ServiceURL.openRouter.string
        }
    }
}

extension ServiceURL {
    /// The service whose catalog has this address, such as `https://openrouter.ai/api/v1/models`.
    fileprivate init?(catalog source: String) {
        let address = source.prefix { $0 != "?" }
        self.init(String(address.hasSuffix("/models") ? address.dropLast(7) : address))
    }
}
