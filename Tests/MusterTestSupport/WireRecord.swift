import Synchronization

/// What a ``WireServer`` has seen and done so far.
package final class WireRecord: Sendable {
    private struct State {
        var connections = 0
        var requests: [String] = []
        var receivedBytes = 0
        var sentBytes = 0
        var hangUps = 0
    }

    private let state = Mutex(State())

    /// Creates an empty one.
    package init() {}

    /// How many connections were accepted.
    package var connections: Int { state.withLock(\.connections) }
    /// The requests that were read whole, as text, each with the start of its body.
    package var requests: [String] { state.withLock(\.requests) }
    /// How many bytes came, those of requests that were never whole included.
    package var receivedBytes: Int { state.withLock(\.receivedBytes) }
    /// How many bytes the system took; what still lies in its buffers is among them.
    package var sentBytes: Int { state.withLock(\.sentBytes) }
    /// How many connections the client ended while the server still waited or sent.
    package var hangUps: Int { state.withLock(\.hangUps) }

    /// Whether any request holds a text, whatever its case.
    package func mentions(_ text: String) -> Bool {
        requests.contains { $0.lowercased().contains(text.lowercased()) }
    }

    /// Counts a connection; returns how many there were before.
    func addConnection() -> Int {
        state.withLock { state in
            defer { state.connections += 1 }
            return state.connections
        }
    }

    func add(request: String) { state.withLock { $0.requests.append(request) } }
    func add(receivedBytes count: Int) { state.withLock { $0.receivedBytes += count } }
    func add(sentBytes count: Int) { state.withLock { $0.sentBytes += count } }
    func addHangUp() { state.withLock { $0.hangUps += 1 } }
}
