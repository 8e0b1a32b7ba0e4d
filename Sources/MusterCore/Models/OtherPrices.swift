import Foundation

/// What a model charges beside prompt, completion and request, as its row says.
package struct OtherPrices: Sendable, Hashable, Decodable {
    package enum Item: String, Sendable, CaseIterable {
        case cacheRead = "input_cache_read"
        case cacheWrite = "input_cache_write"
        case reasoning = "internal_reasoning"
        case image
        case audio
        case webSearch = "web_search"

        /// Whether its price is for each piece, and not for each token.
        package var isPerPiece: Bool { self == .image || self == .webSearch }

        package var words: String {
            switch self {
            case .cacheRead: "cached prompt"
            case .cacheWrite: "cache write"
            case .reasoning: "reasoning"
            case .image: "image"
            case .audio: "audio"
            case .webSearch: "web search"
            }
        }
    }

    /// Prices above zero, in US dollars per token or per piece.
    package let prices: [Item: Price]
    /// The part taken off all prices, from 0 to 1.
    package let discount: Double?

    private enum CodingKeys: String, CodingKey {
        case pricing
        case data
    }

    /// Reads them from a row as sent; a row without any gives none.
    package init(rawJSON: String) {
        let read = try? JSONDecoder().decode(OtherPrices.self, from: Data(rawJSON.utf8))
        self = read ?? OtherPrices(prices: [:], discount: nil)
    }

    private init(prices: [Item: Price], discount: Double?) {
        self.prices = prices
        self.discount = discount
    }

    package init(from decoder: any Decoder) throws {
        let row = try decoder.container(keyedBy: CodingKeys.self)
        // The answer to a single look-up has the row in `data`.
        let container = (try? row.nestedContainer(keyedBy: CodingKeys.self, forKey: .data)) ?? row
        let pricing = try container.nestedContainer(keyedBy: AnyCodingKey.self, forKey: .pricing)
        var prices: [Item: Price] = [:]
        for item in Item.allCases {
            let key = AnyCodingKey(stringValue: item.rawValue)
            if let price = pricing.lenientPrice(forKey: key), !price.isZero {
                prices[item] = price
            }
        }
        let part = pricing.lenientDouble(forKey: AnyCodingKey(stringValue: "discount"))
        self.init(prices: prices, discount: part.flatMap { $0 > 0 && $0 <= 1 ? $0 : nil })
    }
}
