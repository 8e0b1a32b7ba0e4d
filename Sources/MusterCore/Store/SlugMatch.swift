import GRDB

/// Finds the model of a predecessor's row that names it by its slug, or in another case.
enum SlugMatch {
    private struct OldRow {
        var slug: String
        /// The ID as it is there; empty for none.
        var modelID: String
        var isNull: Bool
        var openRouterSlug: String?
    }

    /// Sets the `model_id` of rows that have none, or one that differs only in case.
    ///
    /// It leaves rows that muster itself has inserted, rows whose ID is in the catalog, and models
    /// that already have a row. Returns the number of rows changed.
    static func setModelIDs(_ db: Database, from rows: [FetchedModel]) throws -> Int {
        let taken = Set(rows.map(\.entry.id.rawValue))
        let oldRows = try fetchOldRows(db).filter { !taken.contains($0.modelID) }
        guard !oldRows.isEmpty else { return 0 }
        let index = Index(rows)
        var present = try String.fetchSet(
            db,
            sql: "SELECT CAST(model_id AS TEXT) FROM model_capabilities WHERE model_id <> ''"
        )
        var changed = 0
        for row in oldRows {
            let match =
                row.modelID.isEmpty
                ? index.model(slug: row.slug, openRouterSlug: row.openRouterSlug)
                : index.model(id: row.modelID)
            guard let match, present.insert(match.rawValue).inserted else { continue }
            do {
                try db.execute(
                    sql: """
                        UPDATE OR ABORT model_capabilities SET model_id = ?
                        WHERE model_id IS ? AND CAST(canonical_slug AS TEXT) IS ?
                        """,
                    arguments: [
                        match.rawValue, row.isNull ? nil : row.modelID,
                        row.slug.isEmpty ? nil : row.slug,
                    ]
                )
                changed += db.changesCount
                if !row.modelID.isEmpty { try moveHistory(db, from: row.modelID, to: match) }
            } catch DatabaseError.SQLITE_CONSTRAINT {
                continue
            }
        }
        return changed
    }

    /// Gives a model what was found under the spelling that its row had.
    private static func moveHistory(_ db: Database, from old: String, to id: ModelID) throws {
        let tables = [
            "evidence", "newest_evidence", "verification", "newest_endpoints", "route", "attempt",
            "generation",
        ]
        for table in tables {
            // What is there under the ID itself counts.
            try db.execute(
                sql: "UPDATE OR IGNORE \(table) SET model_id = ? WHERE model_id = ?",
                arguments: [id.rawValue, old]
            )
        }
    }

    private static func fetchOldRows(_ db: Database) throws -> [OldRow] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT CAST(canonical_slug AS TEXT), CAST(model_id AS TEXT), model_id IS NULL,
                CAST(openrouter_slug AS TEXT) FROM model_capabilities WHERE first_seen_ms IS NULL
                """
        ).map {
            OldRow(slug: $0[0] ?? "", modelID: $0[1] ?? "", isNull: $0[2], openRouterSlug: $0[3])
        }
    }

    /// The models of a catalog by what old rows may call them, all in lower case.
    private struct Index {
        private var byID: [String: [ModelID]] = [:]
        private var bySlug: [String: [ModelID]] = [:]
        private var byOpenRouterSlug: [String: [ModelID]] = [:]

        init(_ rows: [FetchedModel]) {
            for row in rows {
                let id = row.entry.id
                byID[id.rawValue.lowercased(), default: []].append(id)
                bySlug[id.canonicalSlug.lowercased(), default: []].append(id)
                if let slug = row.entry.openRouterSlug?.lowercased() {
                    byOpenRouterSlug[slug, default: []].append(id)
                }
            }
        }

        func model(id: String) -> ModelID? { Self.only(byID[id.lowercased()]) { _ in false } }

        /// The slug may be of the predecessor's form, an ID, or the service's own.
        func model(slug: String, openRouterSlug: String?) -> ModelID? {
            let key = slug.lowercased()
            if let match = Self.only(
                bySlug[key.replacing("/", with: "_")],
                preferring: { $0.canonicalSlug == slug }
            ) {
                return match
            }
            return [openRouterSlug?.lowercased(), key].lazy.compactMap(\.self)
                .compactMap { Self.only(byOpenRouterSlug[$0]) { $0.base == $0 } }.first
        }

        /// The one model, or the one of several that is preferred.
        private static func only(
            _ models: [ModelID]?,
            preferring isPreferred: (ModelID) -> Bool
        ) -> ModelID? {
            guard let models, models.count > 1 else { return models?.first }
            let preferred = models.filter(isPreferred)
            return preferred.count == 1 ? preferred.first : nil
        }
    }
}
