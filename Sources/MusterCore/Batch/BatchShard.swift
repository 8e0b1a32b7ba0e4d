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
    /// The first eight bytes of the pair's hash count, the most significant first.
    package func contains(_ id: PromptID, _ model: ModelID) -> Bool {
        guard count > 1 else { return true }
        let pair = BatchResult.Key(promptID: id, modelID: model)
        let number = pair.sha256.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return number % UInt64(count) == UInt64(index)
    }

    /// A share of a limit that all shards keep together, at least one.
    package func share(of limit: Int) -> Int { max(limit / count, 1) }
}

extension BatchResult.Key {
    /// The hash of the prompt's ID as JSON, a zero byte and the model ID.
    var sha256: SHA256.Digest {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        // Encoding a text or a number never fails.
        let id = (try? encoder.encode(promptID)) ?? Data()
        return SHA256.hash(data: id + [0] + Data(modelID.rawValue.utf8))
    }
}
