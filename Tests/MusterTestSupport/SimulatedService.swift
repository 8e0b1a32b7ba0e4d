package import MusterCore
package import OpenRouterSimulator
import Synchronization

/// The core's clients, connected to a simulator.
package struct SimulatedService: Sendable {
    /// The simulator.
    package let server: SimulatorServer
    /// What sends the requests.
    package let transport: HTTPTransport
    /// The client of the simulated OpenRouter.
    package var client: OpenRouterClient
    /// The client of the simulated Hub.
    package let hub: HubClient
    /// The database.
    package let store: Store

    /// The key that ``client`` sends unless a test says otherwise.
    package static let key = "sk-or-v1-0123456789abcdef-secret"

    /// Starts a simulator, runs `body` and stops everything however `body` ends.
    ///
    /// - Parameters:
    ///   - configuration: What the simulator serves.
    ///   - key: The key that the client has; `nil` for none.
    ///   - store: The database; a new one in memory unless given.
    ///   - body: The test.
    /// - Returns: What `body` returned.
    /// - Throws: What `body` threw, or what kept the simulator or the database from starting.
    @discardableResult
    package static func withService<Value>(
        _ configuration: SimulatorConfiguration = .init(),
        key: String? = key,
        store: Store? = nil,
        _ body: (SimulatedService) async throws -> Value
    ) async throws -> Value {
        try await SimulatorServer.withServer(configuration) { server in
            let transport = HTTPTransport(userAgent: "muster-tests", connectTimeout: .seconds(1500))
            let store =
                try store ?? Store.inMemory(service: ServiceURL(stringLiteral: server.baseURL))
            let service = SimulatedService(server, transport: transport, key: key, store: store)
            do {
                let value = try await body(service)
                await transport.shutDown()
                return value
            } catch {
                await transport.shutDown()
                throw error
            }
        }
    }

    private init(_ server: SimulatorServer, transport: HTTPTransport, key: String?, store: Store) {
        self.server = server
        self.transport = transport
        self.store = store
        let key = key.flatMap { APIKey($0) }
        client = .live(
            baseURL: ServiceURL(stringLiteral: server.baseURL),
            transport: transport,
            limits: RequestLimits(timeout: .seconds(1500))
        ) { () throws(ServiceFailure) in key }
        hub = .live(
            endpoint: ServiceURL(stringLiteral: server.hubURL),
            transport: transport,
            timeout: .seconds(1500),
            token: nil
        )
    }

    /// Refreshes the database from the simulator's catalog.
    @discardableResult
    package func refresh(isForced: Bool = false) async throws -> RefreshReport {
        try await workspace().refresh(isForced: isForced)
    }

    /// The workspace over all this.
    ///
    /// - Parameters:
    ///   - time: The clock.
    ///   - waits: How waits pass; unless given, at once, which suits no generation: it would watch
    ///     its stream without a pause.
    /// - Returns: The workspace.
    package func workspace(
        time: TimeSource = .fixed(),
        waits: WaitSource = WaitSource(sleep: { _ in }, jitter: { 0 })
    ) -> Workspace {
        Workspace(store: store, client: client, hub: hub, time: time, waits: waits)
    }

    /// The workspace of another key, and of its account from now on.
    ///
    /// - Parameters:
    ///   - key: The key that every request carries.
    ///   - time: The clock.
    ///   - waits: How waits pass.
    /// - Returns: The workspace over the same database.
    package func workspace(
        of key: String,
        time: TimeSource = .fixed(),
        waits: WaitSource = WaitSource(sleep: { _ in }, jitter: { 0 })
    ) async -> Workspace {
        let secret = APIKey(key)
        if let secret { await store.use(Account(secret)) }
        let client = OpenRouterClient.live(
            baseURL: ServiceURL(stringLiteral: server.baseURL),
            transport: transport,
            limits: RequestLimits(timeout: .seconds(1500))
        ) { () throws(ServiceFailure) in secret }
        return Workspace(store: store, client: client, hub: hub, time: time, waits: waits)
    }

    /// Runs a generation to its end.
    ///
    /// - Parameters:
    ///   - id: The model.
    ///   - huggingFaceID: Its cased name.
    ///   - preference: Which spelling goes first.
    ///   - fallbacks: The models to ask when it does not answer.
    ///   - policy: How often and how long it tries.
    ///   - time: Its clock; unless given, waits pass at once.
    ///   - news: Told of everything.
    /// - Returns: What came of it.
    package func generate(
        _ id: String,
        huggingFaceID: String? = nil,
        preference: RoutePreference = .casedFirst,
        fallbacks: [GenerationCandidate] = [],
        policy: RetryPolicy = .unwatched,
        time: TestTime = TestTime(),
        news: GenerationNews = GenerationNews()
    ) async -> Generation {
        let generator = Generator(
            client: client,
            store: store,
            time: time.source,
            preference: preference,
            policy: policy,
            waits: time.waits
        )
        var request = GenerationRequest(
            modelID: ModelID(rawValue: id),
            huggingFaceID: huggingFaceID.map(HuggingFaceID.init(rawValue:)),
            prompt: "Say hello."
        )
        request.fallbacks = fallbacks
        return await generator.run(request, onUpdate: news.handler)
    }

    /// Runs a check to its end.
    ///
    /// - Parameters:
    ///   - plan: What to ask.
    ///   - time: The clock.
    /// - Returns: How it ended, and what was found, in the order of the answers.
    /// - Throws: `StoreError`.
    package func check(
        _ plan: CheckPlan,
        time: TimeSource = .fixed()
    ) async throws(StoreError) -> (outcome: CheckOutcome, results: [CheckResult]) {
        let results = Mutex<[CheckResult]>([])
        let outcome = try await workspace(time: time).check(plan) { result in
            results.withLock { $0.append(result) }
        }
        return (outcome, results.withLock(\.self))
    }

    /// All models that are stored, by ID.
    package func models() async throws -> [ModelID: Model] {
        let models = try await store.modelsInBackground(now: TimeSource.noon)
        return Dictionary(uniqueKeysWithValues: models.map { ($0.id, $0) })
    }
}
