import Foundation

/// A tool call of an answer, or a piece of one.
package struct ToolCall: Sendable, Hashable {
    /// Its place among the answer's calls; `nil` if the service does not say.
    package var index: Int?
    /// Empty in later pieces, or if the service does not say.
    package var name: String
    /// JSON as the model wrote it.
    package var arguments: String

    package init(index: Int? = nil, name: String, arguments: String = "") {
        self.index = index
        self.name = name
        self.arguments = arguments
    }
}

extension [ToolCall] {
    /// Answers keep so many calls, each with so many bytes of arguments.
    private static var limits: (calls: Int, bytes: Int) { (1_000, 1 << 20) }

    /// Adds a piece to the call that it belongs to, or a new call.
    mutating func add(_ piece: ToolCall) {
        let isLater = piece.name.isEmpty || piece.name == last?.name && piece.index != nil
        guard isLater, let place = lastIndex(where: { $0.index == piece.index }) else {
            if count < Self.limits.calls { append(piece) }
            return
        }
        guard self[place].arguments.utf8.count < Self.limits.bytes else { return }
        self[place].arguments += piece.arguments
    }

    /// `[{"arguments":"{...}","name":"..."}]`.
    var json: String {
        let calls = map { call in
            JSONElement.object(["name": .string(call.name), "arguments": .string(call.arguments)])
        }
        return String(decoding: JSONEncoder.sorted(calls), as: UTF8.self)
    }
}
