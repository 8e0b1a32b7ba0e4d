package import Foundation
package import MusterCore

/// A message in the last line, which expires.
package struct StatusMessage: Sendable, Equatable {
    package enum Tone: Sendable, Equatable {
        case news
        case success
        case warning
        case error
    }

    package var text: SanitizedText
    package var tone: Tone
    package var expiresAt: Date

    /// Unless told otherwise, the message stays as long as it takes to read, and longer for bad news.
    package init(_ text: SanitizedText, tone: Tone, now: Date, lasting seconds: TimeInterval? = nil)
    {
        self.text = text
        self.tone = tone
        let usual: TimeInterval = tone == .error || tone == .warning ? 12 : 5
        expiresAt = now.addingTimeInterval(seconds ?? usual)
    }
}

/// The past messages of the last line.
package struct MessageLog: Sendable, Equatable {
    package struct Entry: Sendable, Equatable {
        package let date: Date
        package let text: SanitizedText
        package let tone: StatusMessage.Tone
    }

    private static let limit = 200

    /// The messages, newest first; at most 200.
    package private(set) var entries: [Entry] = []

    package init() {}

    mutating func append(_ text: SanitizedText, _ tone: StatusMessage.Tone, now: Date) {
        entries.insert(Entry(date: now, text: text, tone: tone), at: 0)
        if entries.count > Self.limit { entries.removeLast() }
    }
}

extension StatusMessage.Tone {
    var role: CellStyle.Role {
        switch self {
        case .news: .text
        case .success: .success
        case .warning: .warning
        case .error: .error
        }
    }
}
