import MusterCore
import Yams

extension ConfigurationFile {
    /// Reads `fallbacks`: a list of models for all models, or a list for each of some models, where
    /// `default` stands for all others.
    ///
    /// It is read from the YAML itself, because a model's name is no key of swift-configuration:
    /// that takes it apart at its dots.
    static func fallbacks(_ value: Node, _ path: String) throws -> FallbackTable {
        if value.sequence != nil {
            return FallbackTable(others: try names(value, "fallbacks", path))
        }
        guard let mapping = value.mapping else {
            throw wrong("fallbacks", "a list of models, or a list for each model", path)
        }
        var namesByModel: [String: [String]] = [:]
        var others: [String] = []
        for (key, value) in mapping {
            let key = key.string ?? "?"
            let names = try names(value, "fallbacks.\(key)", path)
            if key == "default" { others = names } else { namesByModel[key] = names }
        }
        return FallbackTable(namesByModel, others: others)
    }

    private static func names(_ value: Node, _ entry: String, _ path: String) throws -> [String] {
        guard let sequence = value.sequence else { throw wrong(entry, "a list of models", path) }
        return try sequence.map { element in
            guard let name = element.scalar?.string, !name.allSatisfy(\.isWhitespace) else {
                throw wrong(entry, "a list of models", path)
            }
            return name
        }
    }
}
