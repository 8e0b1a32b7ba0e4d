import Testing

/// What is documented.
@Suite struct DocumentationTests {
    /// Members that are documented by the protocols that ask for them.
    static let witnesses: Set<String> = [
        "description", "debugDescription", "customMirror", "==", "<", "hash", "encode", "rawValue",
        "id", "run", "validate", "main", "configuration", "appendLiteral", "testDescription",
    ]

    /// The same for single files whose type has a protocol that is not named in an extension.
    static let witnessesByFile: [String: Set<String>] = [
        "FileLogHandler": ["log", "logLevel", "metadata", "metadataProvider", "subscript"],
        "Terminal": ["copy", "forget", "paint", "size", "suspend"],
    ]

    @Test(arguments: Repository.files)
    func whatOtherTargetsSeeIsDocumented(file: SourceFile) {
        for declaration in file.declarations where declaration.modifiers.contains("package") {
            // An initializer is documented where that adds to the type's name.
            guard !isWitness(declaration, file), declaration.keyword != "extension",
                declaration.keyword != "init"
            else { continue }
            #expect(
                declaration.hasDocumentation,
                "\(file.path):\(declaration.line) \(declaration.keyword) \(declaration.name)"
            )
        }
    }

    @Test(arguments: Repository.sources)
    func typesAreDocumented(file: SourceFile) {
        for declaration in file.declarations where declaration.isType && !declaration.isPrivate {
            // The keys of a wire format are documented by that format.
            guard declaration.depth == 0 || !declaration.text.contains("CodingKey") else {
                continue
            }
            guard declaration.depth == 0 else { continue }
            #expect(
                declaration.hasDocumentation,
                "\(file.path):\(declaration.line) \(declaration.name)"
            )
        }
    }

    private func isWitness(_ declaration: Declaration, _ file: SourceFile) -> Bool {
        declaration.isInConformance || Self.witnesses.contains(declaration.name)
            || Self.witnessesByFile[file.name, default: []].contains(declaration.name)
            // What only forwards is documented where it forwards to.
            || declaration.text.contains(/var \w+: \w+ \{ \w+\.\w+ \}/)
            || declaration.text.contains("init(stringLiteral")
            || declaration.text.contains("init(literalCapacity")
            || declaration.text.contains("init(rawValue")
    }
}
