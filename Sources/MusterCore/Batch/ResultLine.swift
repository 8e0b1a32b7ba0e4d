import Foundation

/// Reads lines of results, those that muster wrote in a tenth of the time of a decoder.
struct ResultLine {
    /// Shared, because a file names few models very often.
    private var modelIDs: [String: ModelID] = [:]
    private var names: [String: String] = [:]
    private let decoder = JSONDecoder()

    /// The result of a line; `nil` if it is none.
    mutating func read(_ line: Data) -> BatchResult? {
        if let result = line.withUnsafeBytes({ quick($0) }) { return result }
        return try? decoder.decode(BatchResult.self, from: line)
    }

    /// `nil` for anything unusual: an escape, a failure, a number as ID.
    private mutating func quick(_ bytes: UnsafeRawBufferPointer) -> BatchResult? {
        var (id, model, digest, status): (String?, String?, String?, String?)
        var (answering, service): (String?, String?)
        var (endpoint, provider): (String?, String?)
        var (finish, cost, usage, duration): (Range<Int>?, Range<Int>?, Range<Int>?, Range<Int>?)
        var isPlain = true
        var scanner = JSONMemberScanner(bytes)
        let isObject = scanner.scan { name, value in
            if bytes.has("id", at: name) {
                id = bytes.plainString(value)
            } else if bytes.has("model_id", at: name) {
                model = bytes.plainString(value)
            } else if bytes.has("prompt_sha256", at: name) {
                digest = bytes.plainString(value)
            } else if bytes.has("status", at: name) {
                status = bytes.plainString(value)
            } else if bytes.has("answering_model_id", at: name) {
                answering = bytes.plainString(value)
            } else if bytes.has("service", at: name) {
                service = bytes.plainString(value)
            } else if bytes.has("endpoint", at: name) {
                endpoint = bytes.plainString(value)
            } else if bytes.has("provider", at: name) {
                provider = bytes.plainString(value)
            } else if bytes.has("error", at: name) {
                isPlain = bytes.has("null", at: value)
            } else if bytes.has("finish_reason", at: name) {
                finish = value
            } else if bytes.has("cost", at: name) {
                cost = value
            } else if bytes.has("usage", at: name) {
                usage = value
            } else if bytes.has("duration_ms", at: name) {
                duration = value
            }
        }
        guard isObject, isPlain, let id, let model, let digest,
            let status = status.flatMap(GenerationStatus.init(rawValue:))
        else { return nil }
        let modelID = modelIDs[model] ?? ModelID(rawValue: model)
        modelIDs[model] = modelID
        var result = BatchResult(
            key: BatchResult.Key(promptID: .text(id), modelID: modelID),
            digest: PromptDigest(digest),
            status: status
        )
        result.service = service.map { shared($0) }
        if answering == model {
            result.answerer = BatchResult.Answerer(
                endpoint: endpoint.map { shared($0) },
                provider: provider.map { shared($0) }
            )
        }
        result.isCut = finish.map { bytes.has("\"length\"", at: $0) } ?? false
        result.cost = cost.flatMap { bytes.plainString($0) }.flatMap { DecimalNumber($0)?.value }
        result.durationMilliseconds = duration.flatMap { Self.integer(bytes, $0) }
        if let usage {
            let part = UnsafeRawBufferPointer(rebasing: bytes[usage])
            var members = JSONMemberScanner(part)
            _ = members.scan { name, value in
                if part.has("prompt_tokens", at: name) {
                    result.promptTokens = TokenUsage.plausible(Self.integer(part, value))
                } else if part.has("completion_tokens", at: name) {
                    result.completionTokens = TokenUsage.plausible(Self.integer(part, value))
                }
            }
        }
        return result
    }

    private mutating func shared(_ name: String) -> String {
        if let known = names[name] { return known }
        names[name] = name
        return name
    }

    private static func integer(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int? {
        guard (1...15).contains(range.count) else { return nil }
        var number = 0
        for byte in bytes[range] {
            guard (0x30...0x39).contains(byte) else { return nil }
            number = number * 10 + Int(byte - 0x30)
        }
        return number
    }
}
