import Foundation
package import Testing

/// Runs a property on many inputs that a mutator makes, each from a seed of its own.
///
/// A failure tells its seed and its input. A round that crashes cannot, so that its seed stands in a
/// file of the temporary folder while it runs, `muster-fuzz-` and the property's name. By hand:
///
///     MUSTER_FUZZ=100000 swift test --filter Fuzz           # so many rounds of each property
///     MUSTER_FUZZ=300s swift test --filter Fuzz             # for so long each
///     MUSTER_FUZZ=1 MUSTER_FUZZ_SEED=4711 swift test ...    # one round again
package struct Fuzz: Sendable {
    /// What is wrong with what came of an input.
    package struct Broken: Error, CustomStringConvertible {
        package let description: String

        /// Words a complaint.
        package init(_ description: String) { self.description = description }
    }

    /// How long one input may take, however busy the machine: only a hang meets it.
    private static let patience = Duration.seconds(900)
    /// How long rounds may keep a thread.
    private static let slice = Duration.milliseconds(10)

    private let name: String
    private let dictionary: [String]
    private let rounds: Int
    private let sourceLocation: SourceLocation

    /// Names a property.
    ///
    /// - Parameters:
    ///   - name: what failures and the file call it.
    ///   - dictionary: the words of the format, which the mutator strews in.
    ///   - rounds: how often it is tried unless `MUSTER_FUZZ` says otherwise.
    ///   - sourceLocation: where failures are shown.
    package init(
        _ name: String,
        dictionary: [String] = [],
        rounds: Int,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        self.name = name
        self.dictionary = dictionary
        self.rounds = rounds
        self.sourceLocation = sourceLocation
    }

    /// Tries the property until it is broken once, or often enough.
    ///
    /// - Parameters:
    ///   - corpus: inputs that the first seeds stand for.
    ///   - make: makes an input from a mutator of its own.
    ///   - property: throws when it does not hold, `Broken` for instance.
    package func run<Input>(
        corpus: [Input] = [],
        _ make: (inout Mutator) -> Input,
        property: (Input, inout Mutator) async throws -> Void
    ) async {
        let environment = ProcessInfo.processInfo.environment
        let wish = environment["MUSTER_FUZZ"] ?? ""
        let seconds = wish.hasSuffix("s") ? Int(wish.dropLast()) : nil
        let count = seconds == nil ? Int(wish) ?? rounds + corpus.count : .max
        let first = environment["MUSTER_FUZZ_SEED"].flatMap { UInt64($0) } ?? 1
        await FuzzTurn.shared.take()
        let trace = Trace(name)
        let start = ContinuousClock.now
        var resumed = start
        var done = 0
        while done < count {
            let began = ContinuousClock.now
            if let seconds, began - start > .seconds(seconds) { break }
            let seed = first &+ UInt64(done)
            trace.note(seed)
            var mutator = Mutator(seed: seed, dictionary: dictionary)
            let input = seed <= corpus.count ? corpus[Int(seed) - 1] : make(&mutator)
            do {
                try await property(input, &mutator)
                let duration = ContinuousClock.now - began
                if duration > Self.patience { throw Broken("it took \(duration)") }
            } catch {
                Issue.record(
                    "\(name), MUSTER_FUZZ_SEED=\(seed): \(error)\ninput: \(Self.shown(input))",
                    sourceLocation: sourceLocation
                )
                break
            }
            done += 1
            // Rounds are work without a wait; tests of waits run beside them on the same threads. After
            // every round, hundreds of those would have their turn.
            if ContinuousClock.now - resumed > Self.slice {
                await Task.yield()
                resumed = .now
            }
        }
        trace.end()
        await FuzzTurn.shared.leave()
        guard !wish.isEmpty else { return }
        let time = (ContinuousClock.now - start) / .seconds(1)
        print("fuzz \(name): \(done) rounds, \(Int(Double(done) / max(time, 0.001))) a second")
    }

    /// An input in a form that can be pasted into a test.
    private static func shown(_ input: some Any) -> String {
        let words =
            switch input {
            case let bytes as [UInt8]: "\(String(decoding: bytes, as: UTF8.self).debugDescription)"
            case let text as String: text.debugDescription
            default: String(reflecting: input)
            }
        return words.count > 4000 ? "\(words.prefix(4000))... (\(words.count))" : words
    }
}

/// The file in which the seed of the running round stands.
private struct Trace {
    private let path: String
    private let descriptor: Int32

    init(_ name: String) {
        let file = "muster-fuzz-\(name.replacing(" ", with: "-"))"
        path = FileManager.default.temporaryDirectory.appending(path: file).path
        descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    }

    func note(_ seed: UInt64) {
        let digits = String(seed)
        let line = Array((digits + String(repeating: " ", count: 20 - digits.count) + "\n").utf8)
        _ = pwrite(descriptor, line, line.count, 0)
    }

    func end() {
        close(descriptor)
        unlink(path)
    }
}
