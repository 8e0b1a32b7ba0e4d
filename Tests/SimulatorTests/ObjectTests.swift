import Foundation
import OpenRouterSimulator
import Testing

/// Answers to requests without `stream`, and the look-up of generations.
@Suite(.timeLimit(.minutes(30)))
struct ObjectTests {
    private let id = "mistralai/mistral-nemo"

    @Test func theWholeAnswerIsOneObject() async throws {
        let answer = try await object(
            StreamScript(text: "Hi.", reasoning: "Hm.", comments: .everywhere)
        )
        #expect(answer.headers["content-type"] == "application/json")
        #expect(answer.text.hasPrefix("\n"))
        let message = try #require(choices(answer.json ?? [:]).first?["message"] as? [String: Any])
        #expect(message["content"] as? String == "Hi.")
        #expect(message["reasoning"] as? String == "Hm.")
        #expect((answer.json?["usage"] as? [String: Any])?["cost"] is NSNumber)
    }

    @Test(arguments: [StreamEnding.cut(), .dropped()])
    func aCutObjectIsNoJSON(ending: StreamEnding) async throws {
        let answer = try await object(StreamScript(ending: ending))
        #expect(answer.failure != nil)
        #expect(answer.json == nil)
    }

    @Test(arguments: MidStreamFailure.allCases)
    func errorsComeInManyShapes(failure: MidStreamFailure) async throws {
        let answer = try await object(StreamScript(ending: .failed(failure)))
        #expect(answer.status == 200)
        let json = try #require(answer.json)
        switch failure {
        case .recorded, .documented: #expect(answer.error?["code"] as? Int == 502)
        case .stringCode: #expect(answer.error?["code"] as? String == "server_error")
        case .emptyChoices: #expect((json["choices"] as? [Any])?.isEmpty == true)
        case .finishReasonOnly: #expect(choices(json).first?["error"] is [String: Any])
        }
    }

    @Test func aGenerationCanBeLookedUp() async throws {
        try await SimulatorServer.withServer { server in
            let answer = try await ask(server, model: id)
            let generation = try #require(answer.headers["x-generation-id"])
            let found = try await get(server.baseURL + "/generation?id=" + generation)
            let data = try #require(found.json?["data"] as? [String: Any])
            #expect(data["model"] as? String == id)
            #expect(data["streamed"] as? Bool == true)
            #expect(try await get(server.baseURL + "/generation?id=gen-0").status == 404)
            #expect(try await get(server.baseURL + "/generation").status == 404)
        }
    }

    private func object(_ script: StreamScript) async throws -> Answer {
        try await SimulatorServer.withServer { server in
            server.setScript(ModelScript(completion: .stream(script)), for: id)
            return try await ask(server, model: id, isStream: false)
        }
    }
}
