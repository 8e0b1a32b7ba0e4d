package import Foundation

/// One HTTP request of a generation.
package struct Attempt: Sendable, Hashable {
    /// The outcome: `answered`, the raw value of a failure's kind, or a word of another version.
    package enum Kind: RawRepresentable, Sendable, Hashable, Codable {
        case answered
        case failed(ServiceFailure.Kind)
        case other(String)

        package init(rawValue: String) {
            if rawValue == "answered" {
                self = .answered
            } else {
                self = ServiceFailure.Kind(rawValue: rawValue).map(Self.failed) ?? .other(rawValue)
            }
        }

        package var rawValue: String {
            switch self {
            case .answered: "answered"
            case .failed(let kind): kind.rawValue
            case .other(let word): word
            }
        }
    }

    /// The model asked, which may be a fallback.
    package var modelID: ModelID?
    package var sentModel: Route
    package var httpStatus: Int?
    package var kind: Kind
    /// The service's message: hostile until sanitised.
    package var message: String
    /// The wait before this attempt, in milliseconds.
    package var waitedMilliseconds = 0
    /// Whose trouble its failure is; `nil` if it was answered.
    package var trouble: Trouble?
    /// Its usage, if the service reported any; the database does not keep it.
    package var usage: TokenUsage?
}

extension Attempt.Kind: CustomStringConvertible {
    package var description: String { rawValue }
}

extension Attempt {
    /// A finished attempt: answered if there is no failure.
    init(
        modelID: ModelID,
        sentModel: Route,
        failure: ServiceFailure?,
        waitedMilliseconds: Int = 0,
        usage: TokenUsage? = nil
    ) {
        self.init(
            modelID: modelID,
            sentModel: sentModel,
            httpStatus: failure.map(\.httpStatus) ?? 200,
            kind: failure.map { .failed($0.kind) } ?? .answered,
            message: failure?.message ?? "",
            waitedMilliseconds: waitedMilliseconds,
            trouble: failure?.trouble,
            usage: usage
        )
    }
}

extension Attempt {
    /// Whether another name of the model may succeed.
    package var isAboutTheRoute: Bool {
        if case .failed(let kind) = kind { kind.isAboutTheRoute } else { false }
    }

    /// The attempt in words: the spelling, the wait before it, and the outcome.
    package var summary: String {
        let wait = waitedMilliseconds > 0 ? "after \(waitedMilliseconds) ms, " : ""
        let status = httpStatus.map { "HTTP \($0) " } ?? ""
        let words = message.isEmpty ? "" : ": \(message)"
        return "\(wait)\(sentModel): \(status)\(kind)\(words)"
    }
}

extension [Attempt] {
    /// The attempts in words, repeats folded: `a/b: HTTP 429 rate_limited: busy, 4 times, after 0.9,
    /// 1.4, 2.1 s`.
    package var summaries: [String] {
        var runs: [(first: Attempt, waits: [Int])] = []
        for attempt in self {
            var alike = attempt
            alike.waitedMilliseconds = 0
            alike.usage = nil
            if runs.last?.first == alike {
                runs[runs.count - 1].waits.append(attempt.waitedMilliseconds)
            } else {
                runs.append((alike, [attempt.waitedMilliseconds]))
            }
        }
        return runs.map { first, waits in
            guard waits.count > 1 else {
                var only = first
                only.waitedMilliseconds = waits[0]
                return only.summary
            }
            let seconds = waits.filter { $0 > 0 }.map { wait in
                "\(wait / 1000).\(wait % 1000 / 100)"
            }
            let after = seconds.isEmpty ? "" : ", after \(seconds.joined(separator: ", ")) s"
            return "\(first.summary), \(waits.count) times\(after)"
        }
    }
}

/// An entry of a model's timeline: an observation and the requests behind it.
package struct TimelineEntry: Sendable, Hashable {
    package var date: Date
    /// The observation; `nil` if the requests said nothing about the model.
    package var evidence: Evidence?
    /// Completions in the order of sending; empty for a catalog or an endpoints list.
    package var attempts: [Attempt]
}
