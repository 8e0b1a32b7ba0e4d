package import Foundation

/// A parsed answer to `GET /models`.
package struct FetchedCatalog: Sendable, Hashable {
    /// Valid rows in the order of the answer, without duplicate IDs.
    package var rows: [FetchedModel]
    package var rejected: [RejectedRow]
    /// The URL that answered.
    package var source: String
    /// Whether the service has further pages.
    package var isPartial = false
}

extension FetchedCatalog {
    /// A reason not to replace a catalog with so many models; `nil` if there is none.
    ///
    /// Upstream outages have shrunk lists before, and the last good one is worth more.
    func objection(listedBefore: Int, isForced: Bool = false) -> String? {
        if rows.isEmpty {
            return rejected.isEmpty
                ? "the new catalog is empty; the last one is kept"
                : "none of the \(rejected.count) rows that came could be read; "
                    + "the last catalog is kept"
        }
        if !isForced, isPartial, rows.count < listedBefore {
            return "only a page of the catalog came, \(rows.count) models; the last one is kept. "
                + "To accept it: muster refresh --force"
        }
        if !isForced, rows.count * 2 < listedBefore {
            return "the catalog shrank from \(listedBefore) models to \(rows.count); "
                + "the last one is kept. To accept it: muster refresh --force"
        }
        return nil
    }
}

/// A row of a fetched catalog: the entry, and the data stored beside it.
package struct FetchedModel: Sendable, Hashable {
    package var entry: CatalogEntry
    /// The repository name; absent, `null` and `""` all mean none.
    package var huggingFaceID: HuggingFaceID?
    /// The description as sent, with newlines and Markdown.
    package var description: String
    /// The row as sent, which preserves unknown keys: a part of the answer, not a copy.
    package var json: Data
    /// Its endpoints, where the row itself has them.
    package var endpoints: [Endpoint]?
    /// Whether the entry holds what the server told besides the row.
    var isFilledIn = false

    package init(
        entry: CatalogEntry,
        huggingFaceID: HuggingFaceID? = nil,
        description: String = "",
        json: Data = Data("{}".utf8)
    ) {
        self.entry = entry
        self.huggingFaceID = huggingFaceID
        self.description = description
        self.json = json
    }

    package var rawJSON: String { String(decoding: json, as: UTF8.self) }
}

/// A row of a fetched catalog that was left out: unreadable, or refused by the database.
package struct RejectedRow: Sendable, Hashable {
    /// The row's index in the answer.
    package var index: Int
    package var id: String?
    package var reason: String
    /// Whether a constraint of an adopted table refused it.
    package var isRefusedByDatabase = false
}
