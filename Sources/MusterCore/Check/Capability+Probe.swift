import Foundation

extension Capability {
    var prompt: String {
        switch self {
        case .tools: "Call the tool report_status with the status ok."
        case .structured: "Give the status ok, as JSON."
        }
    }

    func judge(
        _ notes: CompletionNotes.Value
    ) -> (finding: Evidence.Finding, cause: Evidence.Cause, detail: String) {
        if let failure = notes.failure {
            return (.inconclusive, Evidence.Cause(failure.kind), "\(failure)")
        }
        switch self {
        case .tools:
            if let tool = notes.toolName { return (.answered, .toolCalled, "called \(tool)") }
            if let words = notes.cut { return (.inconclusive, .noToolCall, words) }
            return (.refused, .noToolCall, "answered without calling the tool")
        case .structured:
            if Self.keepsToSchema(notes.text) {
                return (.answered, .structured, "kept to the schema")
            }
            if let words = notes.cut { return (.inconclusive, .notStructured, words) }
            return (.refused, .notStructured, "answered without keeping to the schema")
        }
    }

    private static func keepsToSchema(_ text: String) -> Bool {
        struct Answer: Decodable {
            let status: String
        }
        return (try? JSONDecoder().decode(Answer.self, from: Data(text.utf8))) != nil
    }
}

extension CompletionNotes.Value {
    /// Why the answer is not the model's whole one, which shows no lack of a capability; `nil` if it
    /// is.
    fileprivate var cut: String? {
        switch finishReason {
        case .length?: "the answer reached its limit of tokens"
        case .refusal?: "the model refused to answer"
        case .contentFilter?: "a content filter cut the answer"
        case .error?: "the provider broke the answer off"
        case nil where !hasEndMark: "the stream ended without an end mark"
        default: nil
        }
    }
}
