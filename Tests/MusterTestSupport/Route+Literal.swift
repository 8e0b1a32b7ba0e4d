package import MusterCore

// Words and addresses written down as text, as tests have many.

extension Route: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) { self.init(rawValue: text) }
}

extension FinishReason: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) { self.init(rawValue: text) }
}

extension Evidence.Cause: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) { self.init(rawValue: text) }
}

extension Attempt.Kind: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) { self.init(rawValue: text) }
}

extension ServiceURL: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) { self = ServiceURL(text) ?? .openRouter }
}
