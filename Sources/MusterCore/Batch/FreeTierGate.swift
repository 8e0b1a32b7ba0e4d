/// Lets the requests of one item go at the free tier's pace.
///
/// The first has waited for its turn before the generation began, so that the wait is not taken for
/// the model's slowness.
actor FreeTierGate {
    private let pace: FreeTierPace
    private var hasTurn: Bool

    init(_ pace: FreeTierPace, hasTurn: Bool) {
        self.pace = pace
        self.hasTurn = hasTurn
    }

    /// Waits for a turn, unless there is one in hand.
    func pass() async {
        guard !hasTurn else {
            hasTurn = false
            return
        }
        await pace.waitForTurn()
    }

    /// Holds all that follow: the service says that the minute is full.
    func hold() async { await pace.hold() }
}

extension OpenRouterClient {
    /// The same client, whose requests of the free tier go through a gate.
    func paced(by gate: FreeTierGate) -> OpenRouterClient {
        var client = self
        client.complete = { [complete] request, onEvents throws(ServiceFailure) in
            guard request.isFree else {
                return try await complete(request, onEvents)
            }
            await gate.pass()
            do throws(ServiceFailure) {
                try await complete(request, onEvents)
            } catch {
                if error.kind == .minuteQuota { await gate.hold() }
                throw error
            }
        }
        return client
    }
}
