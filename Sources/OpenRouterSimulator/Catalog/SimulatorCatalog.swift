package import Foundation

/// The models that a simulator lists; a synthetic catalog also scripts their behaviour.
package struct SimulatorCatalog: Sendable {
    /// The default for today: 2026-11-22.
    package static let referenceDay = Date(timeIntervalSince1970: 1_795_305_600)
    /// The length of the real list in August 2026, rounded.
    package static let standardCount = 340

    /// The body of `GET /models`.
    package let body: Data
    /// The rows in list order.
    let rows: [CatalogRow]
    /// The single look-up's answers that differ from the row, by ID.
    let lookups: [String: JSONValue]
    let hub: HubDirectory
    /// The scripts of models that are not plainly healthy.
    let scripts: [String: ModelScript]

    package var modelIDs: [String] { rows.map(\.id) }

    /// Serves a recorded list byte for byte; all its models are healthy.
    ///
    /// The bytes should be an answer to `GET /models`, `{"data":[...]}`. The simulator serves other
    /// bytes too, but its other routes then know no models.
    package static func recorded(_ body: Data) -> SimulatorCatalog {
        var rows: [CatalogRow] = []
        if case .array(let values)? = JSONValue(parsing: body)?["data"] {
            rows = values.compactMap(CatalogRow.init(json:))
        }
        return SimulatorCatalog(
            body: body,
            rows: rows,
            lookups: [:],
            hub: HubDirectory(names: rows.compactMap(\.hubID)),
            scripts: [:]
        )
    }

    /// A plausible catalog, the same for the same arguments.
    ///
    /// - Parameters:
    ///   - modelCount: The number of rows: first about fifty odd ones, then the usual ones, then
    ///     invented
    ///     fine-tunes.
    ///   - today: The day from which the catalog counts expiry dates.
    ///   - batchRows: Whether a `:batch` row follows about one in five models, beyond the count.
    /// - Returns: A catalog with the headers, routes and failures that the demo shows.
    package static func synthetic(
        modelCount: Int = standardCount,
        today: Date = referenceDay,
        batchRows: Bool = false
    ) -> SimulatorCatalog {
        let isStandard = modelCount == standardCount && today == referenceDay && !batchRows
        return isStandard
            ? standard : make(modelCount: modelCount, today: today, batchRows: batchRows)
    }

    /// Cached because nearly every test asks for it and it is slow to make.
    private static let standard = make(
        modelCount: standardCount,
        today: referenceDay,
        batchRows: false
    )

    private static func make(modelCount: Int, today: Date, batchRows: Bool) -> SimulatorCatalog {
        var blueprints = Array(known(today).prefix(modelCount))
        blueprints += (0..<max(0, modelCount - blueprints.count)).map(fineTune)
        blueprints.sort { ($0.created, $1.id) > ($1.created, $0.id) }
        /// A row as the list has it and as the single look-up has it.
        let pairs = blueprints.flatMap { blueprint -> [(row: JSONValue, lookup: JSONValue)] in
            let (row, lookup) = (blueprint.row, blueprint.lookupRow)
            guard batchRows, BatchRows.follow(blueprint) else { return [(row, lookup)] }
            return [(row, lookup), (BatchRows.row(of: row), BatchRows.row(of: lookup))]
        }
        let rows = pairs.compactMap { CatalogRow(json: $0.row) }
        let body: JSONValue = [
            "data": .array(rows.map(\.json)),
            "total_count": .int(rows.count),
            "links": ["next": nil],
        ]
        return SimulatorCatalog(
            body: body.data,
            rows: rows,
            lookups: Dictionary(
                uniqueKeysWithValues: pairs.map { ($0.row["id"]?.stringValue ?? "", $0.lookup) }
            ),
            hub: hub(of: blueprints),
            scripts: DefaultScripts.scripts(for: rows)
        )
    }

    /// The models of `models.json`, each followed by its free variant if it has one.
    private static func known(_ today: Date) -> [ModelBlueprint] {
        /// `$0` in a description stands for the first phrase.
        struct File: Decodable {
            let phrases: [String]
            let models: [ModelBlueprint]
        }
        let file: File = decoded(PackageResources.models_json)
        let soon = today.addingTimeInterval(6 * 86_400).ISO8601Format().prefix(10)
        return file.models.flatMap { model -> [ModelBlueprint] in
            var model = model
            for (index, phrase) in file.phrases.enumerated() {
                model.about.replace("$\(index)", with: phrase)
            }
            if model.expires == "+6" { model.expires = String(soon) }
            return model.free == true ? [model, model.freeVariant] : [model]
        }
    }

    private static func hub(of blueprints: [ModelBlueprint]) -> HubDirectory {
        var hub = HubDirectory(names: blueprints.flatMap(\.repositories))
        hub.respell("MiniMaxAI/MiniMax-M3")
        hub.respell("TheDrummer/Cydonia-24B-v4.1")
        hub.rename(
            "cognitivecomputations/Dolphin3.0-Mistral-24B",
            to: "dphn/Dolphin3.0-Mistral-24B"
        )
        // The owner made it private long ago, but the list still names it.
        hub.remove("microsoft/WizardLM-2-8x22B")
        return hub
    }

    /// The numbered entry of an endless supply of fine-tunes.
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
            hub: isOpen ? "\(author)/\(title)" : ["null", "", nil][number % 3],
            created: 1_735_689_600 + Int(random.next() % 58_000_000),
            about: "\(title) is a fine-tune for role play and prose by \(author).",
            context: 32_768,
            prompt: "0.0000002",
            completion: "0.0000004"
        )
    }
}

/// Decodes a resource of this target; traps on an error, which only a bug can cause.
func decoded<Value: Decodable>(_ resource: [UInt8]) -> Value {
    do {
        return try JSONDecoder().decode(Value.self, from: Data(resource))
    } catch {
        fatalError("a resource of the simulator is not what it should be: \(error)")
    }
}
