import Foundation
import GRDB

extension Store {
    /// Stores what an endpoints list says, as the newest of its model.
    static func takeEndpoints(
        _ endpoints: [Endpoint],
        of id: String,
        at time: Int64,
        _ db: Database
    ) throws {
        let summary = EndpointsSummary(endpoints)
        try db.execute(
            sql: """
                INSERT OR REPLACE INTO newest_endpoints (model_id, observed_ms, facts, speed, latency,
                parameters, prompt_price, completion_price, uptime)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                id, time, ModelFacts(endpoints).stored, summary.speed, summary.latency,
                summary.parameters.map { JSONText($0).text },
                summary.promptPrice?.perTokenString, summary.completionPrice?.perTokenString,
                summary.uptime,
            ]
        )
    }

    /// What the newest lists say.
    static func endpointsSummaries(
        _ db: Database,
        _ span: ModelSpan,
        lists: inout [String: [String]]
    ) throws -> [String: EndpointsSummary] {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT model_id, speed, latency, parameters, prompt_price, completion_price, uptime
                FROM newest_endpoints WHERE \(span.condition(on: "model_id"))
                """,
            arguments: span.arguments
        )
        var summaries: [String: EndpointsSummary] = [:]
        while let row = try rows.next() {
            let parameters = row[3] as String?
            summaries[row[0]] = EndpointsSummary(
                speed: row[1],
                latency: row[2],
                parameters: parameters.map { ModelRecord.list($0, &lists) },
                promptPrice: (row[4] as String?).flatMap(Price.init(decimalString:)),
                completionPrice: (row[5] as String?).flatMap(Price.init(decimalString:)),
                uptime: row[6]
            )
        }
        return summaries
    }

    /// The account's requests of the last days by model.
    static func admissions(
        _ db: Database,
        _ account: Account,
        _ span: ModelSpan,
        now: Date
    ) throws -> [String: Admission] {
        let today = now.milliseconds / 86_400_000
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT model_id, SUM(answered), SUM(asked) FROM admission
                WHERE account = ? AND day > ? AND \(span.condition(on: "model_id"))
                GROUP BY model_id
                """,
            arguments: [account.rawValue, today - Int64(Admission.days)]
                + span.arguments
        )
        var admissions: [String: Admission] = [:]
        while let row = try rows.next() {
            admissions[row[0]] = Admission(answered: row[1], asked: row[2])
        }
        return admissions
    }
}
