package import Foundation

/// The outcome of an import.
package struct BatchImport: Sendable, Hashable {
    package var added = 0
    /// Answers to pairs that have one already.
    package var known = 0
    /// Answers to pairs that are not in this batch.
    package var strange = 0
    /// Requests whose time was over before their turn; they stay open.
    package var unasked = 0
}

/// The requests of a batch, a line each, in the form that other batch services take.
package struct BatchRequestLines: Sendable {
    fileprivate let plan: BatchPlan
    fileprivate let routes: [ModelID: Route]
    fileprivate let kind: ServiceKind

    /// Calls `body` with the lines, about a mebibyte at a time.
    ///
    /// - Throws: the errors of `body`, and ``BatchError/changedPrompts(_:id:)``.
    package func write(_ body: (Data) throws -> Void) throws {
        let models = plan.models.keyed(by: \.model.id)
        var lines = Data()
        for item in plan.items {
            guard let model = models[item.modelID] else { continue }
            let content = try plan.source.content(of: item.prompt)
            let generation = model.request(content, maxTokens: plan.options.maxTokens)
            let route = routes[item.modelID] ?? Route(item.modelID)
            lines += BatchRequestFile.line(item, generation, route: route, to: kind)
            guard lines.count > 1 << 20 else { continue }
            try body(lines)
            lines = Data()
        }
        try body(lines)
    }
}

extension Workspace {
    @concurrent
    package func requestLines(
        of request: BatchRequest
    ) async throws(BatchError) -> BatchRequestLines {
        BatchRequestLines(
            plan: try await plan(request),
            routes: (try? await store.workingRoutes()) ?? [:],
            kind: client.kind
        )
    }

    /// Makes results of another service's answers, and appends them to the results file.
    ///
    /// They are no evidence about this service. An answer takes the place of an earlier failure.
    @concurrent
    package func importAnswers(
        at path: String,
        of request: BatchRequest
    ) async throws(BatchError) -> BatchImport {
        let file = try ResultFile.open(path: request.resultsFile)
        do throws(BatchError) {
            var request = request
            request.options.retries = .all
            let plan = try await plan(request, earlier: await file.read())
            let report = try await importAnswers(at: path, plan, to: file)
            await file.close()
            return report
        } catch {
            await file.close()
            throw error
        }
    }

    private func importAnswers(
        at path: String,
        _ plan: BatchPlan,
        to file: ResultFile
    ) async throws(BatchError) -> BatchImport {
        var items: [String: BatchItem] = [:]
        for item in plan.items { items[item.customID] = item }
        var known = Set(plan.earlier.map { BatchRequestFile.customID($0.key, $0.digest) })
        var failed = Set(plan.superseded.map { BatchRequestFile.customID($0.key, $0.digest) })
        let models = plan.models.keyed(by: \.model.id)
        let routes = (try? await store.workingRoutes()) ?? [:]
        var report = BatchImport()
        var lines = Data()
        let answers = try BatchAnswerFile(path: path)
        for index in answers.indices {
            let answer = try answers[index]
            guard answer.wasAsked else {
                report.unasked += 1
                continue
            }
            guard let item = items[answer.customID],
                let model = models[item.modelID]
            else {
                if known.contains(answer.customID) {
                    report.known += 1
                } else {
                    report.strange += 1
                }
                continue
            }
            let replay = AnswerReplay(
                store: store,
                time: time,
                service: model.service ?? client.service,
                route: routes[item.modelID]
            )
            let entry = await replay.entry(
                answer,
                to: item,
                try plan.source.content(of: item.prompt),
                model,
                maxTokens: plan.options.maxTokens,
                engine: .imported
            )
            known.insert(answer.customID)
            // An answer may still follow a failure.
            guard let record = entry.record,
                record.result.isAnswered || failed.insert(answer.customID).inserted
            else {
                report.known += 1
                continue
            }
            if record.result.isAnswered { items[answer.customID] = nil }
            lines += record.line
            report.added += 1
            if lines.count > 1 << 20 {
                try await file.append(lines)
                lines = Data()
            }
        }
        try await file.append(lines)
        return report
    }
}
