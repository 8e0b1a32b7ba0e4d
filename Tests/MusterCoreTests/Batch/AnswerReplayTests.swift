import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore

@Suite struct AnswerReplayTests {
    /// An answer that is here was paid for, so an interruption must not make it a failure.
    @Test func anInterruptionSparesWhatIsHere() async throws {
        let json = #"""
            {"custom_id":"1","response":{"status_code":200,"body":{"id":"gen-1","model":"a/b",
            "choices":[{"message":{"role":"assistant","content":"Two"},"finish_reason":"stop"}],
            "usage":{"prompt_tokens":1,"completion_tokens":1,"cost":0.5}}}}
            """#
        let answer = try JSONDecoder().decode(BatchAnswer.self, from: Data(json.utf8))
        let plan = try BatchPlan(
            prompts: [BatchPrompt(id: "1", prompt: "One and one?")],
            models: [BatchModel(.example("a/b"))],
            options: BatchOptions()
        )
        let item = try #require(plan.items.first)
        let content = try plan.source.content(of: item.prompt)
        let entry = try await TemporaryFolder.withFolder { folder in
            let store = try Store.open(path: folder.file("db"), now: TimeSource.noon)
            return await Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return await AnswerReplay(store: store, time: .dated).entry(
                    answer,
                    to: item,
                    content,
                    plan.models[0],
                    maxTokens: 10,
                    engine: .openrouter
                )
            }.value
        }
        #expect(entry.record?.result.status == .completed)
        #expect(entry.record?.result.cost == Decimal(string: "0.5"))
        #expect(entry.finished.generation.text == "Two")
    }
}
