import Foundation

/// A batch that the simulator has accepted.
struct SimulatedBatch: Sendable {
    /// One answer, as the results have it.
    struct Item: Sendable {
        let json: JSONValue
        let isFailed: Bool
        let cost: Decimal
        let promptTokens: Int
        let completionTokens: Int
    }

    let id: String
    let model: String
    let key: String
    /// Unix seconds.
    let createdAt: Int
    let provider: String
    /// Every request's answer, in the order of the requests.
    private let items: [Item]
    private let script: BatchScript
    private var requests = 0
    private var isCancelled = false
    /// How far it is, from 0 to 1, if time decides.
    private var share: Double?
    private(set) var isCharged = false

    init(
        id: String,
        model: String,
        key: String,
        createdAt: Int,
        provider: String,
        items: [Item],
        script: BatchScript
    ) {
        self.id = id
        self.model = model
        self.key = key
        self.createdAt = createdAt
        self.provider = provider
        self.items = items
        self.script = script
    }

    var customIDs: [String] { items.compactMap { $0.json["custom_id"]?.stringValue } }
    var isCancellable: Bool { script.isCancellable }
    var hasResultsRoute: Bool { script.hasResultsRoute }
    var areResultsGone: Bool { script.areResultsGone }

    /// Whether the service says that there is no such batch yet.
    var isUnknown: Bool { requests < script.late404s }

    var status: BatchStatus {
        let step = max(0, requests - script.late404s)
        if isCancelled { return step > 0 ? .cancelled : .cancelling }
        if let share {
            guard share < 1 else { return script.end.status }
            let index = Int(share * Double(script.course.count))
            return script.course.indices.contains(index) ? script.course[index] : .inProgress
        }
        return step < script.course.count ? script.course[step] : script.end.status
    }

    /// Goes on by a request for the batch, or to a share of its time.
    mutating func advance(share: Double?) {
        if let share, !isCancelled, requests >= script.late404s {
            self.share = share
        } else {
            requests += 1
        }
    }

    mutating func cancel() {
        isCancelled = true
        requests = script.late404s
    }

    /// Returns what it costs, once.
    mutating func charge() -> Decimal? {
        guard status.isFinal, !isCharged else { return nil }
        isCharged = true
        return cost
    }

    /// The USD for all that is answered.
    var cost: Decimal { answered.reduce(0) { $0 + $1.cost } }

    /// The answers at the end, whether or not they reach the results.
    private var answered: ArraySlice<Item> {
        switch status {
        case .completed: items[...]
        case .expired:
            if case .expired(let count) = script.end { items.prefix(count) } else { [] }
        default: []
        }
    }

    /// The results that can be read.
    var results: ArraySlice<Item> { answered.dropLast(script.lost) }

    /// As the API shows it, with or without its results.
    func json(withResults: Bool) -> JSONValue {
        let isFinal = status.isFinal
        let failed = answered.count(where: \.isFailed)
        let sure = Int(Double(items.count) * (share ?? (status == .validating ? 0 : 0.5)))
        var error: JSONValue = nil
        if status == .failed, case .failed(let message) = script.end {
            error = ["message": .string(message)]
        }
        var body: JSONValue = [
            "id": .string(id), "object": "batch", "endpoint": "/v1/chat/completions",
            "model": .string(model), "completion_window": "24h",
            "status": .string(status.rawValue), "created_at": .int(createdAt),
            "expires_at": .int(createdAt + 86_400),
            "finalized_at": isFinal ? .int(createdAt + 60) : nil,
            "provider": .string(provider),
            "request_counts": [
                "total": .int(items.count),
                "completed": .int(isFinal ? answered.count - failed : min(sure, items.count)),
                "failed": .int(failed),
            ],
            "usage": isFinal && !answered.isEmpty ? usage : nil,
            "error": error,
        ]
        if withResults {
            let isWhole = status == .completed
            body = body.setting("results", to: isWhole ? .array(results.map(\.json)) : nil)
        }
        return body
    }

    private var usage: JSONValue {
        let prompt = answered.reduce(0) { $0 + $1.promptTokens }
        let completion = answered.reduce(0) { $0 + $1.completionTokens }
        return [
            "prompt_tokens": .int(prompt), "completion_tokens": .int(completion),
            "total_tokens": .int(prompt + completion),
            "cost": .amount(cost), "is_byok": false,
        ]
    }
}
