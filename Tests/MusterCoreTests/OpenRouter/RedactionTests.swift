import Testing

@testable import MusterCore

/// The key that a server echoes, in every spelling that a reader would still understand.
struct RedactionTests {
    private static let key = "sk-or-v1-0123456789abcdef/0123"

    @Test(arguments: [
        ("bad key sk-or-v1-0123456789abcdef/0123.", "bad key [key]."),
        ("sk-or-v1-0123456789abcdef/0123sk-or-v1-0123456789abcdef/0123", "[key][key]"),
        // Another accent on its last letter makes it no other key.
        ("sk-or-v1-0123456789abcdef/0123\u{301}", "[key]\u{301}"),
        // JSON that nobody could read, and so is quoted.
        (#"{"a":"sk-or-v1-0123456789ab\u0063def\/0123""#, #"{"a":"[key]""#),
        (#"\u0073\u006B\u002dor-v1-0123456789abcdef/0123"#, "[key]"),
        (#"\"sk-or-v1-0123456789ab\\u0063def\\\/0123\""#, #"\"[key]\""#),
        // Cut by the limit of a message.
        ("bad key sk-or-v1-0123", "bad key [key]"),
        (#"bad key sk-or-v1-0123\u00"#, "bad key [key]"),
        (#"bad key sk-or-v1-0123\\"#, "bad key [key]"),
        // Another key, or the start that every key has.
        ("bad key sk-or-v1-", "bad key sk-or-v1-"),
        ("sk-or-v1-0123456789abcdee/0123", "sk-or-v1-0123456789abcdee/0123"),
        (#"sk-or-v1-0123\u0041456789abcdef/0123"#, #"sk-or-v1-0123\u0041456789abcdef/0123"#),
        (#"sk-or-v1-0123\n"#, #"sk-or-v1-0123\n"#),
    ])
    func itIsRemoved(_ text: String, _ expected: String) {
        let failure = ServiceFailure(.unauthorized, message: text, provider: text)
            .redacting(Self.key)
        #expect(failure.message == expected)
        #expect(failure.provider == expected)
    }

    @Test func withoutAKeyEveryWordStays() {
        let failure = ServiceFailure(.unauthorized, message: "sk-or-v1-0123")
        #expect(failure.redacting(nil) == failure)
        #expect(failure.redacting("") == failure)
    }
}
