package import Foundation
import GRDB

extension Store {
    package struct CatalogChange: Sendable, Hashable {
        package var total = 0
        package var added = 0
        /// Models whose row changed, or that are listed again.
        package var updated = 0
        /// Models no longer listed; their history is kept.
        package var removed = 0
        package var withHuggingFaceID = 0
        /// Rows rejected by an adopted table's own constraints.
        package var rejected: [RejectedRow] = []
        /// Hugging Face IDs that the table may hold once, and another row has.
        package var repeated: [RepeatedHuggingFaceID] = []
    }

    /// A Hugging Face ID that an adopted table refuses, because another row has it.
    package struct RepeatedHuggingFaceID: Sendable, Hashable {
        package var modelID: ModelID
        package var huggingFaceID: HuggingFaceID
    }

    /// Makes a fetched catalog the current one, in one transaction.
    ///
    /// It preserves the user's marks, manual Hugging Face IDs and evidence, and a Hugging Face ID
    /// that the catalog once gave and now withholds.
    ///
    /// `accountModels` are the IDs that the current account may use, if the service told.
    package func apply(
        _ catalog: FetchedCatalog,
        accountModels: Set<ModelID>? = nil,
        zeroRetention: ZeroRetention? = nil,
        now: Date
    ) async throws(StoreError) -> CatalogChange {
        try await write { [self] db in
            try requireService(db)
            try Self.record(service, db)
            _ = try SlugMatch.setModelIDs(db, from: catalog.rows)
            var writer = try CatalogWriter(db, now: now)
            for (index, row) in catalog.rows.enumerated() {
                try writer.write(row, index: index)
            }
            try writer.finish(catalog.rejected)
            if let accountModels { try setAccountModels(accountModels, now: now, db) }
            if let zeroRetention { try Self.write(zeroRetention, db) }
            try db.execute(
                sql: """
                    INSERT INTO catalog_refresh (source, refreshed_ms, total) VALUES (?, ?, ?)
                    ON CONFLICT (source) DO UPDATE
                    SET refreshed_ms = excluded.refreshed_ms, total = excluded.total
                    """,
                arguments: [catalog.source, now.milliseconds, writer.change.total]
            )
            try Self.countModelWrite(db)
            return writer.change
        }
    }

    /// Writes what differs from what is stored, which is little.
    private static func write(_ zeroRetention: ZeroRetention, _ db: Database) throws {
        let update = try db.makeStatement(
            sql: """
                UPDATE model_capabilities SET zero_retention = :tags
                WHERE model_id = :id AND zero_retention IS NOT :tags
                """
        )
        let ids = try String.fetchAll(
            db,
            sql: "SELECT model_id FROM model_capabilities WHERE listed AND model_id <> ''"
        )
        // Escaped slashes would cost each start the fast way to read a list.
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        for id in ids {
            let tags = try encoder.encode(zeroRetention.tags[ModelID(rawValue: id)] ?? [])
            try update.execute(
                arguments: ["id": id, "tags": String(decoding: tags, as: UTF8.self)]
            )
        }
    }

    /// Sets the IDs of a predecessor's rows that name their model only by its slug.
    func setModelIDs(from catalog: FetchedCatalog) async throws(StoreError) {
        try await write { db in
            if try SlugMatch.setModelIDs(db, from: catalog.rows) > 0 {
                try Self.countModelWrite(db)
            }
        }
    }

    package func lastRefresh() throws(StoreError) -> Date? {
        try readNow { db in
            try Int64.fetchOne(db, sql: "SELECT MAX(refreshed_ms) FROM catalog_refresh")
                .map(Date.init(milliseconds:))
        }
    }

    /// Throws if the database, or its folder, cannot be written.
    func requireWrites() async throws(StoreError) {
        try await write { db in try db.execute(sql: "DELETE FROM setting WHERE 0") }
    }

    package func listedCount() async throws(StoreError) -> Int {
        try await read { db in
            try Int.fetchOne(
                db,
                sql: "SELECT COUNT(*) FROM model_capabilities WHERE listed AND model_id <> ''"
            ) ?? 0
        }
    }
}
