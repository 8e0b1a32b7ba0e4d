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
