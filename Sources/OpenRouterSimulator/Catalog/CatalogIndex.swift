/// Finds the catalog row for a model name as a client spelled it.
struct CatalogIndex: Sendable {
    /// A row, and which of its two IDs the spelling matched.
    struct Match: Sendable {
        let row: CatalogRow
        /// Whether a model that accepts only its catalog ID accepts this spelling.
        let isCatalogID: Bool
        /// Whether a model that accepts only its cased ID accepts this spelling.
        let isCasedID: Bool
    }

    /// Suffixes that chat accepts for any model although the catalog does not list them.
    static let dynamicSuffixes = [":nitro", ":floor", ":online"]

    private let isCaseExact: Bool
    private let byID: [String: CatalogRow]
    private let byCasedID: [String: CatalogRow]
    private let bySlug: [String: CatalogRow]

    init(_ catalog: SimulatorCatalog, isCaseExact: Bool) {
        self.isCaseExact = isCaseExact
        let fold = Self.fold(isCaseExact)
        byID = Dictionary(catalog.rows.map { (fold($0.id), $0) }) { first, _ in first }
        byCasedID = Dictionary(
            catalog.rows.compactMap { row in row.casedID.map { (fold($0), row) } }
        ) { first, _ in first }
        // Variants share a slug; `links.details` points to the plain model.
        bySlug = Dictionary(catalog.rows.map { (fold($0.canonicalSlug), $0) }) { first, second in
            first.variant == nil ? first : second
        }
    }

    /// The row that chat resolves this spelling to.
    func chatMatch(_ spelling: String) -> Match? {
        if let match = match(spelling) { return match }
        for suffix in Self.dynamicSuffixes where spelling.hasSuffix(suffix) {
            return match(String(spelling.dropLast(suffix.count)))
        }
        return nil
    }

    /// The row for an ID, or for the dated slug that links use.
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

/// One model of a catalog, with the fields that the simulator reads.
struct CatalogRow: Sendable {
    let id: String
    /// The dated slug, which several rows may share.
    let canonicalSlug: String
    /// The display name as written, including trailing spaces.
    let name: String
    /// The Hugging Face ID in the list; `nil` if absent, null or empty.
    let hubID: String?
    /// Whether prompt and answer cost nothing; not of routers, whose list price is -1.
    let isFree: Bool
    /// The model that an alias points to.
    let aliasTarget: String?
    let json: JSONValue

    /// Reads a row; fails without an ID.
    init?(json: JSONValue) {
        guard let id = json["id"]?.stringValue else { return nil }
        self.id = id
        self.json = json
        canonicalSlug = json["canonical_slug"]?.stringValue ?? id
        name = json["name"]?.stringValue ?? id
        hubID = json["hugging_face_id"]?.stringValue.flatMap { $0.isEmpty ? nil : $0 }
        isFree = ["prompt", "completion"].allSatisfy { json["pricing"]?[$0]?.doubleValue == 0 }
        aliasTarget = json["alias_target"]?["slug"]?.stringValue
    }

    /// The part of the ID after the colon.
    var variant: String? {
        id.firstIndex(of: ":").map { String(id[id.index(after: $0)...]) }
    }

    /// Whether only the Batch API serves it.
    var isBatch: Bool { variant == BatchRows.variant }

    /// The Hugging Face ID with the variant, the other spelling that chat may accept.
    var casedID: String? {
        guard let hubID else { return nil }
        return variant.map { "\(hubID):\($0)" } ?? hubID
    }

    /// The part of the ID before the slash.
    var author: String {
        String(id.prefix { $0 != "/" })
    }
}

/// The repositories of the Hugging Face Hub, which ignores the case of names.
struct HubDirectory: Sendable {
    /// The Hub's spelling by lower-cased name.
    private var canonical: [String: String] = [:]
    /// The new name by lower-cased old name.
    private var renamed: [String: String] = [:]

    /// Indexes these repositories; of names that differ only in case, the first wins.
    init(names: [String]) {
        for name in names where canonical[name.lowercased()] == nil {
            canonical[name.lowercased()] = name
        }
    }

    func canonicalName(_ name: String) -> String? { canonical[name.lowercased()] }

    func newName(_ name: String) -> String? { renamed[name.lowercased()] }

    /// Gives a repository a spelling that differs from the catalog's.
    mutating func respell(_ name: String) {
        canonical[name.lowercased()] = name
    }

    /// Renames a repository; the Hub then redirects the old name.
    mutating func rename(_ old: String, to new: String) {
        canonical[old.lowercased()] = nil
        canonical[new.lowercased()] = new
        renamed[old.lowercased()] = new
    }

    /// Removes a repository, as when its owner makes it private.
    mutating func remove(_ name: String) {
        canonical[name.lowercased()] = nil
    }
}
