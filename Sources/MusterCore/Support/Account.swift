import Crypto
import Synchronization

/// The account that asks: a fingerprint of its key, from which nobody gets the key back.
///
/// Two keys count as two accounts, because budgets and guardrails belong to keys.
package struct Account: RawRepresentable, Sendable, Hashable {
    /// The one of requests without a key.
    package static let anonymous = Account(rawValue: "")

    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Takes 48 bits of a hash: enough to tell one user's keys apart.
    package init(_ key: APIKey) {
        let digest = SHA256.hash(data: Array("muster account \(key.secret)".utf8))
        rawValue = String(digest.hexadecimal.prefix(12))
    }
}

/// The account whose key requests carry now; all copies of a store share it.
///
/// A key may change while muster runs, and a key from a command is known only once it was needed.
package final class CurrentAccount: Sendable {
    private let account: Mutex<Account>

    package init(_ account: Account = .anonymous) {
        self.account = Mutex(account)
    }

    package var value: Account { account.withLock { $0 } }

    /// Returns whether it was another one before.
    @discardableResult
    package func change(to new: Account) -> Bool {
        account.withLock { account in
            defer { account = new }
            return account != new
        }
    }
}

extension SHA256Digest {
    var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self
        )
    }
}
