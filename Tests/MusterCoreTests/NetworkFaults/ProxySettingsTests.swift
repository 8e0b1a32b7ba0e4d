import Testing

@testable import MusterCore

/// What the variables say, by the rules of curl.
@Suite struct ProxySettingsTests {
    private static let secure = "https://openrouter.ai/api/v1"
    private static let plain = "http://openrouter.ai/api/v1"

    /// The environment, the address, and the proxy for it.
    @Test(arguments: [
        ([:], secure, nil),
        (["HTTPS_PROXY": "http://p:3128"], secure, "p:3128"),
        (["https_proxy": "http://p:3128"], secure, "p:3128"),
        (["https_proxy": "http://low:1", "HTTPS_PROXY": "http://up:2"], secure, "low:1"),
        (["https_proxy": "", "HTTPS_PROXY": "http://up:2"], secure, "up:2"),
        (["HTTPS_PROXY": "http://p:3128"], plain, nil),
        (["http_proxy": "http://p:3128"], plain, "p:3128"),
        // A web server's child could be told a proxy by a header otherwise.
        (["HTTP_PROXY": "http://p:3128"], plain, nil),
        (["http_proxy": "http://p:3128"], secure, nil),
        (["ALL_PROXY": "http://p:3128"], plain, "p:3128"),
        (["all_proxy": "http://low:1", "ALL_PROXY": "http://up:2"], secure, "low:1"),
        (["ALL_PROXY": "http://all:1", "HTTPS_PROXY": "http://own:2"], secure, "own:2"),
        (["https_proxy": "p"], secure, "p:1080"),
        (["https_proxy": "p:8080/"], secure, "p:8080"),
        (["https_proxy": "HTTP://p:8080"], secure, "p:8080"),
        (["https_proxy": " http://p:8080 "], secure, "p:8080"),
        (["https_proxy": "http://[fe80::1]:3128"], secure, "[fe80::1]:3128"),
        (["https_proxy": "socks5h://p:1080"], secure, "p:1080"),
        (["https_proxy": "http://user:secret@p:3128"], secure, "p:3128"),
        (["https_proxy": "http://p:1"], "https://127.0.0.1:8443/", nil),
        (["https_proxy": "http://p:1"], "https://localhost/", nil),
        (["https_proxy": "http://p:1"], "https://[::1]:1/", nil),
        (["http_proxy": "http://p:1"], "HTTP://openrouter.ai", "p:1"),
    ])
    func theProxyOfAnAddress(
        environment: [String: String],
        address: String,
        proxy: String?
    ) throws {
        let settings = ProxySettings(environment: environment)
        #expect(try settings.proxy(for: address)?.description == proxy)
    }

    /// The value of `NO_PROXY`, the address, and whether it is exempt.
    @Test(arguments: [
        ("*", secure, true), ("openrouter.ai", secure, true), ("OpenRouter.AI", secure, true),
        (".openrouter.ai", secure, true), ("openrouter.ai.", secure, true),
        ("*.ai", secure, true), ("ai", secure, true), ("router.ai", secure, false),
        ("openrouter.ai.example", secure, false), ("api.openrouter.ai", secure, false),
        ("a.example,openrouter.ai", secure, true), ("a.example openrouter.ai", secure, true),
        (" a.example , openrouter.ai ", secure, true), (",,", secure, false),
        ("openrouter.ai:443", secure, true), ("openrouter.ai:8443", secure, false),
        ("openrouter.ai:80", plain, true), ("openrouter.ai:443", plain, false),
        ("openrouter.ai:443", "https://openrouter.ai:8443", false),
        ("10.0.0.0/8", "https://10.1.2.3/", true), ("10.0.0.0/8", "https://11.1.2.3/", false),
        ("10.1.2.3", "https://10.1.2.3:99/", true), ("2.3", "https://10.1.2.3/", false),
        ("192.168.4.0/22", "https://192.168.7.9/", true),
        ("192.168.4.0/22", "https://192.168.8.9/", false),
        ("10.0.0.0/33", "https://10.1.2.3/", false), ("10.0.0.0/-1", "https://10.1.2.3/", false),
        ("fd00::/8", "https://[fd12::1]/", true), ("fe80::1", "https://[fe80::1]:8443/", true),
        ("[fe80::1]", "https://[fe80::1]/", true), ("fd00::/8", "https://10.1.2.3/", false),
        ("0.0.0.0/0", "https://10.1.2.3/", true), (":443", secure, false),
        ("openrouter.ai:x", secure, false),
    ])
    func hostsWithoutAProxy(list: String, address: String, isExempt: Bool) throws {
        for name in ["no_proxy", "NO_PROXY"] {
            let settings = ProxySettings(environment: [name: list, "all_proxy": "http://p:1"])
            #expect(try (settings.proxy(for: address) == nil) == isExempt)
        }
    }

    /// A value that is no proxy, and the reason that is told.
    @Test(arguments: [
        ("https://p:443", "only http://"), ("socks4://p:1080", "not socks4"),
        ("socks5://user:secret@p:1080", "user name"), ("http://", "such as http://"),
        ("http://127.0.0.1:99999999999999999999", "such as http://"),
        ("p:65536", "such as http://"),
        ("http://p:99999", "such as http://"), ("http://p:secret", "such as http://"),
        ("http://user:secret@", "such as http://"), ("::", "such as http://"),
        ("http://p:0", "such as http://"),
    ])
    func whatIsNoProxyIsToldByTheNameOfItsVariable(value: String, words: String) {
        let settings = ProxySettings(environment: ["HTTPS_PROXY": value])
        let error = #expect(throws: ServiceFailure.self) {
            _ = try settings.proxy(for: Self.secure)
        }
        #expect(error?.message.hasPrefix("HTTPS_PROXY ") == true, "\(String(describing: error))")
        #expect(error?.message.contains(words) == true, "\(String(describing: error))")
        #expect(error?.message.contains("secret") == false)
        #expect(settings.explanation(for: Self.secure) == error?.message)
    }

    @Test func credentialsAreDecodedAndNotShown() throws {
        let settings = ProxySettings(environment: ["https_proxy": "http://us%65r:p%40ss@p:3128"])
        let proxy = try #require(try settings.proxy(for: Self.secure))
        #expect(proxy.credentials == ProxyServer.Credentials(user: "user", password: "p@ss"))
        #expect(settings.explanation(for: Self.secure) == "p:3128 (https_proxy)")
        #expect(settings.explanation(for: Self.plain) == "none")
    }
}
