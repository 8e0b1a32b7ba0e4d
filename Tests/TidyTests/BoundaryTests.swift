import Testing

/// What the layers do not know of each other.
@Suite struct BoundaryTests {
    /// The folders of the core that each folder may name types of.
    ///
    /// `Catalog` and `Availability` are one layer: a model has a verdict, evidence has a model ID.
    static let coreFolders: [String: Set<String>] = [
        "Support": [],
        "Catalog": ["Availability", "Support"],
        "Availability": ["Catalog", "Support"],
        "Configuration": ["Support"],
        "Filter": ["Availability", "Catalog", "Support"],
        "HTTP": ["Catalog", "Support"],
        "Store": ["Availability", "Catalog", "Support"],
        "OpenRouter": ["Catalog", "HTTP", "Support"],
        "HuggingFace": ["Catalog", "HTTP", "Support"],
        "Refresh": ["Catalog", "OpenRouter", "Store", "Support"],
        "Backfill": ["Catalog", "HuggingFace", "OpenRouter", "Refresh", "Store", "Support"],
        "Generation": ["Availability", "Catalog", "OpenRouter", "Store", "Support"],
        "Check": ["Availability", "Catalog", "Generation", "OpenRouter", "Store", "Support"],
        "Slate": [
            "Availability", "Catalog", "Check", "Generation", "OpenRouter", "Store", "Support",
        ],
        "Batch": [
            "Availability", "Catalog", "Check", "Generation", "OpenRouter", "Slate", "Store",
            "Support",
        ],
        "Export": ["Catalog", "Slate", "Support"],
        "Workspace": [
            "Availability", "Backfill", "Batch", "Catalog", "Check", "Export", "Generation",
            "HuggingFace", "OpenRouter", "Refresh", "Slate", "Store", "Support",
        ],
    ]

    /// The values that a folder may name beyond that: what it stores.
    static let coreExceptions: [String: Set<String>] = [
        "Store": [
            "Attempt", "Generation", "GenerationRequest", "GenerationStatus", "HistoryEntry",
            "StoredGeneration", "TimelineEntry",
        ]
    ]

    /// The folders of the interface that each folder may name types of.
    static let interfaceFolders: [String: Set<String>] = [
        "Text": [],
        "Grid": ["Text"],
        "Input": ["Text"],
        "Theme": ["Grid"],
        "Components": ["App", "Grid", "Input", "Text"],
        "Picture": ["Grid", "Theme"],
        "Screens": ["App", "Components", "Grid", "Input", "Text", "Theme"],
        "App": ["Components", "Grid", "Input", "Screens", "Text", "Theme"],
        "Runtime": ["App", "Grid", "Input", "Screens", "Text", "Theme"],
    ]

    @Test(arguments: Repository.sources.filter { $0.path.hasPrefix("Sources/MusterCore/") })
    func coreFoldersDependDownwards(file: SourceFile) throws {
        try expectOrder(file, Self.coreFolders, exceptions: Self.coreExceptions)
    }

    @Test(arguments: Repository.sources.filter { $0.path.hasPrefix("Sources/MusterUI/") })
    func interfaceFoldersDependDownwards(file: SourceFile) throws {
        try expectOrder(file, Self.interfaceFolders, exceptions: [:])
    }

    @Test(arguments: Repository.sources.filter { $0.folder.hasSuffix("MusterCore/Store") })
    func theStoreKnowsNoService(file: SourceFile) {
        let named = file.typeNames.intersection(["OpenRouterClient", "LiveOpenRouter", "HubClient"])
        #expect(named.isEmpty)
    }

    @Test(arguments: Repository.sources.filter { $0.folder.hasSuffix("MusterCore/OpenRouter") })
    func theServiceKnowsNoStore(file: SourceFile) {
        #expect(file.typeNames.intersection(["Store", "StoreError"]).isEmpty)
    }

    @Test(arguments: Repository.sources.filter { $0.folder.hasSuffix("MusterCore/OpenRouter") })
    func wireTypesStayInside(file: SourceFile) {
        let leaking = file.declarations.filter {
            $0.isType && $0.name.hasSuffix("Response")
                && !$0.modifiers.isDisjoint(
                    with: ["package", "public"])
        }
        #expect(leaking.map(\.name).isEmpty)
    }

    @Test(arguments: Repository.sources.filter { $0.folder.hasSuffix("MusterCore/Store") })
    func databaseTypesStayInside(file: SourceFile) {
        let types: Set<Substring> = [
            "Database", "DatabaseError", "DatabaseMigrator", "DatabaseQueue", "DatabaseValue",
            "Row", "Statement", "FetchRequest",
        ]
        for declaration in file.declarations where declaration.modifiers.contains("package") {
            let isFunction = ["func", "init", "subscript"].contains(declaration.keyword)
            let signature = file.code[(declaration.line - 1)...].prefix(isFunction ? 12 : 1)
                .joined(separator: " ").prefix { $0 != "{" }
            let named = Set(signature.split { !$0.isLetter && !$0.isNumber })
                .intersection(types)
            #expect(named.isEmpty, "\(file.path):\(declaration.line)")
        }
        let leaking = file.code.filter { $0.hasPrefix("package import GRDB") }
        #expect(leaking.isEmpty)
    }

    @Test(arguments: Repository.sources.filter { $0.path.hasPrefix("Sources/MusterUI/") })
    func theInterfaceHasNoSQL(file: SourceFile) {
        let statement =
            /\b(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|PRAGMA)\b/
        #expect(file.strings.filter { $0.contains(statement) }.isEmpty)
    }

    private func expectOrder(
        _ file: SourceFile,
        _ order: [String: Set<String>],
        exceptions: [String: Set<String>]
    ) throws {
        let own = Self.part(file)
        let allowed = try #require(order[own], "\(own) has no place in the order of folders yet")
        for (part, types) in Self.types[file.target, default: [:]] {
            guard part != own, !allowed.contains(part) else { continue }
            let named = file.typeNames.intersection(types)
                .subtracting(exceptions[own, default: []])
            #expect(named.isEmpty, "\(file.path) may not name \(named.sorted()) of \(part)")
        }
    }

    /// The folder of a file within its target.
    private static func part(_ file: SourceFile) -> String {
        String(file.path.split(separator: "/").dropFirst(2).first ?? "")
    }

    /// The names of all types that other files see, by target and folder.
    private static let types: [String: [String: Set<String>]] = {
        var types: [String: [String: Set<String>]] = [:]
        for file in Repository.sources {
            let names = file.declarations.filter { $0.isType && $0.depth == 0 && !$0.isPrivate }
                .map(\.name)
            types[file.target, default: [:]][part(file), default: []].formUnion(names)
        }
        return types
    }()
}
