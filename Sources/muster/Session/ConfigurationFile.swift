import Foundation
import MusterCore
import MusterUI
import Yams

/// The contents of the configuration file; an omitted entry is `nil` or has its default.
///
/// An ignored mistake could send a prompt to the wrong service, so muster reads all entries before
/// it does anything.
struct ConfigurationFile: Sendable {
    var keyCommand: String?
    var baseURL: String?
    var services: [ServiceSettings] = []
    var database: String?
    var theme: ThemeChoice?
    var notifies: Bool?
    var isASCII = false
    var isForScreenReader = false
    var keyMap = KeyMap.standard
    var routes: RoutePreference?
    var fallbacks = FallbackTable()
    var lifetimes = VerdictLifetimes()
    var retention = Retention()
    var monitorBudget: Int?

    /// Reads the file; an optional file that does not exist counts as empty.
    ///
    /// - Throws: `CommandFailure` with code 78, naming the wrong entry.
    init(path: String, isRequired: Bool) throws {
        guard FileManager.default.fileExists(atPath: path) else {
            guard !isRequired else {
                throw CommandFailure("There is no configuration file \(path).", .badConfiguration)
            }
            return
        }
        guard let root = try Self.root(path) else { return }
        guard root.mapping != nil else {
            throw CommandFailure(
                "The configuration \(path) has to be a list of entries, such as theme: night.",
                .badConfiguration
            )
        }
        try read(
            ConfigurationValue(node: root, name: "", path: path),
            among: ConfigurationEntry.all
        )
    }

    /// Reads a list of entries, and rejects any others.
    mutating func read(_ list: ConfigurationValue, among known: [ConfigurationEntry]) throws {
        guard let mapping = list.node.mapping else { throw list.wrong("a list of entries") }
        for (key, node) in mapping {
            let key = key.string ?? "?"
            let name = list.name.isEmpty ? key : "\(list.name).\(key)"
            guard let entry = known.first(where: { $0.name == key }) else {
                let names = known.map(\.name).sorted().joined(separator: ", ")
                throw CommandFailure(
                    "The configuration \(list.path) has \(name), which is not one of \(names).",
                    .badConfiguration
                )
            }
            try entry.read(ConfigurationValue(node: node, name: name, path: list.path), &self)
        }
    }

    private static func root(_ path: String) throws -> Node? {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
            !isFolder.boolValue, let data = FileManager.default.contents(atPath: path)
        else {
            throw CommandFailure("The configuration \(path) cannot be read.", .badConfiguration)
        }
        do {
            let root = try YAMLText.root(of: String(decoding: data, as: UTF8.self))
            return root?.scalar?.string.isEmpty == true ? nil : root
        } catch {
            let place = error.line.map { ", line \($0)" } ?? ""
            throw CommandFailure(
                "The configuration \(path)\(place): \(error.reason).",
                .badConfiguration
            )
        }
    }
}

/// The value of an entry, with its position for error messages.
struct ConfigurationValue {
    let node: Node
    /// The entry's full name, such as `lifetimes.verified`.
    let name: String
    let path: String

    /// `nil` if nothing follows the colon.
    func text() throws -> String? {
        guard let text = node.scalar?.string else { throw wrong("text") }
        return text.isEmpty || node.null != nil ? nil : text
    }

    /// A name, `auto`, or one name each for light and dark backgrounds.
    func theme() throws -> ThemeChoice? {
        guard node.mapping != nil else { return try text().map { ThemeChoice($0) } }
        func name(_ key: String, _ standard: String) throws -> String {
            guard let value = node[key] else { return standard }
            guard let text = value.scalar?.string, !text.isEmpty else { throw wrong("a name") }
            return text
        }
        return .byBackground(
            light: try name("light", ThemeLibrary.lightName),
            dark: try name("dark", ThemeLibrary.defaultName)
        )
    }

    func flag() throws -> Bool {
        guard let flag = node.bool else { throw wrong("true or false") }
        return flag
    }

    func count(_ range: ClosedRange<Int>) throws -> Int {
        guard let count = node.int else { throw wrong("a number") }
        guard range.contains(count) else {
            throw unusable("\(count)", "it can be \(range.lowerBound) to \(range.upperBound)")
        }
        return count
    }

    func choice<Value: RawRepresentable & CaseIterable>() throws -> Value?
    where Value.RawValue == String {
        guard let text = try text() else { return nil }
        guard let value = Value(rawValue: text) else {
            let choices = Value.allCases.map(\.rawValue).joined(separator: ", ")
            throw unusable(text, "it can be \(choices)")
        }
        return value
    }

    /// Seconds, at least one.
    func time() throws -> TimeInterval? {
        guard let text = try text() else { return nil }
        guard let seconds = VerdictLifetimes.read(text) else {
            throw unusable(text, "it needs a time such as 24h")
        }
        return seconds
    }

    /// Seconds, at least a day.
    func age() throws -> TimeInterval? {
        guard let text = try text() else { return nil }
        guard let seconds = Retention.readAge(text) else {
            throw unusable(text, "it needs an age of a day or more, such as 180d")
        }
        return seconds
    }

    /// A list for all models, or one list per model with `default` for the others.
    func fallbacks() throws -> FallbackTable {
        if node.sequence != nil { return FallbackTable(others: try models()) }
        guard let mapping = node.mapping else {
            throw wrong("a list of models, or a list for each model")
        }
        var namesByModel: [String: [String]] = [:]
        var others: [String] = []
        for (key, node) in mapping {
            let key = key.string ?? "?"
            let list = ConfigurationValue(node: node, name: "\(name).\(key)", path: path)
            if key == "default" {
                others = try list.models()
            } else {
                namesByModel[key] = try list.models()
            }
        }
        return FallbackTable(namesByModel, others: others)
    }

    private func models() throws -> [String] {
        guard let sequence = node.sequence else { throw wrong("a list of models") }
        return try sequence.map { element in
            guard let name = element.scalar?.string, !name.allSatisfy(\.isWhitespace) else {
                throw wrong("a list of models")
            }
            return name
        }
    }

    /// The failure for a value of the wrong type.
    func wrong(_ kind: String) -> CommandFailure {
        CommandFailure(
            "The configuration \(path) has \(name), which has to be \(kind).",
            .badConfiguration
        )
    }

    private func unusable(_ text: String, _ rule: String) -> CommandFailure {
        CommandFailure(
            "The configuration \(path) has \(name): \(text); \(rule).",
            .badConfiguration
        )
    }
}
