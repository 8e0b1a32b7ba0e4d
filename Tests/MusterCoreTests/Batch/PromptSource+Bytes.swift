import Foundation

@testable import MusterCore

extension PromptSource {
    /// Reads prompts from a file with these bytes, which errors call `p.jsonl`.
    static func read(
        _ bytes: some Sequence<UInt8>,
        format: PromptFormat = .jsonl,
        template: String? = nil
    ) throws(BatchError) -> (all: [BatchPrompt], source: PromptSource) {
        let path = NSTemporaryDirectory() + "prompts-\(UUID().uuidString)"
        _ = FileManager.default.createFile(atPath: path, contents: Data(bytes))
        defer { try? FileManager.default.removeItem(atPath: path) }
        var request = BatchRequest(modelIDs: [], promptsPath: path, resultsPath: "")
        request.promptFormat = format
        request.template = template.map(PromptTemplate.init)
        do throws(BatchError) {
            return try PromptSource(request).prompts()
        } catch .badPrompts(_, let faults, let count) {
            throw .badPrompts("p.jsonl", faults, count: count)
        }
    }
}
