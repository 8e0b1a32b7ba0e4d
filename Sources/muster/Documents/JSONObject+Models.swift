import MusterCore

// `list`, `show` and `why`: prices are US dollars per million tokens, costs US dollars, as text.

extension JSONObject {
    init(_ model: Model) {
        self = [
            "model_id": model.id.rawValue,
            "canonical_slug": model.id.canonicalSlug,
            "openrouter_slug": model.openRouterSlug,
            "hugging_face_id": model.huggingFaceID?.rawValue,
            "hugging_face_id_source": model.huggingFaceIDSource?.rawValue,
            "name": model.name,
            "created": JSONDocument.time(model.created),
            "context_length": model.contextLength,
            "max_completion_tokens": model.maxCompletionTokens,
            "prompt_price": model.promptPrice?.perMillionString,
            "prompt_price_number": model.promptPrice.map(\.perMillion),
            "completion_price": model.completionPrice?.perMillionString,
            "completion_price_number": model.completionPrice.map(\.perMillion),
            "batch_prompt_price": model.batchPrices?.prompt?.perMillionString,
            "batch_prompt_price_number": model.batchPrices?.prompt.map(\.perMillion),
            "batch_completion_price": model.batchPrices?.completion?.perMillionString,
            "batch_completion_price_number": model.batchPrices?.completion.map(\.perMillion),
            "input_modalities": model.inputModalities,
            "output_modalities": model.outputModalities,
            "supported_parameters": model.supportedParameters,
            "intelligence_index": model.entry.traits.intelligence,
            "coding_index": model.entry.traits.coding,
            "agentic_index": model.entry.traits.agentic,
            "reasoning_mandatory": model.entry.traits.reasoning?.isMandatory,
            "reasoning_efforts": model.entry.traits.reasoning?.efforts,
            "knowledge_cutoff": model.entry.traits.knowledgeCutoff,
            "zero_data_retention": model.entry.traits.offersZeroRetention,
            "uptime": model.endpoints?.uptime,
            "is_free": model.isFree,
            "is_router": model.isRouter,
            "expiration_date": model.expirationDate,
            "listed": model.isListed,
            "disabled": model.isDisabled,
            "disabled_reason": model.disabledReason,
            "favorite": model.isFavorite,
            "availability": model.verdict.availability.rawValue,
            "availability_reason": model.verdict.reason,
            "checked_at": JSONDocument.time(model.verdict.checkedAt),
            "stale": model.verdict.isStale,
        ]
    }

    /// A model with its description, routes and evidence.
    init(_ report: ModelReport) {
        let routes = report.details.ladder.rungs.map { rung -> JSONObject in
            ["sent_model": rung, "worked": rung == report.details.workingRoute]
        }
        self = JSONObject(report.model).adding([
            "description": report.details.description,
            "routes": routes,
            "evidence": report.details.evidence.map(JSONObject.init),
            "live": report.live.map(JSONObject.init),
            "elsewhere": report.details.elsewhere.map { JSONObject($0) },
        ])
    }

    init(_ other: Elsewhere) {
        self = [
            "service": other.service,
            "model_id": other.modelID.rawValue,
            "availability": other.availability.rawValue,
            "live": other.live,
            "prompt_price": other.promptPrice?.perMillionString,
        ]
    }

    init(_ live: LiveModel) {
        let differences = live.differences.map { difference -> JSONObject in
            ["field": difference.field, "stored": difference.before, "live": difference.now]
        }
        self = [
            "listed": live.isListed,
            "endpoints": live.endpoints?.map(JSONObject.init),
            "differences": differences,
            "failure": live.failure.map { "\($0)" },
        ]
    }

    init(_ endpoint: Endpoint) {
        self = [
            "provider": endpoint.provider,
            "tag": endpoint.tag,
            "status": endpoint.status,
            "uptime": endpoint.uptime,
            "quantization": endpoint.quantization,
            "context_length": endpoint.contextLength,
            "prompt_price": endpoint.promptPrice?.perMillionString,
            "prompt_price_number": endpoint.promptPrice.map(\.perMillion),
            "completion_price": endpoint.completionPrice?.perMillionString,
            "completion_price_number": endpoint.completionPrice.map(\.perMillion),
            "discount": endpoint.discount,
            "max_prompt_tokens": endpoint.maxPromptTokens,
            "max_completion_tokens": endpoint.maxCompletionTokens,
            "supported_parameters": endpoint.supportedParameters,
            "supports_implicit_caching": endpoint.cachesImplicitly,
            "latency_ms": endpoint.latency.map(JSONObject.init),
            "tokens_per_second": endpoint.throughput.map(JSONObject.init),
        ]
    }

    init(_ percentiles: Percentiles) {
        self = [
            "p50": percentiles.p50, "p75": percentiles.p75, "p90": percentiles.p90,
            "p99": percentiles.p99,
        ]
    }

    init(_ evidence: Evidence) {
        self = [
            "observed_at": JSONDocument.time(evidence.observedAt),
            "kind": evidence.kind.rawValue,
            "finding": evidence.finding.rawValue,
            "cause": evidence.cause,
            "trouble": evidence.trouble?.rawValue,
            "routing_step": evidence.routingStep,
            "capability": evidence.capability?.rawValue,
            "detail": evidence.detail,
            "sent_model": evidence.sentModel,
            "served_model": evidence.servedModel,
            "http_status": evidence.httpStatus,
            "provider": evidence.provider,
            "endpoint": evidence.endpoint,
            "latency_ms": evidence.latencyMilliseconds,
            "cost": evidence.cost.map { "\($0)" },
            "cost_number": evidence.cost,
            "endpoints": evidence.endpoints.map(JSONObject.init),
        ]
    }

    /// A verdict with the evidence behind it, newest first.
    init(why model: Model, _ timeline: [TimelineEntry], alternatives: [Model]) {
        let verdict = model.verdict
        let attempts = timeline.flatMap { entry in
            entry.attempts.map {
                JSONObject($0).adding(["date": JSONDocument.time(entry.date)])
            }
        }
        self = [
            "model_id": model.id.rawValue,
            "availability": verdict.availability.rawValue,
            "availability_reason": verdict.reason,
            "checked_at": JSONDocument.time(verdict.checkedAt),
            "expires_at": JSONDocument.time(verdict.expiresAt),
            "stale": verdict.isStale,
            "changes": model.changes.map(JSONObject.init),
            "alternatives": alternatives.map(\.id.rawValue),
            "evidence": timeline.compactMap(\.evidence).map(JSONObject.init),
            "attempts": attempts,
        ]
    }

    init(_ change: ModelChange) {
        self = ["field": change.field, "before": change.before, "now": change.now]
    }
}
