package import Foundation
package import MusterCore

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
