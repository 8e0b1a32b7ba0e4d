package import Foundation

/// The models that a simulator lists and, for a synthetic one, how they behave.
package struct SimulatorCatalog: Sendable {
    /// The bytes of `GET /models`.
    package let body: Data
    /// The rows in the order of the list.
    let rows: [CatalogRow]
    /// What the single look-up gives for a model instead of its row.
    let lookups: [String: JSONValue]
    /// The repositories that the Hub knows.
    let hub: HubDirectory
    /// How models behave that are not simply healthy.
    let scripts: [String: ModelScript]

    /// Serves a recorded list exactly as given; all its models are healthy.
    ///
    /// The bytes should be an answer to `GET /models`, `{"data":[...]}`. What cannot be read as
    /// such is served all the same, but no model of it is known to the other routes.
    package static func recorded(_ body: Data) -> SimulatorCatalog {
        var rows: [CatalogRow] = []
        if case .array(let values)? = JSONValue(parsing: body)?["data"] {
            rows = values.compactMap(CatalogRow.init(json:))
        }
        return SimulatorCatalog(
            body: body,
            rows: rows,
            lookups: [:],
            hub: HubDirectory(names: rows.compactMap(\.hubID)),
            scripts: [:]
        )
    }

    /// The IDs of all models in the order of the list.
    package var modelIDs: [String] { rows.map(\.id) }
}
