import MusterCore

// `generate`, `history` and `batch`.

extension JSONObject {
    init(_ generation: Generation) {
        let usage = generation.usage.map { usage -> JSONObject in
            [
                "prompt_tokens": usage.promptTokens,
                "completion_tokens": usage.completionTokens,
                "reasoning_tokens": usage.reasoningTokens,
            ]
        }
        self = [
            "id": generation.id,
            "model_id": generation.modelID.rawValue,
            "sent_model": generation.sentModel,
            "served_model": generation.servedModel,
            "provider": generation.provider,
            "status": generation.status.rawValue,
            "text": generation.text,
            "reasoning": generation.reasoning.isEmpty ? nil : generation.reasoning,
            "finish_reason": generation.finishReason,
            "usage": usage,
            "cost": generation.usage?.cost.map { "\($0)" },
            "cost_number": generation.usage?.cost,
            "time_to_first_token_ms": generation.timeToFirstTokenMilliseconds,
            "duration_ms": generation.durationMilliseconds,
            "attempts": generation.attempts.map(JSONObject.init),
        ]
    }

    init(_ attempt: Attempt) {
        self = [
            "sent_model": attempt.sentModel,
            "http_status": attempt.httpStatus,
            "kind": attempt.kind,
            "message": attempt.message.isEmpty ? nil : attempt.message,
            "waited_ms": attempt.waitedMilliseconds,
        ]
    }

    /// A past generation: the fields of `generate --json`, plus the request and the error.
    init(_ stored: StoredGeneration) {
        self = JSONObject(stored.generation).adding([
            "created_at": JSONDocument.time(stored.createdAt),
            "prompt": stored.prompt,
            "system_prompt": stored.systemPrompt,
            "failure": stored.generation.failure.map { "\($0)" },
        ])
    }

    /// A line of the history, with only the first characters of prompt and text.
    init(_ entry: HistoryEntry) {
        self = [
            "id": entry.id,
            "created_at": JSONDocument.time(entry.createdAt),
            "model_id": entry.modelID.rawValue,
            "answering_model_id": entry.answeringModelID?.rawValue,
            "served_model": entry.servedModel,
            "provider": entry.provider,
            "status": entry.status.rawValue,
            "prompt_beginning": entry.promptBeginning,
            "text_beginning": entry.textBeginning,
            "cost": entry.cost.map { "\($0)" },
            "cost_number": entry.cost,
            "duration_ms": entry.durationMilliseconds,
        ]
    }

    init(_ forecast: BatchForecast) {
        self = [
            "requests": forecast.requests,
            "earlier": forecast.earlier,
            "prompt_tokens": forecast.promptTokens,
            "max_completion_tokens": forecast.maximumCompletionTokens,
            "likely_cost": forecast.likelyCost.map { "\($0)" },
            "max_cost": "\(forecast.maximumCost)",
            "batch_max_cost": forecast.batch?.maximumCost.map { "\($0)" },
            "engine": forecast.engine.rawValue,
            "batch_requests": forecast.batchRequests,
            "submitted": forecast.submitted,
            "models": (forecast.batch?.rows ?? []).map { JSONObject($0) },
            "limit_remaining": forecast.key?.limitRemaining.map { "\($0)" },
            "limit_reset": forecast.key?.limitReset,
            "expires_at": JSONDocument.time(forecast.key?.expiresAt),
            "unpriced": forecast.unpriced.map(\.rawValue),
            "likely_duration_ms": forecast.likelyDuration?.milliseconds,
            "free_tier_requests": forecast.freeRequests,
            "free_tier_left": forecast.freeTierLeft,
        ]
    }

    /// A model's costs by both engines.
    init(_ row: BatchOffer.Row) {
        self = [
            "model_id": row.modelID.rawValue,
            "requests": row.requests,
            "max_cost": row.here.map { "\($0)" },
            "batch_max_cost": row.batch.map { "\($0)" },
            "batch_price": row.isOffered ? row.comparison?.rawValue : "not offered",
        ]
    }

    /// The totals of a batch, and the reason it stopped, if any.
    init(_ summary: BatchSummary, _ outcome: BatchOutcome) {
        let refusals = Dictionary(
            outcome.refusals.map { ($0.modelID, "\($0.failure)") },
            uniquingKeysWith: { first, _ in first }
        )
        self = [
            "answered": summary.answered,
            "failed": summary.failed,
            "left": summary.left,
            "cost": summary.cost.map { "\($0)" },
            "cost_number": summary.cost,
            "submitted": outcome.submitted.map { $0.total },
            "stop": outcome.stop.map(Self.word) ?? (refusals.isEmpty ? nil : "refused"),
            "models": summary.models.map { model in
                JSONObject(model).adding(["refusal": refusals[model.modelID]])
            },
        ]
    }

    init(_ model: BatchSummary.ModelSummary) {
        self = [
            "model_id": model.modelID.rawValue,
            "answered": model.answered,
            "cut": model.cut,
            "failed": model.failed,
            "failures": model.failures,
            "left": model.left,
            "median_duration_ms": model.medianMilliseconds,
            "p50_duration_ms": model.medianMilliseconds,
            "p95_duration_ms": model.percentile95Milliseconds,
            "tokens_per_second": model.tokensPerSecond,
            "prompt_tokens": model.promptTokens,
            "completion_tokens": model.completionTokens,
            "cost": model.cost.map { "\($0)" },
            "cost_number": model.cost,
        ]
    }

    private static func word(_ stop: BatchStop) -> String {
        switch stop {
        case .interrupted: "interrupted"
        case .results: "results"
        case .prompts: "prompts"
        case .account: "account"
        case .unreachable: "unreachable"
        case .cost: "max_cost"
        case .dailyQuota: "daily_quota"
        case .unclear: "unclear"
        case .lostBatch: "lost_batch"
        }
    }
}

extension JSONObject {
    /// A batch at the service.
    init(_ batch: SubmittedBatch) {
        self = [
            "model_id": batch.modelID.rawValue,
            "requests": batch.count,
            "state": batch.words,
            "batch": batch.job?.id ?? batch.chunk?.jobID,
            "completed": batch.job?.completed,
            "failed": batch.job?.failed,
            "cost": batch.job?.cost.map { "\($0)" },
            "provider": batch.job?.provider,
            "submitted_at": JSONDocument.time(batch.sentAt),
            "expires_at": JSONDocument.time(batch.job?.expiresAt),
            "error": batch.job?.message ?? batch.failure.map { "\($0)" },
        ]
    }
}
