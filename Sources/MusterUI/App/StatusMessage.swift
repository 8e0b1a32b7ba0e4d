package import Foundation
package import MusterCore

/// News in the last line, which leaves by itself.
package struct StatusMessage: Sendable, Equatable {
    /// How it is meant.
    package enum Tone: Sendable, Equatable {
        case news
        case success
        case warning
        case error
    }

    /// The sentence.
    package var text: SanitizedText
    /// How it is meant.
    package var tone: Tone
    /// When it leaves.
    package var expiresAt: Date

    /// Creates a message that stays as long as it takes to read: longer for bad news.
    package init(_ text: SanitizedText, tone: Tone, now: Date) {
        self.text = text
        self.tone = tone
        expiresAt = now.addingTimeInterval(tone == .error || tone == .warning ? 12 : 5)
    }
}
