import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore

/// Prompts as people have them: messages, tables, templates and plain lines.
@Suite struct PromptFormTests {
    private static func contents(
        _ text: String,
        format: PromptFormat = .jsonl,
        template: String? = nil
    ) throws -> [(id: PromptID, content: PromptContent)] {
        let (all, source) = try PromptSource.read(text.utf8, format: format, template: template)
        return try all.map { ($0.id, try source.content(of: $0)) }
    }

    @Test(
        arguments: [
            ("p.jsonl", PromptFormat.jsonl), ("P.CSV", .csv), ("p.tsv", .tsv), ("p.txt", .lines),
            ("-", .jsonl), ("prompts", .jsonl),
        ]
    )
    func theNameTellsTheForm(path: String, format: PromptFormat) {
        #expect(PromptFormat(path: path) == format)
    }

    @Test func messagesParametersAndMetadataAreKept() throws {
        let line = #"""
            {"id":1,"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":[\#
            {"type":"text","text":"What is this?"},{"type":"image_url","image_url":{"url":"https://x.org/a.png"}}]}],\#
            "max_tokens":50,"temperature":0.3,"seed":7,"stop":["\n"],"metadata":{"row":[1,null]},"other":1}
            """#
        let (id, content) = try #require(try Self.contents(line).first)
        #expect(id == .number(1))
        #expect(content.prompt == "What is this?")
        #expect(content.messages?.count == 2)
        #expect(content.maxTokens == 50)
        #expect(Set(content.parameters.keys) == ["temperature", "seed", "stop"])
        #expect(content.metadata == .object(["row": .array([.number(1), .null])]))
        // An image has no bytes to count.
        #expect(content.tokens.most > 20_000)
    }

    /// Nothing that a file asks is left out in silence.
    @Test(arguments: [
        (#"{"id":1,"messages":[]}"#, PromptFormat.jsonl, "it has no prompt"),
        (#"{"id":1,"prompt":"a","messages":[]}"#, .jsonl, "it has messages besides"),
        (
            #"{"id":1,"messages":[{"role":"user","content":"a"}],"system":"b"}"#, .jsonl,
            "it has messages besides"
        ),
        (#"{"id":"1","prompt":"say ""hi"" to me"}"#, .jsonl, "it is not a JSON object"),
        (#"{"id":1,"messages":["a"]}"#, .jsonl, "an object with a role"),
        (#"{"id":1,"messages":[{"content":"a"}]}"#, .jsonl, "an object with a role"),
        (#"{"id":1,"prompt":"a","temperature":"x"}"#, .jsonl, "temperature has to be a number"),
        (#"{"id":1,"prompt":"a","response_format":"json"}"#, .jsonl, "has to be an object"),
        (#"{"id":1,"prompt":"a","stop":7}"#, .jsonl, "stop has to be text or a list"),
        ("id,prompt\n1,\"a\n2,b\n3,c\n", .csv, "line 2: its quotation is not closed"),
        ("id,prompt\n1,a\n2,\"b", .csv, "line 3: its quotation is not closed"),
    ])
    func whatWouldNotBeSentIsRefused(text: String, format: PromptFormat, reason: String) {
        let error = #expect(throws: BatchError.self) { try Self.contents(text, format: format) }
        #expect(error?.description.contains(reason) == true, "\(String(describing: error))")
    }

    /// `--max-cost` counts on it.
    @Test func theMostTokensAreOfAllThatIsSent() throws {
        let long = String(repeating: "x", count: 5000)
        let file = String(repeating: "A", count: 40_000)
        let table = [
            #"{"id":1,"messages":[{"role":"assistant","tool_calls":[{"function":{"arguments":"\#(long)"}}]}]}"#,
            #"{"id":1,"prompt":"a","response_format":{"type":"json_schema","x":"\#(long)"}}"#,
            #"{"id":1,"prompt":"a","tools":[{"type":"\#(long)"}]}"#,
            #"{"id":1,"messages":[{"role":"user","content":[{"type":"file","file":{"file_data":"data:a/b;base64,\#(file)"}}]}]}"#,
        ]
        let least = [5000, 5000, 5000, 30_000]
        for (line, least) in zip(table, least) {
            let tokens = try #require(try Self.contents(line).first).content.tokens
            #expect(tokens.most > least && tokens.likely < tokens.most, "\(line.prefix(60))")
        }
    }

    @Test func aNumberAndItsDigitsAreTwoNames() throws {
        let text = #"{"id":1,"prompt":"a"}"# + "\n" + #"{"id":"1","prompt":"b"}"#
        #expect(try Self.contents(text).map(\.id) == [.number(1), .text("1")])
        #expect(throws: BatchError.self) {
            try Self.contents(#"{"id":1,"prompt":"a"}"# + "\n" + #"{"id":1.0,"prompt":"b"}"#)
        }
    }

    /// What asks for something else is another prompt; what only accompanies it is not.
    @Test func theDigestIsOfWhatIsAsked() throws {
        let lines = [
            #"{"id":1,"prompt":"a"}"#, #"{"id":2,"prompt":"a","metadata":1}"#,
            #"{"id":3,"prompt":"a","seed":1}"#, #"{"id":4,"prompt":"a","max_tokens":9}"#,
            #"{"id":5,"messages":[{"role":"user","content":"a"}]}"#,
        ]
        let digests = try Self.contents(lines.joined(separator: "\n")).map(\.content.digest)
        #expect(digests[0] == digests[1])
        #expect(Set(digests).count == 4)
        #expect(digests[0] == BatchPrompt(id: "x", prompt: "a").digest)
        #expect(PromptDigest(digests[0].text) == digests[0])
    }

    @Test(
        arguments: [
            ("one\ntwo\n", ["one", "two"]), ("\u{FEFF}one\r\n\r\ntwo", ["one", "two"]),
            ("a\u{2028}b\n", ["a\u{2028}b"]),
        ]
    )
    func plainLinesAreNumbered(text: String, prompts: [String]) throws {
        let read = try Self.contents(text, format: .lines)
        #expect(read.map(\.content.prompt) == prompts)
        #expect(read.first?.id == .number(1))
    }

    @Test func aTableHasAHeader() throws {
        let text =
            "\u{FEFF}id,prompt,system\r\nx,\"Say \"\"hi\"\", twice\",\r\ny,\"two\nlines\",Be brief.\r\n"
        let read = try Self.contents(text, format: .csv)
        #expect(read.map(\.id) == ["x", "y"])
        #expect(read.map(\.content.prompt) == ["Say \"hi\", twice", "two\nlines"])
        #expect(read.map(\.content.system) == [nil, "Be brief."])
        // A mark within a cell is no quotation.
        let tabs = try Self.contents("prompt\tid\na, b\t7\n5\" disk\t8\n3\" one\t9\n", format: .tsv)
        #expect(tabs.map(\.content.prompt) == ["a, b", "5\" disk", "3\" one"])
        #expect(tabs.map(\.id) == ["7", "8", "9"])
    }

    @Test func aTemplateIsFilledFromColumns() throws {
        let read = try Self.contents(
            "word,lang\nhouse,German\n{{word}},French\n",
            format: .csv,
            template: "Translate {{word}} into {{ lang }}: {{word}}."
        )
        // What a cell holds is no template.
        #expect(
            read.map(\.content.prompt) == [
                "Translate house into German: house.",
                "Translate {{word}} into French: {{word}}.",
            ]
        )
        #expect(read.map(\.id) == [.number(2), .number(3)])
    }

    @Test(
        arguments: [
            ("a,b\n1,2\n", PromptFormat.csv, nil, "no column named prompt"),
            ("a\n1\n", .csv, "{{b}}", "column that is missing: b"),
            ("prompt\n1,2\n", .csv, nil, "2 columns, and the header has 1"),
            ("prompt\n", .csv, nil, "there are no prompts"),
            ("\n \n", .lines, nil, "there are no prompts"),
            ("Hi\n", .lines, "{{b}}", "is not read as a table"),
            (#"{"id":1,"prompt":"Hi"}"#, .jsonl, "{{b}}", "is not read as a table"),
        ] as [(String, PromptFormat, String?, String)]
    )
    func whatIsNoTableIsRefused(
        text: String,
        format: PromptFormat,
        template: String?,
        words: String
    ) {
        let error = #expect(throws: BatchError.self) {
            try Self.contents(text, format: format, template: template)
        }
        #expect(error.map { "\($0)" }?.contains(words) == true, "\(error as Any)")
    }

    @Test func aFileThatChangesIsNoticed() async throws {
        try await TemporaryFolder.withFolder { folder in
            let path = folder.file("p.txt")
            try Data("one\ntwo\n".utf8).write(to: URL(filePath: path))
            let request = BatchRequest(modelIDs: [], promptsPath: path, resultsPath: "")
            let (all, source) = try PromptSource(request).prompts()
            let handle = try FileHandle(forWritingTo: URL(filePath: path))
            try handle.write(contentsOf: Data("oh!".utf8))
            try handle.close()
            #expect(throws: BatchError.changedPrompts(path, id: "1")) {
                try source.content(of: all[0])
            }
            #expect(try source.content(of: all[1]).prompt == "two")
        }
    }

    @Test(
        arguments: [
            (#"{"type":"json_object"}"#, "{}", nil), (#"{"type":"json_object"}"#, "[]", "object"),
            (#"{"type":"json_object"}"#, "Sure: {}", "not JSON"), (#"{"type":"text"}"#, "x", nil),
            (
                #"{"type":"json_schema","json_schema":{"schema":{"type":"object","required":["n"]}}}"#,
                #"{"m":1}"#, "lacks n"
            ),
        ] as [(String, String, String?)]
    )
    func anAnswerIsComparedWithItsFormat(format: String, answer: String, words: String?) throws {
        let line = #"{"id":1,"prompt":"a","response_format":\#(format)}"#
        let content = try #require(try Self.contents(line).first?.content)
        let failure = content.objection(to: answer)
        #expect((failure?.kind == .notAsAsked) == (words != nil))
        if let words { #expect(failure?.message.contains(words) == true) }
    }
}

/// Calls of tools that a prompt offers, as a stream brings them.
@Suite struct ToolCallTests {
    private static let whole = ToolCall(index: 0, name: "f", arguments: #"{"a":1}"#)

    @Test(
        arguments: [
            ([whole], [whole]),
            (
                [
                    ToolCall(index: 0, name: "f"),
                    ToolCall(index: 0, name: "", arguments: #"{"a""#),
                    ToolCall(index: 0, name: "", arguments: ":1}"),
                ], [whole]
            ),
            ([whole, ToolCall(index: 1, name: "f")], [whole, ToolCall(index: 1, name: "f")]),
            (
                [ToolCall(name: "f"), ToolCall(name: "f")],
                [ToolCall(name: "f"), ToolCall(name: "f")]
            ),
        ]
    )
    func piecesBecomeCalls(pieces: [ToolCall], calls: [ToolCall]) {
        var all: [ToolCall] = []
        for piece in pieces { all.add(piece) }
        #expect(all == calls)
    }

    @Test(arguments: [true, false])
    func aCallIsAnAnswerWhereAToolIsOffered(isOffered: Bool) {
        var content = PromptContent(prompt: "Do it.")
        if isOffered { content.parameters["tools"] = .array([]) }
        var generation = Generation(
            id: 1,
            modelID: ModelID(rawValue: "a/b"),
            status: .failed
        )
        generation.failure = ServiceFailure(.toolCall, message: "called f")
        generation.toolCalls = [Self.whole]
        generation.hold(to: content)
        #expect(generation.status == (isOffered ? .completed : .failed))
        #expect(generation.text == (isOffered ? #"[{"arguments":"{\"a\":1}","name":"f"}]"# : ""))
    }
}

/// JSON Schema as services take it.
@Suite struct JSONSchemaTests {
    @Test(
        arguments: [
            (#"true"#, "1", true), (#"false"#, "1", false), (#"{}"#, "null", true),
            (#"{"type":"integer"}"#, "2.0", true), (#"{"type":"integer"}"#, "2.5", false),
            (#"{"type":["string","null"]}"#, "null", true), (#"{"type":"number"}"#, "\"1\"", false),
            (#"{"enum":["a",1]}"#, "1", true), (#"{"enum":["a",1]}"#, "\"b\"", false),
            (#"{"const":{"a":1}}"#, #"{"a":1}"#, true),
            (#"{"required":["a"]}"#, #"{"b":1}"#, false),
            (#"{"properties":{"a":{"type":"string"}}}"#, #"{"a":1}"#, false),
            (#"{"properties":{"a":{}},"additionalProperties":false}"#, #"{"a":1,"b":2}"#, false),
            (#"{"additionalProperties":{"type":"number"}}"#, #"{"b":"x"}"#, false),
            (#"{"items":{"type":"number"}}"#, "[1,2]", true),
            (#"{"items":{"type":"number"}}"#, "[1,\"2\"]", false),
            (#"{"prefixItems":[{"type":"string"}],"items":false}"#, #"["a"]"#, true),
            (#"{"prefixItems":[{"type":"string"}],"items":false}"#, #"["a",1]"#, false),
            (#"{"minimum":1,"maximum":3}"#, "3", true), (#"{"exclusiveMaximum":3}"#, "3", false),
            (#"{"minLength":2}"#, #""é""#, false), (#"{"pattern":"^a+$"}"#, #""aab""#, false),
            (#"{"maxItems":1}"#, "[1,2]", false),
            (#"{"anyOf":[{"type":"string"},{"type":"number"}]}"#, "true", false),
            (#"{"oneOf":[{"type":"number"},{"minimum":1}]}"#, "2", false),
            (#"{"allOf":[{"type":"number"},{"minimum":1}]}"#, "0", false),
            (#"{"not":{"type":"null"}}"#, "null", false), (#"{"format":"date"}"#, "\"x\"", true),
            (
                ##"{"$defs":{"n":{"properties":{"next":{"$ref":"#/$defs/n"},"v":{"type":"number"}}}},"$ref":"#/$defs/n"}"##,
                #"{"next":{"v":"x"}}"#, false
            ),
            (##"{"$ref":"#"}"##, "1", true),
            (#"{"patternProperties":{"^x":{}},"additionalProperties":false}"#, #"{"x1":1}"#, true),
            (#"{"patternProperties":{"^x":{"type":"string"}}}"#, #"{"x1":1}"#, false),
            (#"{"propertyNames":{"maxLength":1}}"#, #"{"ab":1}"#, false),
            (#"{"minProperties":1}"#, "{}", false), (#"{"uniqueItems":true}"#, "[1,1]", false),
            (#"{"multipleOf":5}"#, "7", false), (#"{"multipleOf":0.1}"#, "0.3", true),
            (#"{"if":{"type":"number"},"then":{"minimum":1}}"#, "0", false),
            (#"{"if":{"type":"number"},"else":{"const":"a"}}"#, #""b""#, false),
            (#"{"dependentRequired":{"a":["b"]}}"#, #"{"a":1}"#, false),
        ]
    )
    func aValueFitsOrNot(schema: String, value: String, fits: Bool) throws {
        func element(_ text: String) throws -> JSONElement {
            try JSONDecoder().decode(JSONElement.self, from: Data(text.utf8))
        }
        let objection = JSONSchema(try element(schema)).objection(to: try element(value))
        #expect((objection == nil) == fits, "\(objection ?? "fits")")
    }
}
