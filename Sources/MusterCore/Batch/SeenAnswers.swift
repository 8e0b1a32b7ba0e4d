/// The latest outcomes of requests to a model, as this database recorded them.
package struct SeenAnswers: Sendable, Hashable {
    private static let limit = 50

    /// The requested model.
    package let modelID: ModelID
    package let asked: Int
    package let answered: Int
    /// The median duration of answers in milliseconds.
    package let medianMilliseconds: Int?

    /// Counts completions; capability probes don't count.
    package init(_ modelID: ModelID, evidence: [Evidence], past: PastPerformance?) {
        self.modelID = modelID
        // What the account or the program was refused says nothing of the model, nor does what one
        // of its endpoints refused.
        let completions = evidence.filter { piece in
            piece.kind == .completion && piece.capability == nil && piece.finding != .excluded
                && (piece.endpoint == nil || piece.finding == .answered)
        }
        asked = completions.count
        answered = completions.count { $0.finding == .answered }
        medianMilliseconds = past?.medianMilliseconds
    }

    package var failed: Int { asked - answered }

    /// Whether fewer than four in five requests were answered, so that another model may be better.
    package var isWeak: Bool { answered * 5 < asked * 4 }

    /// `failed 3 of the last 40 requests`, or `never asked`.
    package var words: String { Self.words(failed: failed, of: asked) }

    private static func words(failed: Int, of asked: Int) -> String {
        switch asked {
        case 0: "never asked"
        case 1: failed == 0 ? "answered the last request" : "failed the last request"
        default: "failed \(failed) of the last \(asked) requests"
        }
    }

    /// A warning of free models that never answered; `nil` for none.
    package static func words(unprovenFree ids: [ModelID]) -> String? {
        guard !ids.isEmpty else { return nil }
        let verb = ids.count == 1 ? "was" : "were"
        return "\(ids.shortList) \(verb) never seen answering here; free models answer only some "
            + "requests. To find out: muster check --deep"
    }

    /// A sentence about several models; `nil` for none.
    static func words(_ all: [SeenAnswers]) -> String? {
        guard all.count > 1 else {
            return all.first.map { "\($0.modelID) \($0.asked == 0 ? "was " : "")\($0.words)" }
        }
        let unasked = all.filter { $0.asked == 0 }.map(\.modelID)
        let sums = all.reduce(into: (failed: 0, asked: 0)) { sums, model in
            sums.failed += model.failed
            sums.asked += model.asked
        }
        guard sums.asked > 0 else { return "none of these models has been asked before" }
        let asked = all.filter { $0.asked > 0 }
        let subject = asked.count == 1 ? asked[0].modelID.rawValue : "these models"
        let words = "\(subject) \(words(failed: sums.failed, of: sums.asked))"
        return unasked.isEmpty ? words : "\(words); never asked: \(unasked.shortList)"
    }
}

extension SeenAnswers {
    static func read(
        of ids: [ModelID],
        past: [ModelID: PastPerformance],
        in store: Store
    ) async throws(StoreError) -> [SeenAnswers] {
        var all: [SeenAnswers] = []
        for id in ids {
            let evidence = try await store.evidence(of: id, kind: .completion, limit: limit)
            all.append(SeenAnswers(id, evidence: evidence, past: past[id]))
        }
        return all
    }
}

extension [ModelID] {
    /// The first three names, and the number of the rest.
    package var shortList: String {
        let names = prefix(3).map(\.rawValue).joined(separator: ", ")
        return count > 3 ? "\(names) and \(count - 3) more" : names
    }
}
