// swift-tools-version: 6.2

// One section for each target and its tests. Sections follow the layers of docs/ARCHITECTURE.md from
// the bottom up; dependencies are sorted, one a line.

import Foundation
import PackageDescription

let package = Package(
    name: "muster",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "muster", targets: ["muster"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-http2", from: "1.46.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(
            url: "https://github.com/hummingbird-project/hummingbird",
            from: "2.28.1",
            traits: []
        ),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        // MARK: CDispatchMonitor
        .target(name: "CDispatchMonitor"),

        // MARK: CLibc
        .systemLibrary(name: "CLibc"),

        // MARK: CNcurses
        .systemLibrary(
            name: "CNcurses",
            providers: [.apt(["libncursesw5-dev"])]
        ),

        // MARK: MusterCore
        .target(
            name: "MusterCore",
            dependencies: [
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOFoundationCompat", package: "swift-nio"),
                .product(name: "NIOHPACK", package: "swift-nio-http2"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTP2", package: "swift-nio-http2"),
                .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "Yams", package: "Yams"),
            ]
        ),
        .testTarget(
            name: "MusterCoreTests",
            dependencies: [
                "MusterCore",
                "MusterTestSupport",
                "OpenRouterSimulator",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            exclude: ["Fixtures"]
        ),

        // MARK: MusterUI
        .target(
            name: "MusterUI",
            dependencies: [
                "CLibc",
                "MusterCore",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Yams", package: "Yams"),
            ],
            resources: [
                .embedInCode("../../themes/catppuccin-mocha.yaml"),
                .embedInCode("../../themes/contrast-dark.yaml"),
                .embedInCode("../../themes/contrast-light.yaml"),
                .embedInCode("../../themes/day.yaml"),
                .embedInCode("../../themes/gruvbox-dark.yaml"),
                .embedInCode("../../themes/gruvbox-light.yaml"),
                .embedInCode("../../themes/monochrome.yaml"),
                .embedInCode("../../themes/night.yaml"),
                .embedInCode("../../themes/nord.yaml"),
                .embedInCode("../../themes/rose-pine-dawn.yaml"),
                .embedInCode("../../themes/rose-pine.yaml"),
                .embedInCode("../../themes/solarized-light.yaml"),
                .embedInCode("../../themes/terminal.yaml"),
            ]
        ),
        .testTarget(
            name: "MusterUITests",
            dependencies: [
                "MusterCore",
                "MusterTestSupport",
                "MusterUI",
            ],
            exclude: ["Screens"]
        ),

        // MARK: MusterTerminal
        .target(
            name: "MusterTerminal",
            dependencies: [
                "CNcurses",
                "MusterCore",
                "MusterUI",
            ]
        ),

        // MARK: OpenRouterSimulator
        .target(
            name: "OpenRouterSimulator",
            dependencies: [
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            resources: [
                .embedInCode("Catalog/models.json"),
                .embedInCode("Completion/answers.json"),
            ]
        ),
        .testTarget(
            name: "SimulatorTests",
            dependencies: [
                "OpenRouterSimulator",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]
        ),

        // MARK: muster
        .executableTarget(
            name: "muster",
            dependencies: [
                "CDispatchMonitor",
                "MusterCore",
                "MusterTerminal",
                "MusterUI",
                "OpenRouterSimulator",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Yams", package: "Yams"),
            ],
            resources: [
                .embedInCode("Documents/ray-job.py"),
                .embedInCode("Help/manual-template.1"),
                .embedInCode("Help/whole-words.bash"),
                .embedInCode("../../docs/AVAILABILITY.md"),
                .embedInCode("../../docs/BATCH.md"),
                .embedInCode("../../docs/FILTERS.md"),
                .embedInCode("../../docs/KEYS.md"),
                .embedInCode("../../docs/SECURITY.md"),
                .embedInCode("../../docs/SERVICES.md"),
                .embedInCode("../../docs/THEMES.md"),
                .embedInCode("../../docs/TROUBLESHOOTING.md"),
                .embedInCode("../../docs/WORDS.md"),
            ],
            linkerSettings: [
                // Packed, 140,000 relocations take 30 KB. What nobody imports need not be exported. The
                // Swift runtime asks for C++'s library, whose 4,000 symbols would be looked up at each
                // start; it is linked in instead.
                .unsafeFlags(
                    [
                        "-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs",
                        "-Xlinker", "--no-export-dynamic",
                        "-Xlinker", "--remap-inputs=*/libstdc++.so=/dev/null",
                        "-Xlinker", "-l:libstdc++.a", "-Xlinker", "-l:libgcc_eh.a",
                        "-Xlinker", "--wrap=dispatch_source_create",
                    ],
                    .when(platforms: [.linux], configuration: .release)
                )
            ]
        ),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "MusterTestSupport",
                "OpenRouterSimulator",
                "muster",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]
        ),

        // MARK: TidyTests
        .testTarget(name: "TidyTests"),

        // MARK: MusterTestSupport
        .target(
            name: "MusterTestSupport",
            dependencies: [
                "MusterCore",
                "OpenRouterSimulator",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHPACK", package: "swift-nio-http2"),
                .product(name: "NIOHTTP2", package: "swift-nio-http2"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "X509", package: "swift-certificates"),
            ],
            path: "Tests/MusterTestSupport"
        ),
    ],
    swiftLanguageModes: [.v6]
)

// MARK: Benchmarks
// Only when asked for: their library is of three packages that nothing else here needs.
if ProcessInfo.processInfo.environment["MUSTER_BENCHMARKS"] != nil {
    package.dependencies.append(
        // Without its traits it interposes no malloc, whose counting would slow what is measured.
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: [])
    )
    package.targets.append(
        .executableTarget(
            name: "MusterBenchmarks",
            dependencies: [
                "MusterCore",
                "MusterUI",
                "OpenRouterSimulator",
                .product(name: "Benchmark", package: "benchmark"),
            ],
            path: "Tests/Benchmarks/MusterBenchmarks",
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
        )
    )
}

// MARK: Fuzzers
// Only when asked for: libFuzzer watches the branches of the core, which slows it.
let isFuzzing = ProcessInfo.processInfo.environment["MUSTER_FUZZER"] != nil
if isFuzzing {
    package.targets.append(
        .executableTarget(
            name: "MusterFuzzer",
            dependencies: ["MusterCore"],
            path: "Tests/Fuzzers/MusterFuzzer",
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]
        )
    )
}

for target in package.targets where target.type != .system {
    var settings = target.swiftSettings ?? []
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0335-existential-any.md
    settings.append(.enableUpcomingFeature("ExistentialAny"))
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0444-member-import-visibility.md
    settings.append(.enableUpcomingFeature("MemberImportVisibility"))
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0409-access-level-on-imports.md
    settings.append(.enableUpcomingFeature("InternalImportsByDefault"))
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0461-async-function-isolation.md
    settings.append(.enableUpcomingFeature("NonisolatedNonsendingByDefault"))
    settings.append(.treatAllWarnings(as: .error))
    // By a mangled name, the runtime searches all 12,000 conformances for each generic type that has
    // requirements, which takes an eighth of the start. Accessors pass the conformance along.
    settings.append(
        .unsafeFlags(
            ["-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors"],
            .when(configuration: .release)
        )
    )
    // Tests spend their time in these three: optimised, the suite takes two thirds of the time. Take
    // the setting away to step through them in a debugger.
    if ["MusterCore", "MusterUI", "OpenRouterSimulator"].contains(target.name) {
        settings.append(.unsafeFlags(["-O"], .when(configuration: .debug)))
    }
    if isFuzzing { settings.append(.unsafeFlags(["-enable-testing", "-sanitize=fuzzer"])) }
    target.swiftSettings = settings
}
