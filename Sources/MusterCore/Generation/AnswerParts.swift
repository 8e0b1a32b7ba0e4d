import Foundation

/// What an answer consists of, by which its end is judged.
struct AnswerParts: Sendable {
    /// Whether there is text other than blanks.
    private(set) var hasText = false
    private(set) var hasReasoning = false
    private(set) var isRefusal = false
    private(set) var media: [AnswerMedia] = []
    private var toolName: String?
    private var usage: TokenUsage?

    mutating func take(_ event: CompletionEvent) {
        switch event {
        case .text(let piece):
            hasText = hasText || piece.unicodeScalars.contains(where: Self.isSeen)
        case .reasoning: hasReasoning = true
        case .refused: isRefusal = true
        case .media(let one): media.add(one)
        case .toolCalled(let call):
            toolName = toolName.flatMap { $0.isEmpty ? nil : $0 } ?? call.name
        case .usage(let new): usage = new
        default: break
        }
    }

    /// Whether a reader sees anything of it: no blank, and no zero-width character.
    private static func isSeen(_ scalar: Unicode.Scalar) -> Bool {
        !scalar.properties.isWhitespace && scalar.properties.generalCategory != .format
    }

    /// Whether the service reported a cost.
    var isCharged: Bool { (usage?.cost ?? 0) > 0 }

    /// The reason why a complete answer is none; `nil` if it has text.
    func shortfall(_ reason: FinishReason?) -> ServiceFailure? {
        let (kind, message): (ServiceFailure.Kind, String)
        switch reason {
        case _ where isRefusal, .refusal:
            (kind, message) = (.refusal, "the model refused to answer")
        case .contentFilter:
            (kind, message) = (.contentFilter, "a content filter stopped the answer")
        case .malformedCall:
            (kind, message) = (.toolCall, "the model broke off with a malformed tool call")
        case .toolCalls:
            (kind, message) = (.toolCall, toolWords)
        case _ where hasText:
            return nil
        case _ where toolName != nil:
            (kind, message) = (.toolCall, toolWords)
        case _ where !media.isEmpty:
            (kind, message) = (.onlyMedia, "the answer has no text, only \(media.words)")
        case .length:
            (kind, message) = (.onlyReasoning, cutWords)
        case _ where hasReasoning:
            (kind, message) = (.onlyReasoning, "the model stopped after its reasoning")
        default:
            (kind, message) = (.empty, "the answer is empty")
        }
        return ServiceFailure(kind, httpStatus: 200, message: message)
    }

    private var toolWords: String {
        let name = toolName.flatMap { $0.isEmpty ? nil : " \($0)" } ?? ""
        return "the model called a tool\(name), which nobody offered"
    }

    private var cutWords: String {
        guard let tokens = usage?.completionTokens else {
            return hasReasoning
                ? "the answer was cut while the model was reasoning"
                : "the answer was cut before its first word"
        }
        return
            "all \(tokens) tokens went to reasoning, and the answer was cut before its first word"
    }
}
