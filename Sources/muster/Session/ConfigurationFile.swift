import Configuration
import Foundation
import MusterCore
import MusterUI
import SystemPackage
import Yams

/// The configuration file, looked at before it is used.
///
/// An entry that would be passed over is a mistake that could send a prompt to the wrong service.
struct ConfigurationFile: Sendable {
    /// Reads the entries that are one value each.
    let reader: ConfigReader
    /// The models to ask when others do not answer.
    let fallbacks: FallbackTable
    /// The keys of the interface.
    let keyMap: KeyMap

    /// Opens the file; `nil` when there is none and none was asked for.
    ///
    /// - Throws: `CommandFailure` with code 78, saying which entry is wrong.
    static func open(_ path: String, isRequired: Bool) async throws -> ConfigurationFile? {
        guard FileManager.default.fileExists(atPath: path) else {
            guard !isRequired else {
                throw CommandFailure("There is no configuration file \(path).", .badConfiguration)
            }
            return nil
        }
        guard let mapping = try mapping(path) else { return nil }
        for (key, value) in mapping { try check(key.string ?? "?", value, path) }
        let table = try mapping["fallbacks"].map { try fallbacks($0, path) }
        let keyMap = try mapping["keys"].map { try Self.keyMap($0, path) }
        do {
            let provider = try await FileProvider<YAMLSnapshot>(filePath: FilePath(path))
            return ConfigurationFile(
                reader: ConfigReader(provider: provider),
                fallbacks: table ?? FallbackTable(),
                keyMap: keyMap ?? .standard
            )
        } catch {
            throw CommandFailure(
                "The configuration \(path) cannot be read: \(error)",
                .badConfiguration
            )
        }
    }

    /// The file's entries; `nil` when it has none.
    private static func mapping(_ path: String) throws -> Node.Mapping? {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
            !isFolder.boolValue, let data = FileManager.default.contents(atPath: path)
        else {
            throw CommandFailure("The configuration \(path) cannot be read.", .badConfiguration)
        }
        let root: Node?
        do {
            root = try YAMLText.root(of: String(decoding: data, as: UTF8.self))
        } catch {
            let place = error.line.map { ", line \($0)" } ?? ""
            throw CommandFailure(
                "The configuration \(path)\(place): \(error.reason).",
                .badConfiguration
            )
        }
        guard let root, root.scalar?.string.isEmpty != true else { return nil }
        guard let mapping = root.mapping else {
            throw CommandFailure(
                "The configuration \(path) has to be a list of entries, such as theme: night.",
                .badConfiguration
            )
        }
        return mapping.isEmpty ? nil : mapping
    }

    private static func check(_ name: String, _ value: Node, _ path: String) throws {
        guard let entry = ConfigurationEntry.named(name) else {
            throw unknown(name, among: ConfigurationEntry.all.map(\.name), path)
        }
        let expected: String
        switch entry.kind {
        case .text, .choice, .time, .age:
            guard value.scalar == nil else { return }
            expected = "text"
        case .flag:
            guard value.bool == nil else { return }
            expected = "true or false"
        case .count:
            guard value.int == nil else { return }
            expected = "a number"
        case .group(let parts):
            for (key, value) in value.mapping ?? [:] {
                let key = key.string ?? "?"
                guard parts.contains(where: { $0.name == key }) else {
                    throw unknown("\(name).\(key)", among: parts.map(\.name), path)
                }
                guard value.scalar != nil else {
                    throw wrong("\(name).\(key)", "text", path)
                }
            }
            guard value.mapping == nil else { return }
            expected = "a list of entries"
        case .apart:
            // Its reader says what is wrong with it.
            return
        }
        throw wrong(name, expected, path)
    }

    private static func unknown(
        _ name: String,
        among known: some Sequence<String>,
        _ path: String
    ) -> CommandFailure {
        let names = known.sorted().joined(separator: ", ")
        return CommandFailure(
            "The configuration \(path) has \(name), which is not one of \(names).",
            .badConfiguration
        )
    }

    /// The failure for an entry that is of another kind than it has to be.
    static func wrong(_ name: String, _ kind: String, _ path: String) -> CommandFailure {
        CommandFailure(
            "The configuration \(path) has \(name), which has to be \(kind).",
            .badConfiguration
        )
    }
}
