import Crypto
import Foundation

/// A part of a batch: the pairs of prompt and model whose hash leaves one remainder.
package struct BatchShard: Sendable, Hashable {
    /// From 0.
    package let index: Int
    package let count: Int

    /// - Returns: `nil` unless `index` is from 0 to `count` - 1.
    package init?(_ index: Int, of count: Int) {
        guard count >= 1, (0..<count).contains(index) else { return nil }
        self.index = index
        self.count = count
    }

    /// Parses `2/8`; `/8` takes the index of a Kubernetes Job's pod.
    package init?(_ text: String, completionIndex: String?) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let count = Int(parts[1]) else { return nil }
        let index = parts[0].isEmpty ? completionIndex.flatMap { Int($0) } : Int(parts[0])
        guard let index else { return nil }
        self.init(index, of: count)
    }

    /// Whether the pair belongs to this shard, on every machine and in every version.
    ///
    /// It is a SHA-256 of the ID as JSON, a zero byte and the model ID; the first eight bytes count,
    /// the most significant first.
    package func contains(_ id: PromptID, _ model: ModelID) -> Bool {
        guard count > 1 else { return true }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        // Encoding a text or a number never fails.
        let name = (try? encoder.encode(id)) ?? Data()
        let digest = SHA256.hash(data: name + [0] + Data(model.rawValue.utf8))
        let number = digest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return number % UInt64(count) == UInt64(index)
    }

    /// A share of a limit that all shards keep together, at least one.
    package func share(of limit: Int) -> Int { max(limit / count, 1) }
}
