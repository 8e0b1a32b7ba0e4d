import Foundation

extension Completion {
    /// Writes the answer to a request without `stream`, after blank lines if it has comments.
    ///
    /// - Throws: ``CutConnection`` to have the connection closed; others when the client went.
    @concurrent
    func writeObject<ChosenClock: Clock>(
        to sink: inout EventSink<ChosenClock>
    ) async throws where ChosenClock.Duration == Duration {
        let keepAlive = "\n         \n"
        if script.comments == .everywhere { try await sink.add(keepAlive) }
        switch script.ending {
        case .done, .withoutDone:
            try await sink.add(object.text)
        case .dropped, .cut:
            let text = object.text
            try await sink.add(String(text.prefix(text.count / 2)))
            try await sink.flush()
            throw CutConnection()
        case .failed(let failure, _):
            try await sink.add(failedObject(failure).text)
        case .stalled, .silent, .endless:
            while true {
                try await sink.add(keepAlive)
                try await sink.wait(Self.commentInterval)
            }
        }
        try await sink.finish()
    }

    /// What `GET /generation` gives for this answer.
    func record(now: Date, isStream: Bool) -> JSONValue {
        [
            "id": .string(id), "model": .string(model), "provider_name": .string(provider),
            "streamed": .bool(isStream), "cancelled": false,
            "finish_reason": .string(finishReason), "native_finish_reason": .string(finishReason),
            "latency": 412, "generation_time": .int(chunkCount * 12),
            "tokens_prompt": usage["prompt_tokens"] ?? 0,
            "tokens_completion": usage["completion_tokens"] ?? 0,
            "native_tokens_prompt": usage["prompt_tokens"] ?? 0,
            "native_tokens_completion": usage["completion_tokens"] ?? 0,
            "total_cost": usage["cost"] ?? 0, "usage": usage["cost"] ?? 0,
            "created_at": .string(now.ISO8601Format()), "upstream_id": nil, "router": nil,
            "provider_responses": [], "session_id": nil,
        ]
    }

    /// Errors come as the whole body, inside a choice, or as no choice at all.
    private func failedObject(_ failure: MidStreamFailure) -> JSONValue {
        let error: JSONValue = ["code": 502, "message": "Provider disconnected unexpectedly"]
        switch failure {
        case .recorded, .documented:
            return ["error": error]
        case .stringCode:
            return ["error": error.setting("code", to: "server_error")]
        case .emptyChoices:
            return object.setting("choices", to: [])
        case .finishReasonOnly:
            let choice: JSONValue = [
                "index": 0, "message": ["role": "assistant", "content": ""],
                "finish_reason": "error", "error": error,
            ]
            return object.setting("choices", to: [choice])
        }
    }
}
