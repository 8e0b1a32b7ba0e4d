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
}
