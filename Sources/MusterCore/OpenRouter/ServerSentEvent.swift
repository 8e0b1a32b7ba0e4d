/// One event of an event stream.
struct ServerSentEvent: Sendable, Hashable {
    /// The value of the last `event` field; empty where there was none, which means `message`.
    var type: String
    /// The values of the `data` fields, joined by line feeds.
    var data: [UInt8]
}
