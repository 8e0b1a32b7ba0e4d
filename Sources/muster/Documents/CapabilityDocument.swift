import MusterCore

/// What was probed, in JSON: `true`, `false`, or `null` for what was not probed or not clear.
struct CapabilityDocument: Encodable {
    private let tools: Bool?
    private let structured: Bool?

    private enum CodingKeys: String, CodingKey {
        case tools
        case structured
    }

    init(_ probes: [Evidence]) {
        func outcome(_ capability: Capability) -> Bool? {
            switch probes.first(where: { $0.capability == capability })?.finding {
            case .answered: true
            case .refused: false
            default: nil
            }
        }
        tools = outcome(.tools)
        structured = outcome(.structured)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(tools, forKey: .tools)
        try container.encode(structured, forKey: .structured)
    }
}
