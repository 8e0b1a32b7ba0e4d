import Foundation
import MusterTestSupport
import Testing

@testable import MusterCore

/// Which of several pieces of evidence decides.
@Suite struct VerdictOrderTests {
    typealias Piece = (kind: Evidence.Kind, finding: Evidence.Finding, hoursAgo: Double)

    @Test(
        arguments: [
            ([], .unknown),
            ([(.completion, .inconclusive, 0)], .unknown),
            ([(.completion, .answered, 2), (.completion, .inconclusive, 0)], .verified),
            ([(.completion, .refused, 2), (.completion, .inconclusive, 0)], .unavailable),
            ([(.endpoints, .refused, 2), (.completion, .limited, 0)], .unavailable),
            ([(.completion, .answered, 2), (.completion, .limited, 0)], .limited),
            ([(.endpoints, .reachable, 2), (.completion, .limited, 0)], .limited),
            ([(.completion, .limited, 2), (.endpoints, .reachable, 0)], .reachable),
            ([(.completion, .answered, 2), (.endpoints, .reachable, 0)], .verified),
            ([(.completion, .answered, 30), (.endpoints, .reachable, 0)], .reachable),
            ([(.completion, .answered, 2), (.endpoints, .degraded, 0)], .degraded),
            ([(.completion, .answered, 2), (.endpoints, .refused, 0)], .unavailable),
            ([(.endpoints, .refused, 2), (.completion, .answered, 0)], .verified),
            (
                [
                    (.endpoints, .refused, 3), (.completion, .answered, 2),
                    (.completion, .limited, 0),
                ],
                .limited
            ),
            // The list shows what is offered, not what answers.
            ([(.completion, .refused, 2), (.endpoints, .reachable, 0)], .unavailable),
            ([(.completion, .refused, 2), (.endpoints, .degraded, 0)], .unavailable),
            ([(.completion, .refused, 30), (.endpoints, .reachable, 0)], .reachable),
            ([(.completion, .limited, 0.1), (.endpoints, .reachable, 0)], .limited),
            // A limit passes; what was known before it holds again.
            ([(.completion, .answered, 5), (.completion, .limited, 1)], .verified),
            ([(.completion, .answered, 30), (.completion, .limited, 1)], .limited),
            ([(.completion, .refused, 30), (.completion, .limited, 0)], .unavailable),
            // A limit hides neither a refusal behind it nor one before an endpoints list.
            (
                [
                    (.completion, .refused, 3), (.completion, .limited, 2),
                    (.endpoints, .degraded, 1),
                ], .unavailable
            ),
            (
                [
                    (.completion, .refused, 3), (.completion, .limited, 2),
                    (.endpoints, .reachable, 1),
                ], .unavailable
            ),
            (
                [
                    (.completion, .refused, 3), (.endpoints, .reachable, 2),
                    (.completion, .limited, 0),
                ], .unavailable
            ),
            (
                [
                    (.completion, .answered, 3), (.completion, .limited, 2),
                    (.endpoints, .reachable, 1),
                ], .verified
            ),
            ([(.endpoints, .reachable, 0.9), (.completion, .limited, 0.5)], .reachable),
        ] as [([Piece], Availability)]
    )
    func theRightPieceDecides(pieces: [Piece], availability: Availability) {
        let evidence = pieces.map { piece in
            Evidence(
                modelID: ModelID(rawValue: "a/b"),
                observedAt: TimeSource.noon.addingTimeInterval(-piece.hoursAgo * 3600),
                kind: piece.kind,
                finding: piece.finding,
                detail: "as observed"
            )
        }
        for ordered in [evidence, evidence.reversed()] {
            let verdict = Verdict.judge(ordered, isListed: true, now: TimeSource.noon)
            #expect(verdict.availability == availability)
        }
    }
}
