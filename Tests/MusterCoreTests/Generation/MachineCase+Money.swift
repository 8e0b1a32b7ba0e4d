import MusterCore

extension MachineCase {
    private static let free = GenerationCandidate.example("a/b:free", isFree: true)
    private static let otherFree = GenerationCandidate.example("c/d:free", isFree: true)
    private static let foundFree = GenerationCandidate.example(
        "g/h:free",
        isFree: true,
        isNamed: false
    )
    private static let paid = GenerationCandidate.example("e/f")
    private static let foundPaid = GenerationCandidate.example("i/j", isNamed: false)

    /// Quotas, credit, and what may cost money.
    static let money = [
        MachineCase(
            name: "the day's quota ends it for every free model",
            candidates: [free, otherFree],
            steps: [(.start, "send a/b:free"), (.failed(.dailyQuota, 429), "failed: daily_quota")],
            skipped: ["c/d:free daily_quota"]
        ),
        MachineCase(
            name: "after the day's quota only a paid model that was named is asked",
            candidates: [free, otherFree, foundPaid, paid],
            steps: [
                (.start, "send a/b:free"),
                (.failed(.dailyQuota, 429, retryAfter: 1), "fall back to e/f: daily_quota"),
                (.resume, "send e/f"), (.failed(.notFound, 404), "failed: not_found"),
            ],
            skipped: ["c/d:free daily_quota", "i/j unnamed_paid"]
        ),
        MachineCase(
            name: "the day's quota ends it for a busy free model too",
            candidates: [free, otherFree],
            steps: [
                (.start, "send a/b:free"),
                (
                    .failed(.rateLimited, 429, retryAfter: 30),
                    "fall back to c/d:free: rate_limited"
                ),
                (.resume, "send c/d:free"), (.failed(.dailyQuota, 429), "failed: daily_quota"),
            ]
        ),
        MachineCase(
            name: "the minute's quota is waited for, for a minute at most",
            candidates: [free, otherFree, paid],
            steps: [
                (.start, "send a/b:free"),
                (.failed(.minuteQuota, 429, resetsIn: 20), "wait 22.0 s: minute_quota"),
                (.resume, "send a/b:free"),
                // A clock that is wrong by hours does not change what a minute is.
                (.failed(.minuteQuota, 429, resetsIn: 9000), "wait 60.0 s: minute_quota"),
                (.resume, "send a/b:free"),
                (.failed(.minuteQuota, 429), "wait 60.0 s: minute_quota"),
                (.resume, "send a/b:free"),
                (.failed(.minuteQuota, 429), "fall back to e/f: minute_quota"),
            ]
        ),
        MachineCase(
            name: "a free model that has not been asked rests for the minute too",
            candidates: [free, otherFree, paid],
            steps: [
                (.start, "send a/b:free"),
                (.failed(.minuteQuota, 429, retryAfter: 10), "wait 11.0 s: minute_quota"),
                (.resume, "send a/b:free"),
                (.failed(.forbidden, 403), "fall back to c/d:free: forbidden"),
            ]
        ),
        MachineCase(
            name: "a paid model that nobody named replaces no free one",
            candidates: [free, foundPaid],
            steps: [(.start, "send a/b:free"), (.failed(.notFound, 404), "failed: not_found")],
            skipped: ["i/j unnamed_paid"]
        ),
        MachineCase(
            name: "a paid model may be replaced by one that nobody named",
            candidates: [paid, foundPaid],
            steps: [
                (.start, "send e/f"), (.failed(.notFound, 404), "fall back to i/j: not_found"),
            ]
        ),
        MachineCase(
            name: "without credit only a free model that was named is asked",
            candidates: [paid, foundPaid, .example("k/l"), foundFree, otherFree],
            steps: [
                (.start, "send e/f"),
                (.failed(.noCredits, 402), "fall back to c/d:free: no_credits"),
                (.resume, "send c/d:free"), (.failed(.noCredits, 402), "failed: no_credits"),
            ],
            skipped: ["i/j no_credits", "k/l no_credits", "g/h:free no_credits"]
        ),
    ]
}
