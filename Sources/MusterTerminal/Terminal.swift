import CNcurses
import Dispatch
import Foundation
import Glibc
package import MusterCore
package import MusterUI

/// The terminal, while the interface draws on it.
@MainActor
package final class Terminal: Screen {
    private let palette: ColorPairs
    private var painted: CellGrid?
    private var reader: InputReader?
    private var keys: (any DispatchSourceRead)?
    private var sources: [any DispatchSourceProtocol] = []
    private var isOpen = true
    /// Another program has the terminal.
    private var isReleased = false
    private var hearsMouse = false
    private let hasMouse: Bool
    /// Whether the terminal has not answered all questions yet.
    private var awaitsReports = false
    private var isSynchronized = false
    private var shownProgress: Int?
    /// The signal that ended the interface.
    package private(set) var endingSignal: Int32?
    /// The kinds of terminal that the system does not know, and that muster uses for it.
    package let substitution: (unknown: String, used: String)?
    /// Whether the terminal takes titles, links and questions; others might print them.
    private let readsCommands: Bool

    /// Runs `body` with the terminal in the interface's hands, then restores it.
    ///
    /// - Throws: `TerminalError` before any change to the terminal.
    package static func withTerminal<Value>(
        theme: Theme,
        allowsColor: Bool,
        _ body: (Terminal) async throws -> Value
    ) async throws -> Value {
        let terminal = try Terminal(theme: theme, allowsColor: allowsColor)
        defer { terminal.close() }
        return try await body(terminal)
    }

    private init(theme: Theme, allowsColor: Bool) throws(TerminalError) {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
        let kind = getenv("TERM").map { String(cString: $0) } ?? ""
        _ = cncurses_set_locale()
        cncurses_restore_after_crashes()
        cncurses_ignore_stop()
        let known = Self.knownKind(kind)
        substitution = known == kind ? nil : (kind, known)
        let direct = ColorDepth.directKind(
            of: known,
            colorTerm: getenv("COLORTERM").map { String(cString: $0) } ?? ""
        )
        let isDirect = allowsColor && direct.map(Self.startDirect) ?? false
        guard !kind.isEmpty, isDirect || cncurses_start(known) != nil else {
            throw .unsuitable(kind: kind)
        }
        guard cncurses_capability("cup") != nil else {
            endwin()
            throw .unsuitable(kind: kind)
        }
        curs_set(0)
        palette = ColorPairs(theme: theme, allowsColor: allowsColor)
        hasMouse = cncurses_capability("kmous") != nil
        readsCommands = TerminalKind.readsCommands(kind)
        Self.write("\u{1B}[?2004h" + (readsCommands ? "\u{1B}[22;2t" : ""))
    }

    /// Starts with an entry that has direct colour, the system's or muster's own.
    private static func startDirect(_ name: String) -> Bool {
        guard cncurses_is_unknown(name) != 0 else { return cncurses_start(name) != nil }
        return DirectColorEntry.withEntry(named: name) { cncurses_start(name) != nil } ?? false
    }

    /// The kind itself if the system has an entry for it, else the nearest one that it has.
    private static func knownKind(_ kind: String) -> String {
        guard cncurses_is_unknown(kind) != 0 else { return kind }
        return TerminalKind.nearest(to: kind).first { cncurses_is_unknown($0) == 0 } ?? kind
    }

    package func start(_ send: @escaping @MainActor (AppEvent) -> Void) {
        let keys = DispatchSource.makeReadSource(fileDescriptor: STDIN_FILENO, queue: .main)
        self.keys = keys
        let reader = InputReader { [weak self] event in
            if case .terminalReported(let report) = event { self?.take(report) }
            send(event)
        }
        self.reader = reader
        keys.setEventHandler { [weak self] in
            MainActor.assumeIsolated {
                guard !reader.read() else { return }
                // A closed terminal stays readable for ever.
                self?.keys?.cancel()
                send(.terminationRequested)
            }
        }
        // ncurses reports a resize only to a reader, and muster reads only when a key arrives.
        let resizes = DispatchSource.makeSignalSource(signal: SIGWINCH, queue: .main)
        resizes.setEventHandler { [weak self] in
            MainActor.assumeIsolated {
                guard let self else { return }
                cncurses_sync_size()
                send(.resized(self.size))
                // Two resizes may arrive as one: the size is as before, what was drawn is not.
                send(.repaintRequested)
            }
        }
        let stops = DispatchSource.makeSignalSource(signal: SIGTSTP, queue: .main)
        stops.setEventHandler { MainActor.assumeIsolated { send(.suspensionRequested) } }
        // After a stop without notice (SIGSTOP), the shell has changed the terminal's mode.
        let continuations = DispatchSource.makeSignalSource(signal: SIGCONT, queue: .main)
        continuations.setEventHandler { [weak self] in
            MainActor.assumeIsolated {
                guard let self, self.isOpen, !self.isReleased else { return }
                self.resume()
                send(.resized(self.size))
                send(.repaintRequested)
            }
        }
        sources = [keys, resizes, stops, continuations]
        // Registered on a separate queue: the main one would register them only after the first
        // paint, and a signal before that would be lost.
        let signals = DispatchQueue(label: "muster.signals")
        for number in [SIGTERM, SIGHUP, SIGINT] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: signals)
            source.setEventHandler { @Sendable [weak self] in
                DispatchQueue.main.async {
                    MainActor.assumeIsolated {
                        self?.endingSignal = number
                        send(.terminationRequested)
                    }
                }
            }
            sources.append(source)
        }
        for source in sources { source.activate() }
        if readsCommands { Self.write(Self.questions + Self.isTold) }
        awaitsReports = readsCommands
    }

    package var size: Size {
        var rows: Int32 = 0
        var columns: Int32 = 0
        cncurses_get_size(&rows, &columns)
        return Size(columns: Int(columns), rows: Int(rows))
    }

    package func paint(_ grid: CellGrid) {
        guard isOpen, !isReleased, grid.size == size else { return }
        // After a resize, nothing on the screen is known.
        if painted?.size != grid.size { painted = nil }
        let relinked = readsCommands ? rowsWithChangedLinks(grid, painted: painted) : []
        for row in 0..<grid.size.rows {
            guard let changed = changedColumns(grid, row: row) else { continue }
            paint(grid, row: row, columns: changed)
        }
        if isSynchronized { Self.write("\u{1B}[?2026h") }
        if !relinked.isEmpty { paintLinks(grid, painted: painted, rows: relinked) }
        painted = grid
        curs_set(grid.cursor == nil ? 0 : 1)
        refresh(cursor: grid.cursor ?? (grid.size.rows - 1, 0))
        if isSynchronized { Self.write("\u{1B}[?2026l") }
    }

    /// Sends what was painted to the terminal.
    func refresh(cursor: (row: Int, column: Int)) {
        cncurses_refresh(Int32(cursor.row), Int32(min(cursor.column, size.columns - 1)))
    }

    package func forget() {
        painted = nil
        cncurses_forget_screen()
    }

    /// Rebuilds the palette and repaints every cell in its new colours.
    package func use(_ theme: Theme) {
        palette.use(theme)
        painted = nil
    }

    package func suspend() {
        guard isOpen else { return }
        // While an editor has the terminal, both stop, and the editor gets the terminal back.
        guard !isReleased else { return cncurses_stop() }
        leave()
        cncurses_stop()
        reader?.reset()
        resume()
    }

    /// Hands the screen and its keys to another program.
    package func release() {
        guard isOpen, !isReleased else { return }
        isReleased = true
        keys?.suspend()
        reader?.reset()
        curs_set(1)
        leave()
    }

    /// Takes screen and keys back, whatever mode the other program left the terminal in.
    package func reclaim() {
        guard isOpen, isReleased else { return }
        isReleased = false
        reader?.reset()
        resume()
        keys?.resume()
    }

    /// Takes the terminal back from another program, which may have resized it.
    private func resume() {
        reset_prog_mode()
        cncurses_hear_keypad()
        Self.write("\u{1B}[?2004h" + (readsCommands ? Self.isTold : ""))
        if hearsMouse { Self.write(Self.mouseIsHeard) }
        cncurses_sync_size()
        forget()
    }

    /// Enables reports of presses, drags and the wheel; the terminal then needs Shift to select
    /// text.
    package func hearMouse(_ isHeard: Bool) {
        guard hasMouse, isHeard != hearsMouse else { return }
        hearsMouse = isHeard
        Self.write(isHeard ? Self.mouseIsHeard : Self.mouseIsLeft)
    }

    /// Reports of presses and drags with decimal coordinates (XTerm Control Sequences, "Mouse
    /// Tracking": 1000, 1002, 1006).
    private static let mouseIsHeard = "\u{1B}[?1000h\u{1B}[?1002h\u{1B}[?1006h"
    private static let mouseIsLeft = "\u{1B}[?1002l\u{1B}[?1000l\u{1B}[?1006l"

    /// Sets the window title; the previous one is on the terminal's stack (XTerm, "Set Text
    /// Parameters" and "Window manipulation" 22 and 23).
    package func setTitle(_ title: SanitizedText) {
        guard readsCommands, isOpen, !isReleased else { return }
        Self.write("\u{1B}]2;\(title.singleLine.string)\u{07}")
    }

    private func take(_ report: TerminalReport) {
        switch report {
        case .synchronizedOutput(let isSupported): isSynchronized = isSupported
        case .attributes: awaitsReports = false
        case .background, .focus: break
        }
    }

    package func setProgress(_ share: Double?) {
        let percent = share.map { Int((min(max($0, 0), 1) * 100).rounded()) }
        guard Self.showsProgress, percent != shownProgress, !isReleased else { return }
        shownProgress = percent
        Self.write("\u{1B}]9;4;" + (percent.map { "1;\($0)" } ?? "0") + "\u{07}")
    }

    package func copy(_ text: SanitizedText) {
        Self.write("\u{1B}]52;c;\(Data(text.string.utf8).base64EncodedString())\u{07}")
    }

    private func close() {
        guard isOpen else { return }
        isOpen = false
        // Releasing a suspended source crashes.
        if isReleased { keys?.resume() }
        for source in sources { source.cancel() }
        guard !isReleased else { return }
        if awaitsReports { drainReports() }
        leave()
        if readsCommands { Self.write("\u{1B}[23;2t") }
    }

    /// Restores the terminal, except for the title, which stays muster's until the end.
    ///
    /// A link is open if the terminal took no bytes while one was drawn.
    private func leave() {
        if hearsMouse { Self.write(Self.mouseIsLeft) }
        setProgress(nil)
        Self.write("\u{1B}[?2004l" + (readsCommands ? WebPage.linkEnd + Self.isNotTold : ""))
        endwin()
    }

    // MARK: - Painting

    /// The columns of a row that differ from the screen, whole characters only.
    private func changedColumns(_ grid: CellGrid, row: Int) -> Range<Int>? {
        guard let painted else { return 0..<grid.size.columns }
        var first: Int?
        var last = 0
        for column in 0..<grid.size.columns where grid[row, column] != painted[row, column] {
            first = first ?? column
            last = column
        }
        guard var start = first else { return nil }
        var end = last + 1
        func isInside(_ column: Int) -> Bool {
            grid[row, column].isContinuation || painted[row, column].isContinuation
        }
        while start > 0, isInside(start) { start -= 1 }
        while end < grid.size.columns, isInside(end) { end += 1 }
        return start..<end
    }

    func paint(_ grid: CellGrid, row: Int, columns: Range<Int>) {
        var run: [wchar_t] = []
        var style = grid[row, columns.lowerBound].style
        var start = columns.lowerBound
        for column in columns {
            let cell = grid[row, column]
            if cell.isContinuation { continue }
            if cell.style != style {
                put(run, row: row, column: start, style)
                (run, style, start) = ([], cell.style, column)
            }
            run.append(wchar_t(truncatingIfNeeded: cell.scalar))
            if cell.mark != 0 { run.append(wchar_t(truncatingIfNeeded: cell.mark)) }
        }
        put(run, row: row, column: start, style)
    }

    func put(_ run: [wchar_t], row: Int, column: Int, _ style: CellStyle) {
        guard !run.isEmpty else { return }
        let ink = palette.ink(for: style)
        cncurses_set_style(ink.attributes, ink.pair)
        cncurses_put(Int32(row), Int32(column), run, Int32(run.count))
    }

    /// Writes a control sequence that ncurses does not support.
    ///
    /// Half a sequence would swallow the next output, so this waits up to two seconds for a
    /// terminal that accepts no bytes.
    static func write(_ sequence: String) {
        var rest = Array(sequence.utf8)[...]
        var waits = 0
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count)
            }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN, waits < 20 {
                waits += 1
                var output = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
                poll(&output, 1, 100)
            } else if errno != EINTR {
                return
            }
        }
    }
}
