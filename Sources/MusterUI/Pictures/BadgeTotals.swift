import MusterCore

/// How many models have each badge, as bars.
package struct BadgeTotals {
    /// Badges that occur, in the order of all badges.
    package let counts: [(badge: Badge, count: Int)]
    private let isASCII: Bool

    package init(_ badges: [Badge], isASCII: Bool) {
        counts = Badge.allCases.compactMap { badge in
            let count = badges.count { $0 == badge }
            return count > 0 ? (badge, count) : nil
        }
        self.isASCII = isASCII
    }

    /// A line a badge: its name, a bar of that many cells, the number and the share.
    package func lines(cells: Int) -> [[Span]] {
        let total = counts.reduce(0) { $0 + $1.count }
        return counts.map { badge, count in
            let share = Double(count) / Double(max(total, 1))
            let label = "\(badge.glyph(isASCII: isASCII)) \(badge.rawValue)"
            let bar = Bar.spans(share, cells: cells, role: badge.role, isASCII: isASCII)
            let (number, percent) = ("\(count)", "\(Int((share * 100).rounded())) %")
            return [Span("\(label)", badge.role), .blank(15 - CellWidth.of(label))] + bar
                + [.blank(6 - number.count), Span("\(number)"), .blank(6 - percent.count)]
                + [Span("\(percent)", .dim)]
        }
    }
}
