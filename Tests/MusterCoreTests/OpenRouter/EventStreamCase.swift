import Testing

@testable import MusterCore

/// A stream, and the events that it holds.
struct EventStreamCase: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    /// The data of its events.
    let events: [String]

    init(_ name: String, _ text: String, _ events: String...) {
        self.name = name
        self.text = text
        self.events = events
    }

    var bytes: [UInt8] { Array(text.utf8) }
    var testDescription: String { name }

    static let all = [
        EventStreamCase("nothing", ""),
        EventStreamCase("one event", "data: a\n\n", "a"),
        EventStreamCase("two events", "data: a\n\ndata: b\n\n", "a", "b"),
        EventStreamCase("ends of lines: CR", "data: a\r\rdata: b\r\r", "a", "b"),
        EventStreamCase(
            "ends of lines: CRLF",
            "data: a\r\n\r\ndata: b\r\n\r\n",
            "a",
            "b"
        ),
        EventStreamCase(
            "ends of lines: mixed",
            "data: a\r\ndata: b\n\rdata: c\r\n\n",
            "a\nb",
            "c"
        ),
        EventStreamCase("byte-order mark", "\u{FEFF}data: a\n\n", "a"),
        EventStreamCase("only the first byte-order mark", "\u{FEFF}\u{FEFF}data: a\n\n"),
        EventStreamCase("byte-order mark later", "data: a\n\n\u{FEFF}data: b\n\n", "a"),
        EventStreamCase("byte-order mark alone", "\u{FEFF}"),
        EventStreamCase("byte-order mark before a comment", "\u{FEFF}: x\ndata: a\n\n", "a"),
        EventStreamCase("byte-order mark before a blank line", "\u{FEFF}\ndata: a\n\n", "a"),
        EventStreamCase("half a byte-order mark", "ïdata: a\n\n"),
        EventStreamCase("comment", ": hello\n\ndata: a\n\n", "a"),
        EventStreamCase("comment within an event", "data: a\n: hello\ndata: b\n\n", "a\nb"),
        EventStreamCase("several data lines", "data: a\ndata: b\ndata: c\n\n", "a\nb\nc"),
        EventStreamCase("no space", "data:a\n\n", "a"),
        EventStreamCase("one space alone", "data: \n\n", ""),
        EventStreamCase("a colon alone", ":\ndata: a\n:\n\n", "a"),
        EventStreamCase("a type without a name", "event: a\nevent\ndata: x\n\n", "x"),
        EventStreamCase(
            "a blank line that ends with the stream's last CR",
            "data: a\r\n\r",
            "a"
        ),
        EventStreamCase("CR, LF and CR", "data: a\r\n\rdata: b\r\n\r\n", "a", "b"),
        EventStreamCase("two spaces", "data:  a\n\n", " a"),
        EventStreamCase("a tab is no space", "data:\ta\n\n", "\ta"),
        EventStreamCase("spaces at the end", "data: a  \n\n", "a  "),
        EventStreamCase("no colon", "data\n\n", ""),
        EventStreamCase("empty data", "data:\n\n", ""),
        EventStreamCase("two empty lines of data", "data\ndata\n\n", "\n"),
        EventStreamCase("empty data first", "data:\ndata: a\n\n", "\na"),
        EventStreamCase("colons in the value", "data: a:b: c\n\n", "a:b: c"),
        EventStreamCase("an event's type is not kept", "event: ping\ndata: a\n\n", "a"),
        EventStreamCase("an event without data is none", "event: a\n\ndata: x\n\n", "x"),
        EventStreamCase("id and retry are ignored", "id: 7\nretry: 100\ndata: a\n\n", "a"),
        EventStreamCase("unknown fields are ignored", "foo: 1\ndata: a\nbar\n\n", "a"),
        EventStreamCase("names have their case", "Data: a\nDATA: b\n\n"),
        EventStreamCase("names have no spaces", " data: a\ndata : b\n\n"),
        EventStreamCase("many blank lines", "\n\n\ndata: a\n\n\n\n", "a"),
        EventStreamCase("end without a blank line", "data: a\n\ndata: b\n", "a"),
        EventStreamCase("end within a line", "data: a\n\ndata: b", "a"),
        EventStreamCase("characters of several bytes", "data: 世界 🐬\n\n", "世界 🐬"),
        EventStreamCase("NUL is data", "data: a\u{00}b\n\n", "a\u{00}b"),
        EventStreamCase(
            "line separators of Unicode end no line",
            "data: a\u{2028}b\u{85}c\n\n",
            "a\u{2028}b\u{85}c"
        ),
        EventStreamCase("done", ": x\n\ndata: {}\n\ndata: [DONE]\n\n", "{}", "[DONE]"),
    ]
}
