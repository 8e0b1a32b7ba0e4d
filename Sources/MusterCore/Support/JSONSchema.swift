import Foundation

/// The part of JSON Schema that services take for structured answers.
///
/// Keywords that it does not know, such as `format`, hold for every value.
struct JSONSchema: Sendable {
    private let root: JSONElement

    init(_ root: JSONElement) { self.root = root }

    /// Where and why a value does not fit; `nil` if it does.
    func objection(to value: JSONElement) -> String? {
        objection(to: value, root, at: "the answer", depth: 0)
    }

    /// The most schemas within each other, references included, which may refer to themselves.
    private static let depthLimit = 64

    private func objection(
        to value: JSONElement,
        _ schema: JSONElement,
        at place: String,
        depth: Int
    ) -> String? {
        if schema == false { return "\(place) may not be there" }
        guard case .object(let keywords) = schema, depth < Self.depthLimit else { return nil }
        func next(_ value: JSONElement, _ schema: JSONElement, _ place: String) -> String? {
            objection(to: value, schema, at: place, depth: depth + 1)
        }
        if case .string(let reference)? = keywords["$ref"], let target = resolve(reference) {
            if let objection = next(value, target, place) { return objection }
        }
        if let types = keywords["type"], !Self.names(types).contains(where: value.isOf) {
            let wanted = Self.names(types).joined(separator: " or ")
            return "\(place) is \(value.typeName), not \(wanted)"
        }
        if case .array(let values)? = keywords["enum"], !values.contains(value) {
            return "\(place) is none of the values allowed"
        }
        if let constant = keywords["const"], constant != value {
            return "\(place) is not the value demanded"
        }
        return combination(value, keywords, place, next)
            ?? size(value, keywords, place)
            ?? members(value, keywords, place, next)
            ?? elements(value, keywords, place, next)
    }

    private typealias Next = (JSONElement, JSONElement, String) -> String?

    private func combination(
        _ value: JSONElement,
        _ keywords: JSONMembers,
        _ place: String,
        _ next: Next
    ) -> String? {
        if case .array(let all)? = keywords["allOf"] {
            for schema in all {
                if let objection = next(value, schema, place) { return objection }
            }
        }
        if case .array(let some)? = keywords["anyOf"],
            !some.contains(where: { next(value, $0, place) == nil })
        {
            return "\(place) fits none of anyOf"
        }
        if case .array(let some)? = keywords["oneOf"],
            some.count(where: { next(value, $0, place) == nil }) != 1
        {
            return "\(place) does not fit exactly one of oneOf"
        }
        if let not = keywords["not"], next(value, not, place) == nil {
            return "\(place) fits what it may not"
        }
        if let condition = keywords["if"] {
            let name = next(value, condition, place) == nil ? "then" : "else"
            if let consequence = keywords[name] { return next(value, consequence, place) }
        }
        return nil
    }

    private func size(
        _ value: JSONElement,
        _ keywords: JSONMembers,
        _ place: String
    ) -> String? {
        func limit(_ name: String) -> Decimal? {
            if case .number(let number)? = keywords[name] { number } else { nil }
        }
        let (size, least, most): (Decimal, String, String)
        switch value {
        case .number(let number):
            (size, least, most) = (number, "minimum", "maximum")
            if let step = limit("multipleOf"), step > 0, !(number / step).isWhole {
                return "\(place) is no multiple of \(step)"
            }
            if let bound = limit("exclusiveMinimum"), size <= bound {
                return "\(place) is too small"
            }
            if let bound = limit("exclusiveMaximum"), size >= bound {
                return "\(place) is too large"
            }
        case .string(let text):
            (size, least, most) = (Decimal(text.unicodeScalars.count), "minLength", "maxLength")
            if case .string(let pattern)? = keywords["pattern"], !Self.matches(text, pattern) {
                return "\(place) does not match \(pattern)"
            }
        case .array(let list):
            (size, least, most) = (Decimal(list.count), "minItems", "maxItems")
            if keywords["uniqueItems"] == true, Set(list).count < list.count {
                return "\(place) has an item twice"
            }
        case .object(let members):
            (size, least, most) = (Decimal(members.count), "minProperties", "maxProperties")
        default: return nil
        }
        if let bound = limit(least), size < bound { return "\(place) is below \(least)" }
        if let bound = limit(most), size > bound { return "\(place) is above \(most)" }
        return nil
    }

    private func members(
        _ value: JSONElement,
        _ keywords: JSONMembers,
        _ place: String,
        _ next: Next
    ) -> String? {
        guard case .object(let members) = value else { return nil }
        for name in Self.names(keywords["required"]) where members[name] == nil {
            return "\(place) lacks \(name)"
        }
        for (name, others) in Self.members(keywords["dependentRequired"])
        where members[name] != nil {
            for other in Self.names(others) where members[other] == nil {
                return "\(place) has \(name), but lacks \(other)"
            }
        }
        let known = Self.members(keywords["properties"])
        let patterns = Self.members(keywords["patternProperties"])
        for (name, member) in members.sorted(by: { $0.key < $1.key }) {
            let own = "\(name) of \(place)"
            if let names = keywords["propertyNames"],
                let objection = next(.string(name), names, "the name \(own)")
            {
                return objection
            }
            let schemas =
                patterns.filter { Self.matches(name, $0.key) }.map(\.value)
                + [known[name]].compactMap(\.self)
            for schema in schemas {
                if let objection = next(member, schema, own) { return objection }
            }
            if schemas.isEmpty, let others = keywords["additionalProperties"] {
                if others == false { return "\(place) has \(name), which nobody asked for" }
                if let objection = next(member, others, own) { return objection }
            }
        }
        return nil
    }

    private func elements(
        _ value: JSONElement,
        _ keywords: JSONMembers,
        _ place: String,
        _ next: Next
    ) -> String? {
        guard case .array(let list) = value else { return nil }
        var first: [JSONElement] = []
        if case .array(let schemas)? = keywords["prefixItems"] { first = schemas }
        for (index, element) in list.enumerated() {
            let schema = index < first.count ? first[index] : keywords["items"]
            guard let schema else { continue }
            if let objection = next(element, schema, "item \(index + 1) of \(place)") {
                return objection
            }
        }
        return nil
    }

    /// Whether a part of the text matches; an expression that Swift cannot read matches all.
    private static func matches(_ text: String, _ pattern: String) -> Bool {
        guard let expression = try? Regex(pattern) else { return true }
        return text.contains(expression)
    }

    private static func members(_ element: JSONElement?) -> JSONMembers {
        if case .object(let members)? = element { members } else { [:] }
    }

    /// The schema that a reference within the same document leads to.
    private func resolve(_ reference: String) -> JSONElement? {
        guard reference.hasPrefix("#") else { return nil }
        var element = root
        for part in reference.dropFirst().split(separator: "/") {
            let name = part.replacing("~1", with: "/").replacing("~0", with: "~")
            guard let next = element[String(name)] else { return nil }
            element = next
        }
        return element
    }

    private static func names(_ element: JSONElement?) -> [String] {
        switch element {
        case .string(let name)?: [name]
        case .array(let list)?:
            list.compactMap { if case .string(let name) = $0 { name } else { nil } }
        default: []
        }
    }
}

extension JSONElement {
    fileprivate var typeName: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }

    fileprivate func isOf(type: String) -> Bool {
        if type == "integer", case .number(let number) = self { return number.isWhole }
        return type == typeName
    }
}

extension Decimal {
    fileprivate var isWhole: Bool {
        var (number, rounded) = (self, Decimal())
        NSDecimalRound(&rounded, &number, 0, .plain)
        return rounded == self
    }
}
