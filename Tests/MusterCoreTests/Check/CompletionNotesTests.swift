import Testing

@testable import MusterCore

@Suite struct CompletionNotesTests {
    @Test func aLongStreamKeepsItsEnd() async {
        let notes = CompletionNotes()
        for _ in 0..<5000 { await notes.take([.keptAlive, .served(model: "a/b", provider: nil)]) }
        await notes.take([.served(model: "a/b", provider: "P"), .reasoning("x"), .text("y")])
        await notes.take([.finished(.stop), .finished(.length), .done])
        #expect(await notes.takeEvents() == [.reasoning("-"), .text("-"), .finished(.stop), .done])
        #expect(await notes.takeEvents().isEmpty)
        #expect(await notes.value.provider == "P")
    }

    /// A failure counts unless the answer was complete before it.
    @Test func aFailureKeepsItsPlace() async {
        let failure = CompletionEvent.failed(ServiceFailure(.server, message: "lost"))
        let table: [([CompletionEvent], [CompletionEvent])] = [
            ([failure, .finished(.stop)], [failure, .finished(.stop)]),
            ([.finished(.stop), failure, .done], [.finished(.stop), .done, failure]),
            ([.done, failure], [.done, failure]),
        ]
        for (events, expected) in table {
            let notes = CompletionNotes()
            await notes.take([.text("y")] + events)
            #expect(await notes.takeEvents() == [.text("-")] + expected)
        }
    }
}
