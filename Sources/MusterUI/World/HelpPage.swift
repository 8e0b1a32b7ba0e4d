import MusterCore

/// A page of the help.
package enum HelpPage: String, Sendable, CaseIterable {
    case keys
    case badges
    case filters
    case words
    case batch
    case messages

    var title: SanitizedText { "\(rawValue.prefix(1).uppercased())\(rawValue.dropFirst())" }

    /// The topic of the manual that it shows; `nil` for the keys, which are drawn from the key map.
    package var topic: String? {
        switch self {
        case .keys: nil
        case .badges: "availability"
        case .messages: "troubleshooting"
        case .filters, .words, .batch: rawValue
        }
    }
}
