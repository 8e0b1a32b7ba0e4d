import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore

@Suite struct CatalogReaderTests {
    @Test func everyRowIsReadInItsOrderAndKeptAsSent() async throws {
        let data = try Fixture.bytes("catalog-small.json")
        let catalog = try await CatalogReader.read(data, source: "here")
        #expect(catalog.source == "here")
        #expect(catalog.rejected.isEmpty)
        #expect(
            catalog.rows.map(\.entry.id.rawValue) == [
                "meta-llama/llama-3.1-405b", "openrouter/auto", "qwen/qwen3-8b:free",
                "~anthropic/claude-sonnet-latest", "bare/minimum",
            ]
        )
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
            .filter { $0.hasPrefix("    {") }
            .map { $0.trimmingCharacters(in: [" ", ","]) }
        #expect(catalog.rows.map(\.rawJSON) == lines)
    }

    /// Rows priced at zero for prompt and completion: whether they are free, and the price to tell.
    static let zeroPrices:
        [(pricing: String, id: String, outputs: String, isFree: Bool, price: String?)] = [
            ("", "a/text", #"["text"]"#, true, "0"),
            (#","image":"0","web_search":"0.01""#, "a/text", #"["text"]"#, true, "0"),
            ("", "a/unsaid", "[]", true, "0"),
            (#","image":"0.01""#, "a/image", #"["image"]"#, false, nil),
            (#","audio":0.5"#, "a/audio", #"["text"]"#, false, nil),
            (#","internal_reasoning":"0.001""#, "a/thinker", #"["text"]"#, false, nil),
            ("", "a/song", #"["text","audio"]"#, false, nil),
            ("", "a/carefree", #"["image"]"#, false, nil),
            ("", "openrouter/free", #"["text","image"]"#, true, "0"),
            ("", "a/song:free", #"["text","audio"]"#, true, "0"),
            (#","request":"0.05""#, "a/search", #"["text"]"#, false, "0"),
        ]

    @Test(arguments: zeroPrices)
    func freeMeansThatNothingCosts(
        row: (pricing: String, id: String, outputs: String, isFree: Bool, price: String?)
    ) async throws {
        let json = #"""
            {"data":[{"id":"\#(row.id)","created":0,"architecture":{"output_modalities":\#(row.outputs)},
            "pricing":{"prompt":"0","completion":"0"\#(row.pricing)}}]}
            """#
        let entry = try await CatalogReader.read(Data(json.utf8), source: "").rows[0].entry
        #expect(entry.isFree == row.isFree)
        #expect(entry.promptPrice?.perMillionString == row.price)
        #expect(entry.created == nil)
    }

    @Test func fieldsAreReadWhateverTheirForm() async throws {
        let catalog = try await CatalogReader.read(Fixture.bytes("catalog-small.json"), source: "")
        let llama = catalog.rows[0]
        #expect(llama.huggingFaceID?.rawValue == "meta-llama/llama-3.1-405B")
        #expect(llama.description.hasPrefix("A base model.\n\nSee [Instruct](/models/x) — \"q"))
        #expect(llama.entry.promptPrice?.perMillionString == "2")
        #expect(llama.entry.maxCompletionTokens == 16_384)
        #expect(llama.entry.supportedParameters == ["max_tokens", "tools"])
        #expect(llama.entry.expirationDate == "2098-12-31")
        #expect(!llama.entry.isFree)
        let router = catalog.rows[1]
        #expect(router.entry.isRouter)
        #expect(router.entry.promptPrice == nil)
        #expect(router.entry.name == "Auto Router ")
        #expect(router.entry.inputModalities == ["text", "image", "file"])
        #expect(router.entry.outputModalities == ["text", "image"])
        let free = catalog.rows[2]
        #expect(free.entry.isFree)
        #expect(free.huggingFaceID?.rawValue == "Qwen/Qwen3-8B")
        #expect(free.entry.contextLength == 40_960)
        #expect(free.entry.created == Date(timeIntervalSince1970: 1_745_000_000))
        let alias = catalog.rows[3]
        #expect(alias.huggingFaceID == nil)
        #expect(!alias.entry.isRouter)
        #expect(alias.entry.contextLength == nil)
        #expect(alias.entry.promptPrice?.perMillionString == "3")
        #expect(alias.entry.completionPrice?.perMillionString == "0.08333333333333334")
        #expect(catalog.rows[4].entry == CatalogEntry(id: ModelID(rawValue: "bare/minimum")))
    }

    @Test func anUnreadableRowCostsOnlyItself() async throws {
        let catalog = try await CatalogReader.read(
            Fixture.bytes("catalog-odd-rows.json"),
            source: ""
        )
        #expect(catalog.rows.map(\.entry.id.rawValue) == ["good/one", "good/two", "good/three"])
        #expect(catalog.rows[0].entry.name == "first")
        #expect(catalog.rows[1].entry == CatalogEntry(id: ModelID(rawValue: "good/two")))
        #expect(catalog.rows[2].huggingFaceID == nil)
        let rejected = catalog.rejected
        #expect(rejected.map(\.index) == Array(0...10) + Array(12...15))
        #expect(rejected.first { $0.index == 12 }?.id == "good/one")
        #expect(rejected.first { $0.index == 12 }?.reason == "the id occurs twice")
        #expect(rejected.first { $0.index == 9 }?.id == "has space/x")
        #expect(rejected.prefix(5).allSatisfy { $0.reason == "the row is not an object" })
        #expect(rejected.suffix(3).allSatisfy { $0.reason == "the row is not valid JSON" })
        #expect(rejected.allSatisfy { !$0.reason.isEmpty })
    }

    @Test func aCatalogCutAnywhereIsNotTakenForAWholeOne() async throws {
        let data = try Fixture.bytes("catalog-small.json")
        let end = try #require(data.lastIndex(of: UInt8(ascii: "}")))
        for length in 0...end {
            await #expect(throws: CatalogReader.Failure.self, "cut after \(length) bytes") {
                try await CatalogReader.read(data.prefix(length), source: "")
            }
        }
        #expect(try await CatalogReader.read(data.prefix(through: end), source: "").rows.count == 5)
    }

    @Test(
        arguments: [
            ("", .notACatalog), ("  ", .notACatalog), ("<html></html>", .notACatalog),
            (#"{"data":[]}trailing"#, .notACatalog), ("[] []", .notACatalog),
            ("[,{}]", .notACatalog), ("[{},]", .notACatalog), ("[{} {}]", .notACatalog),
            ("null", .notACatalog), ("[", .cutShort), ("\"data\"", .notACatalog),
            ("{}", .notACatalog), (#"{"error":{"message":"x"}}"#, .notACatalog),
            (#"{"data":{}}"#, .notACatalog), (#"{"data":null}"#, .notACatalog),
            (#"{"data":"x"}"#, .notACatalog), (#"{data:[]}"#, .notACatalog),
            (#"{"data" []}"#, .notACatalog), (#"{"data":[],"data":[]}"#, .notACatalog),
            (#"{"data":[}]}"#, .notACatalog),
            ("{", .cutShort), (#"{"data""#, .cutShort), (#"{"data":["#, .cutShort),
            (#"{"data":[]"#, .cutShort), (#"{"data":[{"id":"a/b"}"#, .cutShort),
            (#"{"data":[{"id":"a\"#, .cutShort), (#"{"links":{"next":"#, .cutShort),
        ] as [(String, CatalogReader.Failure)]
    )
    func whatIsNoCatalogIsRefused(text: String, failure: CatalogReader.Failure) async {
        await #expect(throws: failure) { try await CatalogReader.read(Data(text.utf8), source: "") }
    }

    @Test(
        arguments: [
            (#"{"links":{"next":"/api/v1/models?offset=500"},"data":[]}"#, true),
            (#"{"data":[],"links":{"next":null},"total_count":0}"#, false),
            (#"{"data":[],"has_more":true,"last_id":"x"}"#, true),
            (#"{"data":[],"has_more":false,"links":"x"}"#, false),
        ]
    )
    func aPageIsNotTakenForTheWhole(text: String, isPartial: Bool) async throws {
        var catalog = try await CatalogReader.read(Data(text.utf8), source: "")
        #expect(catalog.isPartial == isPartial)
        catalog.rows = [FetchedModel(entry: Model.example("a/b").entry)]
        #expect((catalog.objection(listedBefore: 2) != nil) == isPartial)
        #expect(catalog.objection(listedBefore: 1) == nil)
        #expect(catalog.objection(listedBefore: 2, isForced: true) == nil)
    }

    @Test(
        arguments: [
            #"{"data":[]}"#, #" { "data" : [ ] } "#, #"{"total_count":0,"data":[],"links":{}}"#,
            #"{"a":"data","b":["]"],"data":[],"c":-1.5e3,"d":true}"#,
        ]
    )
    func anEmptyCatalogIsOne(text: String) async throws {
        let catalog = try await CatalogReader.read(Data(text.utf8), source: "")
        #expect(catalog.rows.isEmpty)
        #expect(catalog.rejected.isEmpty)
    }

    @Test func noBytesCrashIt() async throws {
        let pieces = [
            "{", "}", "[", "]", ",", ":", "\"data\"", "\"id\"", "\"a/b\"", "\\", "\"", "null",
            "1e300",
            "-", "{\"data\":[", "{\"id\":\"c/d\"}", "]}", " ", "\u{00}", "é",
        ]
        var random = SplitMix64(seed: 8)
        for _ in 0..<5000 {
            let text = random.elements(of: pieces, maximumCount: 14).joined()
            guard let catalog = try? await CatalogReader.read(Data(text.utf8), source: "") else {
                continue
            }
            #expect(catalog.rows.allSatisfy { text.contains($0.rawJSON) })
        }
    }

    /// More rows than one task decodes.
    @Test func rowsDecodedTogetherKeepTheirOrder() async throws {
        let rows = (0..<2000).map { number in
            switch number {
            case 511, 1024: #"{"id": 7}"#
            case 1500: #"{"id":"a/0"}"#
            default: #"{"id":"a/\#(number)"}"#
            }
        }
        let text = #"{"data":[\#(rows.joined(separator: ",\n"))]}"#
        let catalog = try await CatalogReader.read(Data(text.utf8), source: "")
        #expect(
            catalog.rows.map(\.entry.id.rawValue)
                == (0..<2000).filter { ![511, 1024, 1500].contains($0) }.map { "a/\($0)" }
        )
        #expect(catalog.rejected.map(\.index) == [511, 1024, 1500])
    }
}
