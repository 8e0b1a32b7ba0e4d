import Foundation
import MusterCore
import Yams

/// A service that muster can ask, by the name that the user has for it.
struct ServiceSettings: Sendable, Hashable {
    let name: String
    let baseURL: ServiceURL
    let kind: ServiceKind
    /// The environment variable of its key.
    var keyVariable: String?
    /// A shell command whose first line of output is its key.
    var keyCommand: String?

    /// Those that need no configuration: each kind that has an address of its own.
    static let builtIn: [ServiceSettings] = ServiceKind.all.compactMap { kind in
        kind.home.map { home in
            ServiceSettings(
                name: kind.name,
                baseURL: home,
                kind: kind,
                keyVariable: kind.keyVariable
            )
        }
    }

    /// The built-in services, and those of the configuration, which replace them by name.
    static func all(_ file: ConfigurationFile) -> [ServiceSettings] {
        let names = Set(file.services.map(\.name))
        var services = builtIn.filter { !names.contains($0.name) }
        if let index = services.firstIndex(where: { $0.kind == .openRouter }) {
            services[index].keyCommand = file.keyCommand
        }
        return services + file.services
    }

    /// What to do for want of a key.
    var keyHint: String {
        let command = keySetCommand
        return keyVariable.map { "set \($0), or run: \(command)" } ?? "run: \(command)"
    }

    /// The command that keeps a key in a file.
    var keySetCommand: String {
        let isUsual = keyVariable == ServiceKind.openRouter.keyVariable
        return isUsual ? "muster key set" : "muster key set --service \(name)"
    }

    /// The variable in which commands and files for other programs expect the key, which must never
    /// be another service's.
    var exportedKeyVariable: String { keyVariable ?? "API_KEY" }
}

extension ConfigurationValue {
    /// Services by name, each with `base_url` and perhaps `kind`, `key_env` and `key_command`.
    func services() throws -> [ServiceSettings] {
        guard let mapping = node.mapping else {
            throw wrong("a list of services, each with its base_url")
        }
        return try mapping.map { key, node in
            let name = key.string ?? "?"
            let value = ConfigurationValue(node: node, name: "\(self.name).\(name)", path: path)
            guard name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]{0,63}/) != nil else {
                throw wrong("named with letters, digits, dots and dashes")
            }
            return try value.service(name)
        }
    }

    private func service(_ name: String) throws -> ServiceSettings {
        guard let mapping = node.mapping else { throw wrong("a list of entries") }
        let known = ["base_url", "kind", "key_env", "key_command"]
        for (key, _) in mapping {
            guard let key = key.string, known.contains(key) else {
                throw CommandFailure(
                    "The configuration \(path) has \(self.name).\(key.string ?? "?"), which is not one of "
                        + "\(known.sorted().joined(separator: ", ")).",
                    .badConfiguration
                )
            }
        }
        func text(_ key: String) throws -> String? {
            try node[key].flatMap { node in
                try ConfigurationValue(node: node, name: "\(self.name).\(key)", path: path).text()
            }
        }
        let builtIn = ServiceSettings.builtIn.first { $0.name == name }
        guard let url = try text("base_url").map({ ServiceURL($0) }) ?? builtIn?.baseURL else {
            throw wrong(
                "a list of entries with base_url, an address such as http://127.0.0.1:8000/v1"
            )
        }
        let kindName = try text("kind")
        let kind = kindName.map { ServiceKind(name: $0) } ?? ServiceKind(of: url)
        guard let kind else {
            let names = ServiceKind.all.map(\.name).joined(separator: ", ")
            throw CommandFailure(
                "The configuration \(path) has \(self.name).kind: \(kindName ?? ""); it can be \(names).",
                .badConfiguration
            )
        }
        let command = try text("key_command")
        let variable = try text("key_env")
        // Commands for a shell contain it.
        guard variable?.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) != nil || variable == nil else {
            throw ConfigurationValue(node: node, name: "\(self.name).key_env", path: path)
                .wrong("the name of an environment variable")
        }
        return ServiceSettings(
            name: name,
            baseURL: url,
            kind: kind,
            keyVariable: variable ?? (url == builtIn?.baseURL ? builtIn?.keyVariable : nil),
            keyCommand: command
        )
    }
}
