import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore

@Suite struct CurlCommandTests {
    private static let base: ServiceURL = "https://openrouter.ai/api/v1"
    private static let id = ModelID(rawValue: "a/b:free")

    @Test func anEndpointsListIsAskedForByItsAddress() {
        let evidence = Self.evidence(.endpoints)
        let entry = TimelineEntry(date: .now, evidence: evidence, attempts: [])
        #expect(
            entry.curl(Self.id, baseURL: Self.base, keyVariable: "OPENROUTER_API_KEY")
                == "curl -sS 'https://openrouter.ai/api/v1/models/a/b:free/endpoints'"
        )
    }

    @Test func aCompletionNamesTheKeyAndDoesNotHoldIt() {
        var evidence = Self.evidence(.completion)
        evidence.sentModel = "A/B:free"
        let curl = TimelineEntry(date: .now, evidence: evidence, attempts: [])
            .curl(Self.id, baseURL: Self.base, keyVariable: "OPENROUTER_API_KEY")
        #expect(curl.contains("-H \"Authorization: Bearer $OPENROUTER_API_KEY\""))
        #expect(curl.contains("\"model\":\"A/B:free\""))
        #expect(curl.contains("\"max_tokens\":512"))
    }

    @Test func aHostileSpellingStaysAWord() throws {
        var evidence = Self.evidence(.completion)
        evidence.sentModel = "a'; rm -rf \"$HOME\" #`id`"
        let curl = TimelineEntry(date: .now, evidence: evidence, attempts: [])
            .curl(Self.id, baseURL: Self.base, keyVariable: "OPENROUTER_API_KEY")
        // The shell itself says which words it sees: its `curl` here prints them.
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "curl() { printf '%s\\n' \"$@\"; }; \(curl)"]
        process.environment = ["HOME": "/nowhere", "OPENROUTER_API_KEY": "secret"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let words = String(decoding: output, as: UTF8.self).split(separator: "\n")
        #expect(words.count == 8)
        #expect(words.contains("Authorization: Bearer secret"))
        #expect(words.last?.contains(#"a'; rm -rf \"$HOME\" #`id`"#) == true)
    }

    private static func evidence(_ kind: Evidence.Kind) -> Evidence {
        Evidence(modelID: id, observedAt: .now, kind: kind, finding: .answered, detail: "")
    }
}
