import Foundation

/// Prices that replace a model's own under a condition: from a prompt length, in a span of hours, or
/// both (`pricing.overrides`).
///
/// Of several that apply, a later one wins for each price that it names.
package struct PriceOverride: Sendable, Hashable {
    /// The least number of prompt tokens; `nil` for any.
    package var minimumPromptTokens: Int?
    /// The hours of a day (UTC); `nil` for all.
    package var hours: DailyHours?
    package var prompt: Price?
    package var completion: Price?
    /// The fee per request.
    package var request: Price?

    package init(
        minimumPromptTokens: Int? = nil,
        hours: DailyHours? = nil,
        prompt: Price? = nil,
        completion: Price? = nil,
        request: Price? = nil
    ) {
        self.minimumPromptTokens = minimumPromptTokens
        self.hours = hours
        self.prompt = prompt
        self.completion = completion
        self.request = request
    }

    func applies(promptTokens: Int, minute: Int) -> Bool {
        promptTokens >= minimumPromptTokens ?? 0 && hours?.contains(minute: minute) ?? true
    }
}

/// A span of each day in minutes since midnight UTC; it may go across midnight.
package struct DailyHours: Sendable, Hashable {
    package var start: Int
    /// The first minute after it.
    package var end: Int

    package init(start: Int, end: Int) {
        self.start = start
        self.end = end
    }

    func contains(minute: Int) -> Bool {
        start <= end ? (start..<end).contains(minute) : minute >= start || minute < end
    }

    /// In words: `22:00 to 06:00 UTC`.
    package var words: String { "\(Self.clock(start)) to \(Self.clock(end)) UTC" }

    private static func clock(_ minute: Int) -> String {
        String(format: "%02d:%02d", minute / 60 % 24, minute % 60)
    }
}

extension PriceOverride: Codable {
    private enum CodingKeys: String, CodingKey {
        case minimumPromptTokens = "min_prompt_tokens"
        case start = "utc_start"
        case end = "utc_end"
        case prompt
        case completion
        case request
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        /// `2200`, `"2200"` or `"22:00"` as a minute of the day.
        func minute(_ key: CodingKeys) -> Int? {
            let text =
                container.lenientString(forKey: key)
                ?? container.lenientInteger(forKey: key).map(String.init)
            // Seconds, if there are any, are left out.
            guard let number = text.flatMap({ Int($0.filter { $0 != ":" }.prefix(4)) }),
                (0...2400).contains(number), number % 100 < 60
            else { return nil }
            return number / 100 * 60 + number % 100
        }
        self.init(
            minimumPromptTokens: container.lenientInteger(forKey: .minimumPromptTokens),
            prompt: container.lenientPrice(forKey: .prompt),
            completion: container.lenientPrice(forKey: .completion),
            request: container.lenientPrice(forKey: .request)
        )
        func isStated(_ key: CodingKeys) -> Bool {
            container.contains(key) && (try? container.decodeNil(forKey: key)) != true
        }
        guard isStated(.start) || isStated(.end) else { return }
        guard let start = minute(.start), let end = minute(.end) else {
            throw DecodingError.dataCorruptedError(
                forKey: .start,
                in: container,
                debugDescription: "no time of day"
            )
        }
        // From a minute to itself is the whole day.
        if start != end { hours = DailyHours(start: start, end: end) }
    }

    /// Writes the form in which services send it.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(minimumPromptTokens, forKey: .minimumPromptTokens)
        func clock(_ minute: Int) -> String { String(format: "%02d%02d", minute / 60, minute % 60) }
        try container.encodeIfPresent(hours.map { clock($0.start) }, forKey: .start)
        try container.encodeIfPresent(hours.map { clock($0.end) }, forKey: .end)
        try container.encodeIfPresent(prompt?.perTokenString, forKey: .prompt)
        try container.encodeIfPresent(completion?.perTokenString, forKey: .completion)
        try container.encodeIfPresent(request?.perTokenString, forKey: .request)
    }
}

/// The overrides of a price list as sent, without those that cannot be read.
struct PriceOverrides: Decodable {
    let list: [PriceOverride]

    private struct Lenient: Decodable {
        let override: PriceOverride?

        init(from decoder: any Decoder) { override = try? PriceOverride(from: decoder) }
    }

    init(from decoder: any Decoder) throws {
        let list = try decoder.singleValueContainer().decode([Lenient].self)
        self.list = list.compactMap(\.override)
    }

    init(json: String) {
        let list = try? JSONDecoder().decode(PriceOverrides.self, from: Data(json.utf8))
        self = list ?? PriceOverrides(list: [])
    }

    private init(list: [PriceOverride]) { self.list = list }
}
