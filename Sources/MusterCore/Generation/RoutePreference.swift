/// Which spelling of a model goes first when nothing has been learned yet.
package enum RoutePreference: String, Sendable, CaseIterable {
    /// The cased Hugging Face ID, then the catalog's ID: the predecessor's rule.
    case casedFirst = "cased-first"
    /// The catalog's ID, then the cased one.
    case catalogFirst = "catalog-first"
    /// The catalog's ID and nothing else.
    case catalogOnly = "catalog-only"
}
