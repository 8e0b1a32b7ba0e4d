import Foundation
package import Logging

/// One batch of an interface, from the files' names to the last result.
package actor BatchSession {
    private let client: OpenRouterClient
    private let store: Store
    private let checker: Checker
    private let time: TimeSource
    private let routes: RoutePreference
    private let fallbacks: FallbackTable
    private let logger: Logger
    private let pause = BatchPause()
    private var ready: (plan: BatchPlan, slate: Slate, results: ResultFile)?

    /// Creates a session without a batch.
    package init(
        client: OpenRouterClient,
        store: Store,
        checker: Checker,
        time: TimeSource,
        routes: RoutePreference,
        fallbacks: FallbackTable,
        logger: Logger
    ) {
        self.client = client
        self.store = store
        self.checker = checker
        self.time = time
        self.routes = routes
        self.fallbacks = fallbacks
        self.logger = logger
    }

    /// Reads the files, asks the service about each model, and foretells; nothing is generated.
    ///
    /// - Throws: `BatchRefusal` when a file cannot be used or a model is definitely unusable.
    package func prepare(_ request: BatchRequest) async throws(BatchRefusal) -> BatchProposal {
        await abandon()
        do {
            return try await propose(request)
        } catch {
            await abandon()
            if let refusal = error as? BatchRefusal { throw refusal }
            throw BatchRefusal("\(error)")
        }
    }

    private func propose(_ request: BatchRequest) async throws -> BatchProposal {
        let prompts = try BatchPromptReader.read(path: request.promptsPath.expandingTilde)
        let stored = try await store.modelsInBackground(now: time.now())
        let byID = Dictionary(stored.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let models = request.modelIDs.compactMap { byID[$0] }
        if let model = models.first(where: \.isDisabled) {
            throw BatchRefusal("\(model.id) is disabled.")
        }
        let results = try ResultFile.open(path: request.resultsPath.expandingTilde)
        do {
            let slate = try await SlateBuilder(store: store, baseURL: client.baseURL)
                .slate(of: models, now: time.now())
            let earlier = try await results.read()
            let verifier = SlateVerifier(
                client: client,
                checker: checker,
                time: time,
                routes: routes
            )
            let verification = try await verifier.run(slate, models: stored, kind: .shallow)
            try Self.judge(verification)
            let plan = try BatchPlan(
                prompts: prompts,
                models: verification.findings.map { finding in
                    BatchModel(
                        finding.model,
                        fallbacks: fallbacks.models(for: finding.model, in: stored)
                    )
                },
                options: request.options,
                results: earlier,
                path: request.resultsPath
            )
            let forecast = BatchForecast(
                plan,
                past: try await store.pastPerformance(of: plan.models.map(\.model.id)),
                freeTier: plan.items.contains(where: \.isFree)
                    ? try await checker.freeTier(asks: true) : FreeTier(),
                now: time.now()
            )
            ready = (plan, slate, results)
            return BatchProposal(
                forecast: forecast,
                findings: verification.findings,
                summary: BatchSummary(plan),
                outlook: try await SurvivalReader(store: store).outlook(of: plan)
            )
        } catch {
            await results.close()
            throw error
        }
    }

    private static func judge(_ verification: SlateVerification) throws(BatchRefusal) {
        guard !verification.unusable.isEmpty else { return }
        let names = verification.unusable.map(\.entry.modelID.rawValue).joined(separator: ", ")
        throw BatchRefusal("Definitely unusable: \(names). Nothing was asked.")
    }

    /// Runs what was prepared until its end, or until the task is cancelled.
    package func run(onNews: @escaping BatchRunner.NewsHandler) async -> BatchOutcome {
        guard let (plan, slate, results) = ready else { return BatchOutcome() }
        ready = nil
        await pause.set(false)
        try? await slate.rememberRoutes(in: store, baseURL: client.baseURL, now: time.now())
        let runner = BatchRunner(
            client: client,
            store: store,
            time: time,
            preference: routes,
            pause: pause,
            logger: logger
        )
        let outcome = await runner.run(plan, results: results, onNews: onNews)
        await results.close()
        return outcome
    }

    /// Begins nothing new for a while, or goes on.
    package func setPaused(_ isPaused: Bool) async { await pause.set(isPaused) }

    /// Forgets what was prepared, and lets go of the results.
    package func abandon() async {
        await ready?.results.close()
        ready = nil
    }
}
