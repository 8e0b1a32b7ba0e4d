import Testing

/// How files look, whatever is in them.
@Suite struct FormTests {
    /// Words that say nothing about a thing.
    static let emptyWords: Set<String> = [
        "Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Common", "Base", "Impl",
        "Misc", "Info",
    ]

    @Test(arguments: Repository.files)
    func filesStayShort(file: SourceFile) {
        #expect(file.lines.count <= 401, "\(file.lines.count - 1) lines")
    }

    @Test(arguments: Repository.sources)
    func accessIsPackageAtMost(file: SourceFile) {
        let open = file.declarations.filter { !$0.modifiers.isDisjoint(with: ["public", "open"]) }
        #expect(open.map(\.text).isEmpty)
        #expect(!file.code.contains { $0.hasPrefix("public import") })
    }

    @Test(arguments: Repository.files)
    func namesHaveNoEmptyWords(file: SourceFile) {
        let names = [file.name] + file.declarations.filter(\.isType).map(\.name)
        for name in names {
            // Words of a name begin with a capital: `JSONValue` is JSON and Value.
            let words = name.matches(of: /[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+/).map { "\($0.output)" }
            #expect(Self.emptyWords.isDisjoint(with: words), "\(name)")
        }
    }

    @Test(
        arguments: Repository.files.filter {
            $0.path.hasPrefix("Sources/") || $0.target == "MusterTestSupport"
                || $0.name.hasSuffix("Tests")
        }
    )
    func filesAreNamedForTheirType(file: SourceFile) {
        let top = file.declarations.filter { $0.depth == 0 && !$0.isPrivate }
        let types = top.filter(\.isType).map(\.name)
        // Small satellites stand beside the type that the file is named for.
        if !types.isEmpty, !file.name.contains("+") {
            #expect(types.contains(file.name), "\(types)")
        } else if let first = top.first, first.keyword == "extension" {
            let base = first.name.prefix { $0 != "." }
            #expect(
                file.name.hasPrefix(base + "+") || top.contains { $0.keyword == "func" },
                "extends \(base)"
            )
        }
    }

    @Test(arguments: Repository.files)
    func uncheckedSendabilityNamesItsLock(file: SourceFile) {
        for (index, line) in file.code.enumerated() where line.contains("@unchecked Sendable") {
            let before = file.lines[..<index].suffix(6).filter {
                $0.drop { $0 == " " }.hasPrefix("//")
            }
            let isExplained = before.contains { $0.lowercased().contains("lock") }
            #expect(isExplained, "line \(index + 1)")
        }
    }

    @Test(arguments: Repository.files.filter { $0.target != "TidyTests" })
    func nothingBlocksAThread(file: SourceFile) {
        let calls = ["Thread.sleep", "usleep(", "nanosleep("]
        let blocking = file.code.filter { line in calls.contains { line.contains($0) } }
        #expect(blocking.isEmpty)
    }

    @Test(arguments: Repository.files)
    func noStateIsGlobal(file: SourceFile) {
        let global = file.declarations.filter { declaration in
            guard declaration.keyword == "var", !declaration.text.contains("{") else {
                return false
            }
            return declaration.depth == 0 || declaration.modifiers.contains("static")
        }
        #expect(global.map(\.text).isEmpty)
        #expect(!file.code.contains { $0.contains("nonisolated(unsafe)") })
    }
}
