/// What the service says of the key: `GET /key`.
package struct KeyStatus: Sendable, Hashable {
    /// Whether the account never bought credits, so that its free tier has the small day.
    package var isFreeTier: Bool?
}

/// The answer to `GET /key`, of which only what muster uses is read.
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
