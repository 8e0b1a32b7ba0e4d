import Foundation

/// The body of a submission to the Batch API, as long as it takes further requests.
///
/// The service reads it as a stream, so the list of requests comes last.
struct SubmissionBody {
    /// The service's limits are 5,000 requests and 200 MB; half of that is enough to hold in memory.
    static let requestLimit = 5_000
    static let byteLimit = 100_000_000

    private(set) var customIDs: [String] = []
    private var data: Data

    init(_ model: ModelID, pin: ProviderPin?) {
        var head: [(String, JSONElement)] = [
            ("endpoint", "/v1/chat/completions"), ("model", .string(model.rawValue)),
            ("completion_window", "24h"),
        ]
        // It takes no other wish, above all no quantization.
        if let only = pin?.routing.only, !only.isEmpty {
            let names = only.map { JSONElement.string($0) }
            head.append(("provider", .object(["only": .array(names), "allow_fallbacks": false])))
        }
        data = Data("{".utf8)
        for (name, value) in head {
            data += JSONEncoder.sorted(name) + Data(":".utf8) + JSONEncoder.sorted(value)
            data += Data(",".utf8)
        }
        data += Data("\"requests\":[".utf8)
    }

    var isEmpty: Bool { customIDs.isEmpty }

    /// The whole body.
    var whole: Data { data + Data("]}".utf8) }

    /// Adds a request; returns whether it had room.
    mutating func add(_ customID: String, _ request: GenerationRequest) -> Bool {
        let completion = request.completion(
            of: request.model.modelID,
            route: Route(request.model.modelID),
            timeout: request.timeout
        )
        var members = CompletionRequestBody(completion, streams: false).members
        // Both belong to the batch.
        members["model"] = nil
        members["provider"] = nil
        let entry = JSONEncoder.sorted(
            JSONElement.object(["custom_id": .string(customID), "body": .object(members)])
        )
        guard
            isEmpty
                || customIDs.count < Self.requestLimit && data.count + entry.count < Self.byteLimit
        else { return false }
        if !isEmpty { data.append(0x2C) }
        data += entry
        customIDs.append(customID)
        return true
    }
}
