/// One provider's offer of a model, from the model's endpoints list.
package struct Endpoint: Sendable, Hashable {
    /// The provider's name.
    package var provider: String
    /// 0 is normal and anything below is degraded; its meanings are documented nowhere.
    package var status: Int?
    /// The share of requests that succeeded in the last 30 minutes, 0 to 100.
    package var uptime: Double?
    /// `fp8`, `bf16`, `unknown`, and so on.
    package var quantization: String?
    /// This provider's context length in tokens.
    package var contextLength: Int?
    /// This provider's price of prompt tokens.
    package var promptPrice: Price?
    /// This provider's price of completion tokens.
    package var completionPrice: Price?

    /// Whether the service routes to it normally; a missing status counts as normal.
    package var isUp: Bool { (status ?? 0) >= 0 }
}
