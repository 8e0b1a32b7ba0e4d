import Foundation

extension JSONEncoder {
    /// JSON with sorted members and unescaped slashes, so that equal values have equal bytes.
    ///
    /// `value` consists of texts, finite numbers, lists and objects, which always encode.
    static func sorted(_ value: some Encodable) -> Data {
        (try? sorted.encode(value)) ?? Data()
    }

    private static let sorted = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }()
}
