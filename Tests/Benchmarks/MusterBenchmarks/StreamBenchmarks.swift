import Benchmark
import Foundation
import MusterCore
import OpenRouterSimulator

/// An answer while it comes: its events, its text, and all of it from a server to the database.
enum StreamBenchmarks {
    private static let eventCount = 10_000

    /// Adds these benchmarks.
    static func register() {
        for size in [1, 64, 64 << 10] {
            Benchmark("stream: \(eventCount) events in pieces of \(size) bytes") {
                (_, pieces: [[UInt8]]) in
                var decoder = ServerSentEventDecoder()
                for piece in pieces { blackHole(try decoder.decode(piece)) }
            } setup: {
                pieces(of: size)
            }
        }
        let texts: [(String, String)] = [
            ("plain", "The quick brown fox jumps over the lazy dog. "),
            ("of many scripts", "Grüße, 你好, שלום, привет 👋🏽 "),
            ("hostile", "\u{1B}[31mred\u{1B}[0m\u{9D}0;title\u{7}\u{202E}x\u{200B} "),
        ]
        for (name, text) in texts {
            Benchmark("sanitise: 1 MB of text, \(name)") { (_, text: String) in
                var sanitizer = TextSanitizer()
                blackHole(sanitizer.sanitize(text))
            } setup: {
                String(repeating: text, count: 1_000_000 / text.utf8.count)
            }
        }
        Benchmark("stream: \(eventCount) pieces from a server to the database") { benchmark in
            let words = (0..<eventCount).map { "word\($0)" }.joined(separator: " ")
            let id = "x-ai/grok-code-fast-1"
            try await SimulatorServer.withServer(SimulatorConfiguration()) { server in
                server.setScript(ModelScript(completion: .text(words)), for: id)
                let transport = HTTPTransport(userAgent: "muster-benchmark")
                let client = OpenRouterClient.live(
                    baseURL: ServiceURL(server.baseURL) ?? .openRouter,
                    transport: transport
                ) { () throws(ServiceFailure) in APIKey("benchmark") }
                let generator = Generator(
                    client: client,
                    store: try .inMemory(),
                    time: .system,
                    preference: .catalogFirst
                )
                let request = GenerationRequest(
                    modelID: ModelID(rawValue: id),
                    huggingFaceID: nil,
                    prompt: "Go."
                )
                benchmark.startMeasurement()
                let generation = await generator.run(request) { _ in }
                benchmark.stopMeasurement()
                await transport.shutDown()
                if generation.status != .completed { benchmark.error("it did not complete") }
            }
        }
    }

    /// A stream of small events, cut into pieces.
    private static func pieces(of size: Int) -> [[UInt8]] {
        let event = """
            data: {"id":"gen-1","provider":"xAI","model":"x-ai/grok-code-fast-1",\
            "object":"chat.completion.chunk","created":1745000000,"choices":[{"index":0,\
            "delta":{"role":"assistant","content":" word"},"finish_reason":null}]}\n\n
            """
        let bytes = Array(String(repeating: event, count: eventCount).utf8)
        return stride(from: 0, to: bytes.count, by: size).map {
            Array(bytes[$0..<min($0 + size, bytes.count)])
        }
    }
}
