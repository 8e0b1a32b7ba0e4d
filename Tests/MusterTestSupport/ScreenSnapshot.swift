import Foundation
package import Testing

/// Compares `actual` with the recorded file `Screens/NAME.screen` beside the test.
///
/// Run with `RECORD_SNAPSHOTS=1` to record. A missing file is a failure: it is never recorded
/// silently.
package func expectScreen(
    _ actual: String,
    _ name: String,
    filePath: String = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let url = URL(filePath: filePath).deletingLastPathComponent()
        .appending(path: "Screens/\(name).screen")
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data((actual + "\n").utf8).write(to: url)
        Issue.record("recorded \(url.lastPathComponent)", sourceLocation: sourceLocation)
        return
    }
    guard let expected = try? String(contentsOf: url, encoding: .utf8) else {
        Issue.record(
            "\(url.lastPathComponent) is missing; record it with RECORD_SNAPSHOTS=1",
            sourceLocation: sourceLocation
        )
        return
    }
    guard actual + "\n" != expected else { return }
    let lines = (actual + "\n").split(separator: "\n", omittingEmptySubsequences: false)
    let wanted = expected.split(separator: "\n", omittingEmptySubsequences: false)
    var report = "\(url.lastPathComponent) differs"
    for index in 0..<max(lines.count, wanted.count) {
        let shown = lines.indices.contains(index) ? lines[index] : "(no line)"
        let was = wanted.indices.contains(index) ? wanted[index] : "(no line)"
        if shown != was { report += "\n\(index + 1)\n- \(was)\n+ \(shown)" }
    }
    Issue.record("\(report)", sourceLocation: sourceLocation)
}
