/// The answer to `GET /endpoints/zdr`: a row for each endpoint that keeps no data.
struct ZeroRetentionResponse: Decodable {
    private let data: [Row]

    private struct Row: Decodable {
        let modelID: String?
        let tag: String?

        enum CodingKeys: String, CodingKey {
            case modelID = "model_id"
            case tag
            case provider = "provider_name"
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            func text(_ key: CodingKeys) -> String? {
                try? container.decode(String.self, forKey: key)
            }
            modelID = text(.modelID)
            tag = text(.tag) ?? text(.provider)
        }
    }

    var zeroRetention: ZeroRetention {
        var tags: [ModelID: [String]] = [:]
        for row in data {
            guard let id = row.modelID, let tag = row.tag else { continue }
            tags[ModelID(rawValue: id), default: []].append(tag)
        }
        return ZeroRetention(tags: tags)
    }
}
