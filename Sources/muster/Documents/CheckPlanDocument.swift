import MusterCore

/// A check's plan in JSON: what will be asked, and what that may cost.
struct CheckPlanDocument: Encodable {
    private let requests: Int
    private let maximumRequests: Int
    private let freeTierRequests: Int
    private let freeTierLeft: Int?
    private let maximumCost: String
    private let unpriced: Int
    private let leftOut: Int
    private let models: [String]

    private enum CodingKeys: String, CodingKey {
        case requests
        case maximumRequests = "max_requests"
        case freeTierRequests = "free_tier_requests"
        case freeTierLeft = "free_tier_left"
        case maximumCost = "max_cost"
        case unpriced
        case leftOut = "left_out"
        case models
    }

    init(_ plan: CheckPlan) {
        requests = plan.requestCount
        maximumRequests = plan.maximumRequestCount
        freeTierRequests = plan.freeTierRequestCount
        freeTierLeft = plan.freeTierLeft
        maximumCost = "\(plan.maximumCost)"
        unpriced = plan.unpricedCount
        leftOut = plan.leftOut + plan.leftOutOfFreeTier
        models = plan.items.map(\.model.id.rawValue)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(requests, forKey: .requests)
        try container.encode(maximumRequests, forKey: .maximumRequests)
        try container.encode(freeTierRequests, forKey: .freeTierRequests)
        try container.encode(freeTierLeft, forKey: .freeTierLeft)
        try container.encode(maximumCost, forKey: .maximumCost)
        try container.encode(unpriced, forKey: .unpriced)
        try container.encode(leftOut, forKey: .leftOut)
        try container.encode(models, forKey: .models)
    }
}
