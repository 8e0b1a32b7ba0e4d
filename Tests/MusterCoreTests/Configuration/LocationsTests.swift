import MusterCore
import Testing

@Suite struct LocationsTests {
    @Test func withoutVariablesTheDefaultsOfXDGHold() {
        let locations = Locations(environment: [:], home: "/home/u")
        #expect(locations.database == "/home/u/.local/share/muster/muster.sqlite")
        #expect(locations.configuration == "/home/u/.config/muster/config.yaml")
        #expect(locations.themes == "/home/u/.config/muster/themes")
        #expect(locations.key == "/home/u/.config/muster/key")
        #expect(locations.log == "/home/u/.local/state/muster/muster.log")
    }

    @Test func variablesAreObeyed() {
        let locations = Locations(
            environment: [
                "XDG_DATA_HOME": "/d", "XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "/s",
            ],
            home: "/home/u"
        )
        #expect(locations.database == "/d/muster/muster.sqlite")
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
