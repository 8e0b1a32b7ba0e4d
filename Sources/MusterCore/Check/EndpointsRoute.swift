/// Finds out whether a service has endpoints lists at all.
///
/// A 404 for one model's list says that the model is gone only where other models have a list:
/// servers without the route answer 404 too, in every form.
actor EndpointsRoute {
    /// The number of other models to ask.
    private static let controls = 2

    private let client: OpenRouterClient
    private let others: @Sendable () async -> [ModelID]
    private var hasList: Bool
    private var control: Task<Bool?, Never>?

    /// `others` returns listed models of the service.
    init(client: OpenRouterClient, others: @escaping @Sendable () async -> [ModelID]) {
        self.client = client
        self.others = others
        hasList = client.baseURL.isOpenRouter || client.kind.isSureOfLists(at: client.baseURL)
    }

    /// Records that a model's list came.
    func noteList() { hasList = true }

    /// Whether any model has a list; asks for those of others, until one of them says so or not.
    ///
    /// `nil` if none of them said either.
    func exists(besides id: ModelID) async -> Bool? {
        if hasList { return true }
        let asking = control ?? Task { await ask(besides: id) }
        control = asking
        let answer = await withTaskCancellationHandler {
            await asking.value
        } onCancel: {
            asking.cancel()
        }
        if answer == nil, control == asking { control = nil }
        if answer == true { hasList = true }
        return hasList ? true : answer
    }

    private func ask(besides id: ModelID) async -> Bool? {
        let controls = await others().filter { $0 != id && $0.variant == nil }.prefix(Self.controls)
        var answer: Bool? = controls.isEmpty ? false : nil
        for other in controls {
            do throws(ServiceFailure) {
                _ = try await client.fetchEndpoints(other)
                return true
            } catch {
                if error.mayLackTheRoute { answer = false }
            }
        }
        return answer
    }
}

extension EndpointsRoute {
    /// Asks about the models of a database.
    init(client: OpenRouterClient, store: Store, time: TimeSource) {
        self.init(client: client) {
            let models = (try? await store.modelsInBackground(now: time.now())) ?? []
            // Those that had a list tell most.
            let listed = models.filter(\.isListed)
            return (listed.filter { $0.endpoints != nil } + listed.filter { $0.endpoints == nil })
                .map(\.id)
        }
    }
}
