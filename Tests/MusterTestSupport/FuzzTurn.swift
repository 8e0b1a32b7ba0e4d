/// Lets one property at a time have its rounds.
///
/// They are nothing but work, and all tests share as many threads as there are cores: two at once
/// would leave those that wait for a server no thread to wait on.
actor FuzzTurn {
    /// The one for all properties of a test run.
    static let shared = FuzzTurn()

    private var isTaken = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// Waits until nobody else has the turn, and takes it.
    func take() async {
        guard isTaken else {
            isTaken = true
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    /// Passes the turn on.
    func leave() {
        guard !waiting.isEmpty else {
            isTaken = false
            return
        }
        waiting.removeFirst().resume()
    }
}
