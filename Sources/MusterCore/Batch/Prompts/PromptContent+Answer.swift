import Foundation

extension PromptContent {
    /// Why an answer is not what `response_format` asks for; `nil` if it is, or if nothing is asked.
    func objection(to answer: String) -> ServiceFailure? {
        guard let format = parameters["response_format"],
            case .string(let kind)? = format["type"], ["json_object", "json_schema"].contains(kind)
        else { return nil }
        func failure(_ reason: String) -> ServiceFailure {
            ServiceFailure(.notAsAsked, httpStatus: 200, message: reason)
        }
        guard let value = try? JSONDecoder().decode(JSONElement.self, from: Data(answer.utf8))
        else {
            return failure("the answer is not JSON, as response_format demands")
        }
        if kind == "json_object" {
            guard case .object = value else { return failure("the answer is not a JSON object") }
            return nil
        }
        return format["json_schema"]?["schema"].flatMap { JSONSchema($0).objection(to: value) }
            .map { failure("the answer does not fit the schema: \($0)") }
    }
}

extension Generation {
    /// Makes an answer that is not what the prompt asked for a failure, which keeps its text.
    ///
    /// The call of a tool that the prompt offers is an answer, whose text is the calls as JSON.
    mutating func hold(to content: PromptContent) {
        if failure?.kind == .toolCall, finishReason != .malformedCall, !toolCalls.isEmpty,
            content.parameters["tools"] != nil
        {
            (status, failure) = (.completed, nil)
            text += toolCalls.json
            return
        }
        guard status == .completed, let objection = content.objection(to: text) else { return }
        (status, failure) = (.failed, objection)
    }
}
