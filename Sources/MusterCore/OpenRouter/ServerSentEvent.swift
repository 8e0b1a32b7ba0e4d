/// One event of an event stream.
package struct ServerSentEvent: Sendable, Hashable {
    /// The value of the last `event` field; empty where there was none, which means `message`.
    package var type: String
    /// The values of the `data` fields, joined by line feeds.
    package var data: [UInt8]
}
