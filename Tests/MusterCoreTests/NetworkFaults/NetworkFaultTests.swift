import MusterCore
import MusterTestSupport
import Testing

/// Every fault of the wire ends in a value or in one failure in words, soon, and with little read.
@Suite(.timeLimit(.minutes(30)))
struct NetworkFaultTests {
    @Test(arguments: NetworkFault.all + NetworkFault.oddHeads)
    func aFaultEndsInWords(fault: NetworkFault) async throws {
        for call in fault.calls {
            try await WireServer.withServer(fault.script(call)) { server in
                let outcome = await WireClient.withClient(server.baseURL, timeout: fault.timeout) {
                    await $0.outcome(of: call, timeout: fault.timeout)
                }
                switch fault.expectation {
                case .value: #expect(outcome == .success(call.goodValue), "\(call)")
                case .failure(let kind, let words): expect(outcome, failsAs: kind, saying: words)
                case .end:
                    expectWords(outcome)
                    // It ended by itself, that is, and not by the client's limit.
                    if case .failure(let failure) = outcome { #expect(failure.kind != .timeout) }
                }
                // Nothing is sent twice behind the back of whoever decides about retries.
                #expect(server.record.connections <= 1, "\(call)")
                #expect(server.record.requests.count <= 1, "\(call)")
                let sent = server.record.sentBytes
                #expect(sent <= fault.maximumSentBytes, "\(call)")
            }
        }
    }
}
