import Foundation
import MusterCore
import Testing

@Suite struct APIKeyTests {
    private static let secret = "sk-or-v1-0123456789abcdef"

    @Test func everyWayOfPrintingIsRedacted() throws {
        let key = try #require(APIKey(Self.secret))
        var dumped = ""
        dump(key, to: &dumped)
        dump(["wrapped": [key]], to: &dumped)
        let printed = [
            "\(key)", String(describing: key), String(reflecting: key), key.debugDescription,
            "\([key])", "\(Optional(key) as Any)", dumped, "\(Mirror(reflecting: key).children)",
        ]
        for text in printed { #expect(!text.contains("0123456789"), "\(text)") }
        #expect("\(key)" == "<redacted>")
    }

    @Test(
        arguments: [
            "", " ", "\n", "sk-1 sk-2", "sk-1\nuser: me", "sk-\u{E9}", "sk-\u{1B}[31m",
            "sk-\u{00}x",
            String(repeating: "k", count: 1025), "\"sk-1", "sk-1'", "sk\"1", "$OPENROUTER_API_KEY",
            "''",
            "<your key>", "YOUR_API_KEY", "sk-or-v1-...", "sk-*1", "sk(1",
        ]
    )
    func whatNoHeaderCanCarryIsNoKey(text: String) {
        #expect(APIKey(text) == nil)
    }

    @Test(arguments: ["  sk-1  ", "sk-1\n", "\r\nsk-1\r\n", "\tsk-1"])
    func spaceAroundAKeyIsDropped(text: String) {
        #expect(APIKey(text) == APIKey("sk-1"))
    }

    @Test(
        arguments: [
            "\"sk-1\"", "'sk-1'", "`sk-1`", "\u{201C}sk-1\u{201D}", "<sk-1>", "\"sk-1\",",
            "Bearer sk-1",
            "Authorization: Bearer sk-1", "OPENROUTER_API_KEY=sk-1",
            "export OPENROUTER_API_KEY='sk-1';",
            "sk-1;", "[sk-1]", "**sk-1**", "(sk-1),", "{\"api_key\": \"sk-1\"}",
            "\"api_key\": \"sk-1\",", "\u{FEFF}sk-1", " ' \"sk-1\" ' ",
        ]
    )
    func whatPeoplePasteAroundAKeyIsTakenAway(text: String) {
        #expect(APIKey(text) == APIKey("sk-1"))
    }

    @Test func theLongestKeyIsTaken() {
        #expect(APIKey(String(repeating: "k", count: 1024)) != nil)
    }
}
