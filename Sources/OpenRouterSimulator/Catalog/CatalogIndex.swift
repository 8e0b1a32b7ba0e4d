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

/// One model as the simulator needs it, read from the JSON of a catalog.
struct CatalogRow: Sendable {
    /// The catalog's ID, in its own spelling.
    let id: String
    /// The dated slug, which several rows may share.
    let canonicalSlug: String
    /// The name shown, as written, trailing spaces included.
    let name: String
    /// The Hugging Face ID that the list gives; `nil` for absent, null and empty.
    let hubID: String?
    /// The price of one prompt token in USD; 0 for routers, whose list price is -1.
    let promptPrice: Double
    /// The price of one completion token in USD; 0 for routers.
    let completionPrice: Double
    /// The model that an alias stands for.
    let aliasTarget: String?
    /// The whole row, as listed.
    let json: JSONValue

    /// Reads a row; `nil` when it has no ID.
    init?(json: JSONValue) {
        guard let id = json["id"]?.stringValue else { return nil }
        self.id = id
        self.json = json
        canonicalSlug = json["canonical_slug"]?.stringValue ?? id
        name = json["name"]?.stringValue ?? id
        hubID = json["hugging_face_id"]?.stringValue.flatMap { $0.isEmpty ? nil : $0 }
        promptPrice = Self.price(json["pricing"]?["prompt"])
        completionPrice = Self.price(json["pricing"]?["completion"])
        aliasTarget = json["alias_target"]?["slug"]?.stringValue
    }

    /// The part of the ID after the colon.
    var variant: String? {
        id.firstIndex(of: ":").map { String(id[id.index(after: $0)...]) }
    }

    /// The Hugging Face ID with the variant, the other spelling under which chat may take it.
    var casedID: String? {
        guard let hubID else { return nil }
        return variant.map { "\(hubID):\($0)" } ?? hubID
    }

    /// The part of the ID before the slash.
    var author: String {
        String(id.prefix { $0 != "/" })
    }

    private static func price(_ value: JSONValue?) -> Double {
        max(0, value?.stringValue.flatMap(Double.init) ?? 0)
    }
}

/// The repositories of the Hugging Face Hub, which finds them whatever the case of the name.
struct HubDirectory: Sendable {
    /// The Hub's own spelling by lower-cased name.
    private var canonical: [String: String] = [:]
    /// The new name by lower-cased old one.
    private var renamed: [String: String] = [:]

    /// Knows these repositories; of two that differ in case only, the first.
    init(names: [String]) {
        for name in names where canonical[name.lowercased()] == nil {
            canonical[name.lowercased()] = name
        }
    }

    /// The Hub's spelling of a repository, or `nil` when it has none of that name.
    func canonicalName(_ name: String) -> String? { canonical[name.lowercased()] }

    /// The name that a repository has now, if it was renamed.
    func newName(_ name: String) -> String? { renamed[name.lowercased()] }

    /// Gives a repository a spelling that differs from the catalog's.
    mutating func respell(_ name: String) {
        canonical[name.lowercased()] = name
    }

    /// Gives a repository a new name; the old one leads there from now on.
    mutating func rename(_ old: String, to new: String) {
        canonical[old.lowercased()] = nil
        canonical[new.lowercased()] = new
        renamed[old.lowercased()] = new
    }

    /// Takes a repository away, as when it was made private.
    mutating func remove(_ name: String) {
        canonical[name.lowercased()] = nil
    }
}
