package import Foundation

extension SimulatorCatalog {
    /// The day that counts as today unless another is given: 2026-11-22.
    package static let referenceDay = Date(timeIntervalSince1970: 1_795_305_600)

    /// A plausible catalog of the simulator's own, the same for the same arguments.
    ///
    /// - Parameters:
    ///   - modelCount: How many rows; the odd ones, about fifty, come first, then the families,
    ///     then as many invented fine-tunes as are missing.
    ///   - today: The day from which an expiry is near.
    /// - Returns: A catalog with the headers, the routes and the trouble that the demo shows.
    package static func synthetic(
        modelCount: Int = standardCount,
        today: Date = referenceDay
    ) -> SimulatorCatalog {
        let isStandard = modelCount == standardCount && today == referenceDay
        return isStandard ? standard : make(modelCount: modelCount, today: today)
    }

    /// How many models the real list had in August 2026, or nearly so.
    package static let standardCount = 340

    /// Kept, since nearly every test asks for it and it takes a while to make.
    private static let standard = make(modelCount: standardCount, today: referenceDay)

    private static func make(modelCount: Int, today: Date) -> SimulatorCatalog {
        let cases = SyntheticCases(today: CalendarDay(containing: today)).blueprints
        var blueprints = Array((cases + families(besides: cases)).prefix(modelCount))
        blueprints += (0..<max(0, modelCount - blueprints.count)).map(fineTune)
        blueprints.sort { ($0.created, $1.id) > ($1.created, $0.id) }
        let rows = blueprints.compactMap { CatalogRow(json: $0.row) }
        let body: JSONValue = [
            "data": .array(rows.map(\.json)),
            "total_count": .int(rows.count),
            "links": ["next": nil],
        ]
        return SimulatorCatalog(
            body: body.data,
            rows: rows,
            lookups: Dictionary(uniqueKeysWithValues: blueprints.map { ($0.id, $0.lookup) }),
            hub: hub(of: blueprints),
            scripts: DefaultScripts.scripts(for: rows)
        )
    }

    private static func families(besides cases: [ModelBlueprint]) -> [ModelBlueprint] {
        var taken = Set(cases.map(\.id))
        return FamilyTable.families.enumerated()
            .flatMap { $1.blueprints(turn: $0) }
            .filter { taken.insert($0.id).inserted }
    }

    private static func hub(of blueprints: [ModelBlueprint]) -> HubDirectory {
        var hub = HubDirectory(
            names: blueprints.flatMap {
                [$0.hub.repository, $0.lookupRepository].compactMap(\.self)
            }
        )
        hub.respell("MiniMaxAI/MiniMax-M3")
        hub.respell("TheDrummer/Cydonia-24B-v4.1")
        hub.rename(
            "cognitivecomputations/Dolphin3.0-Mistral-24B",
            to: "dphn/Dolphin3.0-Mistral-24B"
        )
        // Made private long ago; the list never noticed.
        hub.remove("microsoft/WizardLM-2-8x22B")
        return hub
    }

    /// The model with that number of an endless supply of fine-tunes.
    private static func fineTune(_ number: Int) -> ModelBlueprint {
        var random = SeededGenerator(seed: UInt64(number), text: "fine-tune")
        let name = ["Vega", "Lyra", "Orion", "Draco", "Cetus", "Norma"].choice(&random)
        let author = ["lunar-labs", "northwind", "tidepool", "openforge"].choice(&random)
        let size = ["3B", "7B", "12B", "24B", "70B"].choice(&random)
        let title = "\(name)-\(size)-v\(number + 1)"
        let isOpen = random.next() % 2 == 0
        return ModelBlueprint(
            id: "\(author)/\(title.lowercased())",
            name: "\(author): \(title.replacing("-", with: " "))",
            hub: isOpen ? .repository("\(author)/\(title)") : .missing(number),
            created: 1_735_689_600 + Int(random.next() % 58_000_000),
            description: "\(title) is a fine-tune for role play and prose by \(author).",
            contextLength: 32_768,
            completionTokensMax: nil,
            promptPrice: "0.0000002",
            completionPrice: "0.0000004"
        )
    }
}
