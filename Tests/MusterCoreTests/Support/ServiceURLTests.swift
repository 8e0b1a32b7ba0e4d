import Testing

@testable import MusterCore

@Suite struct ServiceURLTests {
    @Test(
        arguments: [
            ("https://openrouter.ai/api/v1", "https://openrouter.ai/api/v1"),
            ("https://openrouter.ai/api/v1/", "https://openrouter.ai/api/v1"),
            ("https://openrouter.ai/api/v1///", "https://openrouter.ai/api/v1"),
            ("HTTPS://openrouter.ai/API", "https://openrouter.ai/API"),
            ("  http://localhost:8080  ", "http://localhost:8080"),
            ("http://127.0.0.1:1", "http://127.0.0.1:1"),
            ("http://[::1]:8080/api", "http://[::1]:8080/api"),
            ("https://OpenRouter.AI:443/API", "https://openrouter.ai/API"),
            ("http://LOCALHOST:80", "http://localhost"),
            ("http://localhost:443", "http://localhost:443"), ("https://a.b:/x", "https://a.b/x"),
            ("", nil), ("openrouter.ai", nil), ("/api/v1", nil), ("ftp://openrouter.ai", nil),
            ("https://", nil), ("https:///api", nil), ("file:///etc/passwd", nil),
            ("https://user@openrouter.ai", nil), ("https://user:secret@openrouter.ai", nil),
            ("http://127.0.0.1:99999/api/v1", nil), ("http://[::1]:65536", nil),
            ("http://a.b:99999999999999999999", nil), ("http://a.b:65535", "http://a.b:65535"),
            ("http://\u{1F3FB}/x", nil), ("http://a.b/\u{1F3FB}x", "http://a.b/\u{1F3FB}x"),
            ("https://openrouter.ai?x=1", nil), ("https://openrouter.ai/#top", nil),
        ] as [(String, String?)]
    )
    func onlyHTTPWithAHostIsAService(text: String, expected: String?) {
        #expect(ServiceURL(text)?.string == expected)
    }

    @Test(
        arguments: [
            ("http://localhost:8080/api/v1", true), ("http://LOCALHOST", true),
            ("http://127.0.0.1:1/x", true), ("http://127.9.9.9", true), ("http://[::1]:80", true),
            ("https://openrouter.ai", false), ("http://127.0.0.1.example.org", false),
            ("http://localhost.example.org", false), ("http://0.0.0.0:80", false),
            ("http://example.org/127.0.0.1", false), ("http://128.0.0.1", false), ("", false),
            ("http://127.0.0.1@example.org", false), ("http://[::2]", false),
        ]
    )
    func onlyThisMachineIsLoopback(url: String, expected: Bool) {
        #expect((ServiceURL(url)?.isLoopback ?? false) == expected)
    }

    @Test(
        arguments: [
            ("https://openrouter.ai/api/v1", "openrouter.ai"),
            ("http://127.0.0.1:8080/api/v1", "127.0.0.1:8080"),
            ("http://[::1]:8080", "[::1]:8080"),
        ]
    )
    func theHostIsShown(url: String, expected: String) {
        #expect(ServiceURL(url)?.place == expected)
    }

    @Test(arguments: [
        ("openrouter", "openrouter", false), ("openrouter", "groq", true),
        ("127.0.0.1:1", "127.0.0.1:2", false), ("[::1]:1", "localhost:2", false),
        ("127.0.0.1:1", "openrouter", true), ("10.0.0.1:1", "10.0.0.1:2", true),
    ])
    func aServiceHereMayHaveAnotherPort(one: String, other: String, differ: Bool) {
        #expect(ServiceURL.differ(one, other) == differ)
        #expect(ServiceURL.differ(other, one) == differ)
    }
}
