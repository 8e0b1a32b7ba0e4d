/// Finds the row that a spelling means.
struct CatalogIndex: Sendable {
    /// A row, with whether it was meant by its catalog ID or by its cased one.
    struct Match: Sendable {
        /// The row.
        let row: CatalogRow
        /// Whether the spelling is one that a model accepting only its catalog ID takes.
        let isCatalogID: Bool
        /// Whether the spelling is one that a model accepting only its cased ID takes.
        let isCasedID: Bool
    }

    /// Suffixes that any model takes in chat without being listed with them.
    static let dynamicSuffixes = [":nitro", ":floor", ":online"]

    private let isCaseExact: Bool
    private let byID: [String: CatalogRow]
    private let byCasedID: [String: CatalogRow]
    private let bySlug: [String: CatalogRow]

    /// Prepares the look-ups for a catalog.
    init(_ catalog: SimulatorCatalog, isCaseExact: Bool) {
        self.isCaseExact = isCaseExact
        let fold = Self.fold(isCaseExact)
        byID = Dictionary(catalog.rows.map { (fold($0.id), $0) }) { first, _ in first }
        byCasedID = Dictionary(
            catalog.rows.compactMap { row in row.casedID.map { (fold($0), row) } }
        ) { first, _ in first }
        // A slug is shared by variants; the plain model is the one that `links.details` shows.
        bySlug = Dictionary(catalog.rows.map { (fold($0.canonicalSlug), $0) }) { first, second in
            first.variant == nil ? first : second
        }
    }

    /// The row that chat understands by this spelling.
    func chatMatch(_ spelling: String) -> Match? {
        if let match = match(spelling) { return match }
        for suffix in Self.dynamicSuffixes where spelling.hasSuffix(suffix) {
            return match(String(spelling.dropLast(suffix.count)))
        }
        return nil
    }

    /// The row that the look-ups understand: by ID, or by the dated slug that links use.
    func row(_ id: String) -> CatalogRow? {
        let key = Self.fold(isCaseExact)(id)
        return byID[key] ?? bySlug[key]
    }

    private func match(_ spelling: String) -> Match? {
        let key = Self.fold(isCaseExact)(spelling)
        if let row = byID[key] {
            let casedID = row.casedID.map(Self.fold(isCaseExact))
            return Match(row: row, isCatalogID: true, isCasedID: casedID == key)
        }
        return byCasedID[key].map { Match(row: $0, isCatalogID: false, isCasedID: true) }
    }

    private static func fold(_ isCaseExact: Bool) -> @Sendable (String) -> String {
        { isCaseExact ? $0 : $0.lowercased() }
    }
}
