import Foundation
import Synchronization

/// The mutable state of a running simulator, behind one lock.
final class SimulatorState: Sendable {
    let configuration: SimulatorConfiguration
    let log = RequestLog()
    let openAnswers = OpenAnswers()
    let unattended = UnattendedChannels()
    let index: CatalogIndex
    /// The most generations kept for look-up; older ones answer 404.
    static let generationsMax = 10_000

    private let storage: Mutex<Storage>

    init(configuration: SimulatorConfiguration) {
        self.configuration = configuration
        index = CatalogIndex(configuration.catalog, isCaseExact: configuration.isCaseExact)
        storage = Mutex(
            Storage(
                random: SeededGenerator(seed: configuration.seed),
                accounts: configuration.accounts
            )
        )
    }

    func script(for modelID: String) -> ModelScript {
        storage.withLock { $0.scripts[modelID] }
            ?? configuration.catalog.scripts[modelID]
            ?? ModelScript()
    }

    /// Sets a model's script and restarts its sequence.
    func setScript(_ script: ModelScript?, for modelID: String) {
        storage.withLock {
            $0.scripts[modelID] = script
            $0.attempts[modelID] = nil
        }
    }

    /// The answer that replaces a path's usual one.
    func route(for path: String) -> ScriptedAnswer? {
        storage.withLock { $0.routes[path] }
    }

    func setRoute(_ answer: ScriptedAnswer?, for path: String) {
        storage.withLock { $0.routes[path.removingPercentEncoding ?? path] = answer }
    }

    /// The account of a key, with what chat has charged in ``SimulatorAccount/spent``.
    func account(for key: String) -> SimulatorAccount? {
        storage.withLock { storage in
            var account = storage.accounts[key]
            account?.spent += storage.charged[key, default: 0]
            return account
        }
    }

    /// Sets the account of a key and forgets what chat has charged to it.
    func setAccount(_ account: SimulatorAccount?, for key: String) {
        storage.withLock {
            $0.accounts[key] = account
            $0.charged[key] = nil
        }
    }

    func charge(_ cost: Decimal, to key: String) {
        storage.withLock { $0.charged[key, default: 0] += cost }
    }

    /// The USD that a key has spent, before the start and since.
    func spent(by key: String) -> Decimal {
        storage.withLock { ($0.accounts[key]?.spent ?? 0) + $0.charged[key, default: 0] }
    }

    /// The script for the next attempt at a model, with sequences resolved.
    func nextCompletion(for modelID: String) -> CompletionScript {
        let script = script(for: modelID).completion
        let attempt = storage.withLock { storage -> Int in
            let attempt = storage.attempts[modelID, default: 0]
            storage.attempts[modelID] = attempt + 1
            return attempt
        }
        return Self.resolve(script, attempt: attempt)
    }

    /// Makes an ID in the recorded form: `gen-`, the time, 20 letters and digits.
    func makeGenerationID() -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
        let seconds = Int(configuration.now().timeIntervalSince1970)
        let suffix = storage.withLock { storage in
            String(
                (0..<20).map { _ in
                    alphabet[Int.random(in: alphabet.indices, using: &storage.random)]
                }
            )
        }
        return "gen-\(seconds)-\(suffix)"
    }

    /// Stores the answer of `GET /generation` for an ID.
    func record(_ generation: JSONValue, id: String) {
        storage.withLock { storage in
            if storage.generations.count >= Self.generationsMax { storage.generations.removeAll() }
            storage.generations[id] = generation
        }
    }

    func generation(id: String) -> JSONValue? {
        storage.withLock { $0.generations[id] }
    }

    /// The accepted batches, newest first.
    var batches: [SimulatedBatch] { storage.withLock { $0.batches.reversed() } }

    /// The batches that the list shows.
    var listedBatches: [SimulatedBatch] {
        storage.withLock { $0.listsNoBatches ? [] : $0.batches.reversed() }
    }

    func setListOfBatches(isEmpty: Bool) { storage.withLock { $0.listsNoBatches = isEmpty } }

    func batch(_ id: String) -> SimulatedBatch? {
        storage.withLock { storage in storage.batches.first { $0.id == id } }
    }

    func add(_ batch: SimulatedBatch) { storage.withLock { $0.batches.append(batch) } }

    func removeBatch(_ id: String) {
        storage.withLock { storage in storage.batches.removeAll { $0.id == id } }
    }

    /// Lets a batch go on, and charges it at its end; `nil` if it is not known, or not yet.
    func advancedBatch(_ id: String) -> SimulatedBatch? {
        let elapsed = { [configuration] (batch: SimulatedBatch) -> Double? in
            configuration.batchDuration.map { duration in
                (configuration.now().timeIntervalSince1970 - Double(batch.createdAt))
                    / (duration / .seconds(1))
            }
        }
        return storage.withLock { storage in
            guard let index = storage.batches.firstIndex(where: { $0.id == id }) else {
                return nil
            }
            let isUnknown = storage.batches[index].isUnknown
            let shown = storage.batches[index]
            storage.batches[index].advance(share: elapsed(shown))
            guard !isUnknown else { return nil }
            let batch = configuration.batchDuration == nil ? shown : storage.batches[index]
            if batch.status.isFinal, let cost = storage.batches[index].charge() {
                storage.charged[batch.key, default: 0] += cost
            }
            return batch
        }
    }

    func cancelBatch(_ id: String) -> SimulatedBatch? {
        storage.withLock { storage in
            guard let index = storage.batches.firstIndex(where: { $0.id == id }) else {
                return nil
            }
            storage.batches[index].cancel()
            return storage.batches[index]
        }
    }

    private static func resolve(_ script: CompletionScript, attempt: Int) -> CompletionScript {
        guard case .sequence(let scripts) = script else { return script }
        guard let last = scripts.last else { return .plain }
        let chosen = attempt < scripts.count ? scripts[attempt] : last
        return resolve(chosen, attempt: 0)
    }

    private struct Storage {
        var random: SeededGenerator
        /// As set, without what chat has charged.
        var accounts: [String: SimulatorAccount]
        /// USD that chat has charged, by key.
        var charged: [String: Decimal] = [:]
        /// Scripts set at run time, by catalog ID.
        var scripts: [String: ModelScript] = [:]
        /// Answers set for whole routes, by decoded path.
        var routes: [String: ScriptedAnswer] = [:]
        /// The number of requests to each model since its script was set.
        var attempts: [String: Int] = [:]
        var generations: [String: JSONValue] = [:]
        /// Oldest first.
        var batches: [SimulatedBatch] = []
        var listsNoBatches = false
    }
}

/// A small, reproducible random generator.
///
/// SplitMix64, by Sebastiano Vigna: https://prng.di.unimi.it/splitmix64.c (public domain). Unlike
/// the system's, it gives the same numbers for a seed on every machine and in every version.
struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// Seeds from a text too, so that a model always gives the same answer.
    init(seed: UInt64, text: String) {
        state = seed ^ Self.hash(text)
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
        return bits ^ (bits >> 31)
    }

    /// FNV-1a over the UTF-8 of a text; Swift's own hash differs from run to run.
    static func hash(_ text: String) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
        return hash
    }
}

extension Array {
    /// A random element; the array must not be empty.
    func choice(_ random: inout SeededGenerator) -> Element {
        self[Int(random.next() % UInt64(count))]
    }
}
