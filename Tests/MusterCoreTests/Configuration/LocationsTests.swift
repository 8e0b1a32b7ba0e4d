import MusterCore
import Testing

@Suite struct LocationsTests {
    @Test func withoutVariablesTheDefaultsOfXDGHold() {
        let locations = Locations(environment: [:], home: "/home/u")
        #expect(locations.database(of: .openRouter) == "/home/u/.local/share/muster/muster.sqlite")
        #expect(locations.configuration == "/home/u/.config/muster/config.yaml")
        #expect(locations.themes == "/home/u/.config/muster/themes")
        #expect(locations.key == "/home/u/.config/muster/key")
        #expect(locations.log == "/home/u/.local/state/muster/muster.log")
    }

    @Test(
        arguments: [
            ("https://openrouter.ai/api/v1", "muster"),
            ("HTTPS://OpenRouter.AI:443/api/v1/", "muster"),
            ("https://openrouter.ai/api/beta", "openrouter.ai-api-beta"),
            ("http://127.0.0.1:8931/api/v1", "127.0.0.1-8931-api-v1"),
            ("https://Router.HuggingFace.co/v1", "router.huggingface.co-v1"),
            ("https://example.org", "example.org"),
            ("http://[::1]:8080/v1", "--1-8080-v1"),
            ("https://example.org/a%2F..%2Fb/ü", "example.org-a-2F..-2Fb--"),
        ]
    )
    func everyServiceHasADatabaseOfItsOwn(address: String, name: String) throws {
        let locations = Locations(environment: [:], home: "/home/u")
        let path = locations.database(of: try #require(ServiceURL(address)))
        #expect(path == "/home/u/.local/share/muster/\(name).sqlite")
    }

    @Test func variablesAreObeyed() {
        let locations = Locations(
            environment: [
                "XDG_DATA_HOME": "/d", "XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "/s",
            ],
            home: "/home/u"
        )
        #expect(locations.database(of: .openRouter) == "/d/muster/muster.sqlite")
        #expect(locations.configuration == "/c/muster/config.yaml")
        #expect(locations.themes == "/c/muster/themes")
        #expect(locations.key == "/c/muster/key")
        #expect(locations.log == "/s/muster/muster.log")
    }

    @Test(
        arguments: [
            ([:], "/home/u/.config/muster/key"),
            (["XDG_CONFIG_HOME": ""], "/home/u/.config/muster/key"),
            (["XDG_CONFIG_HOME": "relative"], "/home/u/.config/muster/key"),
            (["XDG_CONFIG_HOME": "~/x"], "/home/u/.config/muster/key"),
            (["HOME": "/other"], "/other/.config/muster/key"),
            (["HOME": ""], "/home/u/.config/muster/key"),
            (["HOME": "relative"], "/home/u/.config/muster/key"),
            (["HOME": "/other", "XDG_CONFIG_HOME": "/c"], "/c/muster/key"),
        ] as [([String: String], String)]
    )
    func variablesThatAreNotAbsoluteCountAsUnset(environment: [String: String], key: String) {
        #expect(Locations(environment: environment, home: "/home/u").key == key)
    }
}
