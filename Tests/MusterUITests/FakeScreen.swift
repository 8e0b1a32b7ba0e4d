import MusterCore
import Testing

@testable import MusterUI

/// A screen that keeps what is painted on it, and lets a test wait for it.
@MainActor
final class FakeScreen: Screen {
    private(set) var size: Size
    private(set) var grids: [CellGrid] = []
    private(set) var copied: [String] = []
    private(set) var themes: [String] = []
    private(set) var forgetCount = 0
    private(set) var suspendCount = 0
    private(set) var isReleased = false
    private(set) var hearsMouse = false
    private(set) var titles: [String] = []

    init(size: Size) {
        self.size = size
    }

    /// What is on the screen.
    var text: String { grids.last?.text ?? "" }

    func paint(_ grid: CellGrid) {
        grids.append(grid)
    }

    func forget() { forgetCount += 1 }

    func use(_ theme: Theme) { themes.append(theme.name) }

    func suspend() { suspendCount += 1 }

    func release() { isReleased = true }

    func reclaim() { isReleased = false }

    func hearMouse(_ isHeard: Bool) { hearsMouse = isHeard }

    func setTitle(_ title: SanitizedText) { titles.append(title.string) }

    private(set) var notices: [String] = []

    func notify(_ text: SanitizedText) { notices.append(text.string) }

    func setProgress(_ share: Double?) {}

    func copy(_ text: SanitizedText) { copied.append(text.string) }

    /// Waits until the text is on the screen, and gives up after 25 minutes.
    func wait(for text: String, sourceLocation: SourceLocation = #_sourceLocation) async {
        let end = ContinuousClock.now + .seconds(1500)
        while !self.text.contains(text) {
            guard ContinuousClock.now < end else {
                Issue.record("no '\(text)' on\n\(self.text)", sourceLocation: sourceLocation)
                return
            }
            try? await Task.sleep(for: .milliseconds(5))
        }
    }
}
