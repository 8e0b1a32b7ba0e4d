/// The service's answer about a key: `GET /key`.
package struct KeyStatus: Sendable, Hashable {
    /// Whether the account never bought credits, which means the small free daily quota.
    package var isFreeTier: Bool?
}

/// The body of `GET /key`, as far as muster needs it.
struct KeyResponse: Decodable {
    let status: KeyStatus

    private enum CodingKeys: String, CodingKey {
        case data
    }

    private enum DataKeys: String, CodingKey {
        case isFreeTier = "is_free_tier"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let data = try container.nestedContainer(keyedBy: DataKeys.self, forKey: .data)
        status = KeyStatus(isFreeTier: try? data.decode(Bool.self, forKey: .isFreeTier))
    }
}
