/// A provider's offer of a model, from the model's endpoints list.
package struct Endpoint: Sendable, Hashable {
    package var provider: String
    /// 0 is normal and negative is degraded; the values are undocumented.
    package var status: Int?
    /// The percentage of requests that succeeded in the last 30 minutes.
    package var uptime: Double?
    /// `fp8`, `bf16`, `unknown`, and so on.
    package var quantization: String?
    package var contextLength: Int?
    /// This provider's price, not the catalog's.
    package var promptPrice: Price?
    package var completionPrice: Price?

    /// Whether the service routes to it normally; a missing status counts as normal.
    package var isUp: Bool { (status ?? 0) >= 0 }
}
