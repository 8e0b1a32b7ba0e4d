import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore

/// Catalogs in which anything may stand for a row.
@Suite(.timeLimit(.minutes(60))) struct CatalogFuzzTests {
    /// A catalog, and which of its rows are as they ought to be.
    struct Catalog {
        var rows: [String]
        var soundIDs: [String]

        var json: String { "{\"data\":[\(rows.joined(separator: ","))],\"total_count\":1}" }
    }

    private static let words = [
        "{\"data\":[", "]}", "{", "}", "[", "]", ",", ":", "\"", "\\", "null", "\"id\":\"a/b\"",
        "1e999",
        "\"data\"", "{\"id\":\"x/y\"}", " ", "\\\"", "\u{FEFF}",
    ]

    @Test func aBadRowCostsOnlyItself() async throws {
        await Fuzz("catalog rows", rounds: 600).run(Self.catalog) { catalog, _ in
            let found = try await CatalogReader.read(Data(catalog.json.utf8), source: "x")
            guard found.rows.count + found.rejected.count == catalog.rows.count else {
                throw Fuzz.Broken("\(found.rows.count) and \(found.rejected.count) rows")
            }
            let ids = found.rows.map(\.entry.id.rawValue)
            for (id, row) in zip(catalog.soundIDs, Self.sound(catalog)) {
                guard let place = ids.firstIndex(of: id) else { throw Fuzz.Broken("\(id) is lost") }
                guard found.rows[place].rawJSON == row else {
                    throw Fuzz.Broken("\(id) is changed")
                }
            }
            for row in found.rows {
                guard catalog.rows.contains(row.rawJSON) else { throw Fuzz.Broken(row.rawJSON) }
                guard ModelID(validating: row.entry.id.rawValue) == row.entry.id else {
                    throw Fuzz.Broken("the id \(row.entry.id)")
                }
            }
        }
    }

    @Test func aDamagedCatalogIsReadOrRefused() async throws {
        let fuzz = Fuzz("catalog bytes", dictionary: Self.words, rounds: 1000)
        await fuzz.run(corpus: try Fixture.corpus("catalog")) { mutator in
            mutator.damaged(Array(Self.catalog(&mutator).json.utf8))
        } property: { bytes, _ in
            guard let catalog = try? await CatalogReader.read(Data(bytes), source: "x") else {
                return
            }
            let indices = catalog.rejected.map(\.index)
            guard indices == indices.sorted(), Set(indices).count == indices.count else {
                throw Fuzz.Broken("rejected \(indices)")
            }
            guard Set(catalog.rows.map(\.entry.id)).count == catalog.rows.count else {
                throw Fuzz.Broken("an id twice")
            }
        }
    }

    /// What the catalog says is what the database gives back, and saying it again changes nothing.
    @Test func whatIsReadIsWhatIsStored() async throws {
        let store = try Store.inMemory()
        await Fuzz("catalog storage", rounds: 100).run(Self.catalog) { catalog, _ in
            let found = try await CatalogReader.read(Data(catalog.json.utf8), source: "x")
            _ = try await store.apply(found, now: TimeSource.noon)
            // An unreadable row lists what an earlier round has stored.
            let unreadable = Set(found.rejected.compactMap(\.id))
                .subtracting(found.rows.map(\.entry.id.rawValue))
            let stored = try store.models(now: TimeSource.noon)
                .filter { $0.isListed && !unreadable.contains($0.id.rawValue) }
            let expected = found.rows.map(\.entry).sorted { $0.id < $1.id }
            for (left, right) in zip(stored.map(\.entry), expected) where left != right {
                throw Fuzz.Broken("\(left), not \(right)")
            }
            guard stored.count == expected.count else { throw Fuzz.Broken("\(stored.count) rows") }
            let again = try await store.apply(found, now: TimeSource.noon)
            guard (again.added, again.updated, again.removed) == (0, 0, 0) else {
                throw Fuzz.Broken("\(again)")
            }
        }
    }

    @Test func anEndpointsListIsReadOrRefused() async throws {
        await Fuzz("endpoints", dictionary: Self.words, rounds: 1000).run { mutator in
            let list = mutator.several(atMost: 4) { mutator in
                mutator.object([
                    ("provider_name", ["\"P\""]), ("status", ["0", "-2"]),
                    ("quantization", ["\"fp8\""]),
                    ("uptime_last_30m", ["99.5", "null"]), ("context_length", ["8192"]),
                    ("pricing", ["{\"prompt\":\"1e-7\",\"completion\":\(mutator.json(depth: 1))}"]),
                ])
            }
            let json = "{\"data\":{\"id\":\"a/b\",\"endpoints\":[\(list.joined(separator: ","))]}}"
            return Array((mutator.chance(of: 3) ? mutator.damaged(json) : json).utf8)
        } property: { bytes, _ in
            let answer = try? JSONDecoder().decode(EndpointsResponse.self, from: Data(bytes))
            for endpoint in answer?.endpoints ?? [] {
                guard (0...100).contains(endpoint.uptime ?? 0), endpoint.provider.count <= 100
                else {
                    throw Fuzz.Broken("\(endpoint)")
                }
            }
            _ = try? JSONDecoder().decode(KeyResponse.self, from: Data(bytes))
        }
    }

    // MARK: - Rows

    private static func sound(_ catalog: Catalog) -> [String] {
        catalog.rows.filter { row in
            catalog.soundIDs.contains {
                row.hasPrefix("{\"id\":\"\($0)\"}") || row.hasPrefix("{\"id\":\"\($0)\",\"name\"")
            }
        }
    }

    private static func catalog(_ mutator: inout Mutator) -> Catalog {
        var catalog = Catalog(rows: [], soundIDs: [])
        for index in 0..<mutator.number(1...8) {
            if mutator.chance(of: 2) {
                let id =
                    "sound/m\(index)" + mutator.one(of: ["", ":free", "-405B", "~", "%41", "&#"])
                catalog.soundIDs.append(id)
                catalog.rows.append("{\"id\":\"\(id)\",\"name\":\(mutator.quotedSoundly())}")
            } else {
                catalog.rows.append(oddRow(&mutator, index))
            }
        }
        return catalog
    }

    /// A row of any kind that does not take its neighbours with it: its brackets match.
    private static func oddRow(_ mutator: inout Mutator, _ index: Int) -> String {
        for _ in 0..<9 {
            let number = mutator.hostileNumber()
            let row = mutator.object([
                (
                    "id",
                    [
                        "\"odd/m\(index)\"", "\"odd/m\(index)\"", "\"odd/m\(index)\"", "\"a/../b\"",
                        "\"\"",
                    ]
                ),
                ("name", ["\"A name \""]), ("created", ["1720000000", "1720000000.5", number]),
                ("description", ["\"\\u0000\""]),
                ("context_length", ["8192", number, "\"131072\""]),
                ("hugging_face_id", ["\"A/B\"", "\"\"", "\" A/b \"", "null"]),
                ("canonical_slug", ["\"odd/m\""]), ("expiration_date", ["\"2026-12-31\"", "null"]),
                (
                    "supported_parameters",
                    ["[\"tools\",\"seed\"]", "[\"a\\\"b\",\"\"]", "[\" \"]", "[\"\"]"]
                ),
                (
                    "pricing",
                    [
                        "{\"prompt\":\"\(number)\",\"completion\":\(number)}",
                        "{\"prompt\":\"-1\"}",
                        "{\"prompt\":0,\"completion\":\"0\",\"request\":\"0\"}",
                    ]
                ),
                (
                    "architecture",
                    [
                        "{\"modality\":\"text+image->text\",\"tokenizer\":\"Router\"}",
                        "{\"input_modalities\":[\"text\"],\"output_modalities\":[\"\\u0022\"]}",
                        "{\"modality\":\"->\"}",
                    ]
                ),
                ("top_provider", ["{\"max_completion_tokens\":\(number)}"]),
            ])
            let candidate = mutator.chance(of: 8) ? mutator.json() : row
            if isBalanced(candidate) { return candidate }
        }
        return "null"
    }

    /// Whether the text is one value as far as its brackets and quotation marks tell.
    private static func isBalanced(_ text: String) -> Bool {
        var open: [UInt8] = []
        var isQuoted = false
        var isEscaped = false
        var isOver = false
        for byte in text.utf8 {
            // What follows would be a row of its own.
            if isOver { return false }
            if isQuoted {
                if isEscaped {
                    isEscaped = false
                } else if byte == 0x5C {
                    isEscaped = true
                } else if byte == 0x22 {
                    isQuoted = false
                    isOver = open.isEmpty
                }
                continue
            }
            switch byte {
            case 0x22: isQuoted = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): open.append(byte)
            case UInt8(ascii: "}"), UInt8(ascii: "]"): if open.popLast() == nil { return false }
            default: continue
            }
            isOver = open.isEmpty && !isQuoted
        }
        return open.isEmpty && !isQuoted && !text.isEmpty
    }
}

extension Mutator {
    /// A text that every reader of JSON takes.
    fileprivate mutating func quotedSoundly() -> String {
        let text = String(
            hostileText(atMost: 5).unicodeScalars.filter {
                $0.value >= 0x20 && $0 != "\"" && $0 != "\\"
            }.map(Character.init)
        )
        return "\"\(text)\""
    }
}
