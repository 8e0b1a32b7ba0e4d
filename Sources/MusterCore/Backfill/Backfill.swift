import Logging

/// Fills in missing Hugging Face IDs and, on request, compares all of them with the Hub.
///
/// It never guesses by changing case: every ID comes from the catalog, a look-up, a variant of the
/// same model, or the Hub. A second run finds nothing left to do.
struct Backfill: Sendable {
    static let concurrency = 8
    /// Failures after which a run gives up, because the service is unwell.
    static let failureLimit = 16

    let client: OpenRouterClient
    let hub: HubClient
    let store: Store
    let time: TimeSource
    var logger = Logger.silent

    /// Runs one backfill; `verifies` also checks spellings against the Hub.
    ///
    /// It reports the numbers of look-ups finished and planned. After an error nothing is changed.
    func run(
        verifies: Bool,
        onProgress: @escaping @Sendable (Int, Int) async -> Void = { _, _ in }
    ) async throws(OperationError) -> BackfillReport {
        var report = BackfillReport()
        let catalog: FetchedCatalog
        do {
            catalog = try await client.fetchCatalog()
        } catch {
            logger.warning("backfill failed", metadata: ["reason": "\(error)"])
            throw .service(error)
        }
        do {
            try await store.setModelIDs(from: catalog)
            let models = try await store.modelsInBackground(now: time.now())
            let found = await find(for: models, in: catalog, report: &report, onProgress)
            let filled = try await store.assign(found)
            report.updated = filled.changed
            report.repeated = filled.repeated
            if verifies {
                let stored = try await store.modelsInBackground(now: time.now())
                let corrections = await compareWithHub(stored, report: &report, onProgress)
                let corrected = try await store.assign(corrections)
                report.corrected = corrected.changed
                report.repeated += corrected.repeated
            }
            let after = try await store.modelsInBackground(now: time.now()).filter(\.isListed)
            report.total = after.count
            report.withHuggingFaceID = after.count { $0.huggingFaceID != nil }
            logger.notice(
                "backfilled",
                metadata: [
                    "total": "\(report.total)", "updated": "\(report.updated)",
                    "corrected": "\(report.corrected)", "conflicts": "\(report.conflicts.count)",
                    "unresolved": "\(report.unresolved)",
                ]
            )
            return report
        } catch {
            throw .store(error)
        }
    }

    // MARK: - Filling in

    private func find(
        for models: [Model],
        in catalog: FetchedCatalog,
        report: inout BackfillReport,
        _ onProgress: @escaping @Sendable (Int, Int) async -> Void
    ) async -> [Store.HuggingFaceIDAssignment] {
        var known: [ModelID: HuggingFaceID] = [:]
        for row in catalog.rows { known[row.entry.id] = row.huggingFaceID }
        var found: [Store.HuggingFaceIDAssignment] = []
        var missing: [ModelID] = []
        for model in models {
            if let id = model.huggingFaceID {
                known[model.id] = id
            } else if let id = known[model.id] {
                found.append(.init(modelID: model.id, huggingFaceID: id, source: .catalog))
            } else {
                missing.append(model.id)
            }
        }
        let lookUp = client.lookUp
        let answers = await Self.askAll(missing, onProgress) { (id) throws(ServiceFailure) in
            try await lookUp(id)?.huggingFaceID
        }
        report.note(answers.failures, of: missing.count - answers.values.count)
        for (id, answer) in answers.values {
            guard let answer else { continue }
            known[id] = answer
            found.append(.init(modelID: id, huggingFaceID: answer, source: .lookup))
        }
        let siblings = SiblingTable(known)
        for id in missing where known[id] == nil {
            guard let answer = siblings.huggingFaceID(for: id) else { continue }
            found.append(.init(modelID: id, huggingFaceID: answer, source: .sibling))
        }
        return found
    }

    // MARK: - Comparing with the Hub

    private func compareWithHub(
        _ models: [Model],
        report: inout BackfillReport,
        _ onProgress: @escaping @Sendable (Int, Int) async -> Void
    ) async -> [Store.HuggingFaceIDAssignment] {
        let names = Set(models.compactMap(\.huggingFaceID)).sorted { $0.rawValue < $1.rawValue }
        let canonicalID = hub.canonicalID
        let answers = await Self.askAll(names, onProgress) { (name) throws(ServiceFailure) in
            try await canonicalID(name)
        }
        report.note(answers.failures, of: names.count - answers.values.count)
        var corrections: [Store.HuggingFaceIDAssignment] = []
        for model in models {
            guard let stored = model.huggingFaceID, let answer = answers.values[stored] ?? nil,
                answer != stored
            else { continue }
            if answer.differsOnlyInCase(from: stored), model.huggingFaceIDSource != .manual {
                corrections.append(
                    .init(
                        modelID: model.id,
                        huggingFaceID: answer,
                        source: .hub,
                        replaces: stored
                    )
                )
            } else {
                report.conflicts.append(.init(modelID: model.id, stored: stored, hub: answer))
            }
        }
        return corrections
    }

    // MARK: - Asking

    private struct Answers<Question: Hashable & Sendable, Answer: Sendable>: Sendable {
        var values: [Question: Answer?] = [:]
        var failures: [ServiceFailure] = []
    }

    /// Asks `questions`, a few at a time, and gives up after too many failures.
    private static func askAll<Question: Hashable & Sendable, Answer: Sendable>(
        _ questions: [Question],
        _ onProgress: @escaping @Sendable (Int, Int) async -> Void,
        _ ask: @escaping @Sendable (Question) async throws(ServiceFailure) -> Answer?
    ) async -> Answers<Question, Answer> {
        var answers = Answers<Question, Answer>()
        guard !questions.isEmpty else { return answers }
        await onProgress(0, questions.count)
        await withTaskGroup(of: (Question, Result<Answer?, ServiceFailure>).self) { group in
            var waiting = questions[...]
            func askNext() {
                guard let question = waiting.popFirst() else { return }
                group.addTask {
                    do throws(ServiceFailure) {
                        return (question, .success(try await ask(question)))
                    } catch {
                        return (question, .failure(error))
                    }
                }
            }
            for _ in 0..<concurrency { askNext() }
            var done = 0
            while let (question, result) = await group.next() {
                done += 1
                switch result {
                case .success(let answer): answers.values[question] = .some(answer)
                case .failure(let failure): answers.failures.append(failure)
                }
                await onProgress(done, questions.count)
                let isHopeless =
                    answers.failures.count >= failureLimit
                    || answers.failures.last?.kind == .rateLimited
                if isHopeless { waiting = [] }
                askNext()
            }
        }
        return answers
    }
}

extension BackfillReport {
    fileprivate mutating func note(_ failures: [ServiceFailure], of unanswered: Int) {
        unresolved += unanswered
        firstFailure = firstFailure ?? failures.first
    }
}

/// Results of a backfill.
package struct BackfillReport: Sendable, Hashable {
    /// A stored name that differs from the Hub's by more than case.
    package struct Conflict: Sendable, Hashable {
        package var modelID: ModelID
        package var stored: HuggingFaceID
        package var hub: HuggingFaceID
    }

    package var total = 0
    package var withHuggingFaceID = 0
    package var withoutHuggingFaceID: Int { total - withHuggingFaceID }
    package var updated = 0
    /// IDs whose case this run corrected to the Hub's.
    package var corrected = 0
    /// Differences for the user to decide; the run leaves them alone.
    package var conflicts: [Conflict] = []
    /// IDs that an adopted table refuses, because another row has them.
    package var repeated: [Store.RepeatedHuggingFaceID] = []
    /// Models or names that stay unknown because a look-up failed.
    package var unresolved = 0
    package var firstFailure: ServiceFailure?

    package init() {}
}

/// Finds the Hugging Face ID of a model among the other variants of the same model.
struct SiblingTable {
    private let byBase: [ModelID: [ModelID: HuggingFaceID]]

    init(_ known: [ModelID: HuggingFaceID]) {
        var byBase: [ModelID: [ModelID: HuggingFaceID]] = [:]
        for (id, huggingFaceID) in known { byBase[id.base, default: [:]][id] = huggingFaceID }
        self.byBase = byBase
    }

    /// The ID stored for the base model, otherwise the ID on which all other variants agree.
    func huggingFaceID(for id: ModelID) -> HuggingFaceID? {
        guard let siblings = byBase[id.base] else { return nil }
        if let base = siblings[id.base] { return base }
        let names = Set(siblings.filter { $0.key != id }.values)
        return names.count == 1 ? names.first : nil
    }
}
