import Testing

/// What the layers do not know of each other.
@Suite struct BoundaryTests {
    /// The folders of the core that each folder may name types of.
    ///
    /// `Models` and `Availability` are one layer: a model has a verdict, evidence has a model ID.
    static let coreFolders: [String: Set<String>] = [
        "Support": [],
        "Service": ["Support"],
        "Models": ["Availability", "Service", "Support"],
        "Availability": ["Models", "Service", "Support"],
        "Configuration": ["Service", "Support"],
        "Filter": ["Availability", "Models", "Support"],
        "HTTP": ["Service", "Support"],
        "Store": ["Availability", "Models", "Service", "Support"],
        "OpenRouter": ["HTTP", "Models", "Service", "Support"],
        "HuggingFace": ["HTTP", "Models", "Service", "Support"],
        "Refresh": [
            "Availability", "Check", "Models", "OpenRouter", "Service", "Store", "Support",
        ],
        "Backfill": [
            "HuggingFace", "Models", "OpenRouter", "Refresh", "Service", "Store", "Support",
        ],
        "Generation": ["Availability", "Models", "OpenRouter", "Service", "Store", "Support"],
        "Check": [
            "Availability", "Generation", "Models", "OpenRouter", "Service", "Store", "Support",
        ],
        "Slate": [
            "Availability", "Check", "Generation", "Models", "OpenRouter", "Service", "Store",
            "Support",
        ],
        "Batch": [
            "Availability", "Check", "Generation", "Models", "OpenRouter", "Service", "Slate",
            "Store", "Support",
        ],
        "Export": ["Models", "Service", "Slate", "Support"],
        "Workspace": [
            "Availability", "Backfill", "Batch", "Check", "Export", "Filter", "Generation",
            "HuggingFace", "Models", "OpenRouter", "Refresh", "Service", "Slate", "Store",
            "Support",
        ],
    ]

    /// The values that a folder may name beyond that: what it stores, and what it sends.
    static let coreExceptions: [String: Set<String>] = [
        "Store": [
            "Attempt", "FinishReason", "FinishedGeneration", "Generation", "GenerationRequest",
            "GenerationStatus",
            "HistoryEntry", "StoredGeneration", "TimelineEntry", "TokenUsage",
        ],
        "OpenRouter": [
            "AnswerMedia", "CompletionEvent", "CompletionRequest", "FinishReason", "TokenUsage",
            "ToolCall",
        ],
    ]

    /// The folders of the interface that each folder may name types of.
    static let interfaceFolders: [String: Set<String>] = [
        "Text": [],
        "Grid": ["Text"],
        "Input": ["Text"],
        "Theme": ["Grid"],
        "World": ["Grid", "Input", "Text", "Theme"],
        "Pictures": ["Grid", "Text"],
        "Markdown": ["Grid", "Text"],
        "Components": ["Grid", "Input", "Text", "Theme", "World"],
        "Screens": [
            "Components", "Grid", "Input", "Markdown", "Pictures", "Text", "Theme", "World",
        ],
        "App": ["Components", "Grid", "Input", "Screens", "Text", "Theme", "World"],
        "Runtime": ["App", "Grid", "Input", "Screens", "Text", "Theme", "World"],
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
