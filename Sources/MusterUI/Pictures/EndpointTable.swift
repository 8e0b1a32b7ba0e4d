package import Foundation
package import MusterCore

/// The endpoints of a model as a table: badge, uptime as a bar, prices, limits and pace.
package struct EndpointTable {
    /// In fewer cells a table would be all cuts; each endpoint is a sentence there.
    private static let narrowest = 36
    private static let barWidth = 10

    private let endpoints: [(endpoint: Endpoint, badge: Badge)]
    private let isASCII: Bool

    package init(_ endpoints: [Endpoint], evidence: [Evidence], now: Date, isASCII: Bool) {
        self.endpoints = endpoints.map {
            ($0, Badge($0.availability(among: endpoints, evidence: evidence, now: now)))
        }
        self.isASCII = isASCII
    }

    /// The table in at most that many cells, or a paragraph per endpoint where it is too narrow or
    /// somebody listens to it.
    package func lines(width: Int?, isSpoken: Bool = false) -> [[Span]] {
        guard !isSpoken, width.map({ $0 >= Self.narrowest }) ?? true else { return words(width) }
        var table = TextTable(Self.columns, isASCII: isASCII)
        for (endpoint, badge) in endpoints { table.add(row(endpoint, badge)) }
        return table.lines(width: width)
    }

    private static let columns: [TextTable.Column] = [
        TextTable.Column("  Endpoint", fit: .tail(least: 14)),
        TextTable.Column("Up 30 min", rank: 1, isTrailing: true),
        TextTable.Column("", rank: 4),
        .price("In $/M", rank: 2),
        .price("Out $/M", rank: 2),
        TextTable.Column("Quant", rank: 3),
        .number("Context", rank: 5),
        .number("First", rank: 6),
        .number("Tok/s", rank: 6),
        .number("Answer", rank: 7),
        TextTable.Column("Note", rank: 8),
    ]

    private func row(_ endpoint: Endpoint, _ badge: Badge) -> [[Span]] {
        let role: CellStyle.Role = endpoint.isUp ? .text : .warning
        let name = SanitizedText(sanitizing: endpoint.tag ?? endpoint.provider).singleLine
        return [
            [Span("\(badge.glyph(isASCII: isASCII)) ", badge.role), Span(name, role)],
            [percentage(endpoint)],
            bar(endpoint),
            [Span("\(Quantity.price(endpoint.promptPrice))")],
            [Span("\(Quantity.price(endpoint.completionPrice))")],
            [Span("\(endpoint.knownQuantization ?? "-")", .dim)],
            [Span("\(Quantity.tokens(endpoint.contextLength))")],
            [Span("\(endpoint.latency.map { Self.seconds($0.p50) } ?? "-")")],
            [Span("\(endpoint.throughput.map { Quantity.fixed($0.p50, 0) } ?? "-")")],
            [Span("\(Quantity.tokens(endpoint.maxCompletionTokens))", .dim)],
            [Span("\(note(endpoint))", role == .text ? .dim : role)],
        ]
    }

    private static func seconds(_ milliseconds: Double) -> String {
        Quantity.duration(milliseconds: Int(milliseconds))
    }

    private func percentage(_ endpoint: Endpoint) -> Span {
        guard let uptime = endpoint.uptime else { return Span("-", .dim) }
        return Span("\(Quantity.fixed(uptime, 1)) %", CellStyle.Role(uptime: uptime))
    }

    private func bar(_ endpoint: Endpoint) -> [Span] {
        guard let uptime = endpoint.uptime else { return [.blank(Self.barWidth)] }
        return Bar.spans(
            uptime / 100,
            cells: Self.barWidth,
            role: CellStyle.Role(uptime: uptime),
            isASCII: isASCII
        )
    }

    private func note(_ endpoint: Endpoint) -> String {
        [
            endpoint.isUp ? nil : "down: status \(endpoint.status ?? 0)",
            endpoint.discount.map { "\(Quantity.fixed($0 * 100, 0)) % off" },
            endpoint.cachesImplicitly == true ? "caches" : nil,
        ].compactMap(\.self).joined(separator: ", ")
    }

    private func words(_ width: Int?) -> [[Span]] {
        endpoints.flatMap { endpoint, badge in
            let label = "\(badge.glyph(isASCII: isASCII)) \(badge.rawValue)"
            let words = Span("\(endpoint.words)", endpoint.isUp ? .text : .warning)
            return [[Span("\(label)", badge.role)]]
                + [Span.blank(2), words].wrapped(width ?? .max, least: 8)
        }
    }
}

extension CellStyle.Role {
    /// The colour of an uptime in percent.
    init(uptime: Double) {
        switch uptime {
        case 99...: self = .success
        case 90..<99: self = .degraded
        default: self = .unavailable
        }
    }
}
