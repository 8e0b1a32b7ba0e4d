import Foundation
import Yams

/// Parses a slate and reports errors with their lines.
enum SlateReader {
    /// Known keys of the file; others are preserved.
    static let keys: Set<String> = ["version", "created_at", "base_url", "models"]
    /// Known keys of a model; others are preserved.
    static let entryKeys: Set<String> = [
        "model_id", "canonical_slug", "hugging_face_id", "service", "route", "availability",
        "checked_at",
        "provider", "provider_name", "quantization", "context_length", "prompt_price",
        "completion_price",
        "served_model",
    ]

    static func read(_ yaml: String) throws(SlateError) -> Slate {
        let root = try compose(yaml)
        guard let mapping = root.mapping else {
            throw malformed(root, "a slate is a list of entries, such as version: 1")
        }
        try checkVersion(mapping, root)
        guard let models = mapping["models"] else {
            throw malformed(root, "it has no entry models")
        }
        guard let sequence = models.sequence else {
            throw malformed(models, "models has to be a list")
        }
        guard !sequence.isEmpty else { throw malformed(models, "models is empty") }
        var slate = Slate(
            createdAt: try date("created_at", mapping),
            baseURL: try value("base_url", mapping).flatMap(ServiceURL.init),
            entries: []
        )
        var seen: Set<ModelID> = []
        for node in sequence {
            let entry = try entry(node)
            guard seen.insert(entry.modelID).inserted else {
                throw malformed(node, "\(entry.modelID) occurs twice")
            }
            slate.entries.append(entry)
        }
        slate.extras = try extras(mapping, keys)
        slate.source = yaml
        return slate
    }

    private static func compose(_ text: String) throws(SlateError) -> Node {
        do {
            if let node = try YAMLText.root(of: text) { return node }
        } catch {
            throw .malformed(line: error.line ?? 1, reason: error.reason)
        }
        throw .malformed(line: 1, reason: "the file is empty")
    }

    private static func checkVersion(
        _ mapping: Node.Mapping,
        _ root: Node
    ) throws(SlateError) {
        guard let version = mapping["version"] else {
            throw malformed(root, "it has no entry version")
        }
        guard let number = version.int, number > 0 else {
            throw malformed(version, "version has to be a number")
        }
        guard number <= Slate.version else {
            throw malformed(version, "version \(number) is that of a newer muster")
        }
    }

    private static func entry(_ node: Node) throws(SlateError) -> SlateEntry {
        guard let mapping = node.mapping else {
            throw malformed(node, "a model is a list of entries, such as model_id: a/b")
        }
        guard let name = mapping["model_id"] else {
            throw malformed(node, "it has no entry model_id")
        }
        guard let id = name.scalar.flatMap({ ModelID(validating: $0.string) }) else {
            throw malformed(name, "model_id is not a model's ID")
        }
        var entry = SlateEntry(modelID: id)
        if let name = try value("hugging_face_id", mapping) {
            guard let huggingFaceID = HuggingFaceID(validating: name) else {
                throw malformed(
                    mapping["hugging_face_id"] ?? node,
                    "hugging_face_id is not a Hugging Face ID"
                )
            }
            entry.huggingFaceID = huggingFaceID
        }
        entry.service = try value("service", mapping)
        entry.route = try value("route", mapping).map(Route.init(rawValue:))
        if let word = try value("availability", mapping) {
            guard let availability = Availability(rawValue: word) else {
                let words = Availability.allCases.map(\.rawValue).joined(separator: ", ")
                throw malformed(
                    mapping["availability"] ?? node,
                    "availability is not one of \(words)"
                )
            }
            entry.availability = availability
        }
        entry.checkedAt = try date("checked_at", mapping)
        // A name is the provider that answered, an object the pin; the name is then beside it.
        if mapping["provider"]?.mapping != nil {
            entry.routing = try routing(mapping)
            entry.provider = try value("provider_name", mapping)
        } else {
            entry.provider = try value("provider", mapping)
        }
        entry.quantization = try value("quantization", mapping)
        if let text = try value("context_length", mapping) {
            guard let length = Int(text), length > 0 else {
                throw malformed(
                    mapping["context_length"] ?? node,
                    "context_length has to be a number of tokens"
                )
            }
            entry.contextLength = length
        }
        entry.promptPrice = try price("prompt_price", mapping)
        entry.completionPrice = try price("completion_price", mapping)
        entry.servedModel = try value("served_model", mapping)
        entry.extras = try extras(mapping, entryKeys)
        return entry
    }

    private static func routing(
        _ mapping: Node.Mapping
    ) throws(SlateError) -> ProviderRouting? {
        guard let node = mapping["provider"] else { return nil }
        guard case .object(let members)? = JSONElement(node) else {
            throw malformed(node, "provider cannot be sent as it is")
        }
        do throws(ProviderRouting.Malformed) {
            return try ProviderRouting(members)
        } catch {
            throw malformed(node, error.reason)
        }
    }

    /// The text of a scalar; `nil` for `null` and for a missing key.
    private static func value(
        _ key: String,
        _ mapping: Node.Mapping
    ) throws(SlateError) -> String? {
        guard let node = mapping[key] else { return nil }
        guard let scalar = node.scalar else { throw malformed(node, "\(key) has to be one value") }
        return node.null == nil ? scalar.string : nil
    }

    private static func date(_ key: String, _ mapping: Node.Mapping) throws(SlateError) -> Date? {
        guard let text = try value(key, mapping) else { return nil }
        guard let date = try? Date(text, strategy: .iso8601) else {
            throw malformed(
                mapping[key] ?? Node(text),
                "\(key) has to be a time such as 2026-08-29T12:00:00Z"
            )
        }
        return date
    }

    private static func price(_ key: String, _ mapping: Node.Mapping) throws(SlateError) -> Price? {
        guard let text = try value(key, mapping) else { return nil }
        guard let price = Price(perMillionString: text) else {
            throw malformed(
                mapping[key] ?? Node(text),
                "\(key) has to be US dollars for a million tokens"
            )
        }
        return price
    }

    private static func extras(
        _ mapping: Node.Mapping,
        _ known: Set<String>
    ) throws(SlateError) -> [String] {
        var extras: [(Node, Node)] = []
        for (key, value) in mapping {
            if let name = key.scalar?.string, known.contains(name) {
                // A tag makes it another key.
                guard key == Node(name) else { throw unwritable(key) }
            } else {
                extras.append((key, value))
            }
        }
        guard let first = extras.first else { return [] }
        // Keys that only a tag tells apart, for example, would be written as the same.
        guard let whole = SlateWriter.yaml(Node(extras)),
            (try? YAMLText.root(of: whole)).flatMap(SlateWriter.yaml) == whole
        else { throw unwritable(first.0) }
        return extras.compactMap { SlateWriter.yaml(Node([$0])) }
    }

    private static func unwritable(_ key: Node) -> SlateError {
        malformed(key, "muster cannot write this entry as it is")
    }

    private static func malformed(_ node: Node, _ reason: String) -> SlateError {
        .malformed(line: node.mark?.line ?? 1, reason: reason)
    }
}
