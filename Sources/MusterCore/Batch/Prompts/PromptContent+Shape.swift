import Foundation

extension PromptContent {
    /// Why the API would refuse its messages or parameters, whatever the model; `nil` for no reason.
    var misshapen: String? {
        let hasRole = { (message: JSONElement) in
            if case .string = message["role"] { true } else { false }
        }
        if let messages, !messages.allSatisfy(hasRole) {
            return "each of its messages has to be an object with a role"
        }
        guard !parameters.isEmpty else { return nil }
        for (name, shape) in Self.shapes {
            guard let value = parameters[name], value != .null else { continue }
            if !shape.takes(value) { return "\(name) has to be \(shape.rawValue)" }
        }
        return nil
    }

    /// What a parameter may be.
    private enum Shape: String {
        case number = "a number"
        case object = "an object"
        case list = "a list"
        case textOrList = "text or a list"
        case textOrObject = "text or an object"

        func takes(_ value: JSONElement) -> Bool {
            switch (self, value) {
            case (.number, .number), (.object, .object), (.list, .array), (.textOrList, .array),
                (.textOrList, .string), (.textOrObject, .object), (.textOrObject, .string):
                true
            default: false
            }
        }
    }

    private static let shapes: [(String, Shape)] = [
        ("temperature", .number), ("top_p", .number), ("seed", .number), ("stop", .textOrList),
        ("response_format", .object), ("tools", .list), ("tool_choice", .textOrObject),
        ("reasoning", .object),
    ]
}
