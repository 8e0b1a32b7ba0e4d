import Foundation

/// Writes the JSON that programs read: keys sorted so that it is stable, slashes as they are.
enum JSONDocument {
    /// One value on one line, or indented for reading.
    static func data(_ value: some Encodable, isIndented: Bool = false) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if isIndented { encoder.outputFormatting.insert(.prettyPrinted) }
        // Documents are made of strings, numbers and lists, which always encode.
        return (try? encoder.encode(value)) ?? Data()
    }

    /// A time in UTC, to the second.
    static func time(_ date: Date?) -> String? {
        date?.formatted(.iso8601)
    }
}
