import Foundation

/// What one request to a model costs, after the overrides that apply to it.
struct ChargedPrice: Sendable, Equatable {
    /// USD per prompt token.
    let prompt: Double
    /// USD per completion token.
    let completion: Double
    /// USD per request.
    let request: Double

    /// Reads the `pricing` of a row; what is absent or negative, as for routers, costs nothing.
    ///
    /// Overrides apply in their order, and the last one that has a key wins it.
    init(_ pricing: JSONValue?, promptTokens: Int, now: Date) {
        var overrides: [JSONValue] = []
        if case .array(let entries)? = pricing?["overrides"] {
            overrides = entries.filter {
                Self.isLong($0, promptTokens) && Self.isInHours($0, Self.minuteOfDay(now))
            }
        }
        func price(_ key: String) -> Double {
            let value = overrides.last { $0[key] != nil }?[key] ?? pricing?[key]
            return max(0, value?.doubleValue ?? 0)
        }
        (prompt, completion, request) = (price("prompt"), price("completion"), price("request"))
    }

    private init(prompt: Double, completion: Double, request: Double) {
        self.prompt = prompt
        self.completion = completion
        self.request = request
    }

    func scaled(by factor: Double) -> ChargedPrice {
        ChargedPrice(
            prompt: prompt * factor,
            completion: completion * factor,
            request: request * factor
        )
    }

    private static func isLong(_ entry: JSONValue, _ promptTokens: Int) -> Bool {
        guard let least = entry["min_prompt_tokens"] else { return true }
        return least.doubleValue.map { Double(promptTokens) >= $0 } ?? false
    }

    /// Whether a minute of the day lies in the hours of an override, which may span midnight.
    private static func isInHours(_ entry: JSONValue, _ minute: Int) -> Bool {
        let (from, to) = (entry["utc_start"], entry["utc_end"])
        guard from != nil || to != nil else { return true }
        guard let start = from.map(minuteOfDay) ?? 0, let end = to.map(minuteOfDay) ?? 24 * 60
        else { return false }
        return start < end
            ? (start..<end).contains(minute) : minute >= start || minute < end
    }

    /// The minute of `"2200"`, `2200` or `"22:00"`; `nil` for anything else.
    private static func minuteOfDay(_ time: JSONValue) -> Int? {
        let digits = time.stringValue.map { $0.replacing(":", with: "") }
        guard let clock = digits.flatMap({ Int($0) }) ?? time.intValue,
            (0...24).contains(clock / 100), (0..<60).contains(clock % 100)
        else { return nil }
        return clock / 100 * 60 + clock % 100
    }

    private static func minuteOfDay(_ date: Date) -> Int {
        let seconds = Int(date.timeIntervalSince1970.rounded(.down))
        return ((seconds % 86_400) + 86_400) % 86_400 / 60
    }
}
