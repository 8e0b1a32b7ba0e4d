import Foundation
import Yams

extension JSONElement {
    /// A YAML value as JSON; `nil` for what JSON cannot hold, such as a key that is a list.
    init?(_ node: Node) {
        switch node {
        case .mapping(let mapping):
            var members: JSONMembers = [:]
            for (key, value) in mapping {
                guard let name = key.scalar?.string, let element = JSONElement(value) else {
                    return nil
                }
                members[name] = element
            }
            self = .object(members)
        case .sequence(let sequence):
            let elements = sequence.compactMap(JSONElement.init)
            guard elements.count == sequence.count else { return nil }
            self = .array(elements)
        case .scalar(let scalar):
            // What is quoted is text, whatever it looks like.
            let isText = scalar.style == .doubleQuoted || scalar.style == .singleQuoted
            if isText {
                self = .string(scalar.string)
            } else if node.null != nil {
                self = .null
            } else if let flag = node.bool {
                self = .bool(flag)
            } else if let number = DecimalNumber(scalar.string) {
                self = .number(number.value)
            } else {
                self = .string(scalar.string)
            }
        case .alias: return nil
        }
    }
}

extension Node {
    /// The API's `provider` object on one line, with its common members first.
    init(routing: ProviderRouting) {
        let order = [
            "only", "order", "ignore", "quantizations", "allow_fallbacks", "max_price",
            "require_parameters",
        ]
        let names =
            order.filter { routing.members[$0] != nil }
            + routing.members.keys.filter { !order.contains($0) }.sorted()
        let pairs = names.map { (Node($0), Node(json: routing.members[$0] ?? .null)) }
        self = .mapping(Mapping(pairs, .implicit, .flow))
    }

    private init(json: JSONElement) {
        switch json {
        case .null: self.init("null")
        case .bool(let flag): self.init(flag ? "true" : "false")
        case .number(let number): self.init("\(number)")
        case .string(let text): self = .scalar(text.represented())
        case .array(let values):
            self = .sequence(Sequence(values.map(Node.init(json:)), .implicit, .flow))
        case .object(let members):
            let pairs = members.keys.sorted().map { (Node($0), Node(json: members[$0] ?? .null)) }
            self = .mapping(Mapping(pairs, .implicit, .flow))
        }
    }
}
