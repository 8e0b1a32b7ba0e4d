import Foundation
import MusterTestSupport
import OpenRouterSimulator
import Testing

/// Every command on services that answer as the real ones do: no false badge, no false sentence.
@Suite(.timeLimit(.minutes(30)))
struct ImitationTests {
    private func withHome(
        _ service: Imitation,
        _ body: (MusterHome, SimulatorServer) async throws -> Void
    ) async throws {
        try await SimulatorServer.withServer { server in
            try await MusterHome.withHome { home in
                var home = home
                home.environment["MUSTER_DATABASE"] = nil
                home.environment["OPENROUTER_BASE_URL"] = nil
                home.environment["THEIR_KEY"] = "their-key"
                try home.write(
                    "config/muster/config.yaml",
                    """
                    services:
                      there:
                        base_url: \(service.play(on: server))
                        kind: \(service.kind)
                        key_env: THEIR_KEY
                    """
                )
                try await body(home, server)
            }
        }
    }

    @Test(arguments: Imitation.all)
    func everyCommandWorks(service: Imitation) async throws {
        try await withHome(service) { home, server in
            func run(_ arguments: String...) async throws -> MusterHome.Outcome {
                try await home.run(arguments + ["--service", "there"])
            }
            let refresh = try await run("refresh")
            #expect(refresh.status == 0, "\(refresh.errors)")
            let row = try #require(
                try JSONObject.list(try await run("list", "--json").output).first
            )
            #expect(row.string("model_id") == service.model)
            #expect(row.number("context_length") == service.context)
            #expect(row.string("prompt_price") == service.price)
            let check = try await run("check", service.model)
            #expect(check.status == service.check.status, "\(check.output)\(check.errors)")
            let said = check.output + check.errors
            #expect(said.contains(service.check.badge), "\(said)")
            let deep = try await run("check", "--deep", service.model)
            #expect(deep.status == 0, "\(deep.output)\(deep.errors)")
            #expect(deep.output.contains("verified"), "\(deep.output)")
            // A list without news takes nothing back.
            let again = try await run("check", service.model)
            #expect(!(again.output + again.errors).contains("unavailable"), "\(again.errors)")
            let answer = try await run("generate", service.model, "Hello")
            #expect(answer.status == 0 && answer.output == "Hi there", "\(answer.errors)")
            let slate = home.folder.file("slate.yaml")
            #expect(try await run("slate", "save", slate, service.model).status == 0)
            let verify = try await home.run(["slate", "verify", slate])
            #expect(verify.status == 0, "\(verify.output)\(verify.errors)")
            try home.write("p.jsonl", #"{"id":"1","prompt":"Hello"}"# + "\n")
            let results = home.folder.file("r.jsonl")
            let batch = try await home.run(
                ["batch", slate, home.folder.file("p.jsonl"), "-o", results, "--yes"]
            )
            #expect(batch.status == 0, "\(batch.errors)")
            let line = try JSONObject(try String(contentsOfFile: results, encoding: .utf8))
            #expect(line.string("text") == "Hi there" && line.string("service") == "there")
            #expect(line.number("prompt_tokens") == 9)
            // Their key and no other.
            let keys = Set(server.log.entries.compactMap(\.bearerKey))
            #expect(keys == ["their-key"])
        }
    }

    /// A model that is gone is unavailable; a server that still loads it gives no verdict.
    @Test(arguments: Imitation.all)
    func aRefusalIsUnderstood(service: Imitation) async throws {
        let isGone = service.unknown.status != 503
        try await withHome(service) { home, server in
            let options = ["--service", "there"]
            #expect(try await home.run(["refresh"] + options).status == 0)
            service.forget(on: server)
            let deep = try await home.run(["check", "--deep", service.model] + options)
            #expect(deep.status == (isGone ? 69 : 75), "\(deep.output)\(deep.errors)")
            #expect(deep.output.contains("unavailable") == isGone, "\(deep.output)")
            // muster would ask a busy server again for minutes.
            guard isGone else { return }
            let answer = try await home.run(["generate", service.model, "Hello"] + options)
            #expect(answer.status == 69, "\(answer.errors)")
        }
    }
}
