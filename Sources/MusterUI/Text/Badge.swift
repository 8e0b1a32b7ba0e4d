package import MusterCore

/// The word and glyph for a model's state; the glyph never appears without the word.
package enum Badge: String, Sendable, CaseIterable {
    case verified
    case reachable
    case degraded
    case limited
    case unavailable
    case unknown
    case disabled
    /// A row of the Batch API, which no chat reaches.
    case batch

    /// The badge of a model: the user's mark and what it is for beat the verdict.
    package init(_ model: Model) {
        if model.isDisabled {
            self = .disabled
            return
        }
        guard !model.id.isBatchOnly else {
            self = .batch
            return
        }
        self.init(model.verdict.availability)
    }

    package init(_ availability: Availability) {
        self =
            switch availability {
            case .verified: .verified
            case .reachable: .reachable
            case .degraded: .degraded
            case .limited: .limited
            case .unavailable: .unavailable
            case .unknown: .unknown
            }
    }

    /// The glyph, one cell wide.
    package func glyph(isASCII: Bool) -> String {
        switch self {
        case .verified: isASCII ? "*" : "●"
        case .reachable: isASCII ? "+" : "◐"
        case .degraded: isASCII ? "!" : "◔"
        case .limited: isASCII ? "%" : "◇"
        case .unavailable: isASCII ? "x" : "✗"
        case .unknown: isASCII ? "?" : "○"
        case .disabled: isASCII ? "-" : "⊘"
        case .batch: isASCII ? "=" : "▤"
        }
    }

    /// The full badge: glyph, `~` when stale, word.
    package static func label(_ model: Model, isASCII: Bool) -> String {
        let badge = Badge(model)
        let hasVerdict = badge != .disabled && badge != .batch
        let stale = model.verdict.isStale && hasVerdict ? "~" : ""
        return "\(badge.glyph(isASCII: isASCII)) \(stale)\(badge.rawValue)"
    }
}

extension Model {
    /// Why it has its badge, which may quote remote text.
    package var badgeReason: String {
        isDisabled ? disabledReason ?? "by you" : verdict.reason
    }
}
