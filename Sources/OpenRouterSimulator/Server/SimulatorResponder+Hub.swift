import Foundation

extension SimulatorResponder {
    /// `GET /api/models/{author}/{name}` of the Hugging Face Hub.
    ///
    /// The Hub ignores the case of a name and gives its own spelling as `id`; it redirects renamed
    /// repositories, and answers 401 rather than 404 to anyone unknown who asks for one that is
    /// missing or private.
    func repository(_ name: String) -> ScriptedAnswer {
        let hub = state.configuration.catalog.hub
        if let newName = hub.newName(name) {
            let body: JSONValue = ["error": "Moved"]
            var answer = ScriptedAnswer(status: 307, body: body.data)
            answer.headers["Location"] = "/api/models/\(newName)"
            return answer
        }
        guard let canonical = hub.canonicalName(name) else {
            let body: JSONValue = ["error": "Invalid username or password."]
            return ScriptedAnswer(status: 401, body: body.data)
        }
        var random = SeededGenerator(seed: state.configuration.seed, text: canonical)
        let digits = String(random.next(), radix: 16) + String(random.next(), radix: 16)
        let objectID = String((digits + String(repeating: "0", count: 24)).prefix(24))
        let body: JSONValue = [
            "_id": .string(objectID), "id": .string(canonical), "modelId": .string(canonical),
            "author": .string(String(canonical.prefix { $0 != "/" })), "private": false,
            "disabled": false, "gated": false, "pipeline_tag": "text-generation",
            "library_name": "transformers", "downloads": .int(Int(random.next() % 2_000_000)),
            "likes": .int(Int(random.next() % 5_000)),
            "tags": ["transformers", "safetensors", "text-generation", "conversational"],
        ]
        return ScriptedAnswer(body: body.data)
    }
}
