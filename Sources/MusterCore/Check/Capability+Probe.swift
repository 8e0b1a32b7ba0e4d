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
            guard let tool = notes.toolName else {
                return (.refused, .noToolCall, "answered without calling the tool")
            }
            return (.answered, .toolCalled, "called \(tool)")
        case .structured:
            guard Self.keepsToSchema(notes.text) else {
                return (.refused, .notStructured, "answered without keeping to the schema")
            }
            return (.answered, .structured, "kept to the schema")
        }
    }

    private static func keepsToSchema(_ text: String) -> Bool {
        struct Answer: Decodable {
            let status: String
        }
        return (try? JSONDecoder().decode(Answer.self, from: Data(text.utf8))) != nil
    }
}
