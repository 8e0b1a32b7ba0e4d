import MusterCore

// `check`, `slate verify`, `refresh`, `backfill` and `doctor`.

extension JSONObject {
    /// The requests and their estimated cost.
    init(_ plan: CheckPlan) {
        self = [
            "requests": plan.requestCount,
            "max_requests": plan.maximumRequestCount,
            "free_tier_requests": plan.freeTierRequestCount,
            "free_tier_left": plan.freeTierLeft,
            "max_cost": "\(plan.maximumCost)",
            "unpriced": plan.unpricedCount,
            "left_out": plan.leftOut + plan.leftOutOfFreeTier,
            "models": plan.items.map(\.model.id.rawValue),
        ]
    }

    /// The verdict from all evidence, the requests just sent, and on demand the capabilities.
    init(_ result: CheckResult, probes: Bool) {
        let (evidence, verdict) = (result.evidence, result.verdict)
        let object: JSONObject = [
            "model_id": evidence.modelID.rawValue,
            "availability": verdict.availability.rawValue,
            "reason": verdict.cause,
            "detail": result.detail,
            "evidence": (verdict.kind ?? evidence.kind).rawValue,
            "attempts": result.attempts.map(JSONObject.init),
            "latency_ms": evidence.latencyMilliseconds,
            "provider": evidence.provider,
            "checked_at": JSONDocument.time(verdict.checkedAt),
        ]
        guard probes else {
            self = object
            return
        }
        /// `nil` if not probed or inconclusive.
        func outcome(_ capability: Capability) -> Bool? {
            switch result.probes.first(where: { $0.capability == capability })?.finding {
            case .answered: true
            case .refused: false
            default: nil
            }
        }
        let capabilities: JSONObject = [
            "tools": outcome(.tools), "structured": outcome(.structured),
        ]
        self = object.adding(["capabilities": capabilities])
    }

    /// The state of a slate's model; `usable` is `null` when uncertain.
    init(_ finding: SlateFinding) {
        let isUsable: Bool? =
            switch finding.usability {
            case .usable: true
            case .unusable: false
            case .inconclusive: nil
            }
        self = [
            "model_id": finding.entry.modelID.rawValue,
            "usable": isUsable,
            "availability": finding.availability.rawValue,
            "reason": finding.cause,
            "detail": finding.reason,
            "changes": finding.changes.map(JSONObject.init),
        ]
    }

    init(_ report: RefreshReport) {
        let rejected = report.rejected.map { row -> JSONObject in
            ["index": row.index, "id": row.id, "reason": row.reason]
        }
        self = [
            "total": report.total,
            "added": report.added,
            "updated": report.updated,
            "removed": report.removed,
            "rejected": rejected,
            "with_hugging_face_id": report.withHuggingFaceID,
            "without_hugging_face_id": report.withoutHuggingFaceID,
            "source": report.source,
        ]
    }

    /// A backfill; its numbers describe the catalog afterwards.
    init(_ report: BackfillReport) {
        self = [
            "total": report.total,
            "with_hugging_face_id": report.withHuggingFaceID,
            "without_hugging_face_id": report.withoutHuggingFaceID,
            "updated": report.updated,
            "corrected": report.corrected,
            "conflicts": report.conflicts.count,
            "unresolved": report.unresolved,
        ]
    }

    init(_ condition: DatabaseCondition, path: String) {
        let tables = condition.tables.map { table -> JSONObject in
            ["name": table.name, "rows": table.rows, "bytes": table.bytes]
        }
        self = [
            "database": path,
            "state": condition.isSound ? "ok" : "damaged",
            "integrity": condition.damage,
            "foreign_keys": condition.brokenReferences,
            "file_bytes": condition.fileBytes,
            "unused_bytes": condition.unusedBytes,
            "schema_version": condition.schemaVersion,
            "schema_is_current": condition.isCurrent,
            "sqlite_version": condition.sqliteVersion,
            "tables": tables,
        ]
    }
}
