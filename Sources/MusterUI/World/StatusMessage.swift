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

/// What was said in the last line, kept after it has left.
package struct MessageLog: Sendable, Equatable {
    /// One message.
    package struct Entry: Sendable, Equatable {
        /// When it was said.
        package let date: Date
        /// What was said.
        package let text: SanitizedText
        /// How it was meant.
        package let tone: StatusMessage.Tone
    }

    private static let limit = 200

    /// The messages, newest first; at most 200.
    package private(set) var entries: [Entry] = []

    /// Creates an empty log.
    package init() {}

    mutating func append(_ text: SanitizedText, _ tone: StatusMessage.Tone, now: Date) {
        entries.insert(Entry(date: now, text: text, tone: tone), at: 0)
        if entries.count > Self.limit { entries.removeLast() }
    }
}

extension StatusMessage.Tone {
    /// The role that gives a message its colour.
    var role: CellStyle.Role {
        switch self {
        case .news: .text
        case .success: .success
        case .warning: .warning
        case .error: .error
        }
    }
}
