import MusterCore
import MusterTestSupport
import Testing

/// Bytes that no one has thought of: good answers with a few of them changed, from fixed seeds.
@Suite(.timeLimit(.minutes(30)))
struct MangledWireTests {
    @Test(arguments: WireCall.allCases)
    func aMangledAnswerEndsInWords(call: WireCall) async throws {
        let encoded = WireStep.answerBytes(
            headers: [call.contentType, "Content-Encoding: gzip"],
            body: DeflateEncoder.gzip(Array(call.goodBody.utf8))
        )
        let plain = WireStep.answerBytes(
            headers: [call.contentType],
            body: Array(call.goodBody.utf8)
        )
        var random = SplitMix64(seed: 20_261_123)
        let scripts = (0..<60).map { round -> [WireStep] in
            let answer = Self.mangled(round % 2 == 0 ? plain : encoded, by: &random)
            return [.readRequest, .send(answer), .close]
        }
        try await WireServer.withServer(scripts: scripts) { server in
            for _ in scripts {
                await WireClient.withClient(server.baseURL) {
                    expectWords(await $0.outcome(of: call))
                }
            }
        }
    }

    /// What it says, and to which protocol; the rest of what is asked goes unanswered.
    @Test(arguments: [
        ("http", "HTTP/1.1 200 Connection established\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200"),
        ("http", "HTTP/1.1 407 Who?\r\nContent-Length: 3\r\n\r\nYouHTTP/1.1 407 Who?\r\n\r\n"),
        ("http", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 502 Bad\r\n\r\n<html>"),
        ("socks5", "\u{5}\u{0}\u{5}\u{0}\u{0}\u{1}\u{7F}\u{0}\u{0}\u{1}\u{1}\u{2}"),
        ("socks5", "\u{5}\u{0}\u{5}\u{0}\u{0}\u{3}\u{3}abc\u{1}\u{2}"),
    ])
    func aMangledProxyEndsInWords(scheme: String, reply: String) async throws {
        var random = SplitMix64(seed: 20_261_124)
        let scripts = (0..<40).map { round -> [WireStep] in
            let bytes =
                round == 0 ? Array(reply.utf8) : Self.mangled(Array(reply.utf8), by: &random)
            let first = scheme == "http" ? WireStep.readRequest : .read(3)
            return [first, .send(bytes), .close]
        }
        try await WireServer.withServer(scripts: scripts) { server in
            let settings = ["https_proxy": "\(scheme)://127.0.0.1:\(server.port)"]
            for _ in scripts {
                await WireClient.withClient(
                    "https://service.example/api/v1",
                    connectTimeout: .milliseconds(500),
                    proxies: ProxySettings(environment: settings)
                ) { client in
                    let outcome = await client.outcome(of: .key)
                    #expect((try? outcome.get()) == nil)
                    expectWords(outcome)
                }
            }
            #expect(!server.record.mentions(WireClient.key))
        }
    }

    /// One to four bytes replaced, removed, repeated, or all after one of them lost.
    private static func mangled(_ bytes: [UInt8], by random: inout SplitMix64) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            guard !bytes.isEmpty else { return bytes }
            let index = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<8, using: &random) {
            case 0: bytes.remove(at: index)
            case 1: bytes.insert(bytes[index], at: index)
            case 2: bytes.removeSubrange(index...)
            case 3: bytes.insert(contentsOf: [13, 10], at: index)
            default: bytes[index] = UInt8.random(in: 0...255, using: &random)
            }
        }
        return bytes
    }
}
