import Synchronization

/// The routes that last worked, in memory, for many generations at once.
final class WorkingRoutes: Sendable {
    private let routes: Mutex<[ModelID: Route]>

    init(_ routes: [ModelID: Route]) { self.routes = Mutex(routes) }

    subscript(model: ModelID) -> Route? {
        get { routes.withLock { $0[model] } }
        set { routes.withLock { $0[model] = newValue } }
    }
}
