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
            "Crypto", "Dispatch", "Foundation", "Glibc", "Logging", "Synchronization", "Yams",
        ],
        "Sources/MusterCore/Backfill": ["Foundation", "Logging"],
        "Sources/MusterCore/Batch": ["Crypto", "Foundation", "Logging"],
        "Sources/MusterCore/Check": ["Foundation", "Logging"],
        "Sources/MusterCore/Export": ["Foundation", "Yams"],
        "Sources/MusterCore/Generation": ["Foundation", "Logging"],
        "Sources/MusterCore/Refresh": ["Foundation", "Logging"],
        "Sources/MusterCore/Workspace": ["Foundation", "Logging"],
        "Sources/MusterCore/Slate": ["Foundation", "Yams"],
        "Sources/MusterCore/Store": ["Foundation", "GRDB"],
        "Sources/MusterUI": ["Foundation", "MusterCore"],
        "Sources/MusterUI/Text": ["CLibc", "Foundation", "MusterCore"],
        "Sources/MusterUI/Runtime": ["Foundation", "Logging", "MusterCore"],
        "Sources/MusterUI/Theme": ["Foundation", "MusterCore", "Yams"],
        "Sources/MusterTerminal": [
            "CNcurses", "Dispatch", "Foundation", "Glibc", "MusterCore", "MusterUI",
        ],
        "Sources/OpenRouterSimulator": [
            "Foundation", "Hummingbird", "HummingbirdCore", "Logging", "NIOCore", "Synchronization",
        ],
        "Sources/muster": [
            "ArgumentParser", "CDispatchMonitor", "Dispatch", "Foundation", "Logging", "MusterCore",
            "MusterTerminal", "MusterUI", "OpenRouterSimulator", "Synchronization", "Yams",
        ],
        "Tests/Benchmarks": [
            "Benchmark", "Foundation", "MusterCore", "MusterUI", "OpenRouterSimulator",
        ],
        "Tests/EndToEndTests": [
            "Foundation", "GRDB", "Glibc", "MusterTestSupport", "OpenRouterSimulator",
            "Subprocess", "Synchronization", "SystemPackage", "Testing",
        ],
        "Tests/Fuzzers": ["Dispatch", "Foundation", "MusterCore"],
        "Tests/MusterCoreTests": [
            "AsyncHTTPClient", "Foundation", "GRDB", "Glibc", "MusterCore", "MusterTestSupport",
            "NIOCore", "OpenRouterSimulator", "Synchronization", "Testing",
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
            .subtracting(Manifest.targets.map(\.name)).subtracting(["CLibc", "CNcurses"])
        #expect(undeclared.isEmpty, "\(target.name) does not declare \(undeclared.sorted())")
    }

    @Test func everyPackageIsUsed() {
        let used = Set(Manifest.targets.flatMap(\.packages))
        let unused = Set(Manifest.packages).subtracting(used)
        #expect(unused.isEmpty)
        #expect(!Manifest.packages.isEmpty)
    }
}

/// What `Package.swift` says, read as plain text.
enum Manifest {
    /// One target and what it may import.
    struct Target: Sendable, CustomTestStringConvertible {
        let name: String
        let folder: String
        /// The products and targets that it declares.
        let dependencies: Set<String>
        /// The packages that they come from.
        let packages: Set<String>

        var testDescription: String { name }
    }

    private static let text = Repository.text("Package.swift") ?? ""

    /// The packages that the whole depends on, by the last part of their address.
    static let packages: [String] = text.matches(of: /url:\s*"[^"]*\/([^"\/]+)"/)
        .map { String($0.output.1) }

    /// Every target with sources of its own.
    static let targets: [Target] = {
        let starts = text.matches(of: /\.(target|testTarget|executableTarget)\(\s*name:\s*"(\w+)"/)
        return starts.enumerated().map { index, match in
            let end = index + 1 < starts.count ? starts[index + 1].range.lowerBound : text.endIndex
            let section = text[match.range.upperBound..<end]
            let name = String(match.output.2)
            let products = section.matches(of: /\.product\(name:\s*"(\w+)",\s*package:\s*"([^"]+)"/)
            let targets = section.matches(of: /(?m)^\s*"(\w+)",?$/).map { String($0.output.1) }
            let path = section.firstMatch(of: /path:\s*"([^"]+)"/).map { String($0.output.1) }
            let parent = match.output.1 == "testTarget" ? "Tests" : "Sources"
            return Target(
                name: name,
                folder: path ?? "\(parent)/\(name)",
                dependencies: Set(products.map { String($0.output.1) } + targets),
                packages: Set(products.map { String($0.output.2) })
            )
        }
    }()
}
