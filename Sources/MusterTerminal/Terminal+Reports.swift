import CNcurses
import Foundation
import Glibc
package import MusterCore
import MusterUI

extension Terminal {
    /// The background's colour (XTerm, OSC 11), whether output can be synchronized (DECRQM 2026),
    /// and last what every terminal answers (DA1).
    static let questions = "\u{1B}]11;?\u{07}\u{1B}[?2026$p\u{1B}[c"
    /// Reports of another background (mode 2031) and of the focus (mode 1004).
    static let isTold = "\u{1B}[?2031h\u{1B}[?1004h"
    static let isNotTold = "\u{1B}[?1004l\u{1B}[?2031l"

    /// Waits a moment for answers on their way, which the shell would take for what somebody types.
    func drainReports() {
        var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        var buffer = [UInt8](repeating: 0, count: 512)
        while poll(&input, 1, 100) > 0 {
            let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
            guard count > 0, !buffer[..<count].contains(UInt8(ascii: "c")) else { return }
        }
    }

    /// OSC 9 of iTerm2, 777 of rxvt, else the bell.
    package func notify(_ text: SanitizedText) {
        let words = text.singleLine.string.prefix(200)
        switch Self.notices {
        case .nine: Self.write("\u{1B}]9;\(words)\u{07}")
        case .triple: Self.write("\u{1B}]777;notify;muster;\(words)\u{07}")
        case .bell: Self.write("\u{07}")
        }
    }

    private enum Notices {
        case nine
        case triple
        case bell
    }

    private static func variable(_ name: String) -> String {
        getenv(name).map { String(cString: $0) } ?? ""
    }

    private static var notices: Notices {
        let (kind, program) = (variable("TERM"), variable("TERM_PROGRAM"))
        // A multiplexer may hand neither on.
        if kind.hasPrefix("tmux") || kind.hasPrefix("screen") { return .bell }
        if ["iTerm.app", "WezTerm", "ghostty"].contains(program) || kind.contains("ghostty")
            || kind.contains("kitty")
        {
            return .nine
        }
        return kind.hasPrefix("foot") || kind.hasPrefix("rxvt") ? .triple : .bell
    }

    /// Whether the terminal shows progress by OSC 9;4, which others would take for a notice.
    static var showsProgress: Bool {
        !variable("WT_SESSION").isEmpty || variable("TERM").contains("ghostty")
            || variable("TERM_PROGRAM") == "ghostty"
    }
}
