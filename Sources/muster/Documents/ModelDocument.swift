import Foundation
import MusterCore

/// A model in JSON: prices in US dollars per million tokens, absent values as `null`.
struct ModelDocument: Encodable {
    let model: Model

    enum CodingKeys: String, CodingKey, CaseIterable {
        case modelID = "model_id"
        case canonicalSlug = "canonical_slug"
        case openRouterSlug = "openrouter_slug"
        case huggingFaceID = "hugging_face_id"
        case huggingFaceIDSource = "hugging_face_id_source"
        case name
        case created
        case contextLength = "context_length"
        case maxCompletionTokens = "max_completion_tokens"
        case promptPrice = "prompt_price"
        case completionPrice = "completion_price"
        case inputModalities = "input_modalities"
        case outputModalities = "output_modalities"
        case supportedParameters = "supported_parameters"
        case isFree = "is_free"
        case isRouter = "is_router"
        case expirationDate = "expiration_date"
        case listed
        case disabled
        case disabledReason = "disabled_reason"
        case favorite
        case availability
        case availabilityReason = "availability_reason"
        case checkedAt = "checked_at"
        case stale
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(model.id.rawValue, forKey: .modelID)
        try container.encode(model.id.canonicalSlug, forKey: .canonicalSlug)
        try container.encode(model.openRouterSlug, forKey: .openRouterSlug)
        try container.encode(model.huggingFaceID?.rawValue, forKey: .huggingFaceID)
        try container.encode(model.huggingFaceIDSource?.rawValue, forKey: .huggingFaceIDSource)
        try container.encode(model.name, forKey: .name)
        try container.encode(JSONDocument.time(model.created), forKey: .created)
        try container.encode(model.contextLength, forKey: .contextLength)
        try container.encode(model.maxCompletionTokens, forKey: .maxCompletionTokens)
        try container.encode(model.promptPrice?.perMillionString, forKey: .promptPrice)
        try container.encode(model.completionPrice?.perMillionString, forKey: .completionPrice)
        try container.encode(model.inputModalities, forKey: .inputModalities)
        try container.encode(model.outputModalities, forKey: .outputModalities)
        try container.encode(model.supportedParameters, forKey: .supportedParameters)
        try container.encode(model.isFree, forKey: .isFree)
        try container.encode(model.isRouter, forKey: .isRouter)
        try container.encode(model.expirationDate, forKey: .expirationDate)
        try container.encode(model.isListed, forKey: .listed)
        try container.encode(model.isDisabled, forKey: .disabled)
        try container.encode(model.disabledReason, forKey: .disabledReason)
        try container.encode(model.isFavorite, forKey: .favorite)
        try container.encode(model.verdict.availability.rawValue, forKey: .availability)
        try container.encode(model.verdict.reason, forKey: .availabilityReason)
        try container.encode(JSONDocument.time(model.verdict.checkedAt), forKey: .checkedAt)
        try container.encode(model.verdict.isStale, forKey: .stale)
    }
}
