extension ServiceKind {
    /// https://openrouter.ai, and servers with its API.
    package static let openRouter = ServiceKind(
        name: "openrouter",
        home: .openRouter,
        keyVariable: "OPENROUTER_API_KEY",
        hosts: ["openrouter.ai"],
        offers: .route(isSure: false),
        hasAccount: true,
        countsOnRequest: false,
        pinsBySuffix: false,
        canRequireParameters: true,
        modelPages: "https://openrouter.ai/",
        readRow: { try CatalogReader.catalogRow($0, with: $1) }
    )
}
