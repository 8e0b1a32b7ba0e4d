/// The routes that last worked, in memory, for many generations at once.
actor WorkingRoutes {
    private var routes: [ModelID: Route]

    init(_ routes: [ModelID: Route]) { self.routes = routes }

    func route(of model: ModelID) -> Route? { routes[model] }

    func remember(_ route: Route, of model: ModelID) { routes[model] = route }
}
