import Testing

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
