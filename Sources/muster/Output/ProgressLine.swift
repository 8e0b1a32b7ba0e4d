import MusterCore
import MusterUI

/// A line on a terminal's standard error that tells somebody who waits how far the work is.
///
/// It appears a second after the start, so that quick work leaves no trace, and ticks by itself, so
/// that a wait is seen to be one.
actor ProgressLine {
    private static let delay = Duration.seconds(1)
    private static let interval = Duration.milliseconds(200)
    private static let barWidth = 24

    private let console: Console
    private let isASCII: Bool
    private let time: TimeSource
    private let startedAt: Duration
    private var isShown = false
    /// The part that is done, from 0 to 1; `nil` if nobody knows the whole.
    private var share: Double?
    private var words: String

    /// Shows progress while `body` runs.
    static func with<Value: Sendable>(
        _ words: String,
        _ session: Session,
        _ body: (ProgressLine) async throws -> Value
    ) async throws -> Value {
        let line = ProgressLine(words, session)
        guard session.console.isErrorTerminal else { return try await body(line) }
        let ticker = Task {
            while !Task.isCancelled {
                await line.draw()
                await WaitSource.system.sleep(interval)
            }
        }
        let result: Result<Value, any Error>
        do { result = .success(try await body(line)) } catch { result = .failure(error) }
        // A cancelled ticker draws no more.
        ticker.cancel()
        await line.clear()
        return try result.get()
    }

    private init(_ words: String, _ session: Session) {
        self.words = words
        console = session.console
        isASCII = session.settings.isASCII
        time = session.time
        startedAt = session.time.uptime()
    }

    /// The time since the start.
    var elapsed: Duration { time.uptime() - startedAt }

    /// Notes how much is done; `share` is a part of 1.
    func advance(_ share: Double, _ words: String) {
        self.share = share
        self.words = words
    }

    /// Takes the line away, so that other text can stand in its place.
    func clear() {
        guard isShown else { return }
        console.redraw([])
        isShown = false
    }

    private func draw() {
        guard !Task.isCancelled, elapsed >= Self.delay else { return }
        isShown = true
        let spent = BatchForecast.words(elapsed)
        guard let share else {
            return console.redraw([Span("\(words)  "), Span("\(spent)", .dim)])
        }
        let left = share > 0 && share < 1 ? elapsed / share * (1 - share) : nil
        let rest = left.map { ", about \(BatchForecast.words($0)) left" } ?? ""
        let bar = Bar.spans(share, cells: Self.barWidth, role: .accent, isASCII: isASCII)
        console.redraw(bar + [Span("  \(words)"), Span("  \(spent)\(rest)", .dim)])
    }
}
