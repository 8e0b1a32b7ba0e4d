import Testing

/// Who may import what.
@Suite struct ImportTests {
    /// The rule of a file is that of the longest folder that holds it.
    static let allowed: [String: Set<String>] = [
        "Sources/MusterCore": ["Foundation"],
        "Sources/MusterCore/Configuration": ["Foundation", "Subprocess", "SystemPackage"],
        "Sources/MusterCore/HTTP": [
            "AsyncHTTPClient", "Foundation", "NIOCore", "NIOFoundationCompat", "NIOHPACK",
            "NIOHTTP1", "NIOHTTP2", "NIOHTTPCompression", "NIOPosix", "NIOSSL", "Synchronization",
        ],
        "Sources/MusterCore/HuggingFace": ["Foundation", "NIOHTTP1"],
        "Sources/MusterCore/OpenRouter": ["Foundation", "NIOHTTP1"],
        "Sources/MusterCore/Support": [
            "Dispatch", "Foundation", "Glibc", "Logging", "Synchronization",
        ],
        "Sources/MusterCore/Backfill": ["Foundation", "Logging"],
        "Sources/MusterCore/Batch": ["Foundation", "Logging"],
        "Sources/MusterCore/Check": ["Foundation", "Logging"],
        "Sources/MusterCore/Export": ["Foundation", "Yams"],
        "Sources/MusterCore/Generation": ["Foundation", "Logging"],
        "Sources/MusterCore/Refresh": ["Foundation", "Logging"],
        "Sources/MusterCore/Workspace": ["Foundation", "Logging"],
        "Sources/MusterCore/Slate": ["Foundation", "Yams"],
        "Sources/MusterCore/Store": ["Foundation", "GRDB"],
        "Sources/MusterUI": ["Foundation", "MusterCore"],
        "Sources/MusterUI/Runtime": ["Foundation", "Logging", "MusterCore"],
        "Sources/MusterUI/Theme": ["Foundation", "MusterCore", "Yams"],
        "Sources/MusterTerminal": [
            "CNcurses", "Dispatch", "Foundation", "Glibc", "MusterCore", "MusterUI",
        ],
        "Sources/OpenRouterSimulator": [
            "Foundation", "Hummingbird", "HummingbirdCore", "Logging", "NIOCore", "Synchronization",
        ],
        "Sources/muster": [
            "ArgumentParser", "Configuration", "Dispatch", "Foundation", "Logging", "MusterCore",
            "MusterTerminal", "MusterUI", "OpenRouterSimulator", "SystemPackage", "Yams",
        ],
        "Tests/Benchmarks": [
            "Benchmark", "Foundation", "MusterCore", "MusterUI", "OpenRouterSimulator",
        ],
        "Tests/EndToEndTests": [
            "Foundation", "GRDB", "Glibc", "MusterTestSupport", "OpenRouterSimulator",
            "Subprocess", "Synchronization", "SystemPackage", "Testing",
        ],
        "Tests/MusterCoreTests": [
            "Foundation", "GRDB", "Glibc", "MusterCore", "MusterTestSupport",
            "OpenRouterSimulator", "Synchronization", "Testing",
        ],
        "Tests/MusterTestSupport": [
            "Crypto", "Foundation", "Glibc", "MusterCore", "MusterUI", "NIOCore", "NIOHPACK",
            "NIOHTTP2", "NIOPosix", "NIOSSL", "OpenRouterSimulator", "Subprocess", "SwiftASN1",
            "Synchronization", "SystemPackage", "Testing", "X509",
        ],
        "Tests/MusterUITests": [
            "Foundation", "Glibc", "MusterCore", "MusterTestSupport", "MusterUI",
            "Synchronization", "Testing",
        ],
        "Tests/SimulatorTests": [
            "AsyncHTTPClient", "Foundation", "NIOCore", "NIOHTTP1", "OpenRouterSimulator",
            "Testing",
        ],
        "Tests/TidyTests": ["Foundation", "Testing"],
    ]

    @Test(arguments: Repository.files)
    func importsStayInTheirLayer(file: SourceFile) throws {
        let folder = try #require(
            Self.allowed.keys.filter { file.path.hasPrefix($0 + "/") }.max { $0.count < $1.count }
        )
        let stray = file.imports.subtracting(Self.allowed[folder, default: []])
        #expect(stray.isEmpty, "\(file.path) may not import \(stray.sorted())")
    }

    @Test(arguments: Manifest.targets)
    func importedProductsAreDeclared(target: Manifest.Target) {
        let system: Set<String> = [
            "Dispatch", "Foundation", "Glibc", "PackageDescription", "Synchronization", "Testing",
        ]
        let imported = Repository.files.filter { $0.path.hasPrefix(target.folder + "/") }
            .reduce(into: Set<String>()) { $0.formUnion($1.imports) }
        // The compiler watches over the targets of this package itself.
        let undeclared = imported.subtracting(system).subtracting(target.dependencies)
            .subtracting(Manifest.targets.map(\.name)).subtracting(["CNcurses"])
        #expect(undeclared.isEmpty, "\(target.name) does not declare \(undeclared.sorted())")
    }

    @Test func everyPackageIsUsed() {
        let used = Set(Manifest.targets.flatMap(\.packages))
        let unused = Set(Manifest.packages).subtracting(used)
        #expect(unused.isEmpty)
        #expect(!Manifest.packages.isEmpty)
    }
}
