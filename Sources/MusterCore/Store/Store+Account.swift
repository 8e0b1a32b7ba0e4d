package import Foundation
import GRDB

extension Store {
    private static let accountKey = "account"

    /// Judges and appends for an account from now on.
    ///
    /// It is remembered, because the next start cannot know the key of a `key_command`, which it
    /// does not run.
    package func use(_ account: Account) async {
        guard self.account.change(to: account) else { return }
        try? await setSetting(Self.accountKey, account.rawValue)
    }

    /// The account that was last used here.
    package func lastAccount() throws(StoreError) -> Account {
        try setting(Self.accountKey).map(Account.init(rawValue:)) ?? .anonymous
    }

    /// When the service last said which models the current account may use.
    package func accountCatalogDate() async throws(StoreError) -> Date? {
        try await read { [account] db in try Self.accountCatalogDate(db, account.value) }
    }

    /// Stores which models the current account may use; all other stored ones are excluded.
    package func setAccountModels(_ ids: Set<ModelID>, now: Date) async throws(StoreError) {
        try await write { [self] db in
            try setAccountModels(ids, now: now, db)
            try Self.countModelWrite(db)
        }
    }

    func setAccountModels(_ ids: Set<ModelID>, now: Date, _ db: Database) throws {
        let account = account.value.rawValue
        try db.execute(
            sql: """
                DELETE FROM account_catalog WHERE account = :account;
                INSERT INTO account_catalog (account, fetched_ms) VALUES (:account, :now)
                """,
            arguments: ["account": account, "now": now.milliseconds]
        )
        let stored = try String.fetchAll(
            db,
            sql: "SELECT DISTINCT model_id FROM model_capabilities WHERE listed AND model_id <> ''"
        )
        let insert = try db.makeStatement(
            sql: "INSERT INTO account_exclusion (account, model_id) VALUES (?, ?)"
        )
        for id in stored where !ids.contains(ModelID(rawValue: id)) {
            try insert.execute(arguments: [account, id])
        }
    }

    /// What an account's own catalog leaves out; `nil` if the service did not tell.
    static func exclusions(
        _ db: Database,
        _ account: Account,
        _ span: ModelSpan
    ) throws -> (date: Date, ids: Set<String>)? {
        guard let date = try accountCatalogDate(db, account) else { return nil }
        let ids = try String.fetchSet(
            db,
            sql: """
                SELECT model_id FROM account_exclusion WHERE account = ?
                AND \(span.condition(on: "model_id"))
                """,
            arguments: [account.rawValue] + span.arguments
        )
        return (date, ids)
    }

    private static func accountCatalogDate(_ db: Database, _ account: Account) throws -> Date? {
        try Int64.fetchOne(
            db,
            sql: "SELECT fetched_ms FROM account_catalog WHERE account = ?",
            arguments: [account.rawValue]
        ).map(Date.init(milliseconds:))
    }
}
